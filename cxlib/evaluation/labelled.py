"""A labelled file as rows: CSV with a header, or JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cxlib.errors import IntakeError

Row = dict[str, Any]

#: What each kind of file holds: columns it must have, and those it may have.
COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "language": (("text", "language"), ("survey_language",)),
    "redaction": (("text",), ("personal", "spans", "redacted", "language", "staff")),
    "search": (("query", "text", "relevant"), ("language",)),
    "themes": (("text", "themes"), ("language", "score", "question", "group")),
    "sentiment": (("text", "sentiment"), ("language", "score", "question")),
}
_DELIMITERS = ",;\t"


def labelled_rows(path: Path, kind: str) -> list[Row]:
    """Read a labelled file; every row is given the place it stood in as `row`.

    Raises
    ------
    IntakeError
        When the file cannot be read, lacks a column, or has no rows; the text says which columns it should have.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise IntakeError(f"There is no file {path}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise IntakeError(f"{path.name} cannot be read as UTF-8 text: {error}. Save it as UTF-8.") from None
    rows = list(_json_rows(text, path) if text.lstrip().startswith("{") else _csv_rows(text))
    if not rows:
        raise IntakeError(f"{path.name} has no rows. {wanted_columns(kind)}")
    required, _ = COLUMNS[kind]
    missing = [name for name in required if name not in rows[0]]
    if missing:
        met = ", ".join(name for name in rows[0] if name != "row")
        raise IntakeError(
            f"{path.name} has no column {' and no column '.join(missing)}; it has: {met}. {wanted_columns(kind)}"
        )
    return rows


def wanted_columns(kind: str) -> str:
    """Say which columns a file of a kind has.

    >>> wanted_columns("search")
    'A search file has the columns query, text, relevant; it may have language.'
    """
    required, optional = COLUMNS[kind]
    return f"A {kind} file has the columns {', '.join(required)}; it may have {', '.join(optional)}."


def _csv_rows(text: str) -> Iterator[Row]:
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    csv.field_size_limit(10_000_000)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, row in enumerate(reader, 2):
        named = {
            (name or "").strip().lower(): value or "" for name, value in row.items() if isinstance(value, str | None)
        }
        yield {**named, "row": number}


def _json_rows(text: str, path: Path) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise IntakeError(
                f"{path.name}, line {number}: not JSON ({error.msg}). Write one object per line."
            ) from None
        if not isinstance(row, dict):
            raise IntakeError(f'{path.name}, line {number}: not an object such as {{"text": …}}.')
        yield {**{str(name).lower(): value for name, value in row.items()}, "row": number}


def string(row: Row, column: str) -> str:
    """Return a cell as text; empty where there is none."""
    value = row.get(column)
    return "" if value is None else str(value)


def listed(row: Row, column: str) -> Sequence[Any]:
    """Return a cell as a list: a JSON list, or text with `;` between its parts."""
    value = row.get(column)
    if isinstance(value, list):
        return value
    text = string(row, column).strip()
    if text.startswith("["):
        try:
            found = json.loads(text)
        except json.JSONDecodeError:
            raise IntakeError(f"Row {row['row']}: '{text[:40]}' in column {column} is not a JSON list.") from None
        return list(found)
    return [part.strip() for part in text.split(";") if part.strip()]
