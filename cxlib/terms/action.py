"""An action, whom it touched, and what may be said of its help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where

#: harmed: the touched did worse than the others; cannot_be_known: there is no honest comparison.
ActionVerdict = Literal["helped", "harmed", "no_evidence", "too_early", "cannot_be_known"]
#: Why it cannot be known.
Unknowable = Literal[
    "no_control",  # fewer than four units that the action did not touch
    "too_few_units",  # however large the effect, chance alone could have dealt it to the touched this often
    "no_touched",  # nobody whom it touched has answered on both sides of it
    "no_baseline",  # no quarter before the action, the one because of which it was chosen left out
    "no_variance",  # no unit moved otherwise than another
    "moved_apart",  # the touched and the others had moved apart already before
    "no_index",  # no definition of the index is measured on both sides
]


@dataclass(frozen=True)
class Action:
    """One action from `actions.toml`.

    `segment` says whom it touched; `units` are the dimensions whose combinations of values are compared; `started` is
    the first quarter in which it could have worked; `chosen_quarter` is the one because of whose numbers it was chosen.
    """

    id: str
    label: Label
    segment: Where
    units: tuple[str, ...]
    started: Quarter
    chosen_quarter: Quarter | None = None
    owner: str = ""


@dataclass(frozen=True)
class StudyPoint:
    """Touched minus untouched in one quarter, relative to the last quarter of the baseline, in index points.

    `low` and `high` are None at that quarter itself, where the difference is 0 by construction; `chosen` marks the
    quarter because of which one acted: it is no part of the baseline.
    """

    quarter: Quarter
    effect: float
    low: float | None
    high: float | None
    chosen: bool = False


@dataclass(frozen=True)
class ActionResult:
    """What an action did: the verdict, and where there is one the effect with its permutation interval and p.

    `effect`, `low` and `high` are index points (an end may be infinite where the units are too few to bound it);
    `naive` is the touched units' own change. `version` is the one definition that measures both sides; `baseline` and
    `after` are the quarters compared. `left_out` counts units without an index in every one of them.
    """

    action: Action
    verdict: ActionVerdict
    reason: Unknowable | None = None
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    naive: float | None = None
    touched: int = 0
    controls: int = 0
    left_out: int = 0
    version: int | None = None
    baseline: tuple[Quarter, ...] = ()
    after: tuple[Quarter, ...] = ()
    study: tuple[StudyPoint, ...] = ()
