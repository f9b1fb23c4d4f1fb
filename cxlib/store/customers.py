"""How many customers stand behind some answers, at the least: privacy counts people, not answers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cxlib.store.cells import Ask, Cells, Mask
from cxlib.store.repeated import Repeated
from cxlib.store.vocabulary import Vocabulary
from cxlib.terms.selection import Where

Whole = npt.NDArray[np.int64]
#: As many counts are kept; some 300 bytes each.
MOST_COUNTS = 50_000


@dataclass(frozen=True, eq=False)
class _Quarter:
    """The cells of one quarter that have answers, and its rows of repeated answers by their places among those."""

    cells: Whole
    values: npt.NDArray[np.int32]
    rows: Whole
    row_cell: Whole
    row_customer: Whole


@dataclass(eq=False)
class Customers:
    """Counts of customers in one quarter under filters.

    With m_i answers of customer i, there are at least (Σ m_i)² / Σ m_i² customers (Cauchy–Schwarz), and as few as that
    count where one of them gave most of the answers. The same of weights, (Σ W_i)² / Σ W_i² with W_i of all that
    customer i answered, is as many as count where one weighs most; the smaller of both is returned. An answer without a
    customer key is one customer's.
    """

    ask: Ask
    cells: Cells
    vocabulary: Vocabulary
    repeated: Repeated
    _counts: dict[tuple[int, Where, Where | None, str | None], int] = field(default_factory=dict)
    _quarters: dict[int, _Quarter] = field(default_factory=dict)
    _answered: dict[str, Whole] = field(default_factory=dict)
    _in_pattern: dict[str | None, Mask] = field(default_factory=dict)
    _weights: dict[str | None, npt.NDArray[np.float64]] = field(default_factory=dict)

    def count(self, quarter: int, where: Where, without: Where | None = None, question: str | None = None) -> int:
        """Return the least number of customers in a quarter who meet a filter, do not meet another, and answered.

        One page asks the same of many selections again and again, and a snapshot never changes.
        """
        asked = quarter, where, without, question
        if asked not in self._counts:
            if len(self._counts) >= MOST_COUNTS:
                self._counts.clear()
            self._counts[asked] = self._count(*asked)
        return self._counts[asked]

    def _count(self, quarter: int, where: Where, without: Where | None, question: str | None) -> int:
        here = self._quarter(quarter)
        mask = self._mask(here, where)
        if without is not None:
            mask &= ~self._mask(here, without)
        n = int(self._answers(question)[here.cells[mask]].sum())
        if not n:
            return 0
        counts = mask[here.row_cell]
        if question is not None:
            counts &= self._patterns(question)[self.repeated.pattern[here.rows]]
        rows = np.flatnonzero(counts)
        customer, kept = here.row_customer[rows], here.rows[rows]
        each = np.bincount(customer, self.repeated.answers[kept])
        least = n * n / (n + float((each * (each - 1)).sum()))
        weight, squared = self._weighed(question)[:, here.cells[mask]].sum(axis=1)
        if weight > 0:
            weighed = self._patterns(question)[self.repeated.pattern[kept]]
            of_each = np.bincount(customer[weighed], self.repeated.weight[kept[weighed]])
            more = float((of_each**2).sum() - self.repeated.weight_squared[kept[weighed]].sum())
            least = min(least, weight * weight / (squared + more))
        return int(least + 1e-6)

    def _quarter(self, quarter: int) -> _Quarter:
        if quarter not in self._quarters:
            cells = np.flatnonzero((self.cells.quarter == quarter) & (self.cells.answered > 0))
            place = np.zeros(len(self.cells), dtype=np.int64)
            place[cells] = np.arange(len(cells))
            rows = np.flatnonzero(self.repeated.quarter == quarter)
            customer = np.unique(self.repeated.customer[rows], return_inverse=True)[1].ravel()
            self._quarters[quarter] = _Quarter(
                cells, self.cells.values[cells], rows, place[self.repeated.cell[rows]], customer.astype(np.int64)
            )
        return self._quarters[quarter]

    def _mask(self, here: _Quarter, where: Where) -> Mask:
        mask = np.ones(len(here.cells), dtype=np.bool_)
        for dimension, values in self.vocabulary.allowed(where).items():
            mask &= np.isin(here.values[:, dimension], values)
        return mask

    def _answers(self, question: str | None) -> Whole:
        """Return how many answered a question, or anything, per cell."""
        if question is None:
            return self.cells.answered
        if question not in self._answered:
            found = self.ask("score_counts", {"question": self.vocabulary.question(question)})
            counts = np.bincount(found["cell_id"].astype(np.int64) - 1, found["respondents"], minlength=len(self.cells))
            self._answered[question] = counts.astype(np.int64)
        return self._answered[question]

    def _weighed(self, question: str | None) -> npt.NDArray[np.float64]:
        """Return Σ w and Σ w² of those who answered a question, or any that the index is made of: [sum, cell]."""
        if question not in self._weights:
            if question is None:
                found = self.ask("cell_weights")
            else:
                found = self.ask("score_counts", {"question": self.vocabulary.question(question)})
            cell = found["cell_id"].astype(np.int64) - 1
            sums = [np.bincount(cell, found[name], len(self.cells)) for name in ("weight", "weight_squared")]
            self._weights[question] = np.array(sums)
        return self._weights[question]

    def _patterns(self, question: str | None) -> Mask:
        """Return in which combinations of answers a question is answered, or any that the index is made of."""
        if question not in self._in_pattern:
            if question is None:
                found = self.ask("indexed_patterns")["pattern_id"]
            else:
                found = self.ask("answered_patterns", {"question": self.vocabulary.question(question)})["pattern_id"]
            highest = max(int(self.repeated.pattern.max(initial=0)), int(found.max(initial=0)))
            mask = np.zeros(highest + 1, dtype=np.bool_)
            mask[found] = True
            self._in_pattern[question] = mask
        return self._in_pattern[question]
