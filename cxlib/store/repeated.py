"""Customers who answered several times in a quarter: one person, and with very many answers a crowd."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt

from cxlib.errors import OutdatedSnapshot, StoreError
from cxlib.store.cells import Ask, Sums
from cxlib.store.connection import Columns, Connection, columns, send

#: Answers of one customer in one quarter are paired with each other one by one up to so many. Of a customer with more
#: only the sums are kept: pairs would cost their number squared.
MOST_ANSWERS_OF_A_CUSTOMER = 50
REPEAT_UP = ("forget_repeated", "add_repeated")

Whole = npt.NDArray[np.int64]


def keep_repeated(connection: Connection) -> None:
    """Give a snapshot being written its table of repeated answers, counted anew if an older version left it out."""
    is_kept = bool(columns(connection, "has_repeated")["kept"][0])
    send(connection, "repeated_table", {})
    if not is_kept:
        for step in ("fresh", *REPEAT_UP):
            send(connection, step, {"response": 0, "most": MOST_ANSWERS_OF_A_CUSTOMER})


def keep_crowds(connection: Connection) -> None:
    """Give a snapshot that is being finished its table of the few with very many answers, so that few rows are read."""
    if bool(columns(connection, "has_repeated")["kept"][0]):
        send(connection, "keep_crowd", {"most": MOST_ANSWERS_OF_A_CUSTOMER})


def counted_anew(ask: Ask, name: str, parameters: Mapping[str, object] | None = None) -> Columns:
    """Ask for what a snapshot of an earlier version does not keep.

    Raises
    ------
    OutdatedSnapshot
        When there are too many answers to count it for a reader.
    """
    try:
        return ask(name, parameters)
    except StoreError as error:
        raise OutdatedSnapshot(
            "The store was made by an earlier version of Kuulo, which did not keep who answered several times, and "
            "holds too many answers to count it for every reader. Run `python -m cxlib rebuild` once."
        ) from error


@dataclass(frozen=True, eq=False)
class Repeated:
    """A row per customer, quarter, cell and combination of answers."""

    customer: Whole
    quarter: Whole
    cell: Whole
    pattern: Whole
    answers: Whole
    weight: npt.NDArray[np.float64]
    weight_squared: npt.NDArray[np.float64]

    @classmethod
    def read(cls, ask: Ask, tables: frozenset[str]) -> Repeated:
        """Read them all; a snapshot older than their table has them counted from its responses."""
        if "repeated" in tables:
            return cls._of(ask("repeated"))
        return cls._of(counted_anew(ask, "repeated_counted", {"most": MOST_ANSWERS_OF_A_CUSTOMER}))

    @classmethod
    def crowds(cls, ask: Ask) -> Repeated:
        """Read those of customers who are a crowd; a snapshot older than their table has them among all."""
        return cls._of(ask("crowd"))

    @classmethod
    def _of(cls, found: Columns) -> Repeated:
        return cls(
            found["customer"].astype(np.int64),
            found["quarter"].astype(np.int64),
            found["cell_id"].astype(np.int64) - 1,
            found["pattern_id"].astype(np.int64),
            found["answers"].astype(np.int64),
            found["weight"].astype(np.float64),
            found["weight_squared"].astype(np.float64),
        )

    @cached_property
    def _crowds(self) -> tuple[Whole, Whole, npt.NDArray[np.bool_], int]:
        """The rows of customers who are a crowd in some quarter, a number for each row's customer, [number, quarter]
        where they are one, and the first quarter."""
        known, number = np.unique(self.customer, return_inverse=True)
        first = int(self.quarter.min()) if len(self.quarter) else 0
        width = int(self.quarter.max(initial=first)) - first + 1
        counts = np.bincount(number.ravel() * width + self.quarter - first, self.answers, len(known) * width)
        crowds = np.asarray(counts.reshape(-1, width) > MOST_ANSWERS_OF_A_CUSTOMER)
        return np.flatnonzero(np.take(crowds.any(axis=1), number)), number.ravel(), crowds, first

    def crowd_pairs(
        self, group: Whole, quarters: Whole, scores: npt.NDArray[np.float64]
    ) -> tuple[list[tuple[int, int]], Sums]:
        """Return what crowds add to the sums over pairs of one customer's answers, each two groups once.

        Parameters
        ----------
        group
            The number of every cell's group, −1 where it is not asked for.
        quarters
            Each group's quarter.
        scores
            [pattern, component], NaN where a component was not answered.

        Returns
        -------
        tuple
            Two groups, and [groups, sum, component, component]; within one group half of the ordered pairs.
        """
        rows, number, crowds, first = self._crowds
        rows = rows[group[self.cell[rows]] >= 0]
        if not len(rows):
            return [], np.empty((0, 4, scores.shape[1], scores.shape[1]))
        known, customer = np.unique(number[rows], return_inverse=True)
        place = group[self.cell[rows]]
        given = scores[self.pattern[rows]]
        has, score = np.isfinite(given).astype(np.float64), np.nan_to_num(given)
        totals = np.zeros((2, len(known), len(quarters), scores.shape[1]))
        np.add.at(totals[0], (customer, place), has * self.weight[rows, None])
        np.add.at(totals[1], (customer, place), score * self.weight[rows, None])
        found, sums = [], []
        for one, other in combinations_with_replacement(range(len(quarters)), 2):
            if abs(int(quarters[one] - quarters[other])) > 1:
                continue
            at = [int(quarters[each]) - first for each in (one, other)]
            # a quarter in which none of them answered is beyond the table
            who = np.zeros(len(known), dtype=np.bool_)
            for column in at:
                if 0 <= column < crowds.shape[1]:
                    who |= crowds[known, column]
            pair = _products(totals[:, who, one], totals[:, who, other])
            if one == other:
                mine = (place == one) & who[customer]
                root = np.sqrt(self.weight_squared[rows[mine], None])
                alone = np.stack([has[mine] * root, score[mine] * root])
                pair = (pair - _products(alone, alone)) / 2
            if pair[0].any():
                found.append((one, other))
                sums.append(pair)
        return found, np.array(sums).reshape(len(found), 4, scores.shape[1], scores.shape[1])


def _products(left: Sums, right: Sums) -> Sums:
    """Σ over rows of (answered, scored) × (answered, scored): pairs, left, right and products of `RepeatTally`."""
    return np.stack([left[0].T @ right[0], left[1].T @ right[0], left[0].T @ right[1], left[1].T @ right[1]])
