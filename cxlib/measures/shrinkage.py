"""Small segments drawn towards the middle, as far as they are unreliable: for ranking, beside the raw value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from cxlib.measures.intervals import Z
from cxlib.measures.score import DETRACTORS, PROMOTERS, effective_of, share_of
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
