"""A survey file as it was read: its columns as text, before anything in them has a meaning."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from cxlib.errors import IntakeError
from cxlib.intake.header import quoted, repeated
from cxlib.intake.profile import Profile

Rows = npt.NDArray[np.int64]


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
    columns that have been reduced to their distinct values. `row_keys` tell rows apart by all that stands on them.
    """

    header: tuple[str, ...]
    table: pa.Table
    rows: Rows
    ragged: tuple[Ragged, ...] = ()
    notes: tuple[str, ...] = ()
    encoded: Mapping[str, pa.DictionaryArray] = field(default_factory=dict)
    row_keys: pa.Array | None = None


def check_header(header: tuple[str, ...], profile: Profile, file: str) -> tuple[str, ...]:
    """Refuse a file whose columns are not those of the profile, showing the difference; return notes on the others.

    Raises
    ------
    IntakeError
        When the delimiter is another, a column that the profile reads is missing or stands there twice, or the profile
        lists the file's columns and they are others.
    """
    _refuse_other_delimiter(header, profile, file)
    missing = [name for name in profile.columns if name not in header and name not in profile.file.optional]
    if missing:
        raise IntakeError(_missing_columns(missing, header, profile, file))
    named = {*profile.columns, *profile.file.columns}
    twice = sorted(name for name in repeated(header) if name in profile.columns and f"{name} (2)" not in named)
    if twice:
        raise IntakeError(
            f"{file}: the header has {quoted(twice)} more than once, so it is not clear which to read. Call the second "
            f"one '{twice[0]} (2)' in {profile.path.name}, also where it is not read: list it under columns in [file]."
        )
    _refuse_other_columns(header, profile, file)
    return _extra_columns(header, profile)


def difference(header: Collection[str], profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns that the profile expects and the file lacks, and those that only the file has."""
    expected = profile.file.columns or profile.columns
    missing = tuple(name for name in expected if name not in header and name not in profile.file.optional)
    return missing, tuple(name for name in header if name not in {*expected, *profile.file.optional})


def _refuse_other_columns(header: tuple[str, ...], profile: Profile, file: str) -> None:
    """A profile that lists the columns of its files takes no others: a questionnaire that changed is not guessed at."""
    if not profile.file.columns:
        return
    missing, new = difference(header, profile)
    if missing or new:
        said = [f"gone: {quoted(missing)}"] if missing else []
        said += [f"new: {quoted(new)}"] if new else []
        raise IntakeError(
            f"{file}: the columns are not those of the profile {profile.name}; {'; '.join(said)}. If the questionnaire "
            f"has changed, correct columns under [file] in {profile.path.name}, and say what the new ones are."
        )


def _refuse_other_delimiter(header: tuple[str, ...], profile: Profile, file: str) -> None:
    mine = profile.file.delimiter
    if profile.file.kind != "csv" or len(header) > 1 or (len(profile.columns) == 1 and profile.columns[0] in header):
        return
    line = header[0] if header else ""
    other = max((sign for sign in ",;\t|" if sign != mine), key=line.count)
    if other in line:
        raise IntakeError(
            f"{file}: the header is one column by the delimiter '{_sign(mine)}' of the profile {profile.name}, "
            f"and holds {line.count(other)} × {'a tab' if other == chr(9) else repr(other)}. "
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
        f"The file has: {quoted(header)}. Correct {profile.path.name}, or list the column under optional in [file]."
    )


def _extra_columns(header: tuple[str, ...], profile: Profile) -> tuple[str, ...]:
    extra = [name for name in header if name not in profile.columns]
    absent = [name for name in profile.columns if name not in header]
    notes = [f"Columns not read, since the profile does not name them: {quoted(extra)}."] if extra else []
    notes += [f"Optional columns not in this file: {quoted(absent)}."] if absent else []
    return tuple(notes)


def _sign(delimiter: str) -> str:
    return "\\t" if delimiter == "\t" else delimiter
