"""Reads an XLSX sheet as text, after a look at the archive that a bomb does not pass, and in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from cxlib.errors import IntakeError, unknown
from cxlib.intake.header import SEARCHED_ROWS, column_names, find_header, quoted
from cxlib.intake.profile import Profile
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
Grids = Mapping[str, Grid]


def read_xlsx(path: Path, profile: Profile) -> Sheet:
    """Read the columns that the profile names from a workbook, as text.

    Where the profile names no sheet, every one that has its columns is read, such as one for each month.

    Raises
    ------
    IntakeError
        When the file is not an XLSX file, unpacks to too much, lacks the sheet, has no rows, or has other columns than
        the profile.
    """
    grids = read_grids(path, profile.file.sheet)
    found, refused = _with_columns(path, grids, profile)
    if not found:
        raise refused[fullest(grids)[0]]
    header = next(iter(found.values())).header
    taken = {name: part for name, part in found.items() if part.header == header}
    left = [name for name in grids if name not in taken and any(any(row) for row in grids[name])]
    notes = [f"Sheets not read, since they have other columns: {quoted(left)}."] if left else []
    if len(taken) == 1:
        (part,) = taken.values()
        return replace(part, notes=(*part.notes, *notes))
    return _joined(taken, {name: len(grids[name]) for name in taken}, notes)


def _with_columns(path: Path, grids: Grids, profile: Profile) -> tuple[dict[str, Sheet], dict[str, IntakeError]]:
    """The sheets that the profile reads, and of the others why it does not."""
    found: dict[str, Sheet] = {}
    refused: dict[str, IntakeError] = {}
    for name, grid in grids.items():
        try:
            found[name] = _one_sheet(path, grid, profile)
        except IntakeError as error:
            refused[name] = error
    return found, refused


def _joined(parts: Mapping[str, Sheet], lengths: Mapping[str, int], notes: Sequence[str]) -> Sheet:
    """Several sheets as one whose rows are numbered on from each to the next."""
    begin, rows, places = 0, [], []
    for name, part in parts.items():
        rows.append(part.rows + begin)
        places.append(f"{name} ({begin + 1}–{begin + lengths[name]})")
        begin += lengths[name]
    told = f"Read from {len(parts)} sheets, their rows numbered on from one to the next: {', '.join(places)}."
    every = dict.fromkeys(note for part in parts.values() for note in part.notes)
    first = next(iter(parts.values()))
    table = pa.concat_tables([part.table for part in parts.values()])
    return Sheet(first.header, table, np.concatenate(rows), (), (told, *every, *notes))


def _one_sheet(path: Path, grid: Grid, profile: Profile) -> Sheet:
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


def fullest(grids: Grids) -> list[str]:
    """Return the names of sheets, the one with the most filled cells first."""
    filled = {name: sum(sum(map(bool, row)) for row in grid) for name, grid in grids.items()}
    return sorted(filled, key=lambda name: -filled[name])


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


def read_grids(path: Path, sheet: str = "") -> Grids:
    """Return every row of each sheet, or of the one named, as texts.

    They are read in a process that may take so much memory and time and no more.

    Raises
    ------
    IntakeError
        When the archive is refused, the workbook cannot be read, lacks the sheet, or takes too much.
    """
    check_archive(path)
    command = [sys.executable, "-I", str(_CELLS), str(path), sheet, str(MOST_MEMORY), str(MOST_SECONDS)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS + 5, check=False)
    except subprocess.TimeoutExpired as error:
        raise IntakeError(_too_much(path)) from error
    lines = done.stdout.splitlines()
    if done.returncode == _NO_SUCH_SHEET:
        raise IntakeError(f"{path.name}: {unknown('sheet', sheet, json.loads(lines[0]))}")
    if done.returncode == 3:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise IntakeError(f"{path.name}: the workbook cannot be read ({said}).")
    if done.returncode:
        raise IntakeError(_too_much(path))
    grids: dict[str, list[list[str]]] = {}
    for row in map(json.loads, lines[1:]):
        if isinstance(row, dict):
            grids[row["sheet"]] = []
        else:
            next(reversed(grids.values())).append(row)
    return grids


def _too_much(path: Path) -> str:
    return (
        f"{path.name}: the workbook takes more than {MOST_MEMORY / 1e9:.0f} GB of memory or {MOST_SECONDS} seconds to "
        "open, so it was not opened. Export it as CSV."
    )
