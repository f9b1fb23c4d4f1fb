"""Customers who mentioned themes in several answers of a quarter: so that people are counted, not mentions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxlib.store.cells import Ask, Cells, Mask
from cxlib.store.connection import Columns, Connection, send
from cxlib.store.returning import least_mentioners

Whole = npt.NDArray[np.int64]


def keep_mentioned_again(connection: Connection) -> None:
    """Give a snapshot that is being finished its table of repeated mentions, counted anew."""
    send(connection, "keep_mentioned_again", {})


@dataclass(frozen=True, eq=False)
class MentionedAgain:
    """A row per customer, cell and set of themes of one quarter; a customer's rows lie beside each other."""

    customer: Whole
    cell: Whole
    themes: Whole
    answers: Whole

    @classmethod
    def read(cls, ask: Ask, tables: frozenset[str], cells: Cells, quarter: int) -> MentionedAgain:
        if "mentioned_again" in tables:
            return cls._of(ask("mentioned_again", {"quarter": quarter}))
        return cls._of(ask("mentioned_again_counted", chosen=cells.relation(cells.quarter == quarter)))

    @classmethod
    def _of(cls, found: Columns) -> MentionedAgain:
        return cls(
            found["customer"].astype(np.int64),
            found["cell_id"].astype(np.int64) - 1,
            found["themes"].astype(np.int64),
            found["answers"].astype(np.int64),
        )

    def mentioners(self, cells: Mask, bits: Whole, mentions: npt.NDArray[np.float64]) -> Whole:
        """Return, per theme by its bit, how many customers stand behind its mentions in some cells, at the least."""
        rows = np.flatnonzero(cells[self.cell])
        return least_mentioners(self.customer[rows], self.answers[rows], self.themes[rows], bits, mentions)
