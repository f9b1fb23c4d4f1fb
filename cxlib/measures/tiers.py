"""Tiers: which of several numbers stand in an order that chance does not explain, all of them looked at together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

import numpy as np

from cxlib.measures.intervals import SIGNIFICANCE, t_quantile
from cxlib.terms.tally import Array

#: A difference of rounding is none, as a part of the largest number.
ROUNDING = 1e-9


def tiers(values: Array, covariance: Array, *, degrees: float = inf) -> list[int]:
    """Return the tier of each number, from 1; the smallest number stands first.

    Parameters
    ----------
    values
        The estimates, ascending.
    covariance
        Of their errors, [number, number].
    degrees
        Degrees of freedom of the errors; infinitely many: normal.

    Returns
    -------
    list of int
        Ascending. A tier ends where every number up to there is surely smaller than every one after it.

    Notes
    -----
    Sure is a difference over c standard errors of it, c being the two-sided quantile at 5 % / (K − 1) of K numbers.
    With a chance of 95 % or more, then, no two numbers of different tiers are truly equal or the other way round. For
    take the numbers in the order of their true values. Where a tier ends at a wrong place, some two neighbours of that
    order lie on the wrong sides of it, and so differ by over c standard errors though truly equal or the other way
    round; of neighbours there are K − 1 pairs (Bonferroni; however the errors go together).

    To compare each number only with the first of its tier, at 5 % each, puts some pair of twelve equal numbers in a
    wrong order in 58 % of tables (simulated; tests/measures/test_tiers.py), and neighbours in two tiers may be as alike
    as those in one. To share a tier is transitive, tiers keep to the order of the numbers, and what two tiers tell is
    true of all pairs of theirs. The price: where every number is like its neighbour there is one tier, though the first
    and the last differ; what can be told of each is then `rank_ranges`. Wrong where errors are far from normal, as of
    groups with a few answers.

    References
    ----------
    Klein, Wright & Wieczorek (2020). J. R. Stat. Soc. A 183, 589–612, and Mogstad, Romano, Shaikh & Wilhelm (2024).
    Inference for ranks. Review of Economic Studies 91, 476–518 (joint sets of ranks, of which these are unions).

    Examples
    --------
    The second is like both its neighbours, and the fourth like none:

    >>> tiers(np.array([10.0, 12.0, 14.0, 30.0]), np.eye(4))
    [1, 1, 1, 2]
    >>> tiers(np.array([10.0, 20.0]), 40 * np.eye(2)), tiers(np.array([10.0, 20.0]), 40 * np.ones((2, 2)))
    ([1, 1], [1, 2])
    """
    size = len(values)
    if size < 2:
        return [1] * size
    variances = np.diagonal(covariance)
    # Where everybody answers alike the variance of a difference may come out a rounding error below 0.
    errors = np.sqrt(np.maximum(variances[:, None] + variances[None, :] - 2 * covariance, 0.0))
    limit = t_quantile(degrees, 1 - SIGNIFICANCE / (size - 1))
    apart = values[None, :] - values[:, None] > limit * errors + ROUNDING * float(np.abs(values).max())
    ends = [bool(apart[: at + 1, at + 1 :].all()) for at in range(size - 1)]
    return [1 + sum(ends[:at]) for at in range(size)]


def spans(tier: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and the last place (from 1) of everybody's tier.

    >>> spans([1, 1, 2])
    [(1, 2), (1, 2), (3, 3)]
    """
    starts = [at for at, number in enumerate(tier) if at == 0 or number != tier[at - 1]]
    return [(start + 1, end) for start, end in pairwise([*starts, len(tier)]) for _ in range(end - start)]
