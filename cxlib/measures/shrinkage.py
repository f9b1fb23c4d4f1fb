"""Small segments drawn towards the middle, as far as they are unreliable: for ranking, beside the raw value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from cxlib.measures.intervals import Z
from cxlib.measures.score import DETRACTORS, PROMOTERS, effective_of, share_of
from cxlib.measures.tiers import spans, tiers
from cxlib.terms.estimate import Estimate
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import Array, ScoreTally

#: Of two groups one cannot tell how groups differ.
FEWEST_GROUPS = 3


@dataclass(frozen=True)
class Shrunken:
    """A group's raw value, and the value it is ranked by; `pull` (0–1) is how far it was drawn to the middle."""

    raw: float
    value: float
    low: float
    high: float
    pull: float
    n: int


@dataclass(frozen=True)
class Shrinkage:
    """All groups, the middle they are drawn to with its standard error, and the variance between true group values."""

    groups: dict[str, Shrunken]
    middle: float
    middle_error: float
    between: float


def shrink_nps(tallies: Mapping[str, ScoreTally]) -> Shrinkage | Unmeasurable:
    """Return the NPS of every segment, raw and shrunken, in points.

    Notes
    -----
    Within-variance is pooled over the segments and divided by each one's (effective) n: a small segment's own variance
    is often 0.

    Examples
    --------
    >>> def tally(d, p, r):
    ...     return ScoreTally({3: d, 8: p, 10: r}, {3: float(d), 8: float(p), 10: float(r)}, float(d + p + r))
    >>> found = shrink_nps({"a": tally(30, 40, 80), "b": tally(0, 3, 4), "c": tally(20, 10, 5)})
    >>> round(found.groups["b"].raw, 1), found.groups["b"].value < found.groups["b"].raw
    (57.1, True)
    """
    answered = {group: tally for group, tally in tallies.items() if effective_of(tally) > 0}
    if len(answered) < FEWEST_GROUPS:
        return Unmeasurable("too_few")
    promoters = np.array([share_of(tally, PROMOTERS) for tally in answered.values()])
    detractors = np.array([share_of(tally, DETRACTORS) for tally in answered.values()])
    n = np.array([effective_of(tally) for tally in answered.values()])
    within = promoters + detractors - (promoters - detractors) ** 2
    freedom = float(n.sum() - len(n))
    if freedom <= 0 or not within.any():
        return Unmeasurable("no_variance")
    values = dict(zip(answered, 100 * (promoters - detractors), strict=True))
    variances = 1e4 * float(n @ within) / freedom / n
    return shrink(values, dict(zip(answered, variances, strict=True)), {g: t.respondents for g, t in answered.items()})


def shrink(
    values: Mapping[str, float], variances: Mapping[str, float], respondents: Mapping[str, int]
) -> Shrinkage | Unmeasurable:
    """Return every group's value drawn towards the middle of all, by how unreliable it is.

    Parameters
    ----------
    values, variances, respondents
        Per group: the raw value, its sampling variance (positive), and n.

    Returns
    -------
    Shrinkage or Unmeasurable
        `too_few` groups (under three), or `no_variance` where a sampling variance is not positive.

    Notes
    -----
    y_j ~ N(θ_j, v_j), θ_j ~ N(μ, τ²). τ² by Paule–Mandel; B_j = v_j / (v_j + τ²); θ̂_j = B_j μ̂ + (1 − B_j) y_j with
    SE² = (1 − B_j) v_j + B_j² / Σ 1/(v + τ²). For comparing small groups with each other, never for the headline: a
    group that truly stands apart is drawn in as well.

    References
    ----------
    Paule & Mandel (1982). J. Res. Natl. Bur. Stand. 87. Golden: 02_shrinkage.csv, 02_shrinkage_fit.json (R metafor
    3.8-1).
    """
    if len(values) < FEWEST_GROUPS:
        return Unmeasurable("too_few")
    y, v = np.array(list(values.values())), np.array([variances[group] for group in values])
    if not (v > 0).all():
        return Unmeasurable("no_variance", next(group for group in values if not variances[group] > 0))
    between = paule_mandel(y, v)
    weights = 1 / (v + between)
    middle, spread = float(weights @ y / weights.sum()), 1 / float(weights.sum())
    pull = v / (v + between)
    drawn = pull * middle + (1 - pull) * y
    errors = np.sqrt((1 - pull) * v + pull**2 * spread)
    groups = {
        group: Shrunken(
            float(y[at]),
            float(drawn[at]),
            float(drawn[at] - Z * errors[at]),
            float(drawn[at] + Z * errors[at]),
            float(pull[at]),
            respondents[group],
        )
        for at, group in enumerate(values)
    }
    return Shrinkage(groups, middle, sqrt(spread), between)


@dataclass(frozen=True)
class Placed:
    """A group among those ranked: its drawn value, its place (1 is best), and the places of its tier."""

    shrunken: Shrunken
    place: int
    tied_from: int
    tied_to: int


@dataclass(frozen=True)
class Order:
    """The groups in the order of their places, and the middle that they are drawn to; empty where there is no order."""

    groups: Mapping[str, Placed]
    middle: float = 0.0


def shrink_estimates(values: Mapping[str, Estimate]) -> Shrinkage | Unmeasurable:
    """Return any measure of every group, raw and drawn towards the middle, in the measure's own unit.

    Notes
    -----
    Within-variance is pooled over the groups by their effective n, as for `shrink_nps`: a small group's own variance is
    often 0. Withheld groups take no part.

    Examples
    --------
    >>> def group(value, n):
    ...     return Estimate(value, 0, 100, n, "index", float(n), 30 / n**0.5)
    >>> found = shrink_estimates({"a": group(70.0, 400), "b": group(40.0, 9), "c": group(60.0, 300)})
    >>> [(name, round(one.raw), round(one.value)) for name, one in found.groups.items()]
    [('a', 70, 70), ('b', 40, 47), ('c', 60, 60)]
    """
    n = np.array([value.effective for value in values.values()])
    within = n * np.array([value.standard_error**2 for value in values.values()])
    if len(values) < FEWEST_GROUPS:
        return Unmeasurable("too_few")
    if not within.any():
        return Unmeasurable("no_variance")
    variances = float(n @ within) / float(n.sum()) / n
    return shrink(
        {group: value.value for group, value in values.items()},
        dict(zip(values, map(float, variances), strict=True)),
        {group: value.n for group, value in values.items()},
    )


def placed(found: Shrinkage, *, best_first: bool = True) -> dict[str, Placed]:
    """Return the groups by their drawn values, the best first; those that chance may have ordered share their places.

    Parameters
    ----------
    best_first
        Whether a larger value is better.

    Notes
    -----
    Groups share the places of their tier (`tiers`): of two tiers the order is sure, jointly for all pairs of groups.
    Errors are those of the drawn values, SE² = (1 − B_j) v_j of the group's own and B_j B_k / Σ 1/(v + τ²) that two
    groups share, having been drawn to the same uncertain middle. The 5 % are of tables like this one, whose true values
    differ by τ² (empirical Bayes): where all are alike, fewer have an order at all.

    Examples
    --------
    >>> groups = {name: Shrunken(v, v, v - 2, v + 2, 0.1, 99) for name, v in (("a", 50.0), ("b", 60.0), ("c", 59.0))}
    >>> [(name, one.tied_from, one.tied_to) for name, one in placed(Shrinkage(groups, 56.0, 1.0, 20.0)).items()]
    [('b', 1, 2), ('c', 1, 2), ('a', 3, 3)]
    """
    order = sorted(found.groups, key=lambda group: found.groups[group].value, reverse=best_first)
    drawn = [found.groups[group] for group in order]
    values = np.array([one.value for one in drawn])
    shared = np.array([one.pull for one in drawn]) * found.middle_error
    own = np.maximum(np.array([(one.high - one.low) / (2 * Z) for one in drawn]) ** 2 - shared**2, 0.0)
    places = spans(tiers(-values if best_first else values, np.diag(own) + np.outer(shared, shared)))
    return {
        group: Placed(found.groups[group], at, first, last)
        for at, (group, (first, last)) in enumerate(zip(order, places, strict=True), start=1)
    }


def paule_mandel(values: Array, variances: Array) -> float:
    """Return τ² ≥ 0 at which Σ (y − μ(τ²))² / (v + τ²) equals its expectation, k − 1.

    The sum falls and is convex in τ², so that Newton's steps from 0 climb to the root and never pass it.

    >>> paule_mandel(np.array([1.0, 2.0, 3.0]), np.array([5.0, 5.0, 5.0]))
    0.0
    """
    between = 0.0
    for _ in range(200):
        weights = 1 / (variances + between)
        deviations = values - weights @ values / weights.sum()
        excess = float(weights @ deviations**2) - (len(values) - 1)
        if excess <= 1e-12:
            break
        between += excess / float(weights**2 @ deviations**2)
    return between
