"""The cells of a snapshot in memory, with the sums kept per cell: a filter is a choice among them, not a query.

A cell is a distinct quarter, lifecycle stage and combination of dimension values. There are some ten thousand, however
many answers there are, and sums of cells add up to sums of groups: no filter costs more than adding up a few arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from cxlib.errors import DamagedSnapshot
from cxlib.store.connection import WAY_OUT, Columns

#: Sends a query by its name, with those of the parameters that it mentions, and the chosen cells if it joins them.
Ask = Callable[..., Columns]
Mask = npt.NDArray[np.bool_]
Sums = npt.NDArray[np.float64]

MOMENT_SUMS = ("counts", "answered", "total", "pairs", "cross_i", "cross_j", "products")
SCORE_SUMS = ("respondents", "weight", "weight_squared")
#: Sums kept in memory take 8 bytes each; a store with more of them (200 MB) is asked by SQL instead.
MOST_SUMS_IN_MEMORY = 25_000_000


@dataclass(eq=False)
class Cells:
    """Per cell, in the order of `cell_id` − 1: where it lies and how many were asked and answered there.

    `values[c, d]` is the number of cell c's value of dimension d.
    """

    quarter: npt.NDArray[np.int16]
    stage: npt.NDArray[np.int32]
    values: npt.NDArray[np.int32]
    answered: npt.NDArray[np.int64]
    invited: npt.NDArray[np.int64]
    delivered: npt.NDArray[np.int64]
    most_sums: int = MOST_SUMS_IN_MEMORY
    _moments: list[Sums] = field(default_factory=list)
    _scores: dict[int, tuple[npt.NDArray[np.int64], Sums]] = field(default_factory=dict)

    @classmethod
    def read(cls, ask: Ask, dimension_of: npt.NDArray[np.int64], dimensions: int) -> Cells:
        """Read the cells; `dimension_of[value]` is the dimension of a value by its number."""
        found = ask("cells")
        size = len(found["cell_id"])
        if size and (found["cell_id"][0] != 1 or found["cell_id"][-1] != size):
            raise DamagedSnapshot(f"The snapshot's cells are not numbered through. {WAY_OUT}")
        values = np.zeros((size, dimensions), dtype=np.int32)
        placed = ask("cell_values")
        (answered,) = _per_cell(ask("headcounts"), ("respondents",), size)
        invited, delivered = _per_cell(ask("invitations"), ("invited", "delivered"), size)
        values[placed["cell_id"] - 1, dimension_of[placed["value"]]] = placed["value"]
        return cls(
            found["quarter"].astype(np.int16), found["stage"].astype(np.int32), values, answered, invited, delivered
        )

    def __len__(self) -> int:
        return len(self.quarter)

    def chosen(self, allowed: Mapping[int, npt.NDArray[np.int64]], quarters: tuple[int, ...] | None = None) -> Mask:
        """Return which cells have, for every dimension given, one of the values allowed, and lie in the quarters."""
        mask = np.ones(len(self), dtype=np.bool_) if quarters is None else np.isin(self.quarter, quarters)
        for dimension, values in allowed.items():
            is_allowed = np.zeros(int(self.values.max(initial=0)) + 1, dtype=np.bool_)
            is_allowed[values] = True
            mask &= is_allowed[self.values[:, dimension]]
        return mask

    def relation(self, mask: Mask, by: int | None = None) -> Columns:
        """Return the chosen cells as columns for a query to join; `value` is their value of the dimension `by`."""
        places = np.flatnonzero(mask)
        value = np.zeros(len(places), np.int32) if by is None else self.values[places, by]
        cell_id = (places + 1).astype(np.int32)
        return {"cell_id": cell_id, "quarter": self.quarter[places], "stage": self.stage[places], "value": value}

    def moments(self, ask: Ask, pair_of: npt.NDArray[np.int64]) -> Sums | None:
        """Return every cell's sums for the index, [cell, pair of components, sum]; None where that is too much."""
        width = int(pair_of.max(initial=-1)) + 1
        if len(self) * width * len(MOMENT_SUMS) > self.most_sums:
            return None
        if not self._moments:
            found = ask("moments")
            pair = pair_of[found["component_i"].astype(np.int64) + 1, found["component_j"].astype(np.int64) + 1]
            sums = _summed(found, MOMENT_SUMS, pair, (len(self), width))
            self._moments = [sums]
        return self._moments[0]

    def scores(self, ask: Ask, question: int, width: int) -> tuple[npt.NDArray[np.int64], Sums] | None:
        """Return the answers met to a question, and [cell, answer, sum]; None where that is too much."""
        if len(self) * width * len(SCORE_SUMS) > self.most_sums:
            return None
        if question not in self._scores:
            found = ask("score_counts", {"question": question})
            given = found["score"].astype(np.int64)
            answers = np.arange(given.min(initial=0), given.max(initial=0) + 1)
            place = given - answers[0]
            sums = _summed(found, SCORE_SUMS, place, (len(self), len(answers)))
            if sum(kept.size for _, kept in self._scores.values()) + sums.size > self.most_sums:
                self._scores.clear()
            self._scores[question] = (answers, sums)
        return self._scores[question]


def added_up(sums: Sums, mask: Mask, group: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], Sums]:
    """Add up the sums of the chosen cells per group; return the groups that have any, ascending, and their sums.

    >>> groups, total = added_up(np.array([[1.0], [2.0], [4.0]]), np.array([True, True, False]), np.array([7, 7, 8]))
    >>> groups.tolist(), total.tolist()
    ([7], [[3.0]])
    """
    places = np.flatnonzero(mask)
    order = places[np.argsort(group[places], kind="stable")]
    groups, starts = np.unique(group[order], return_index=True)
    if not len(groups):
        return np.empty(0, np.int64), np.empty((0, *sums.shape[1:]))
    return groups.astype(np.int64), np.add.reduceat(sums[order], starts, axis=0)


def _summed(found: Columns, names: tuple[str, ...], place: npt.NDArray[np.int64], shape: tuple[int, int]) -> Sums:
    """Rows of (cell, place, sums), of which several batches may have brought the same, as [cell, place, sum]."""
    flat = (found["cell_id"].astype(np.int64) - 1) * shape[1] + place
    sums = [np.bincount(flat, found[name], minlength=shape[0] * shape[1]) for name in names]
    return np.stack(sums, axis=1, dtype=np.float64).reshape(*shape, len(names))


def _per_cell(found: Columns, names: tuple[str, ...], size: int) -> list[npt.NDArray[np.int64]]:
    columns = [np.zeros(size, dtype=np.int64) for _ in names]
    for column, name in zip(columns, names, strict=True):
        column[found["cell_id"] - 1] = found[name]
    return columns
