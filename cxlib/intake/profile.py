"""A profile: how one kind of survey file is to be read, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from cxlib.intake.key_lines import KeyPath
from cxlib.terms.programme import Label

FileKind = Literal["csv", "xlsx"]
Content = Literal["answers", "invitations"]
Unmapped = Literal["keep", "reject", "blank", "default"]


@dataclass(frozen=True)
class FileShape:
    """What the file is and where its table stands; `encoding` empty means by the rule of `encoding.decode`."""

    kind: FileKind = "csv"
    delimiter: str = ","
    encoding: str = ""
    decimal: str = "."
    sheet: str = ""
    header_row: int = 1
    first_data_row: int = 2
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DateException:
    """Rows that write their dates otherwise: those with a value in a column, those in row ranges, or both."""

    column: str
    values: frozenset[str]
    rows: tuple[tuple[int, int], ...]
    formats: tuple[str, ...]


@dataclass(frozen=True)
class DateSource:
    """Where a row's day comes from: a column, a column with the day of a fixed month, or one day for all."""

    column: str = ""
    formats: tuple[str, ...] = ()
    exceptions: tuple[DateException, ...] = ()
    day_column: str = ""
    month: date | None = None
    fixed: date | None = None


@dataclass(frozen=True)
class ValueSource:
    """Where a stage or dimension comes from: a column with a map from its values, or one value for the whole file."""

    id: str
    column: str = ""
    constant: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    unmapped: Unmapped = "default"
    path: KeyPath = ()


@dataclass(frozen=True)
class QuestionSource:
    """A closed question's column, what in it means no answer, and what its words mean in numbers."""

    id: str
    column: str
    missing: frozenset[str]
    verbal: Mapping[str, int]
    path: KeyPath


@dataclass(frozen=True)
class OpenSource:
    """A column of open answers to one question, or to the question that another column names."""

    column: str
    question: str
    prompt_column: str
    prompts: Mapping[str, str]
    junk: frozenset[str]
    path: KeyPath


@dataclass(frozen=True)
class OperationSource:
    """A column with an operational measurement."""

    id: str
    column: str
    missing: frozenset[str]
    path: KeyPath


@dataclass(frozen=True)
class HumanThemes:
    """One column per theme that people coded; `present` are the values that mean yes."""

    columns: Mapping[str, str]
    present: frozenset[str]
    question: str
    path: KeyPath


@dataclass(frozen=True)
class HumanCodes:
    """Columns that each hold one code; `codes` says which theme a code means, `none` which mean no comment."""

    columns: tuple[str, ...]
    codes: Mapping[str, str]
    none: frozenset[str]
    question: str
    path: KeyPath


@dataclass(frozen=True)
class HumanTone:
    """A column with a person's judgement of an answer's tone, as −1, 0 or 1."""

    column: str
    tones: Mapping[str, int]


@dataclass(frozen=True)
class InvitationSource:
    """Counts of invitations per row, or one invitation per row."""

    kind: Literal["groups", "rows"]
    invited: str
    delivered: str
    delivered_values: frozenset[str]


@dataclass(frozen=True)
class Profile:
    """All of one `profiles/NAME.toml`. `text` and `lines` are the file itself, so that errors can name a line."""

    name: str
    path: Path
    text: str
    lines: Mapping[KeyPath, int]
    label: Label
    content: Content
    file: FileShape
    date: DateSource
    response_keys: tuple[str, ...] = ()
    customer_key: str = ""
    weight: str = ""
    stage: ValueSource | None = None
    dimensions: tuple[ValueSource, ...] = ()
    questions: tuple[QuestionSource, ...] = ()
    open_questions: tuple[OpenSource, ...] = ()
    operations: tuple[OperationSource, ...] = ()
    human_themes: HumanThemes | None = None
    human_codes: HumanCodes | None = None
    human_tone: HumanTone | None = None
    invitations: InvitationSource | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the file that the profile reads, once each."""
        return tuple(dict.fromkeys(name for name in self._columns() if name))

    def _columns(self) -> Iterator[str]:
        yield from self.response_keys
        yield from (self.customer_key, self.date.column, self.date.day_column, self.weight)
        yield from (exception.column for exception in self.date.exceptions)
        yield from (source.column for source in ((self.stage,) if self.stage else ()))
        for group in (self.dimensions, self.questions, self.open_questions, self.operations):
            yield from (source.column for source in group)
        yield from (source.prompt_column for source in self.open_questions)
        yield from self.human_themes.columns if self.human_themes else ()
        yield from self.human_codes.columns if self.human_codes else ()
        yield self.human_tone.column if self.human_tone else ""
        if self.invitations:
            yield from (self.invitations.invited, self.invitations.delivered)
