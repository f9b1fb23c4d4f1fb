"""Where the codes and tones that people gave to answers stand in a file, or beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxlib.intake.key_lines import KeyPath


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
    separator: str = ""


@dataclass(frozen=True)
class HumanBeside:
    """Codes that people keep in a file of their own beside the answers: one row per answer, told by its row or id.

    `rows_from` says which number in `key` means the first row of answers; without it `key` holds response ids.
    """

    file: str
    delimiter: str
    key: str
    rows_from: int | None
    column: str
    separator: str
    codes: Mapping[str, str]
    question: str
    path: KeyPath


@dataclass(frozen=True)
class HumanTone:
    """A column with a person's judgement of an answer's tone, as −1, 0 or 1."""

    column: str
    tones: Mapping[str, int]
