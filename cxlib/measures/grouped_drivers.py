"""Drivers that are several columns each, such as a waiting time and whether one could wait at all, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from cxlib.measures.drivers import EXACT_DRIVERS, SEED
from cxlib.measures.people import Customers, cluster_draws
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import Array

#: Rows for every column of the regression, and never fewer than this altogether.
ROWS_PER_COLUMN, FEWEST_ROWS = 10, 50
DRAWS = 300


@dataclass(frozen=True)
class GroupedDriver:
    """One group of columns: share of R² with interval, and the coefficient of its first column with interval.

    `all_low`–`all_high` is the interval of R² itself, the same for every group.
    """

    name: str
    importance: float
    low: float
    high: float
    slope: float
    slope_low: float
    slope_high: float
    all_low: float
    all_high: float


def grouped_drivers(
    groups: Sequence[tuple[str, Array]],
    outcome: Array,
    weights: Array,
    *,
    customer: Customers | None = None,
    draws: int = DRAWS,
) -> tuple[GroupedDriver, ...] | Unmeasurable:
    """Return how much of the outcome's variance goes together with each group of columns, jointly, most first.

    Parameters
    ----------
    groups
        Name and columns (rows × columns) of each; what the columns of one group explain is counted for it together.
    outcome, weights
        Of each row; weights are positive.
    customer
        Whose each row is; None: everybody has one.
    draws
        Bootstrap samples of customers, each with all their rows, for the intervals.

    Returns
    -------
    tuple of GroupedDriver or Unmeasurable
        The importances sum to R². `too_few` rows, `constant` or `collinear` with the group's name ("" is the outcome),
        `too_many` above `EXACT_DRIVERS` groups.

    Notes
    -----
    LMG over groups: the mean increase of R² when a group is added, over all orders of groups. Intervals: 2.5 and 97.5 %
    of the bootstrap; an importance cannot be below 0, so that a group without any has a low end near 0, not at it. The
    slope's interval can hold 0. Correlation, not cause: say "goes together with".

    References
    ----------
    Grömping, U. (2006). J. Stat. Softw. 17(1). Golden: 05_drivers_extra.json, `group_lmg` (R relaimpo 2.2-7).

    Examples
    --------
    >>> wait = np.tile([1.0, 2.0, 3.0, 4.0, 5.0], 12)[:, None]
    >>> transfers = np.repeat([0.0, 1.0, 0.0, 1.0], 15)[:, None]
    >>> score = 80 - 5 * wait[:, 0]
    >>> found = grouped_drivers([("wait", wait), ("transfers", transfers)], score, np.ones(60), draws=20)
    >>> [(driver.name, round(driver.importance, 6), round(driver.slope, 6) + 0.0) for driver in found]
    [('wait', 1.0, -5.0), ('transfers', 0.0, 0.0)]
    """
    columns = [matrix for _, matrix in groups]
    refused = _refused(groups, outcome)
    if refused is not None:
        return refused
    sizes = [matrix.shape[1] for matrix in columns]
    firsts = np.cumsum([0, *sizes[:-1]])
    design = np.column_stack(columns)
    importance, slopes = _fitted(design, outcome, weights, sizes)
    drawn = cluster_draws(np.arange(len(outcome)) if customer is None else customer, draws, SEED)
    drawn = [rows for rows in drawn if (np.ptp(design[rows], axis=0) > 0).all()]
    spread = [_fitted(design[rows], outcome[rows], weights[rows], sizes) for rows in drawn]
    ends, slope_ends = _ends([each for each, _ in spread], importance), _ends([each for _, each in spread], slopes)
    slopes, slope_ends = slopes[firsts], slope_ends[:, firsts]
    whole = _ends([each.sum(keepdims=True) for each, _ in spread], importance.sum(keepdims=True))[:, 0]
    found = [
        GroupedDriver(name, *map(float, (importance[at], *ends[:, at], slopes[at], *slope_ends[:, at], *whole)))
        for at, (name, _) in enumerate(groups)
    ]
    return tuple(sorted(found, key=lambda driver: -driver.importance))


def grouped_lmg(correlation: Array, sizes: Sequence[int]) -> Array:
    """Return the LMG share of R² of each group; the first row and column of `correlation` are the outcome's.

    >>> grouped_lmg(np.array([[1.0, 0.6, 0.3], [0.6, 1.0, 0.0], [0.3, 0.0, 1.0]]), [1, 1]).round(6).tolist()
    [0.36, 0.09]
    """
    places = np.split(np.arange(1, len(correlation)), np.cumsum(sizes)[:-1])
    explained = {0: 0.0}
    for size in range(1, len(sizes) + 1):
        for subset in combinations(range(len(sizes)), size):
            at = np.concatenate([places[group] for group in subset])
            towards = correlation[0, at]
            solved = np.linalg.lstsq(correlation[np.ix_(at, at)], towards, rcond=None)[0]
            explained[sum(1 << group for group in subset)] = float(towards @ solved)
    many = len(sizes)
    shares = np.zeros(many)
    for mask, before in explained.items():
        for group in range(many):
            if not mask & 1 << group:
                gained = explained[mask | 1 << group] - before
                shares[group] += gained / (many * comb(many - 1, mask.bit_count()))
    return shares


def _refused(groups: Sequence[tuple[str, Array]], outcome: Array) -> Unmeasurable | None:
    width = sum(matrix.shape[1] for _, matrix in groups)
    if not groups or len(outcome) < max(FEWEST_ROWS, ROWS_PER_COLUMN * width):
        return Unmeasurable("too_few")
    if len(groups) > EXACT_DRIVERS:
        return Unmeasurable("too_many")
    if np.ptp(outcome) == 0:
        return Unmeasurable("constant")
    design = np.ones((len(outcome), 1))
    for name, matrix in groups:
        for column in matrix.T:
            if np.ptp(column) == 0:
                return Unmeasurable("constant", name)
            design = np.column_stack([design, (column - column.mean()) / column.std()])
            if np.linalg.matrix_rank(design, tol=1e-8 * len(outcome) ** 0.5) < design.shape[1]:
                return Unmeasurable("collinear", name)
    return None


def _fitted(design: Array, outcome: Array, weights: Array, sizes: Sequence[int]) -> tuple[Array, Array]:
    """Return each group's share of R², and each column's coefficient, from the weighted covariances."""
    both = np.column_stack([outcome, design])
    centred = both - weights @ both / weights.sum()
    covariance = (centred * weights[:, None]).T @ centred
    scale = np.sqrt(np.maximum(np.diagonal(covariance), 1e-300))
    correlation = covariance / np.outer(scale, scale)
    standard = np.linalg.lstsq(correlation[1:, 1:], correlation[0, 1:], rcond=None)[0]
    return grouped_lmg(correlation, sizes), standard * scale[0] / scale[1:]


def _ends(drawn: Sequence[Array], found: Array) -> Array:
    if not drawn:
        return np.stack([found, found])
    low, high = np.quantile(np.array(drawn), (0.025, 0.975), axis=0)
    return np.stack([np.minimum(low, found), np.maximum(high, found)])
