"""Reads an XLSX sheet as text, after a look at the archive that a bomb does not pass."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

from cxlib.errors import IntakeError, unknown
from cxlib.intake.profile import Profile
from cxlib.intake.sheet import Sheet, check_header

#: What an archive may unpack to: measured on bombs of 182 KB → 52 MB, 716 KB → 209 MB and one 514 KB cell.
MOST_UNPACKED: Final = 200_000_000
MOST_UNPACKED_ENTRY: Final = 150_000_000
MOST_RATIO: Final = 100
#: A spreadsheet keeps 15 digits; a longer number has lost its end, and is written as a spreadsheet would show it.
_EXACT_DIGITS: Final = 10**15

#: Control characters other than tab and line breaks, taken out of texts as they are out of CSV files.
_CONTROLS: Final = dict.fromkeys(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\r")

Cell = int | float | str | bool | time | date | datetime | timedelta


def read_xlsx(path: Path, profile: Profile) -> Sheet:
    """Read the columns that the profile names from one sheet, as text.

    Raises
    ------
    IntakeError
        When the file is not an XLSX file, unpacks to too much, lacks the sheet, has no rows, or has other columns than
        the profile.
    """
    check_archive(path)
    grid = _grid(path, profile)
    if not any(any(cell != "" for cell in record) for record in grid):
        raise IntakeError(f"{path.name}: the sheet is empty.")
    shape = profile.file
    if len(grid) < shape.header_row:
        raise IntakeError(f"{path.name}: the header should be on row {shape.header_row}, and there is none.")
    header = tuple(" ".join(as_text(cell).split()) for cell in grid[shape.header_row - 1])
    while header and not header[-1]:
        header = header[:-1]
    notes = check_header(header, profile, path.name)
    records = grid[shape.first_data_row - 1 :]
    filled = [place for place, record in enumerate(records) if any(cell != "" for cell in record)]
    if not filled:
        raise IntakeError(f"{path.name}: there is a header and no answers under it.")
    if len(filled) < filled[-1] + 1:
        notes = (*notes, f"Blank rows passed over: {filled[-1] + 1 - len(filled)}.")
    columns = {
        name: pa.chunked_array([[as_text(records[place][header.index(name)]) for place in filled]], pa.string())
        for name in profile.columns
        if name in header
    }
    rows = np.array(filled, dtype=np.int64) + shape.first_data_row
    return Sheet(header, pa.table(columns), rows, (), notes)


def check_archive(path: Path) -> None:
    """Refuse a file that is no archive, or one that would unpack to far more than any survey.

    Raises
    ------
    IntakeError
        With the size or ratio met and the one allowed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise IntakeError(f"{path.name}: this is no XLSX file ({error}). Is it CSV, or an old XLS?") from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    largest = max((entry.file_size for entry in entries), default=0)
    if unpacked > MOST_UNPACKED or largest > MOST_UNPACKED_ENTRY:
        raise IntakeError(
            f"{path.name}: the file unpacks to {unpacked / 1e6:.0f} MB, and at most {MOST_UNPACKED / 1e6:.0f} MB "
            f"({MOST_UNPACKED_ENTRY / 1e6:.0f} MB a part) is opened. Export it as CSV."
        )
    if unpacked > MOST_RATIO * packed:
        raise IntakeError(
            f"{path.name}: the file unpacks to {unpacked / packed:.0f} times its size, and at most {MOST_RATIO} "
            "times is opened, since such files are made to exhaust a machine. Export it as CSV."
        )


def _grid(path: Path, profile: Profile) -> Sequence[Sequence[Cell]]:
    try:
        book = CalamineWorkbook.from_path(path)
        name = profile.file.sheet or book.sheet_names[0]
        return book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except WorksheetNotFound as error:
        raise IntakeError(f"{path.name}: {unknown('sheet', profile.file.sheet, book.sheet_names)}") from error
    except CalamineError as error:
        raise IntakeError(f"{path.name}: the workbook cannot be read ({error}).") from error


def as_text(cell: Cell) -> str:
    """A cell as a CSV file would hold it; days in ISO form, numbers too long for a spreadsheet as it shows them.

    >>> as_text(5.0), as_text(5.69e17), as_text(date(2026, 9, 30))
    ('5', '5.69E+17', '2026-09-30')
    """
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float | int):
        if abs(cell) >= _EXACT_DIGITS:
            return f"{cell:.2E}"
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell).translate(_CONTROLS)
