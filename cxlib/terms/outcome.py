"""What customers did after they answered, by the score that they gave: promoters, passives and detractors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter

ScoreClass = Literal["detractors", "passives", "promoters"]
#: As the store numbers them.
CLASSES: tuple[ScoreClass, ...] = ("detractors", "passives", "promoters")


@dataclass(frozen=True)
class OutcomeCount:
    """How many answers were followed by a known outcome, of how many customers, and for how many it came true."""

    answers: int = 0
    customers: int = 0
    came_true: int = 0


@dataclass(frozen=True)
class OutcomeTally:
    """Counts by stage (None: all of them) and class of score, of answers given from `first` to `last`."""

    counts: Mapping[tuple[str | None, ScoreClass], OutcomeCount]
    first: Quarter | None = None
    last: Quarter | None = None


@dataclass(frozen=True)
class OutcomeLine:
    """One stage, or all customers (None): the share for whom it came true, by class; and promoters − detractors."""

    stage: str | None
    label: Label
    shares: Mapping[ScoreClass, Estimate | Withheld]
    difference: Change | Withheld


@dataclass(frozen=True)
class OutcomeTable:
    """One outcome; the first line is of all customers."""

    outcome: str
    label: Label
    lines: tuple[OutcomeLine, ...]
    first: Quarter | None
    last: Quarter | None


@dataclass(frozen=True)
class OutcomeResult:
    """Every outcome that the programme names; `refused` where none is known of any answer."""

    tables: tuple[OutcomeTable, ...]
    smallest_group: int
    refused: Withheld | None = None
