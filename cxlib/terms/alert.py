"""What moved: alerts over all that is watched, with the false alarms that were accepted for them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.month import Month
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter

#: What is watched: the index, the index of one lifecycle stage, how many of those who write mention a theme.
Watched = Literal["index", "stage", "cause"]


@dataclass(frozen=True)
class Alert:
    """One series that left its level in the quarter.

    `month` is the first in which it had; `level` is what it stood at before, over `months` months; `now` is the
    quarter's own value. `deviation` and `limit` are those of that month, in standard errors.
    """

    kind: Watched
    subject: str
    label: Label
    direction: Literal["risen", "fallen"]
    month: Month
    level: float
    months: int
    now: Estimate | Withheld
    deviation: float
    limit: float


@dataclass(frozen=True)
class CausesChanged:
    """The causes that take most from the index are not those of the quarter before; `entered` and `left` differ."""

    now: tuple[Label, ...]
    entered: tuple[Label, ...]
    left: tuple[Label, ...]


@dataclass(frozen=True)
class Unwatched:
    """A series that cannot be watched, and why."""

    kind: Watched
    subject: str
    label: Label
    why: Unmeasurable | Withheld


@dataclass(frozen=True)
class Watch:
    """Everything watched in one quarter.

    With `series` series of three points a quarter and an in-control `run_length` (points from one false alarm of a
    series to the next), `false_alarms` a quarter are to be expected of all together when nothing has moved.
    """

    quarter: Quarter
    alerts: tuple[Alert, ...]
    causes: CausesChanged | None
    unwatched: tuple[Unwatched, ...]
    series: int
    false_alarms: float
    run_length: float
    limit: float

    @property
    def calm(self) -> bool:
        return not self.alerts and self.causes is None
