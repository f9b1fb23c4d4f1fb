"""The respondents behind the open answers, in memory: some 20 bytes each, read when first asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxlib.store.cells import Ask, Mask
from cxlib.store.connection import plain


@dataclass(frozen=True, eq=False)
class Authors:
    """Those who wrote, counted through: `of[place]` is an answer's writer.

    `first[w]` is the place of a writer's first answer, where stage, quarter and score are read; `index_id[w]` the
    combination of component scores, `weight[w]`, and `customer[w]` who it is.
    """

    of: npt.NDArray[np.int32]
    first: npt.NDArray[np.int64]
    index_id: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]
    customer: npt.NDArray[np.int64]

    @classmethod
    def read(cls, ask: Ask) -> Authors:
        rows = ask("writer_of")
        _, first, of = np.unique(plain(rows["response_id"], -1), return_index=True, return_inverse=True)
        index_id = plain(rows["index_id"], 0)[first].astype(np.int64)
        weight = np.ma.filled(rows["weight"], 1.0)[first].astype(np.float64)
        # whoever has no customer key is somebody of their own
        customer = np.ma.filled(rows["customer"], 0)[first].astype(np.int64)
        unknown = np.ma.getmaskarray(rows["customer"])[first]
        customer[unknown] = -np.arange(1, int(unknown.sum()) + 1)
        return cls(of.astype(np.int32), first, index_id, weight, customer)

    def customers(self, people: Mask) -> int:
        """Return how many customers stand behind some writers, at least: (Σ m)² / Σ m² of m answers each."""
        _, answers = np.unique(self.customer[people], return_counts=True)
        return int(answers.sum() ** 2 / (answers.astype(np.float64) ** 2).sum() + 1e-9) if len(answers) else 0

    def having(self, answers: Mask) -> Mask:
        """Return which writers have one of some answers."""
        mask = np.zeros(len(self.first), dtype=np.bool_)
        mask[self.of[np.flatnonzero(answers)]] = True
        return mask
