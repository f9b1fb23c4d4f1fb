"""Codes that people keep in a file of their own, beside the answers that they are about."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from cxlib.errors import IntakeError
from cxlib.intake.column import Column, read_column
from cxlib.intake.csv_sheet import read_csv
from cxlib.intake.human_source import HumanBeside
from cxlib.intake.ledger import Ledger
from cxlib.intake.profile import DateSource, FileShape, Profile
from cxlib.intake.profile_source import tidy
from cxlib.intake.sheet import Sheet
from cxlib.terms.programme import Label


def codes_beside(source: HumanBeside, folder: Path, sheet: Sheet, keys: pa.Array, ledger: Ledger) -> pd.DataFrame:
    """Return one row per code: `response_key`, `question`, `theme`; noted, and none, where the file is not there.

    Raises
    ------
    IntakeError
        When the file cannot be read, or names a row of answers that is not a number.
    """
    path = folder / source.file
    if not path.is_file():
        ledger.note(f"{source.file} does not lie beside the file, so the codes in it were not read.")
        return _frame([], source.question)
    beside = read_csv(path, _probe(path, source))
    whose, coded = read_column(beside, source.key), read_column(beside, source.column)
    assert whose is not None  # the header was checked for both
    assert coded is not None
    places = _places(source, path, whose, sheet, keys)
    taken = keys.to_pylist()
    found, unknown = [], set()
    for row in range(beside.table.num_rows):
        cell = coded.at(row)
        codes = {tidy(code) for code in (cell.split(source.separator) if source.separator else [cell])}
        unknown |= codes - {*source.codes, ""}
        place = places.get(whose.at(row))
        if place is not None and ledger.open[place]:
            found += [(taken[place], source.codes[code]) for code in codes if code in source.codes]
    if unknown:
        ledger.note(f"Codes in {source.file} without a theme in the profile: {', '.join(sorted(unknown))}.")
    return _frame(found, source.question)


def _places(source: HumanBeside, path: Path, whose: Column, sheet: Sheet, keys: pa.Array) -> dict[str, int]:
    """Where among the answers each key of the file stands."""
    if source.rows_from is None:
        return {key: place for place, key in enumerate(keys.to_pylist())}
    strange = [value for value in whose.values if not value.isdecimal()]
    if strange:
        raise IntakeError(f"{path.name}: '{strange[0]}' in '{source.key}' is not the number of a row of answers.")
    first = int(sheet.rows[0]) if len(sheet.rows) else 0
    rows = {int(row): place for place, row in enumerate(np.asarray(sheet.rows).tolist())}
    numbers = {value: int(value) - source.rows_from + first for value in whose.values}
    return {value: rows[number] for value, number in numbers.items() if number in rows}


def _frame(found: list[tuple[str, str]], question: str) -> pd.DataFrame:
    frame = pd.DataFrame(found, columns=["response_key", "theme"], dtype="str")
    return frame.assign(question=pd.Series([question] * len(frame), dtype="str"))[["response_key", "question", "theme"]]


def _probe(path: Path, source: HumanBeside) -> Profile:
    """A profile that reads the two columns wanted."""
    shape = FileShape(delimiter=source.delimiter)
    return Profile(path.stem, path, "", {}, Label(), "answers", shape, DateSource(), (source.key, source.column))
