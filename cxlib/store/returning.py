"""Customers who answered several times in a quarter, by month and by what they wrote: so that people are counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxlib.store.cells import Ask, Mask
from cxlib.store.repeated import counted_anew

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


def least_customers(customer: Whole, answers: Whole, weight: Real, *, n: int, weights: tuple[float, float]) -> int:
    """Return how many customers stand behind n answers, at the least.

    Parameters
    ----------
    customer, answers, weight
        Of those who answered several times, a row per customer and weight: how many answers they gave.
    n
        All the answers; those of nobody above are one customer's each.
    weights
        Σ w and Σ w² over all the answers; 0 where weights do not matter.

    Notes
    -----
    (Σ m)² / Σ m² of m answers each, and the same of each one's weights where that is fewer (see `Customers`).

    Examples
    --------
    Six answers of one customer and two of others are hardly two customers':

    >>> one = np.array([7]), np.array([6]), np.array([1.0])
    >>> least_customers(*one, n=8, weights=(8.0, 8.0))
    1
    """
    if not n:
        return 0
    _, who = np.unique(customer, return_inverse=True)
    each = np.bincount(who.ravel(), answers)
    least = n * n / (n + float((each * (each - 1)).sum()))
    weight_sum, weight_squared = weights
    if weight_sum > 0:
        of_each = np.bincount(who.ravel(), answers * weight)
        more = float((of_each**2).sum() - (answers * weight**2).sum())
        least = min(least, weight_sum**2 / (weight_squared + more))
    return int(least + 1e-6)


def least_mentioners(customer: Whole, answers: Whole, themes: Whole, bits: Whole, mentions: Real) -> Whole:
    """Return, per theme by its bit, how many customers stand behind its mentions, at the least.

    A customer's rows lie beside each other; of customers that are not among them, each mention is one customer's.
    """
    if not len(customer):
        return mentions.astype(np.int64)
    starts = np.flatnonzero(np.diff(customer, prepend=customer[0] - 1))
    has: Whole = np.right_shift.outer(themes, bits) & 1
    each = np.add.reduceat(answers[:, None] * has, starts, axis=0)
    more = (each * (each - 1)).sum(axis=0)
    least = mentions**2 / np.where(mentions > 0, mentions + more, 1.0)
    return np.asarray((least + 1e-6).astype(np.int64))


@dataclass(frozen=True, eq=False)
class Returning:
    """A row per customer, month, cell, weight, set of themes and scores, by quarter and customer.

    `customer` is a number made for this reading; `scored` is where any component of the index was answered.
    """

    customer: Whole
    quarter: Whole
    month: Whole
    cell: Whole
    weight: Real
    themes: Whole
    wrote: Mask
    scored: Mask
    answers: Whole

    @classmethod
    def read(cls, ask: Ask, tables: frozenset[str], component_scores: Real) -> Returning:
        found = ask("returning") if "repeated" in tables else counted_anew(ask, "returning_counted")
        scored: Mask = np.asarray(np.isfinite(component_scores).any(axis=1))
        return cls(
            np.unique(found["customer"], return_inverse=True)[1].ravel().astype(np.int64),
            found["quarter"].astype(np.int64),
            found["month"].astype(np.int64),
            found["cell_id"].astype(np.int64) - 1,
            found["weight"].astype(np.float64),
            found["themes"].astype(np.int64),
            found["wrote"].astype(np.bool_),
            scored[found["index_id"]],
            found["answers"].astype(np.int64),
        )

    def least(self, rows: Mask, n: int, weights: tuple[float, float] = (0.0, 0.0)) -> int:
        """Return how many customers stand behind n answers, those of the chosen rows among them."""
        return least_customers(self.customer[rows], self.answers[rows], self.weight[rows], n=n, weights=weights)

    def mentioners(self, rows: Whole, bits: Whole, mentions: Real) -> Whole:
        """Return, per theme by its bit, how many customers stand behind its mentions, at the least.

        `rows` are those of one quarter that count, ascending: a customer's lie beside each other.
        """
        return least_mentioners(self.customer[rows], self.answers[rows], self.themes[rows], bits, mentions)
