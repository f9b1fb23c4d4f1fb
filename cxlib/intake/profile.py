"""A profile: how one kind of survey file is to be read, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from cxlib.intake.human_source import HumanBeside, HumanCodes, HumanThemes, HumanTone
from cxlib.intake.key_lines import KeyPath
from cxlib.terms.programme import Label

FileKind = Literal["csv", "xlsx", "json"]
Content = Literal["answers", "invitations", "outcomes", "employees", "operations"]
Unmapped = Literal["keep", "reject", "blank", "default"]


@dataclass(frozen=True)
class FileShape:
    """What the file is and where its table stands; `encoding` empty means by the rule of `encoding.decode`.

    Where `subheader_row` is given, a question stands over several columns and that row tells them apart. `label_row`
    holds what the columns mean in words. With `find_header` the header is the first row that has every column the
    profile reads, and the other rows keep their distance to it. `records` is the way to the list in a JSON file.
    `columns`, where given, are exactly the columns of the file; `optional` may be absent. In a long table, one answer a
    row, `names_in` is the column that says what was asked and `answers_in` the one that holds the answer.
    """

    kind: FileKind = "csv"
    delimiter: str = ","
    encoding: str = ""
    decimal: str = "."
    sheet: str = ""
    header_row: int = 1
    first_data_row: int = 2
    subheader_row: int = 0
    label_row: int = 0
    find_header: bool = False
    records: str = ""
    columns: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    names_in: str = ""
    answers_in: str = ""
    ignored_names: frozenset[str] = frozenset()
    was_xlsx: bool = False

    @property
    def decimals(self) -> str:
        """The signs before decimals: a spreadsheet's numbers come with a point, whatever its texts are written with."""
        return ",." if self.decimal == "," and (self.kind == "xlsx" or self.was_xlsx) else self.decimal

    def moved(self, header_row: int) -> FileShape:
        """The same shape with its header on another row."""
        by = header_row - self.header_row
        return replace(
            self,
            header_row=header_row,
            first_data_row=self.first_data_row + by,
            subheader_row=self.subheader_row + by if self.subheader_row else 0,
            label_row=self.label_row + by if self.label_row else 0,
            find_header=False,
        )


@dataclass(frozen=True)
class DateException:
    """Rows that write their dates otherwise: those with a value in a column, those in row ranges, or both."""

    column: str
    values: frozenset[str]
    rows: tuple[tuple[int, int], ...]
    formats: tuple[str, ...]


@dataclass(frozen=True)
class DateSource:
    """Where a row's day comes from: a column, a column with the day of a fixed month, or one day for all.

    `is_within` says that the column holds more than the date, such as a name before it; `file_formats` are those in
    which the file's own name tells the day.
    """

    column: str = ""
    formats: tuple[str, ...] = ()
    exceptions: tuple[DateException, ...] = ()
    day_column: str = ""
    month: date | None = None
    fixed: date | None = None
    is_within: bool = False
    file_formats: tuple[str, ...] = ()


@dataclass(frozen=True)
class ValueSource:
    """Where a stage or dimension comes from: a column with a map from its values, or one value for the whole file.

    With `option`, the column holds several choices joined by `separator`, and the value is yes or no: whether the
    option is among them; an empty `separator` means a column of its own for the option, filled where it was chosen.
    """

    id: str
    column: str = ""
    option: str = ""
    separator: str = ""
    constant: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    unmapped: Unmapped = "default"
    path: KeyPath = ()


@dataclass(frozen=True)
class QuestionSource:
    """A closed question's column, what in it means no answer, and what its words mean in numbers.

    `points` takes the place of the column where each point of the scale has a column of its own, filled where it was
    chosen. `scale` is the file's own where it differs from the programme's: its answers are moved to the nearest point.
    """

    id: str
    column: str
    missing: frozenset[str]
    verbal: Mapping[str, int]
    path: KeyPath
    points: Mapping[str, int] = field(default_factory=dict)
    scale: tuple[int, int] | None = None


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
    """A column with an operational measurement; `verbal` says which numbers its words mean, such as yes = 1."""

    id: str
    column: str
    missing: frozenset[str]
    path: KeyPath
    verbal: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class LeftOut:
    """Rows that are no answers, such as tests of the questionnaire: those with one of `values` in a column."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True)
class InvitationSource:
    """Counts of invitations per row, or one invitation per row."""

    kind: Literal["groups", "rows"]
    invited: str
    delivered: str
    delivered_values: frozenset[str]


@dataclass(frozen=True)
class OutcomeSource:
    """A column that says whether a customer did something; `yes` and `no` are the values that mean it."""

    id: str
    column: str
    yes: frozenset[str]
    no: frozenset[str]
    path: KeyPath


@dataclass(frozen=True)
class EmployeeSource:
    """The columns of a unit's mean score, of how many it is, and of their standard deviation ("": none)."""

    score: str
    n: str
    spread: str
    path: KeyPath


@dataclass(frozen=True)
class Joins:
    """How operational data find the answers that they belong to: the profile of these, and for how long they may."""

    answers: str
    days: int


@dataclass(frozen=True)
class Profile:
    """All of one `profiles/NAME.toml`. `text` and `lines` are the file itself, so that errors can name a line.

    A layout (`is_layout`) says how a tool writes its files and leaves the questions to a profile made from it. `refuse`
    says why files of this kind cannot be imported at all.
    """

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
    human_beside: tuple[HumanBeside, ...] = ()
    invitations: InvitationSource | None = None
    outcomes: tuple[OutcomeSource, ...] = ()
    employees: EmployeeSource | None = None
    left_out: tuple[LeftOut, ...] = ()
    is_layout: bool = False
    refuse: str = ""
    marks: tuple[str, ...] = ()
    keeps_identical: bool = False
    joins: Joins | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the file that the profile reads, once each."""
        return tuple(dict.fromkeys(name for name in self._columns() if name))

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which a file is refused."""
        return tuple(name for name in self.columns if name not in self.file.optional)

    def wanted(self, header: Sequence[str]) -> list[str]:
        """The columns of a file to be read: those named, or all where the whole row is what tells a response apart."""
        return list(header) if self.is_told_by_rows else [name for name in self.columns if name in set(header)]

    @property
    def is_told_by_rows(self) -> bool:
        """Whether no id tells responses apart, but only all that stands on their rows."""
        return not self.response_keys and self.content == "answers"

    @property
    def answered(self) -> tuple[str, ...]:
        """The columns that hold answers; in a long table, the names by which they stand in one column."""
        groups = (self.questions, self.open_questions, self.operations)
        named = [source.column for group in groups for source in group]
        return tuple(dict.fromkeys([*named, *(name for source in self.questions for name in source.points)]))

    def _columns(self) -> Iterator[str]:
        yield from self.response_keys
        yield from (self.customer_key, self.date.column, self.date.day_column, self.weight)
        yield from (exception.column for exception in self.date.exceptions)
        yield from (source.column for source in ((self.stage,) if self.stage else ()))
        for group in (self.dimensions, self.left_out):
            yield from (source.column for source in group)
        yield from (self.file.names_in, self.file.answers_in) if self.file.names_in else self.answered
        yield from (source.prompt_column for source in self.open_questions)
        yield from self.human_themes.columns if self.human_themes else ()
        yield from self.human_codes.columns if self.human_codes else ()
        yield self.human_tone.column if self.human_tone else ""
        yield from (source.column for source in self.outcomes)
        if self.invitations:
            yield from (self.invitations.invited, self.invitations.delivered)
        if self.employees:
            yield from (self.employees.score, self.employees.n, self.employees.spread)
        yield from self.marks
