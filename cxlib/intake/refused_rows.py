"""The rows that were refused, as they stood in the file, and how they are read again once somebody corrected them."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from cxlib.intake.profile import FileShape, Profile
from cxlib.intake.sheet import Ragged, Sheet
from cxlib.intake.survey_file import read_sheet

Cells = dict[str, str]

#: The columns that a file of refused rows has before those of its profile: by the first it is known.
ID, REASON = "kuulo_id", "kuulo_reason"
_MARK: Final = f"{ID};".encode()
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
#: As typed days of a spreadsheet were read, so they are read again.
_TYPED_DAYS: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d")
#: A spreadsheet takes a cell that begins so for a formula; no answer of a survey needs to.
_LIVE: Final = ("=", "+", "-", "@", "\t", "\r")


def refused_rows(path: Path, profile: Profile, rows: Collection[int]) -> dict[int, Cells]:
    """Return the cells of some spreadsheet rows of a file, by row: of the columns that the profile reads.

    A row with more or fewer fields than the header is cut at its delimiters and put under the header from the left;
    what is over goes into the last column.
    """
    sheet = read_sheet(path, profile)
    wanted = np.isin(sheet.rows, np.fromiter(rows, dtype=np.int64, count=len(rows)))
    table = sheet.table.filter(wanted)
    found = dict(zip(sheet.rows[wanted].tolist(), table.to_pylist(), strict=True))
    odd = {ragged.row: ragged for ragged in sheet.ragged if ragged.row in rows}
    return found | {row: _cut(ragged, sheet, profile) for row, ragged in odd.items()}


def _cut(ragged: Ragged, sheet: Sheet, profile: Profile) -> Cells:
    csv.field_size_limit(len(ragged.text) + 1)
    fields = next(csv.reader(io.StringIO(ragged.text), delimiter=profile.file.delimiter), [])
    width = len(sheet.header)
    if len(fields) > width:
        fields = [*fields[: width - 1], profile.file.delimiter.join(fields[width - 1 :])]
    cells = dict(zip(sheet.header, fields, strict=False))
    return {name: cells.get(name, "") for name in profile.columns if name in sheet.header}


def correcting(profile: Profile) -> Profile:
    """Return the profile as it reads a file of refused rows that was corrected: the same columns, in plain CSV."""
    optional = frozenset({*profile.file.optional, *profile.columns})
    shape = FileShape(
        "csv",
        delimiter=";",
        encoding="utf-8",
        decimal=profile.file.decimal,
        optional=optional,
        was_xlsx=profile.file.kind == "xlsx",
    )
    typed = _TYPED_DAYS if profile.file.kind == "xlsx" and profile.date.column else ()
    return replace(profile, file=shape, date=replace(profile.date, formats=(*profile.date.formats, *typed)))


def write_refused(path: Path, columns: Sequence[str], rows: Iterable[tuple[str, str, Mapping[str, str]]]) -> None:
    """Write refused rows as (id, reason, cells) to a CSV file that a spreadsheet opens and the import knows again."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([ID, REASON, *columns])
        for name, reason, cells in rows:
            writer.writerow([name, reason, *(_harmless(cells.get(column, "")) for column in columns)])


def is_refused_file(path: Path) -> bool:
    """Tell whether a file is one of refused rows, by its first column."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_BYTE_ORDER_MARK) + len(_MARK)).removeprefix(_BYTE_ORDER_MARK).startswith(_MARK)


def refused_ids(path: Path) -> dict[int, str]:
    """Return which refused row each spreadsheet row of such a file corrects."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {number: record[0] for number, record in enumerate(csv.reader(file, delimiter=";"), start=1) if record}


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a number with its sign is none."""
    number = cell[1:].replace(",", ".").replace(".", "", 1).isdigit()
    return f" {cell}" if cell.startswith(_LIVE) and not (cell[0] in "+-" and number) else cell
