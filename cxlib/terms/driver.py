"""What goes together with the index: measurements of the encounter, all at once; never said to be a cause."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxlib.terms.estimate import Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import Array


@dataclass(frozen=True, eq=False)
class Encounters:
    """One row per respondent of a quarter, without anything that tells who it was.

    `stage[r]` indexes `stages`; `scores[r, k]` is component k's score 0–100 or NaN; `measured[r, o]` is operation o's
    value or NaN where it was not measured; `answers[r, q]` is the answer to the programme's question q on its own
    scale, or NaN; `customer[r]` is the same number in the rows of one customer, made for this reading.
    """

    stages: tuple[str, ...]
    stage: npt.NDArray[np.int64]
    scores: Array
    measured: Array
    weight: Array
    answers: Array
    customer: npt.NDArray[np.int64]


@dataclass(frozen=True)
class DriverShare:
    """One driver beside the others.

    `operation` is the id of the measurement, or of the question where one that is no part of the index goes with it.
    `importance` is its share of the index's variance between respondents (0–1), `low`–`high` its 95 % interval;
    `slope` is how many index points go together with one unit more, the other drivers held fixed; `measured` is how
    many respondents it is known of; `is_yes_or_no` where it is only ever 0 or 1.
    """

    operation: str
    label: Label
    unit: str
    importance: float
    low: float
    high: float
    slope: float
    slope_low: float
    slope_high: float
    measured: int
    is_yes_or_no: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether the slope's interval leaves 0 out."""
        return self.slope_low > 0 or self.slope_high < 0


@dataclass(frozen=True)
class Togetherness:
    """Two drivers that together go with more than each by itself, after correction for all the pairs tried.

    `points` is what goes with both being one standard deviation above their means, beyond what each adds; `low`–`high`
    its 95 % interval; `p` adjusted; `together` how many respondents both are known of.
    """

    drivers: tuple[str, str]
    labels: tuple[Label, Label]
    points: float
    low: float
    high: float
    p: float
    together: int


@dataclass(frozen=True)
class DriverResult:
    """All drivers of a quarter, the most important first; importances sum to `explained`; or why there are none.

    `explained_low`–`explained_high` is its 95 % interval.
    `pairs_tried` pairs were tried for going together, and `pairs` are those that chance does not explain.
    """

    quarter: Quarter
    drivers: tuple[DriverShare, ...]
    explained: float | None
    n: int
    refused: Withheld | Unmeasurable | None = None
    pairs: tuple[Togetherness, ...] = ()
    pairs_tried: int = 0
    explained_low: float = 0.0
    explained_high: float = 1.0
