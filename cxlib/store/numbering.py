"""Columns of names become small codes, and rows their distinct combinations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxlib.store.definitions import Names

Codes = npt.NDArray[np.int64]

#: Between the parts of a key: a control character, which no value read from a file contains.
APART = "\x1f"
#: The most that codes are mixed up to, below what 64 bits hold.
LARGEST = 2**62


@dataclass(frozen=True, eq=False)
class Combinations:
    """Rows reduced to their distinct combinations: a code per row, a row per combination, a row per value in one."""

    codes: Codes
    distinct: pd.DataFrame
    values: pd.DataFrame


def combinations(columns: Sequence[tuple[Codes, int]]) -> tuple[Codes, Codes]:
    """Return a code per row for its combination of codes, and where each combination stands first.

    Each column comes with the number of codes it may have.

    >>> codes, first = combinations([(np.array([0, 1, 0]), 2), (np.array([3, 3, 3]), 4)])
    >>> codes.tolist(), first.tolist()
    ([0, 1, 0], [0, 1])
    """
    mixed, span = np.zeros(len(columns[0][0]), dtype=np.int64), 1
    for codes, size in columns:
        if span * size > LARGEST:
            mixed, met = pd.factorize(mixed)
            span = len(met)
        mixed, span = mixed * size + codes, span * size
    found, met = pd.factorize(mixed)
    first = np.zeros(len(met), dtype=np.int64)
    first[found[::-1]] = np.arange(len(found))[::-1]
    return found.astype(np.int64), first


@dataclass(frozen=True, eq=False)
class Named:
    """A column of names as codes into the distinct names."""

    codes: Codes
    names: npt.NDArray[Any]

    @classmethod
    def of(cls, parts: Sequence[pd.Series[Any] | None], sizes: Sequence[int], missing: str) -> Named:
        """Number the names of a column that stands in several tables, or is absent from some (None)."""
        column = pd.concat(
            [filled(missing, size) if part is None else part for part, size in zip(parts, sizes, strict=True) if size]
            or [filled(missing, 0)]
        )
        codes, met = pd.factorize(column)
        names = [missing if name == "" else str(name) for name in met]
        distinct, place = np.unique([*names, missing], return_inverse=True)
        return cls(place[codes].astype(np.int64), distinct.astype(object))


def filled(name: str, size: int) -> pd.Series[Any]:
    return pd.Series([name], dtype="str").repeat(size)


def numbered(column: pd.Series[Any], kind: str, names: Names) -> Codes:
    codes, distinct = pd.factorize(column.astype("str"))
    numbers = names.add(kind, map(str, distinct))
    return np.array([numbers[str(name)] for name in distinct], dtype=np.int64)[codes]


def long(parts: list[tuple[Codes, int, Any]], owner: str, what: str, value: str) -> pd.DataFrame:
    """Stack columns into rows of (owner, what, value)."""
    if not parts:
        return pd.DataFrame({owner: np.empty(0, np.int64), what: np.empty(0, np.int64), value: pd.Series(dtype="str")})
    return pd.DataFrame(
        {
            owner: np.concatenate([owners for owners, _, _ in parts]),
            what: np.repeat([number for _, number, _ in parts], len(parts[0][0])),
            value: pd.concat([pd.Series(values) for _, _, values in parts], ignore_index=True),
        }
    )
