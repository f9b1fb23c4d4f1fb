"""Reads a CSV file with the dialect that the profile pins; nothing about it is sniffed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from cxlib.errors import IntakeError
from cxlib.intake.encoding import decode
from cxlib.intake.header import SEARCHED_ROWS, column_names, find_header
from cxlib.intake.profile import Profile
from cxlib.intake.sheet import Ragged, Rows, Sheet, check_header

#: How much is parsed at a time; larger blocks were slower, smaller ones no faster (1 million rows, two cores).
_BLOCK: Final = 1 << 20
#: A block has to hold a whole row; Arrow counts in 32 bits.
_LARGEST_BLOCK: Final = (1 << 31) - 1
#: The longest single field that `csv` may meet in a header.
_LONGEST_HEADER_FIELD: Final = 1 << 20
_NOT_SPACE: Final = re.compile(rb"\S")
_QUOTE: Final = re.compile(rb'"')

#: The first bytes of a workbook: a zip file.
XLSX_MARK = b"PK\x03\x04"


def read_csv(path: Path, profile: Profile) -> Sheet:
    """Read the columns that the profile names, as text.

    Raises
    ------
    IntakeError
        When the file is empty, has no rows, is in no known encoding, has other columns than the profile, or a quotation
        mark in it never closes.
    """
    raw = path.read_bytes()
    if raw.startswith(XLSX_MARK):
        raise IntakeError(
            f'{path.name}: this is an XLSX file. Write kind = "xlsx" under [file] of {profile.path.name}.'
        )
    data, notes = decode(raw, profile.file.encoding, path.name)
    if _NOT_SPACE.search(data) is None:
        raise IntakeError(f"{path.name}: the file is empty.")
    header, start, profile = _header(data, profile, path.name)
    notes = (*notes, *check_header(header, profile, path.name))
    if _NOT_SPACE.search(data, start) is None:
        raise IntakeError(f"{path.name}: there is a header and no answers under it.")
    body = memoryview(data)[start:]
    table, ragged = _parse(body, header, profile, path.name)
    _refuse_open_quote(table, ragged, data, path.name)
    return _without_blank_lines(_numbered(header, table, ragged, profile, notes), data, start, profile)


def _header(data: bytes, profile: Profile, file: str) -> tuple[tuple[str, ...], int, Profile]:
    """The column names, where the first row of answers begins, and the profile with its header found."""
    shape = profile.file
    many = SEARCHED_ROWS if shape.find_header else shape.first_data_row - 1
    records, ends = first_records(data, shape.delimiter, many, file)
    shape = find_header(records, shape, profile.needed, file)
    if len(records) < max(shape.header_row, shape.subheader_row):
        raise IntakeError(f"{file}: the header should be on row {shape.header_row}, and there is none.")
    start = ends[min(shape.first_data_row - 1, len(ends)) - 1]
    return column_names(records, shape), start, replace(profile, file=shape)


def first_records(data: bytes, delimiter: str, many: int, file: str) -> tuple[list[list[str]], list[int]]:
    """Return the first records of a file, and for each where it ends."""
    place = 0

    def lines() -> Iterator[str]:
        nonlocal place
        while place < len(data):
            end = _line_end(data, place)
            line = data[place:end].decode("utf-8")
            place = end
            yield line

    csv.field_size_limit(_LONGEST_HEADER_FIELD)
    records: list[list[str]] = []
    ends: list[int] = []
    try:
        for record in islice(csv.reader(lines(), delimiter=delimiter), many):
            records.append(record)
            ends.append(place)
    except csv.Error as error:
        raise IntakeError(f"{file}: the header cannot be read ({error}).") from error
    return records, ends


def _line_end(data: bytes, start: int) -> int:
    """Where the line that begins at `start` ends, its line break included: `\\n`, `\\r\\n` or a bare `\\r`."""
    feed, carriage = data.find(b"\n", start), data.find(b"\r", start, start + _LONGEST_HEADER_FIELD)
    if carriage >= 0 and (feed < 0 or carriage < feed - 1):
        return carriage + 1
    return len(data) if feed < 0 else feed + 1


def _parse(body: memoryview, header: tuple[str, ...], profile: Profile, file: str) -> tuple[pa.Table, list[Ragged]]:
    """Parse in parallel; only where rows do not fit the header, again in one thread, which knows their numbers."""
    ragged: list[tuple[int | None, int, str]] = []

    def skip(row: object) -> str:
        ragged.append((row.number, row.actual_columns, row.text))  # type: ignore[attr-defined]
        return "skip"

    table = _arrow_table(body, header, profile, skip, threads=True, file=file)
    if ragged:
        ragged.clear()
        table = _arrow_table(body, header, profile, skip, threads=False, file=file)
    first = profile.file.first_data_row
    return table, [Ragged(first + (number or 1) - 1, fields, text) for number, fields, text in ragged]


def _arrow_table(
    body: memoryview, header: tuple[str, ...], profile: Profile, skip: object, *, threads: bool, file: str
) -> pa.Table:
    """One reading by Arrow; a row longer than the block is read again with a block as large as the file."""
    wanted = profile.wanted(header)
    kept = set(wanted)
    names = [name if name in kept else f"\0{place}" for place, name in enumerate(header)]
    for block in (_BLOCK, min(len(body) + 1, _LARGEST_BLOCK)):
        try:
            return arrow_csv.read_csv(
                pa.BufferReader(pa.py_buffer(body)),
                read_options=arrow_csv.ReadOptions(column_names=names, block_size=block, use_threads=threads),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=profile.file.delimiter,
                    newlines_in_values=_QUOTE.search(body) is not None,
                    ignore_empty_lines=False,
                    invalid_row_handler=skip,
                ),
                convert_options=arrow_csv.ConvertOptions(
                    include_columns=wanted or names[:1],
                    column_types={name: pa.string() for name in names},
                    strings_can_be_null=False,
                    check_utf8=False,
                ),
            )
        except pa.ArrowInvalid as error:
            problem = error
    raise IntakeError(f"{file}: the rows cannot be told apart ({problem}).") from problem


def _refuse_open_quote(table: pa.Table, ragged: list[Ragged], data: bytes, file: str) -> None:
    """A quotation mark that opens and never closes swallows the rest of the file into one answer."""
    end = _last_line(data)
    lasts = [column[-1].as_py() for column in table.columns if len(column)] + [row.text for row in ragged[-1:]]
    if end.endswith('"'):
        return
    swallowed = next((last for last in lasts if "\n" in last and last.rstrip("\r\n").endswith(end)), None)
    if swallowed is not None and end:
        lines = swallowed.rstrip("\r\n").count("\n")
        raise IntakeError(
            f"{file}: a quotation mark opens {lines} lines before the end of the file and never closes, "
            f'at: {swallowed[:40]!r}. Close it, or double it ("") if it belongs to the text.'
        )


def _last_line(data: bytes) -> str:
    end = len(data)
    while end and data[end - 1] in b"\r\n":
        end -= 1
    return data[data.rfind(b"\n", 0, end) + 1 : end].decode("utf-8")


def _numbered(
    header: tuple[str, ...], table: pa.Table, ragged: list[Ragged], profile: Profile, notes: tuple[str, ...]
) -> Sheet:
    """Give each row its spreadsheet row; those of ragged rows are left out."""
    first = profile.file.first_data_row
    rows: Rows = np.arange(first, first + table.num_rows + len(ragged), dtype=np.int64)
    rows = np.setdiff1d(rows, [row.row for row in ragged], assume_unique=True) if ragged else rows
    return Sheet(header, table, rows, tuple(ragged), notes)


def _without_blank_lines(sheet: Sheet, data: bytes, start: int, profile: Profile) -> Sheet:
    """Blank lines count as rows of the spreadsheet, but not as answers."""
    blank = _all_empty(sheet.table)
    if not blank.any():
        return sheet
    lines = _blank_lines(data[start:], profile.file.delimiter, profile.file.first_data_row)
    keep = ~(blank & np.isin(sheet.rows, lines))
    if keep.all():
        return sheet
    note = f"Blank lines passed over: {int((~keep).sum())}."
    return Sheet(sheet.header, sheet.table.filter(pa.array(keep)), sheet.rows[keep], sheet.ragged, (*sheet.notes, note))


def _all_empty(table: pa.Table) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    empty = np.ones(table.num_rows, dtype=np.bool_)
    for column in table.columns:
        if not empty.any():
            break
        empty &= np.asarray(pc.equal(column, ""))
    return empty


def _blank_lines(body: bytes, delimiter: str, first: int) -> list[int]:
    """Spreadsheet rows of lines with nothing on them, told by the plain reader from rows of empty fields."""
    csv.field_size_limit(len(body) + 1)
    reader = csv.reader(body.decode("utf-8").splitlines(keepends=True), delimiter=delimiter)
    return [number for number, record in enumerate(reader, start=first) if not record]
