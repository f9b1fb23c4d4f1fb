"""Keeps the books of one file: every row ends accepted, rejected for its first reason, or a duplicate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from cxlib.intake.sheet import Ragged, Rows
from cxlib.terms.feedback import Rejection

Mask = npt.NDArray[np.bool_]
#: As much of a value as is shown with a rejection.
_EXAMPLE_LENGTH: Final = 80


class Ledger:
    """What became of each row read; `open` are those that nothing has been said against."""

    def __init__(self, rows: Rows, ragged: tuple[Ragged, ...], fields: int) -> None:
        self.rows = rows
        self.open: Mask = np.ones(len(rows), dtype=np.bool_)
        self.duplicate: Mask = np.zeros(len(rows), dtype=np.bool_)
        self.ragged = ragged
        self.notes: list[str] = []
        self._found: dict[tuple[str, str], tuple[str, list[Rows]]] = {}
        for few in (True, False):
            odd = [row for row in ragged if (row.fields < fields) == few]
            if odd:
                reason = f"the row has {'fewer' if few else 'more'} fields than the header"
                example = f"{odd[0].fields} fields, not {fields}: {odd[0].text}"
                self._write(reason, "", example, np.array([row.row for row in odd], dtype=np.int64))

    def reject(self, where: Mask, reason: str, column: str, example: Callable[[int], str]) -> None:
        """Reject the rows of a mask that are still open; `example` gives the value met at a place."""
        places = np.flatnonzero(where & self.open)
        if len(places):
            self.open[places] = False
            self._write(reason, column, example(int(places[0])), self.rows[places])

    def mark_duplicates(self, where: Mask) -> None:
        """Count the open rows of a mask as repeating another row."""
        self.duplicate |= where & self.open
        self.open &= ~where

    def note(self, text: str) -> None:
        self.notes.append(text)

    def accepted_of(self, table: pa.Table) -> pd.DataFrame:
        """The rows of a table that nothing was said against, as a frame."""
        kept = table if self.open.all() else table.filter(pa.array(self.open))
        frame: pd.DataFrame = kept.to_pandas()
        return frame

    @property
    def read(self) -> int:
        return len(self.rows) + len(self.ragged)

    @property
    def accepted(self) -> int:
        return int(self.open.sum())

    @property
    def duplicate_rows(self) -> tuple[int, ...]:
        return tuple(self.rows[self.duplicate].tolist())

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """By reason and column, those with the most rows first."""
        found = [
            Rejection(reason, column, example, tuple(np.sort(np.concatenate(rows)).tolist()))
            for (reason, column), (example, rows) in self._found.items()
        ]
        return tuple(sorted(found, key=lambda rejection: -len(rejection.rows)))

    def _write(self, reason: str, column: str, example: str, rows: Rows) -> None:
        shown = example if len(example) <= _EXAMPLE_LENGTH else example[: _EXAMPLE_LENGTH - 1] + "…"
        self._found.setdefault((reason, column), (shown, []))[1].append(rows)
