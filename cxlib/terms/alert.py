"""What moved: alerts over all that is watched, with the false alarms that were accepted for them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.month import Month
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter

#: What is watched: the index, the index of one lifecycle stage, how many of those who write mention a theme, and by
#: how many points the index differs with a theme (by quarter; the others by month).
Watched = Literal["index", "stage", "cause", "impact"]


@dataclass(frozen=True)
class Alert:
    """One series that left its level in the quarter.

    `month` is the first in which it had; `level` is what it stood at before, over `months` months, and probably between
    `level_low` and `level_high`; `now` is the quarter's own value. `deviation` and `limit` are those of that month, in
    standard errors.
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
    level_low: float
    level_high: float


@dataclass(frozen=True)
class CausesChanged:
    """The causes that take most from the index are not those of the quarter before; `entered` and `left` differ."""

    now: tuple[Label, ...]
    entered: tuple[Label, ...]
    left: tuple[Label, ...]


@dataclass(frozen=True)
class Step:
    """One compared point: its smoothed deviation from the level of its series and its limit, both in standard errors.

    `month` is the last of the quarter where a series has one point a quarter; `value` is None where it would tell of a
    few customers.
    """

    month: Month
    value: float | None
    deviation: float
    limit: float
    verdict: Literal["calm", "risen", "fallen"]


@dataclass(frozen=True)
class Track:
    """One watched series up to the quarter, and its value in it."""

    kind: Watched
    subject: str
    label: Label
    steps: tuple[Step, ...]
    now: Estimate | Withheld

    @property
    def moved(self) -> bool:
        """Whether it left its level in the quarter of its last point."""
        last = self.steps[-1].month.quarter if self.steps else None
        return any(step.verdict != "calm" for step in self.steps if step.month.quarter == last)


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

    `false_alarms` a quarter are to be expected of all `series` together when nothing has moved. `run_length` (points
    from one false alarm of a series to the next) and `limit` are those of a series by month. The top causes count as
    one series where there is a quarter to compare them with (`compares_causes`).
    """

    quarter: Quarter
    alerts: tuple[Alert, ...]
    causes: CausesChanged | None
    unwatched: tuple[Unwatched, ...]
    series: int
    false_alarms: float
    run_length: float
    limit: float
    tracks: tuple[Track, ...] = ()
    compares_causes: bool = False

    @property
    def alarms(self) -> int:
        """How many alarms there are; other causes at the top are one."""
        return len(self.alerts) + (self.causes is not None)

    @property
    def calm(self) -> bool:
        """Whether nothing moved, of what could be watched."""
        return not self.alarms

    @property
    def blind(self) -> bool:
        """Whether nothing could be watched at all, so that calm means nothing."""
        return self.series == 0
