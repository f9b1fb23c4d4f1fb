"""Reads an XLSX sheet as text, after a look at the archive that a bomb does not pass, and in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from cxlib.errors import IntakeError, unknown
from cxlib.intake.header import SEARCHED_ROWS, column_names, find_header
from cxlib.intake.profile import FileShape, Profile
from cxlib.intake.sheet import Sheet, check_header

#: What an archive may unpack to: measured on bombs of 182 KB → 52 MB, 716 KB → 209 MB and one 514 KB cell.
MOST_UNPACKED: Final = 200_000_000
MOST_UNPACKED_ENTRY: Final = 150_000_000
MOST_RATIO: Final = 100
#: What the process that opens a workbook may use; a survey of 100,000 rows by 50 columns takes a third of both.
MOST_MEMORY: Final = 2_000_000_000
MOST_SECONDS: Final = 60
_CELLS: Final = Path(__file__).with_name("xlsx_cells.py")
_NO_SUCH_SHEET: Final = 4

Grid = Sequence[Sequence[str]]


def read_xlsx(path: Path, profile: Profile) -> Sheet:
    """Read the columns that the profile names from one sheet, as text.

    Raises
    ------
    IntakeError
        When the file is not an XLSX file, unpacks to too much, lacks the sheet, has no rows, or has other columns than
        the profile.
    """
    grid = read_grid(path, profile.file)
    if not any(any(record) for record in grid):
        raise IntakeError(f"{path.name}: the sheet is empty.")
    heads = heads_of(grid)
    shape = find_header(heads, profile.file, profile.needed, path.name)
    if len(grid) < max(shape.header_row, shape.subheader_row):
        raise IntakeError(f"{path.name}: the header should be on row {shape.header_row}, and there is none.")
    header = column_names(heads, shape)
    notes = check_header(header, profile, path.name)
    records = grid[shape.first_data_row - 1 :]
    filled = [place for place, record in enumerate(records) if any(record)]
    if not filled:
        raise IntakeError(f"{path.name}: there is a header and no answers under it.")
    if len(filled) < filled[-1] + 1:
        notes = (*notes, f"Blank rows passed over: {filled[-1] + 1 - len(filled)}.")
    columns = {
        name: pa.chunked_array([[records[place][header.index(name)] for place in filled]], pa.string())
        for name in profile.wanted(header)
    }
    rows = np.array(filled, dtype=np.int64) + shape.first_data_row
    return Sheet(header, pa.table(columns), rows, (), notes)


def heads_of(grid: Grid) -> Grid:
    """The rows that a header may stand on, without the empty cells to their right."""
    return [
        row[: max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)] for row in grid[:SEARCHED_ROWS]
    ]


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


def read_grid(path: Path, shape: FileShape) -> Grid:
    """Return every row of a sheet as texts, read in a process that may take so much memory and time and no more.

    Raises
    ------
    IntakeError
        When the archive is refused, the workbook cannot be read, lacks the sheet, or takes too much.
    """
    check_archive(path)
    command = [sys.executable, "-I", str(_CELLS), str(path), shape.sheet, str(MOST_MEMORY), str(MOST_SECONDS)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS + 5, check=False)
    except subprocess.TimeoutExpired as error:
        raise IntakeError(_too_much(path)) from error
    lines = done.stdout.splitlines()
    if done.returncode == _NO_SUCH_SHEET:
        raise IntakeError(f"{path.name}: {unknown('sheet', shape.sheet, json.loads(lines[0]))}")
    if done.returncode == 3:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise IntakeError(f"{path.name}: the workbook cannot be read ({said}).")
    if done.returncode:
        raise IntakeError(_too_much(path))
    return [json.loads(line) for line in lines[1:]]


def _too_much(path: Path) -> str:
    return (
        f"{path.name}: the workbook takes more than {MOST_MEMORY / 1e9:.0f} GB of memory or {MOST_SECONDS} seconds to "
        "open, so it was not opened. Export it as CSV."
    )
