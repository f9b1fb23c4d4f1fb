"""The root causes: what each theme in the open answers takes from the index, or gives to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from cxlib.measures.contrast import recipe_of
from cxlib.measures.impact import Groups, Impacts, Whole, collinear_themes, group_rows, impacts
from cxlib.measures.intervals import effective_respondents, t_quantile
from cxlib.measures.score import share_estimate
from cxlib.measures.withholding import refusal
from cxlib.terms.estimate import Estimate, Refusal, Withheld
from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.tally import Array, CauseTally

#: A coefficient that rests on fewer mentions than this says more of who wrote than of the cause.
FEWEST_MENTIONS = 10
#: There are at least this many respondents for each cause in the regression.
RESPONDENTS_PER_CAUSE = 10

LeftOut = Literal["too_few_mentions", "collinear"]


@dataclass(frozen=True)
class CauseImpact:
    """One theme: how many mentioned it, their share of those who wrote, and its impact on the index.

    `impact` = Σ over components of exposure × coefficient, in index points; `coefficient` is the points that one who
    mentions the theme differs by, the others held fixed; `exposure` is the share (0–1) of all respondents, at the
    definition's stage weights. A theme that is `left_out` of the regression has its impact withheld and stays in the
    baseline. Where fewer customers than the smallest group mentioned it, `share` is withheld, and `mentions` is not to
    be shown either.
    """

    theme: str
    mentions: int
    share: Estimate | Withheld
    impact: Estimate | Withheld
    coefficient: float = 0.0
    exposure: float = 0.0
    left_out: LeftOut | None = None


@dataclass(frozen=True, eq=False)
class RootCauses:
    """`index` = `baseline` + Σ impacts, exactly. `causes`: estimated ones, most harmful first, then those left out.

    `covariance` is of the estimated impacts in that order, with `degrees` of freedom; `uncoded` is the share of those
    who wrote in whose answer no theme was found; `wrote` and `respondents` count people.
    """

    index: float
    baseline: float
    causes: tuple[CauseImpact, ...]
    uncoded: Estimate | Withheld
    wrote: int
    respondents: int
    covariance: Array
    degrees: float

    @property
    def estimated(self) -> tuple[CauseImpact, ...]:
        """The causes that stand in the regression, in the order of `covariance`."""
        return tuple(cause for cause in self.causes if cause.left_out is None)

    @property
    def impacts(self) -> Array:
        """The estimated impacts in index points, in the order of `covariance`."""
        return np.array([cause.impact.value for cause in self.estimated if isinstance(cause.impact, Estimate)])


def root_causes(
    tally: CauseTally, version: IndexVersion | None, components: Sequence[Component], *, smallest_group: int
) -> RootCauses | Withheld:
    """Return what each theme takes from the index (negative) or gives to it, the other themes held fixed.

    Parameters
    ----------
    tally
        Respondents counted by stage, component scores and themes; also those who wrote nothing.
    version
        The definition of the index that is explained.
    components
        What the columns of `tally.scores` stand for (`Programme.components`).
    smallest_group
        Fewer respondents than this are not told of.

    Returns
    -------
    RootCauses or Withheld
        Withheld for the same reasons as the index itself.

    Notes
    -----
    See `impacts` for the formula. A theme mentioned by fewer than `FEWEST_MENTIONS` customers (or than the smallest
    group), beyond one per `RESPONDENTS_PER_CAUSE` respondents, or collinear with more frequent ones, is left out and
    stays in the baseline. Interval: t with n − causes − 1 degrees of freedom; share: Wilson on Kish's n.

    An impact is what goes together with the mention, not what would follow from removing the cause. It is biased
    towards 0 by themes that the detector misses, and the worst of many estimates looks worse than it is.

    References
    ----------
    golden/06_rootcauses.json (R survey's linearisation written out), METHODS 6.

    Examples
    --------
    Of 40 answers half mention the queue, and score 40 rather than 80:

    >>> from cxlib.terms.quarter import Quarter
    >>> ease = Component("ease", "minmax", 1.0)
    >>> version = IndexVersion(1, Quarter(2026, 1), (ease,), ((EVERYONE, 1.0),))
    >>> def column(*values):
    ...     return np.array(values, dtype=float)
    >>> tally = CauseTally(
    ...     (EVERYONE,), ("queue",), np.zeros(4, dtype=np.int64), column(30, 50, 70, 90)[:, None],
    ...     column(1, 1, 0, 0)[:, None], np.ones(4, dtype=bool), np.full(4, 10), np.ones(4))
    >>> found = root_causes(tally, version, (ease,), smallest_group=5)
    >>> round(found.index, 9), round(found.baseline, 9), round(found.causes[0].impact.value, 9)
    (60.0, 80.0, -20.0)
    >>> round(found.causes[0].impact.low, 1), round(found.causes[0].impact.high, 1)
    (-27.2, -12.8)
    """
    if version is None:
        return Withheld("no_index", "index", smallest_group)
    recipe = recipe_of(version, components)
    if not len(recipe.positions) or recipe.positions.min() < 0:
        return Withheld("component_missing" if len(recipe.positions) else "no_index", "index", smallest_group)
    groups = groups_of(tally, version, recipe.positions, smallest_group=smallest_group)
    if isinstance(groups, Withheld):
        return groups
    n, fewest = int(groups.sizes.sum()), max(FEWEST_MENTIONS, smallest_group)
    mentions = np.where(mentioners(tally) >= fewest, groups.people @ groups.mentions, 0.0)
    frequent = frequent_themes(mentions, n, fewest)
    collinear = collinear_themes(groups, frequent)
    chosen = [at for at in frequent if at not in collinear]
    why: dict[int, LeftOut] = {at: "too_few_mentions" for at in range(len(tally.themes)) if at not in frequent}
    why |= dict.fromkeys(collinear, "collinear")
    fitted = impacts(groups, chosen, recipe.weights)
    return _assembled(tally, fitted, chosen, why, n=n, smallest_group=smallest_group)


def groups_of(tally: CauseTally, version: IndexVersion, positions: Whole, *, smallest_group: int) -> Groups | Withheld:
    """Return the respondents who count in the index, weighed as they count there, or why there is no index."""
    stage, stage_weights = _stages(tally, version)
    scores = np.ascontiguousarray(tally.scores.T[positions])
    answered = ~np.isnan(scores)
    counts = np.flatnonzero((stage >= 0) & answered.any(axis=0) & (tally.weight > 0))
    stage, answered, mentions = stage[counts], answered[:, counts], tally.mentions[counts]
    people, weight = tally.count[counts].astype(float), tally.weight[counts]
    withheld = refusal(int(people.sum()), "index", smallest_group)
    if withheld is not None:
        return withheld
    weighed = answered * weight
    asked = np.stack([np.bincount(stage, people * each, len(stage_weights)) for each in weighed])
    if not asked.all():
        reason: Refusal = "stage_missing" if asked.any(axis=1).all() else "component_missing"
        return Withheld(reason, "index", smallest_group)
    weights = weighed * (stage_weights / asked)[:, stage]
    scores = np.where(answered, scores[:, counts], 0.0)
    return group_rows(stage, mentions, people, weights, scores, stages=len(stage_weights))


def frequent_themes(mentions: Array, n: int, fewest: int) -> list[int]:
    """Return the themes mentioned often enough, most mentioned first, as many as the regression has room for."""
    room = n // RESPONDENTS_PER_CAUSE
    return [int(at) for at in np.argsort(-mentions, kind="stable") if mentions[at] >= fewest][:room]


def mentioners(tally: CauseTally) -> Whole:
    """Return how many customers stand behind each theme's mentions; where that is not known, one behind each."""
    found = (tally.count @ tally.mentions).round().astype(np.int64)
    return found if tally.mentioners is None else np.minimum(found, tally.mentioners)


def _stages(tally: CauseTally, version: IndexVersion) -> tuple[Whole, Array]:
    """Return each row's place among the stages the definition weighs (−1: not weighed), and their weights."""
    weighed = {stage: weight for stage, weight in version.stage_weights if weight}
    if all(stage == EVERYONE for stage in weighed):
        return np.zeros_like(tally.stage), np.ones(1)
    place = {stage: at for at, stage in enumerate(weighed)}
    lookup = np.array([place.get(stage, -1) for stage in tally.stages], dtype=np.int64)
    return lookup[tally.stage], np.array(list(weighed.values()))


def _assembled(
    tally: CauseTally,
    fitted: Impacts,
    chosen: Sequence[int],
    left_out: dict[int, LeftOut],
    *,
    n: int,
    smallest_group: int,
) -> RootCauses:
    writers = np.where(tally.wrote, tally.count * tally.weight, 0.0)
    effective = effective_respondents(writers.sum(), (writers * tally.weight).sum())
    wrote = int(tally.count[tally.wrote].sum())
    mentions, customers = (tally.count @ tally.mentions).round().astype(int), mentioners(tally)
    named = writers @ tally.mentions
    degrees = float(n - len(chosen) - 1)
    quantile = t_quantile(degrees)

    def share(customers: int, weight: float) -> Estimate | Withheld:
        if 0 < customers < smallest_group:
            return Withheld("small_group", "share", smallest_group)
        withheld = refusal(wrote if effective > 0 else 0, "share", smallest_group)
        return withheld or share_estimate(min(1.0, weight / float(writers.sum())), wrote, effective)

    def cause(at: int, place: int | None) -> CauseImpact:
        common = tally.themes[at], int(mentions[at]), share(int(customers[at]), float(named[at]))
        if place is None:
            return CauseImpact(*common, Withheld("too_few_mentions", "points", smallest_group), left_out=left_out[at])
        impact = _impact(fitted, place, n, quantile)
        return CauseImpact(*common, impact, float(fitted.coefficient[place]), float(fitted.exposure[place]))

    order = np.argsort(fitted.impact, kind="stable")
    silent = tally.wrote & (tally.mentions @ np.ones(len(tally.themes)) == 0)
    return RootCauses(
        fitted.index,
        fitted.baseline,
        (*(cause(chosen[place], int(place)) for place in order), *(cause(at, None) for at in sorted(left_out))),
        share(int(tally.count[silent].sum()), float(writers[silent].sum())),
        wrote,
        n,
        fitted.covariance[np.ix_(order, order)],
        degrees,
    )


def _impact(fitted: Impacts, place: int, n: int, quantile: float) -> Estimate:
    value, error = float(fitted.impact[place]), sqrt(max(float(fitted.covariance[place, place]), 0.0))
    half = quantile * error
    return Estimate(value, value - half, value + half, n, "points", float(n), error)
