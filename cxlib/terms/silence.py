"""Who did not answer: how unlike the invited the respondents are, and what that does and could do to the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxlib.terms.briefing import ResponseRate
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where

#: Of the differences called sure, at most this share is mistaken on average.
FALSE_DISCOVERIES = 0.05


@dataclass(frozen=True)
class RateGap:
    """A group's response rate less that of everybody else; `p` is adjusted for all that are shown beside it."""

    value: float
    low: float
    high: float
    p: float

    @property
    def is_sure(self) -> bool:
        """Whether chance hardly explains it, at 5 % false discoveries."""
        return self.p < FALSE_DISCOVERIES


@dataclass(frozen=True)
class RateGroup:
    """One group's response rate; `departure` is its signed part in how unevenly the groups answer, below 0: too few.

    `share_invited` and `share_answered` (0–1) are of all whom the invitations reached and of all who answered; `gap` is
    None where there is nobody else, or the rate is withheld.
    """

    group: str
    label: Label
    rate: Estimate | Withheld
    share_invited: float
    share_answered: float
    departure: float | None
    gap: RateGap | None = None


@dataclass(frozen=True)
class CellRate:
    """The response rate of those who belong to a group of one dimension and to one of another.

    `share_invited` (0–1) is of all whom the invitations reached, None where the rate is withheld.
    """

    groups: tuple[str, str]
    labels: tuple[Label, Label]
    rate: Estimate | Withheld
    share_invited: float | None
    gap: RateGap | None = None


@dataclass(frozen=True)
class CrossedRates:
    """Two dimensions, what they are called, and the response rate of every combination of theirs that was asked."""

    dimensions: tuple[str, str]
    labels: tuple[Label, Label]
    cells: tuple[CellRate, ...]


@dataclass(frozen=True)
class Margin:
    """One dimension that the invitations know: its groups, and how unevenly they answer (0: all alike).

    `refused` says why it is not weighted by; `overlapping` is set where other dimensions already determine it.
    """

    dimension: str
    label: Label
    groups: tuple[RateGroup, ...]
    departure: float | None
    refused: Unmeasurable | None = None
    overlapping: bool = False


@dataclass(frozen=True)
class Comparison:
    """A number as it is shown everywhere, and as it would be if those who answered were like those invited.

    `most_biased` is the most that non-response can have moved it, in its own unit, as far as the dimensions tell.
    """

    measure: Literal["cx_index", "nps"]
    plain: Estimate
    weighted: Estimate
    most_biased: float | None

    @property
    def difference(self) -> float:
        return self.weighted.value - self.plain.value


@dataclass(frozen=True)
class Weighting:
    """Weights that bring the respondents to the invited: how many answers they leave, and how far they reach."""

    n: int
    effective: float
    design_effect: float
    lowest: float
    highest: float
    capped: int


@dataclass(frozen=True)
class TippingPoint:
    """How far from respondents the silent would have to be for the change to vanish; all in index points."""

    index: float
    change: Change
    response_rate: float
    difference: float

    def index_if(self, difference: float) -> float:
        """Return the index of all invited if the silent differ from those who answered by so much.

        >>> point = TippingPoint(60.0, Change(2.0, 1.0, 3.0, 0.01, "points", "real_rise"), 0.2, -2.5)
        >>> point.index_if(-10.0), point.change_if(-2.5)
        (52.0, 0.0)
        """
        return self.index + (1 - self.response_rate) * difference

    def change_if(self, difference: float) -> float:
        """Return the change if this quarter's silent differ by so much, and the previous quarter's not at all."""
        return self.change.value + (1 - self.response_rate) * difference


@dataclass(frozen=True)
class Silence:
    """All that one quarter tells of those who kept silent.

    `indicator` is R: 1 where all groups answer alike; its 95 % interval is `indicator_interval`. `crossed` are rates by
    two dimensions at once, None where fewer are known.
    """

    quarter: Quarter
    where: Where
    response: ResponseRate
    margins: tuple[Margin, ...]
    indicator: float | Withheld | Unmeasurable
    weighting: Weighting | Withheld | Unmeasurable
    comparisons: tuple[Comparison, ...]
    tipping: TippingPoint | Withheld | Unmeasurable
    smallest_group: int
    indicator_interval: tuple[float, float] | None = None
    crossed: CrossedRates | Unmeasurable | None = None
