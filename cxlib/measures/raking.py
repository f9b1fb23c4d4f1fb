"""Weights that bring the respondents' margins to the customer base's, and standard errors that know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from cxlib.measures.intervals import effective_respondents
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import Array

ITERATIONS = 200
#: Settled where no margin is off by more than this share of the respondents.
TOLERANCE = 1e-11


@dataclass(frozen=True, eq=False)
class Raked:
    """`weights` per respondent, summing to n; `members` are the margins' indicators; effective n by Kish.

    `capped` respondents had their weight cut or lifted; the margins then hold only nearly.
    """

    weights: Array
    members: Array
    effective: float
    design_effect: float
    rounds: int
    capped: int


def rake(
    respondents: Mapping[str, Sequence[str]],
    population: Mapping[str, Mapping[str, float]],
    *,
    caps: tuple[float, float] | None = None,
) -> Raked | Unmeasurable:
    """Return weights under which every margin of the respondents is that of the customer base.

    Parameters
    ----------
    respondents
        Margin → its value for each respondent, in one order.
    population
        Margin → value → number or share of customers.
    caps
        Lowest and highest weight; what is cut is spread evenly over the others, until all are within.

    Returns
    -------
    Raked or Unmeasurable
        `empty_margin` names a value with customers but no respondents, or the other way round: merge it with a
        neighbour. `no_convergence` where the margins contradict each other (or the caps leave no room); `too_few`
        without respondents.

    Notes
    -----
    Iterative proportional fitting from equal weights: each round multiplies the weights margin by margin by wanted ÷
    present. It removes bias only as far as the margins explain who answers, and each margin costs effective n.

    References
    ----------
    Deming & Stephan (1940). Ann. Math. Stat. 11, 427–444. Golden: 03_weights.csv (R survey 4.1-1: rake, trimWeights).

    Examples
    --------
    >>> found = rake({"stage": ["new", "new", "new", "ended"]}, {"stage": {"new": 50, "ended": 50}})
    >>> [round(float(weight), 3) for weight in found.weights], round(found.effective, 2)
    ([0.667, 0.667, 0.667, 2.0], 3.0)
    """
    n = len(next(iter(respondents.values()), ()))
    if not n:
        return Unmeasurable("too_few")
    targets: list[tuple[Array, float]] = []
    for margin, shares in population.items():
        values = np.asarray(respondents[margin], dtype=str)
        for value in sorted({*shares, *map(str, values)}):
            member = (values == value).astype(float)
            if (shares.get(value, 0) > 0) != member.any():
                return Unmeasurable("empty_margin", value)
            if member.any():
                targets.append((member, shares[value] / sum(shares.values()) * n))
    weights, rounds = _fitted(targets, n)
    if weights is None:
        return Unmeasurable("no_convergence")
    final = weights if caps is None else _capped(weights, caps)
    if final is None:
        return Unmeasurable("no_convergence")
    effective = effective_respondents(float(final.sum()), float(final @ final))
    capped = 0 if caps is None else int(((weights < caps[0]) | (weights > caps[1])).sum())
    members = np.column_stack([member for member, _ in targets])
    return Raked(final, members, effective, n / effective, rounds, capped)


def calibrated_error(
    linearised: Array, weights: Array, members: Array, customers: Sequence[object] | None = None
) -> float:
    """Return the standard error of an estimate on raked weights, which is smaller than if they were taken as given.

    Parameters
    ----------
    linearised
        z_i, so that the estimate is near Σ w_i z_i: for a mean (y_i − m) / Σ w.
    weights, members
        From `rake`; `members` are the columns that were calibrated on.
    customers
        Who gave each answer, where customers answer repeatedly.

    Notes
    -----
    u_i = w_i (z_i − x_i β̂), β̂ from least squares of z on the margins; SE² = C/(C − 1) Σ (u_c − ū)² over the C
    customers (or answers). What the margins explain of z has no sampling error any more. Capped weights are treated as
    if uncapped.

    References
    ----------
    Deville & Särndal (1992). JASA 87, 376–382. Golden: 03_survey.json (R survey calibrate, 5e-12).
    """
    explained = members @ np.linalg.lstsq(members, linearised, rcond=None)[0]
    influence = weights * (linearised - explained)
    if customers is not None:
        _, who = np.unique(np.asarray(customers), return_inverse=True)
        influence = np.bincount(who, influence).astype(float)
    count = len(influence)
    return sqrt(count / (count - 1) * float(((influence - influence.mean()) ** 2).sum())) if count > 1 else 0.0


def linearised_mean(scores: Array, weights: Array) -> tuple[float, Array]:
    """Return the weighted mean of those who answered (NaN: did not), and z_i = a_i (y_i − m) / Σ w a.

    >>> mean, z = linearised_mean(np.array([1.0, 3.0, np.nan]), np.ones(3))
    >>> mean, list(map(float, z))
    (2.0, [-0.5, 0.5, 0.0])
    """
    answered = ~np.isnan(scores)
    total = float(weights @ answered)
    mean = float(weights @ np.where(answered, scores, 0.0)) / total
    return mean, np.where(answered, scores - mean, 0.0) / total


def _fitted(targets: Sequence[tuple[Array, float]], n: int) -> tuple[Array | None, int]:
    weights = np.ones(n)
    for rounds in range(1, ITERATIONS + 1):
        for member, wanted in targets:
            weights = weights * np.where(member > 0, wanted / float(weights @ member), 1.0)
        if max((abs(float(weights @ member) - wanted) for member, wanted in targets), default=0.0) <= TOLERANCE * n:
            return weights, rounds
    return None, ITERATIONS


def _capped(weights: Array, caps: tuple[float, float]) -> Array | None:
    """Return the weights within the caps, their sum kept; None where they cannot be."""
    for _ in range(10 * ITERATIONS):
        outside = (weights < caps[0]) | (weights > caps[1])
        if not outside.any():
            return weights
        if outside.all():
            return None
        within = np.clip(weights, *caps)
        weights = np.where(outside, within, within + (weights - within).sum() / (~outside).sum())
    return None
