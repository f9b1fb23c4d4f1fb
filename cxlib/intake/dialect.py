"""What an unknown file seems to be: its delimiter and where its header stands; to be confirmed, never taken as read."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from typing import Final

from cxlib.intake.first_rows import FirstRows, Rows
from cxlib.intake.header import tidied
from cxlib.intake.profile import FileShape

_DELIMITERS: Final = (",", ";", "\t", "|")
#: Rows that agree in their number of fields, for a delimiter to be believed.
_AGREEING: Final = 0.6
#: Plain fields that stand beside the list of records in an answer page by page: count, next page, and the like.
_WRAPPING: Final = 5
#: What SurveyMonkey writes under a question with one answer.
_SUBHEADERS: Final = frozenset({"response", "open-ended response"})


def seeming_shape(first: FirstRows) -> FileShape:
    """Return the shape that a file seems to have, by the evidence of its first rows alone."""
    if first.kind == "json":
        return FileShape(kind="json", header_row=1, first_data_row=1, records=_records_way(first))
    shape = FileShape(kind=first.kind, delimiter=_delimiter(first) if first.kind == "csv" else ",")
    rows = first.rows(shape)
    shape = shape.moved(_header_row(rows))
    return _with_subheader(rows, shape)


def _delimiter(first: FirstRows) -> str:
    """The sign by which the most rows fall into equally many fields, and the most fields where several do."""
    lines = first.text().decode().splitlines()[:200]
    return max(_DELIMITERS, key=lambda sign: (_agreement(lines, sign), -_DELIMITERS.index(sign)))


def _agreement(lines: Sequence[str], sign: str) -> tuple[bool, int, float]:
    try:
        counts = Counter(len(record) for record in csv.reader(lines, delimiter=sign) if record)
    except csv.Error:
        return (False, 0, 0.0)
    fields, rows = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    share = rows / max(1, sum(counts.values()))
    return (fields > 1 and share >= _AGREEING, fields if share >= _AGREEING else 0, share)


def _header_row(rows: Rows) -> int:
    """The first row that has at least half as many texts as the fullest row: title rows have one or two."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    needed = max(filled, default=0) / 2
    for number, many in enumerate(filled, start=1):
        below = rows[number] if number < len(rows) else ()
        if many >= needed or (many > 1 and _is_subheader(below)):
            return number
    return 1


def _with_subheader(rows: Rows, shape: FileShape) -> FileShape:
    below = rows[shape.header_row] if shape.header_row < len(rows) else ()
    if not _is_subheader(below):
        return shape
    return FileShape(
        kind=shape.kind,
        delimiter=shape.delimiter,
        header_row=shape.header_row,
        subheader_row=shape.header_row + 1,
        first_data_row=shape.header_row + 2,
    )


def _is_subheader(row: Sequence[str]) -> bool:
    return any(tidied(cell).casefold() in _SUBHEADERS for cell in row)


def _records_way(first: FirstRows) -> str:
    """The way to the longest list of records in a JSON file; an object with much else in it is itself the record."""
    try:
        value = json.loads(first.path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ""
    if not isinstance(value, dict) or sum(not isinstance(inner, dict | list) for inner in value.values()) > _WRAPPING:
        return ""
    ways = dict(_lists(value, "", 3))
    return max(ways, key=lambda way: ways[way], default="")


def _lists(value: dict[str, object], before: str, depth: int) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for name, inner in value.items():
        if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
            found.append((before + name, len(inner)))
        elif isinstance(inner, dict) and depth > 1:
            found += _lists(inner, f"{before}{name}.", depth - 1)
    return found
