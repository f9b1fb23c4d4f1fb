"""Those who said something in their open answers, beside those who wrote and did not say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import MomentTally, ScoreTally


@dataclass(frozen=True, eq=False)
class SaidTally:
    """Respondents who wrote, by whether they said it (1) or not (0).

    `by_quarter` counts them in every quarter; `moments` and `scores` are of one quarter: the index's sums by stage, and
    the answers to the question whose score stands beside an open answer. `customers` are behind both groups, at least.
    """

    by_quarter: Mapping[Quarter, ScoreTally]
    moments: tuple[Mapping[str, MomentTally], Mapping[str, MomentTally]]
    scores: tuple[ScoreTally, ScoreTally]
    customers: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Sayings:
    """Texts of open answers, redacted, with their language, day and customer (a number of no meaning), of `wrote`."""

    texts: tuple[str, ...]
    languages: tuple[str, ...]
    days: tuple[date, ...]
    customers: tuple[int, ...]
    wrote: int


@dataclass(frozen=True)
class SaidPoint:
    """One quarter: the share of those who wrote that said it."""

    quarter: Quarter
    share: Estimate | Withheld


@dataclass(frozen=True)
class Beside:
    """A number of those who said it, the same of the others, and the difference (said less others)."""

    said: Estimate | Withheld
    others: Estimate | Withheld
    difference: Change | Withheld


@dataclass(frozen=True)
class Saying:
    """How often something is said, quarter by quarter, and how those who say it answer otherwise in one quarter."""

    quarter: Quarter
    trend: tuple[SaidPoint, ...]
    index: Beside | None
    score: Beside | None
