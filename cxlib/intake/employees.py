"""How employees find their work, told by unit and quarter: means, of which those of a few employees are refused."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cxlib.intake import answers
from cxlib.intake.column import read_column
from cxlib.intake.days import days
from cxlib.intake.ledger import Ledger
from cxlib.intake.profile import Profile
from cxlib.intake.sheet import Sheet
from cxlib.terms.programme import EmployeeMeasure, Programme

#: Such a row is not kept for correction either: nothing in it is to be corrected.
TOO_FEW_EMPLOYEES: Final = "too few employees answered for their mean to be told"
_TWICE: Final = "two rows for one unit and quarter"

Numbers = npt.NDArray[np.float64]


def employees(profile: Profile, programme: Programme, sheet: Sheet, ledger: Ledger) -> pd.DataFrame:
    """Return one row per accepted row: `unit`, `day`, `score`, `spread` (NaN: not told), `n` and `row`."""
    source, measure = profile.employees, programme.employees
    assert source is not None  # the fit was checked for both
    assert measure is not None
    counts = _counts(sheet, source.n, measure, ledger)
    known = {dimension.id: dimension.values for dimension in programme.dimensions}
    units = answers.dimension(profile.dimensions[0], known[measure.dimension], sheet, ledger)
    assert units is not None  # the header was checked for it
    nowhere = np.asarray(pc.is_null(units), dtype=np.bool_)
    ledger.reject(nowhere, "no unit", profile.dimensions[0].column, lambda place: "")
    decimal = profile.file.decimal
    score = _numbers(sheet, source.score, decimal)
    scale = f"{measure.low}–{measure.high}"
    column = read_column(sheet, source.score)
    assert column is not None  # the header was checked for it
    off = ~((score >= measure.low) & (score <= measure.high))
    ledger.reject(off, f"not an answer on the scale {scale}", source.score, column.at)
    spread = _spread(sheet, source.spread, decimal, measure, ledger)
    day = days(profile.date, profile.file.kind, sheet, ledger)
    table = pa.table({"unit": units, "day": pa.array(day), "score": score, "spread": spread, "n": counts})
    _settle_twice(table, ledger)
    return ledger.accepted_of(table.append_column("row", pa.array(sheet.rows)))


def _counts(sheet: Sheet, name: str, measure: EmployeeMeasure, ledger: Ledger) -> npt.NDArray[np.int64]:
    column = read_column(sheet, name)
    assert column is not None  # the header was checked for it
    counts = column.spread((int(value) if _is_count(value) else -1 for value in column.values), np.int64)
    # First of all reasons, so that such a row has no other, under which it would be kept.
    ledger.reject((counts >= 0) & (counts < measure.smallest_group), TOO_FEW_EMPLOYEES, name, lambda place: "")
    ledger.reject(counts < 0, "not a whole number of 0 or more", name, column.at)
    return counts


def _spread(sheet: Sheet, name: str, decimal: str, measure: EmployeeMeasure, ledger: Ledger) -> Numbers:
    """The standard deviation where the file tells it; an empty cell tells none."""
    column = read_column(sheet, name)
    if column is None:
        return np.full(sheet.table.num_rows, np.nan)
    spread = _numbers(sheet, name, decimal)
    told = column.where(lambda value: value != "")
    # The mean of n can have no larger one than half the scale · √(n / (n − 1)), which from five on is under 0.56 of it.
    widest = 0.56 * (measure.high - measure.low)
    impossible = told & ~((spread >= 0) & (spread <= widest))
    ledger.reject(impossible, "not a standard deviation that the scale allows", name, column.at)
    return spread


def _numbers(sheet: Sheet, name: str, decimal: str) -> Numbers:
    column = read_column(sheet, name)
    assert column is not None  # the header was checked for it
    return column.spread((_number(value, decimal) for value in column.values), np.float64)


def _number(value: str, decimal: str) -> float:
    said = value.replace(decimal, ".") if decimal != "." else value
    return float(said) if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,12})?", said) else np.nan


def _settle_twice(table: pa.Table, ledger: Ledger) -> None:
    """Equal rows count once; of rows that tell one unit's quarter differently nobody knows which holds: all go."""
    frame: pd.DataFrame = table.to_pandas()
    frame["quarter"] = frame["day"].dt.year * 4 + frame["day"].dt.quarter
    where, what = ["unit", "quarter"], ["unit", "quarter", "score", "spread", "n"]
    again = np.zeros(len(frame), dtype=np.bool_)
    again[ledger.open] = frame[ledger.open].duplicated(what).to_numpy()
    ledger.mark_duplicates(again)
    keys = list(zip(*(frame[name] for name in where), strict=True))
    met = Counter(key for key, is_open in zip(keys, ledger.open, strict=True) if is_open)
    twice = np.array([met[key] > 1 for key in keys], dtype=np.bool_)
    ledger.reject(twice, _TWICE, "", lambda place: str(keys[place][0]))


def _is_count(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10
