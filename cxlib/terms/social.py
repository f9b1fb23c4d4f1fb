"""Posts on social media: how they sound, quarter by quarter, and whether that goes the way the survey goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.quarter import Quarter

#: As in the sum of posts by tone: somebody gave it (−1, 0, 1), or nobody did.
TONES = (1, 0, -1)


@dataclass(frozen=True)
class PostTally:
    """Posts of one quarter by the tone they came with; `untold` by what the machine reads in those without one.

    `untold[None]` are posts that no machine has read yet, `untold[0]` those of which it would not say.
    """

    told: Mapping[int, int] = field(default_factory=dict)
    untold: Mapping[int | None, int] = field(default_factory=dict)

    @property
    def judged(self) -> int:
        return sum(self.told.values())

    @property
    def posts(self) -> int:
        return self.judged + sum(self.untold.values())


@dataclass(frozen=True)
class SocialQuarter:
    """One quarter: shares of the posts with a tone, the share without, and the net tone (positive − negative).

    `hinted` are the machine's shares of the posts without a tone; empty where it has read none of them.
    """

    quarter: Quarter
    posts: int | None
    judged: int | None
    shares: Mapping[int, Estimate | Withheld]
    untold: Estimate | Withheld
    net: Estimate | Withheld
    hinted: Mapping[int, Estimate | Withheld] = field(default_factory=dict)


@dataclass(frozen=True)
class Agreement:
    """How the changes from quarter to quarter of two series go together: Pearson's r with its 95 % interval."""

    correlation: float
    low: float
    high: float
    changes: int

    @property
    def is_sure(self) -> bool:
        return self.low * self.high > 0


@dataclass(frozen=True)
class Social:
    """All that the posts tell: the quarter asked for, every quarter, the survey beside it, and their agreement.

    `survey` is the survey's headline number by quarter, empty where the folder has no survey.
    """

    now: SocialQuarter
    quarters: tuple[SocialQuarter, ...]
    survey: tuple[tuple[Quarter, Estimate | Withheld], ...]
    agreement: Agreement | Unmeasurable
