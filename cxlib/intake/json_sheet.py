"""Reads a JSON file as a table: a list of records, records under a path, one record, or one record per line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

import numpy as np
import pyarrow as pa

from cxlib.errors import IntakeError
from cxlib.intake.encoding import decode, without_half_characters
from cxlib.intake.profile import FileShape, Profile
from cxlib.intake.sheet import Sheet, check_header

#: A number from here on has lost its last digits where it was written with a decimal point or exponent.
_EXACT: Final = 10**15
#: Records within records deeper than this are no survey.
_DEEPEST: Final = 20

Record = dict[str, str]


def read_json(path: Path, profile: Profile) -> Sheet:
    """Read the fields that the profile names, as text; a field within a field is named `outer.inner`.

    Raises
    ------
    IntakeError
        When the file is not JSON, has no records where the profile says, or has other fields than the profile.
    """
    records, notes = read_records(path, profile.file)
    header = tuple(dict.fromkeys(name for record in records for name in record))
    notes = (*notes, *check_header(header, profile, path.name))
    columns = {
        name: pa.chunked_array([[record.get(name, "") for record in records]], pa.string())
        for name in profile.wanted(header)
    }
    return Sheet(header, pa.table(columns), np.arange(1, len(records) + 1, dtype=np.int64), (), notes)


def read_records(path: Path, shape: FileShape) -> tuple[list[Record], tuple[str, ...]]:
    """Return the records as flat texts, and notes on what was done to read them."""
    data, notes = decode(path.read_bytes(), shape.encoding, path.name)
    if not data.strip():
        raise IntakeError(f"{path.name}: the file is empty.")
    records = [flat(item) for item in _listed(_parsed(data.decode(), path.name), shape.records, path.name)]
    if not records:
        raise IntakeError(f"{path.name}: there are no records{f' under {shape.records}' if shape.records else ''}.")
    return records, notes


def _parsed(text: str, file: str) -> Any:
    """The value of the text; several values on lines of their own are a list."""
    try:
        return json.loads(text, parse_constant=lambda name: None)
    except RecursionError as error:
        raise IntakeError(f"{file}: the records lie within each other too deep to be a survey.") from error
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            return list(_lines(text, file))
        place = f"line {error.lineno}, column {error.colno}"
        said = f"this is not whole JSON ({error.msg} at {place}). Was the file cut short?"
        raise IntakeError(f"{file}: {said}") from error
    except ValueError as error:
        raise IntakeError(f"{file}: a number in the file is too long to be one ({error}).") from error


def _lines(text: str, file: str) -> Iterator[Any]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line, parse_constant=lambda name: None)
            except (ValueError, RecursionError) as error:
                raise IntakeError(f"{file}: line {number} is not a whole JSON record ({error}).") from error


def _listed(value: Any, way: str, file: str) -> list[dict[str, Any]]:
    """The records at the end of a way such as `data.items`; one record alone is a list of one."""
    for name in way.split(".") if way else ():
        if not isinstance(value, dict) or name not in value:
            there = ", ".join(value) if isinstance(value, dict) else "a list"
            _refuse(file, f"there is no '{name}' on the way records = \"{way}\"; there is: {there}")
        value = value[name]
    records = [value] if isinstance(value, dict) else value
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        _refuse(file, "the records should be a list of objects in braces")
    return records


def _refuse(file: str, why: str) -> NoReturn:
    raise IntakeError(f'{file}: {why}. Say under [file] of the profile where the list is, as records = "data.items".')


def flat(record: dict[str, Any]) -> Record:
    """A record as texts by name; plain lists are joined, and what has no plain form stays JSON.

    >>> flat({"id": 7, "meta": {"tags": ["a", "b"], "ok": True}, "none": None})
    {'id': '7', 'meta.tags': 'a, b', 'meta.ok': 'true', 'none': ''}
    """
    return dict(_flat(record, "", 0))


def _flat(record: dict[str, Any], before: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        name = before + " ".join(without_half_characters(key).split())
        if isinstance(value, dict) and value and depth < _DEEPEST:
            yield from _flat(value, f"{name}.", depth + 1)
        elif isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
            yield name, ", ".join(_text(item) for item in value)
        else:
            yield name, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return without_half_characters(value)
    if isinstance(value, float):
        if math.isfinite(value) and abs(value) < _EXACT:
            return str(int(value)) if value == int(value) else repr(value)
        return f"{value:.2E}"
    return without_half_characters(json.dumps(value, ensure_ascii=False))
