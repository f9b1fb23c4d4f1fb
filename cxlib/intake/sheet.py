"""A survey file as it was read: its columns as text, before anything in them has a meaning."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from cxlib.errors import IntakeError
from cxlib.intake.profile import Profile

Rows = npt.NDArray[np.int64]
#: Listing more column names than this helps nobody.
_LISTED: Final = 30


@dataclass(frozen=True, eq=False)
class Ragged:
    """A row with too few or too many fields."""

    row: int
    fields: int
    text: str


@dataclass(frozen=True, eq=False)
class Sheet:
    """`table` holds the columns that the profile reads, as text; `rows` the spreadsheet row of each of its rows.

    `ragged` are rows that do not fit the header; `header` are the names of all columns in the file; `encoded` holds the
    columns that have been reduced to their distinct values.
    """

    header: tuple[str, ...]
    table: pa.Table
    rows: Rows
    ragged: tuple[Ragged, ...] = ()
    notes: tuple[str, ...] = ()
    encoded: Mapping[str, pa.DictionaryArray] = field(default_factory=dict)


def check_header(header: tuple[str, ...], profile: Profile, file: str) -> tuple[str, ...]:
    """Refuse a file whose columns are not those of the profile, showing the difference; return notes on the others.

    Raises
    ------
    IntakeError
        When the delimiter is another, a column that the profile reads is missing, or stands there twice.
    """
    _refuse_other_delimiter(header, profile, file)
    missing = [name for name in profile.columns if name not in header and name not in profile.file.optional]
    if missing:
        raise IntakeError(_missing_columns(missing, header, profile, file))
    twice = sorted({name for name in profile.columns if header.count(name) > 1})
    if twice:
        raise IntakeError(f"{file}: the header has {_quoted(twice)} more than once, so it is not clear which to read.")
    return _extra_columns(header, profile)


def _refuse_other_delimiter(header: tuple[str, ...], profile: Profile, file: str) -> None:
    mine = profile.file.delimiter
    if profile.file.kind != "csv" or len(header) > 1 or (len(profile.columns) == 1 and profile.columns[0] in header):
        return
    line = header[0] if header else ""
    other = max((sign for sign in ",;\t|" if sign != mine), key=line.count)
    if other in line:
        raise IntakeError(
            f"{file}: the header is one column by the delimiter '{_sign(mine)}' of the profile {profile.name}, "
            f"and holds {line.count(other)} × '{_sign(other)}'. "
            f'If the file is right, write delimiter = "{_sign(other)}" under [file] in {profile.path.name}.'
        )


def _missing_columns(missing: list[str], header: tuple[str, ...], profile: Profile, file: str) -> str:
    spare = [name for name in header if name not in profile.columns]
    parts = []
    for name in missing:
        near = [other for other in spare if other.casefold() == name.casefold()] or get_close_matches(name, spare, n=1)
        parts.append(f"'{name}'" + (f" (did you mean '{near[0]}'?)" if near else ""))
    many = "column" if len(missing) == 1 else "columns"
    return (
        f"{file}: {len(missing)} {many} of the profile {profile.name} not found: {', '.join(parts)}. "
        f"The file has: {_quoted(header)}. Correct {profile.path.name}, or list the column under optional in [file]."
    )


def _extra_columns(header: tuple[str, ...], profile: Profile) -> tuple[str, ...]:
    extra = [name or "(no name)" for name in header if name not in profile.columns]
    absent = [name for name in profile.columns if name not in header]
    notes = [f"Columns not read, since the profile does not name them: {_quoted(extra)}."] if extra else []
    notes += [f"Optional columns not in this file: {_quoted(absent)}."] if absent else []
    return tuple(notes)


def _quoted(names: Collection[str]) -> str:
    listed = [f"'{name}'" for name in list(names)[:_LISTED]]
    more = len(names) - len(listed)
    return ", ".join(listed) + (f" and {more} more" if more else "")


def _sign(delimiter: str) -> str:
    return "\\t" if delimiter == "\t" else delimiter
