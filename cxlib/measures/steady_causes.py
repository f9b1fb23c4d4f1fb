"""Which causes stand at the top, quarter after quarter, and when it may be said that they have changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, sqrt

import numpy as np

from cxlib.measures.intervals import two_sided_p
from cxlib.measures.ranking import chance_above, rank_causes, steady_top
from cxlib.measures.root_causes import CauseImpact, RootCauses
from cxlib.measures.tiers import spans
from cxlib.terms.briefing import Rank
from cxlib.terms.codebook import Polarity
from cxlib.terms.estimate import Estimate
from cxlib.terms.obstacle import Unmeasurable

#: As many causes as a leader can act on.
PLACES = 3


@dataclass(frozen=True)
class Standing:
    """The top of one quarter: what is shown, what came into it, what left it, and whether that is more than noise.

    `sure` are those of `entered` whose way in cannot be noise, within the chance of a false alarm that was asked for;
    `judged` tells whether there was a quarter to compare with.
    """

    shown: tuple[str, ...]
    entered: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    judged: bool = False


def blaming(causes: RootCauses, polarity: Mapping[str, Polarity]) -> RootCauses:
    """Return the causes without those of praise, most harmful first: what praise seems to take is chance."""
    return _some(causes, [cause.theme for cause in causes.estimated if polarity.get(cause.theme) != "positive"])


def praising(causes: RootCauses, polarity: Mapping[str, Polarity]) -> RootCauses:
    """Return the causes without those of blame, mirrored: the one that gives most is the most negative and first."""
    kept = _some(causes, [cause.theme for cause in causes.estimated if polarity.get(cause.theme) != "negative"])
    mirrored = tuple(replace(cause, impact=_negated(cause)) for cause in reversed(kept.estimated))
    return replace(kept, causes=mirrored, covariance=kept.covariance[::-1, ::-1])


def ranks_of(causes: RootCauses, polarity: Mapping[str, Polarity]) -> dict[str, Rank]:
    """Return the rank of each estimated cause among those of its kind: those that take, or those that give.

    A theme of either polarity is ranked by which it does; where there is one of a kind there is no order.
    """
    blame, praise = _ranked(blaming(causes, polarity)), _ranked(praising(causes, polarity))
    found: dict[str, Rank] = {}
    for cause, impact in zip(causes.estimated, causes.impacts, strict=True):
        kind = polarity.get(cause.theme, "either")
        ranks = praise if kind == "positive" or (kind == "either" and impact > 0) else blame
        if cause.theme in ranks:
            found[cause.theme] = ranks[cause.theme]
    return found


def _ranked(causes: RootCauses) -> dict[str, Rank]:
    ranked = rank_causes(causes, PLACES)
    if isinstance(ranked, Unmeasurable):
        return {}
    places = spans([one.tier for one in ranked])
    # No place is possible outside the tier: both are told at 95 %, and together they err less (tests/…/test_tiers.py).
    return {
        one.theme: Rank(
            one.rank, first, last, max(one.best, first), min(one.worst, last), one.top, one.first, len(ranked)
        )
        for one, (first, last) in zip(ranked, places, strict=True)
    }


def standings(history: Sequence[RootCauses], *, chance: float) -> tuple[Standing, ...]:
    """Return the top of every quarter, each holding on to that of the quarter before.

    Parameters
    ----------
    history
        The causes that may stand at the top (`blaming`), a quarter each, oldest first, by one definition of the index.
    chance
        The chance (0–1) a quarter of calling the top changed while no impact has changed.

    Returns
    -------
    tuple of Standing
        One for each quarter. A cause that was shown stays until another is above it with a chance over
        `ranking.DISPLACED`, or until it takes nothing any more.

    Notes
    -----
    A list of the three worst changes in 70 % of quarters by noise alone (200 answers, METHODS 6), and even one that
    holds on to its causes corrects itself in a quarter or two. Neither is news. Called sure is only a newcomer whose
    distance to a cause shown has changed: with D the difference of the two impacts, D now against the mean of D over
    the earlier quarters (weighed by 1/variance; the quarters since the last sure change), one-sided, at chance / number
    of pairs of all the causes: those shown were chosen for having looked worse, so that to fall back is what noise does
    (Bonferroni over the pairs tried alone would call it in up to twice the quarters promised). A newcomer that had too
    few mentions for an impact before must be mentioned more than before and be above the cause shown, both at that
    level. Quarters are taken for independent; a cause shown that is no longer mentioned often enough is no evidence
    either way.

    References
    ----------
    Brown, Durbin & Evans (1975). JRSS B 37, 149–192 (recursive residuals), as in `self_starting`.
    """
    found: list[Standing] = []
    start = 0
    for at, now in enumerate(history):
        before = found[-1].shown if found else ()
        shown = _next_top(now, before)
        earlier = history[start:at]
        entered = tuple(theme for theme in shown if theme not in before) if before else ()
        certain = newcomers(earlier, now, before, chance) if before and earlier else frozenset()
        sure = tuple(theme for theme in entered if theme in certain)
        left = tuple(theme for theme in before if theme not in shown)
        found.append(Standing(shown, entered, left, sure, judged=bool(before and earlier)))
        if sure:
            start = at + 1
    return tuple(found)


def newcomers(earlier: Sequence[RootCauses], now: RootCauses, shown: Sequence[str], chance: float) -> frozenset[str]:
    """Return the causes not shown whose distance to one shown has surely grown, and that are above it now."""
    here = [cause for cause in now.estimated if cause.theme in shown]
    others = [cause for cause in now.estimated if cause.theme not in shown]
    level = chance / max(len(now.estimated) * (len(now.estimated) - 1) / 2, 1)
    return frozenset(
        one.theme for one in others for other in here if _overtaking(earlier, now, one, other.theme) < level
    )


def _overtaking(earlier: Sequence[RootCauses], now: RootCauses, one: CauseImpact, other: str) -> float:
    """Return the p value of `one` having come above `other`; 1 where it is not above it."""
    difference = _difference(now, one.theme, other)
    if difference is None or difference[0] >= 0:
        return 1.0
    value, variance = difference
    degrees = max(now.degrees, 1.0) if now.degrees < inf else inf
    known = [pair for quarter in earlier if (pair := _difference(quarter, one.theme, other)) is not None]
    if not known:
        return max(_one_sided(-value, variance, degrees), _more_mentioned(earlier, now, one))
    weights = np.array([1 / pair[1] for pair in known])
    mean = float(weights @ np.array([pair[0] for pair in known]) / weights.sum())
    return _one_sided(mean - value, variance + 1 / float(weights.sum()), degrees)


def _difference(causes: RootCauses, one: str, other: str) -> tuple[float, float] | None:
    """Return how much more than `other` a cause takes (negative: more), with its variance, where both are known."""
    place = {cause.theme: at for at, cause in enumerate(causes.estimated)}
    if one not in place or other not in place:
        return None
    i, j, spread = place[one], place[other], causes.covariance
    variance = float(spread[i, i] + spread[j, j] - 2 * spread[i, j])
    return (float(causes.impacts[i] - causes.impacts[j]), variance) if variance > 0 else None


def _one_sided(excess: float, variance: float, degrees: float) -> float:
    return two_sided_p(excess, sqrt(variance), degrees) / 2 if excess > 0 else 1.0


def _more_mentioned(earlier: Sequence[RootCauses], now: RootCauses, cause: CauseImpact) -> float:
    """Return the p value of a cause being mentioned more than before (Anscombe's arcsine of the share)."""
    before = [(quarter.wrote, _mentions(quarter, cause.theme)) for quarter in earlier if quarter.wrote]
    wrote, mentions = sum(n for n, _ in before), sum(named for _, named in before)
    if not wrote or not now.wrote:
        return 1.0
    rise = _stable(cause.mentions, now.wrote) - _stable(mentions, wrote)
    return _one_sided(rise, 0.25 / (now.wrote + 0.5) + 0.25 / (wrote + 0.5), inf)


def _mentions(causes: RootCauses, theme: str) -> int:
    return next((cause.mentions for cause in causes.causes if cause.theme == theme), 0)


def _stable(mentions: int, wrote: int) -> float:
    return float(np.arcsin(np.sqrt(min((mentions + 0.375) / (wrote + 0.75), 1.0))))


def _next_top(now: RootCauses, before: tuple[str, ...]) -> tuple[str, ...]:
    """Return up to `PLACES` causes that take from the index; those shown before stay unless displaced."""
    taking = [cause.theme for cause, impact in zip(now.estimated, now.impacts, strict=True) if impact < 0]
    kept = [theme for theme in before if theme in taking]
    held = steady_top(taking, kept, _above(now, kept)) if kept else ()
    free = [theme for theme in taking if theme not in held][: PLACES - len(held)]
    return tuple(sorted((*held, *free), key=taking.index))


def _above(now: RootCauses, kept: Collection[str]) -> Mapping[tuple[str, str], float]:
    """Return the chances that `steady_top` asks for; none are asked where those shown are still the first."""
    first = [cause.theme for cause in now.estimated[: len(kept)]]
    return {} if set(first) == set(kept) else chance_above(now)


def _some(causes: RootCauses, themes: Collection[str]) -> RootCauses:
    at = [place for place, cause in enumerate(causes.estimated) if cause.theme in themes]
    kept = tuple(causes.estimated[place] for place in at)
    rest = tuple(cause for cause in causes.causes if cause.left_out is not None)
    return replace(causes, causes=(*kept, *rest), covariance=causes.covariance[np.ix_(at, at)])


def _negated(cause: CauseImpact) -> Estimate:
    impact = cause.impact
    assert isinstance(impact, Estimate)  # every estimated cause has one
    return replace(impact, value=-impact.value, low=-impact.high, high=-impact.low)
