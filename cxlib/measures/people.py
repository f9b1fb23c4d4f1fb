"""How many customers stand behind some rows of answers: one who answered six times is no group of six."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cxlib.terms.tally import Array

#: A number per customer, the same in every row that is theirs.
Customers = npt.NDArray[np.int64]


def customers_behind(customer: Customers, weights: Array | None = None) -> int:
    """Return the least number of customers behind some answers.

    Parameters
    ----------
    customer
        Who gave each answer.
    weights
        What each answer counts for; None: one.

    Notes
    -----
    (Σ m)² / Σ m² with m answers each, and (Σ W)² / Σ W² with W what each one's answers weigh together, whichever is
    fewer: Kish's effective number over customers instead of answers. It is never more than the number of customers
    (Cauchy–Schwarz), and 1 where one of them gave next to everything. The store counts by the same rule under filters
    (`FeedbackStore.customers`).

    References
    ----------
    Kish, L. (1965). Survey Sampling. Wiley. Hundepool et al. (2012), ch. 4.2 (dominance rules).

    Examples
    --------
    >>> customers_behind(np.array([1, 2, 3, 4, 5])), customers_behind(np.array([1, 1, 1, 1, 1, 1]))
    (5, 1)
    >>> customers_behind(np.array([1, 1, 1, 1, 1, 1, 2, 3, 4, 5]))
    2
    """
    if not len(customer):
        return 0
    _, who = np.unique(customer, return_inverse=True)
    counted = [np.ones(len(customer))]
    if weights is not None and weights.sum() > 0:
        counted.append(weights)
    of_each = [np.bincount(who.ravel(), one) for one in counted]
    return int(min(float(sums.sum() ** 2 / (sums**2).sum()) for sums in of_each) + 1e-6)


def cluster_draws(customer: Customers, draws: int, seed: int) -> list[npt.NDArray[np.int64]]:
    """Return the rows of so many bootstrap samples of customers, each with all of theirs.

    >>> [rows.tolist() for rows in cluster_draws(np.array([7, 8, 7]), 2, seed=1)]
    [[0, 2, 1], [1, 1]]
    """
    met, first, who = np.unique(customer, return_index=True, return_inverse=True)
    # numbered by their first row, so that where everybody answered once a draw of customers is one of rows
    number = np.argsort(np.argsort(first))[who.ravel()]
    order = np.argsort(number, kind="stable")
    sizes = np.bincount(number)
    starts = np.cumsum(sizes) - sizes
    random = np.random.default_rng(seed)
    return [_rows_of(random.integers(0, len(met), len(met)), order, starts, sizes) for _ in range(draws)]


def _rows_of(
    drawn: npt.NDArray[np.int64], order: npt.NDArray[np.int64], starts: Customers, sizes: Customers
) -> npt.NDArray[np.int64]:
    counts = sizes[drawn]
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.asarray(order[np.repeat(starts[drawn], counts) + within])
