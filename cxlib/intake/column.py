"""A column as its distinct values and where each stands, so that a rule is applied once per value, not once per row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from cxlib.intake.ledger import Ledger, Mask
from cxlib.intake.profile_source import tidy
from cxlib.intake.sheet import Sheet

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Column:
    """`values[codes[i]]` is what stands in row i, tidied; two spellings that differ in spaces are two equal values."""

    name: str
    values: tuple[str, ...]
    codes: Codes

    def where(self, wanted: Callable[[str], bool]) -> Mask:
        """The rows whose value passes a test."""
        return self.spread((wanted(value) for value in self.values), np.bool_)

    def spread(self, meanings: Iterable[Any], kind: Any) -> npt.NDArray[Any]:
        """One meaning per distinct value, dealt out to the rows."""
        return np.fromiter(meanings, dtype=kind, count=len(self.values))[self.codes]

    def at(self, place: int) -> str:
        return self.values[int(self.codes[place])]

    def reject(self, ledger: Ledger, wanted: Callable[[str], bool], reason: str) -> None:
        """Reject the rows whose value passes a test."""
        bad = np.fromiter((wanted(value) for value in self.values), dtype=np.bool_, count=len(self.values))
        if bad.any():
            ledger.reject(bad[self.codes], reason, self.name, self.at)


def read_column(sheet: Sheet, name: str) -> Column | None:
    """Return a column of the sheet by its distinct values, or None where the file lacks it."""
    if not name or name not in sheet.table.column_names:
        return None
    encoded = sheet.encoded.get(name)
    if encoded is None:
        encoded = encode(sheet.table[name])
    values = tuple(tidy(value) for value in encoded.dictionary.to_pylist())
    return Column(name, values, encoded.indices.to_numpy())


def encode(column: pa.Array | pa.ChunkedArray) -> pa.DictionaryArray:
    """A column as the numbers of its distinct values, in the order of their first appearance."""
    encoded = pc.dictionary_encode(column)
    if isinstance(encoded, pa.ChunkedArray):
        empty = pa.array([], pa.dictionary(pa.int32(), pa.string()))
        encoded = encoded.combine_chunks() if encoded.num_chunks else empty
    return encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded


def texts(ids: npt.NDArray[np.int64], names: list[str]) -> pa.Array:
    """Texts by their place in `names`; −1 is no text."""
    indices = pa.array(ids, mask=ids < 0)
    return pa.array(names or [""], pa.string()).take(indices)
