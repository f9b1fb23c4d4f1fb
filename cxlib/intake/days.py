"""Which day a row belongs to, by the formats that the profile names and never by a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxlib.errors import IntakeError, SelectionError
from cxlib.intake.column import Column, read_column
from cxlib.intake.ledger import Ledger, Mask
from cxlib.intake.month_names import worded_day
from cxlib.intake.profile import DateException, DateSource, FileKind
from cxlib.intake.profile_date import EXCEL_SERIAL, ISO, MONTH_NAME, NAMED_FORMATS, QUARTER, swapped
from cxlib.intake.sheet import Sheet
from cxlib.terms.quarter import Quarter

Days = npt.NDArray[np.datetime64]

#: How a typed day of a spreadsheet arrives here; nothing else is written so.
_TYPED_DAYS: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d")
#: Nobody asked customers before, and a later year is a slip of the finger.
_EARLIEST: Final = np.datetime64("1950-01-01")
_LATEST: Final = np.datetime64("2101-01-01")
#: A clock may be wrong by days, and a made-up survey by some quarters; a mistyped year is further off.
AHEAD: Final = timedelta(days=730)
#: Up to this share of the dates that can only be read one way, the other way round is a slip and no custom.
_SLIPS: Final = 0.01
#: How the parts of a date are written, to find one within other text.
_PARTS: Final = {
    **{"%Y": r"\d{4}", "%y": r"\d{2}", "%f": r"\d{1,6}", "%p": r"[AaPp][Mm]", "%z": r"(?:Z|[+-]\d\d:?\d\d)", "%%": "%"},
    **dict.fromkeys(("%d", "%m", "%H", "%I", "%M", "%S"), r"\d{1,2}"),
    **dict.fromkeys(("%b", "%B", "%a", "%A"), r"[^\W\d_]+"),
}
#: Day 1 of a spreadsheet is 1.1.1900, counted with a 29.2.1900 that never was.
_SERIAL_ZERO: Final = pd.Timestamp("1899-12-30")


def days(source: DateSource, kind: FileKind, sheet: Sheet, ledger: Ledger) -> Days:
    """Return the day of every row as datetime64[s]; rows without a readable one are rejected."""
    if source.fixed is not None:
        return np.full(sheet.table.num_rows, np.datetime64(source.fixed, "s"))
    column = read_column(sheet, source.column or source.day_column)
    if column is None:
        return np.full(sheet.table.num_rows, np.datetime64("NaT", "s"))
    column.reject(ledger, lambda value: not value, "no date")
    if source.day_column:
        found = _days_of_month(column, source)
        _reject_unread(found, column, ledger, f"not a day of {source.month:%Y-%m}")
        return found
    if source.is_within:
        column = replace(column, values=tuple(_date_within(value, source.formats) for value in column.values))
    typed = _TYPED_DAYS if kind == "xlsx" else ()
    found = _read(column, (*typed, *source.formats))[column.codes]
    for exception in source.exceptions:
        where = _excepted(exception, sheet)
        found = np.where(where, _read(column, (*typed, *exception.formats))[column.codes], found)
    _reject_mixed(found, source, column, ledger)
    _reject_unread(found, column, ledger, f"not a date of the form {' or '.join(source.formats)}")
    _reject_future(found, column, ledger)
    return found


def day_of_row(source: DateSource, kind: FileKind, row: int, cells: Mapping[str, str]) -> date | None:
    """Return the day of one row by itself, None where it does not tell one.

    >>> day_of_row(DateSource("day", ("%d.%m.%Y",)), "csv", 2, {"day": "3.4.2026"})
    datetime.date(2026, 4, 3)
    """
    if source.fixed is not None:
        return source.fixed
    written, formats = cells.get(source.column or source.day_column, "").strip(), source.formats
    if source.day_column and source.month is not None:
        written, formats = f"{source.month:%Y-%m}-{written.zfill(2)}", ("%Y-%m-%d",)
    if source.is_within:
        written = _date_within(written, formats)
    for exception in source.exceptions:
        inside = not exception.rows or any(first <= row <= last for first, last in exception.rows)
        if inside and (not exception.column or cells.get(exception.column, "").strip() in exception.values):
            formats = exception.formats
    found = read_days((written,), (*(_TYPED_DAYS if kind == "xlsx" else ()), *formats))[0]
    return None if np.isnat(found) else found.item().date()


def named_day(source: DateSource, stem: str) -> DateSource:
    """Where the name of the file tells the day of all its rows, the source with that day.

    Raises
    ------
    IntakeError
        When the name does not tell one.

    >>> named_day(DateSource(file_formats=("%Y-%m",)), "cx_2026-03_final").fixed
    datetime.date(2026, 3, 1)
    """
    if not source.file_formats:
        return source
    found = read_days((_date_within(stem, source.file_formats),), source.file_formats)[0]
    if np.isnat(found):
        formats = " or ".join(source.file_formats)
        raise IntakeError(f"{stem}: the file's name should tell the day of the answers, as {formats}. Rename the file.")
    return replace(source, fixed=found.item().date())


def _reject_future(found: Days, column: Column, ledger: Ledger) -> None:
    """One mistyped year would make the quarter of that year the latest, and hide the one that is asked about."""
    future = found > np.datetime64(datetime.now(UTC).date() + AHEAD, "s")
    if future.any():
        ledger.reject(future, "the date is years ahead", column.name, column.at)


def _date_within(value: str, formats: tuple[str, ...]) -> str:
    """The first part of a cell that is written as one of the formats, such as the date after a name; else the cell.

    >>> _date_within("Maija M. 3.4.2026 klo 12", ("%d.%m.%Y",))
    '3.4.2026'
    """
    for pattern in formats:
        written = re.sub(r"%.|[^%]", lambda part: _PARTS.get(part[0], re.escape(part[0])), pattern)
        found = re.search(rf"(?<!\d){written}(?!\d)", value)
        if found is not None and pattern not in NAMED_FORMATS:
            return found[0]
    return value


def _read(column: Column, formats: tuple[str, ...]) -> Days:
    return read_days(column.values, formats)


def read_days(written: tuple[str, ...], formats: tuple[str, ...]) -> Days:
    """Return each value as a day: by the first format that it fits, NaT where it fits none."""
    values = pd.Series(written, dtype="str")
    found = pd.Series(np.datetime64("NaT", "s"), index=values.index)
    for pattern in formats:
        left = found.isna()
        if not left.any():
            break
        found[left] = _by_format(values[left], pattern)
    result: Days = found.to_numpy().astype("datetime64[D]").astype("datetime64[s]")
    result[(result < _EARLIEST) | (result >= _LATEST)] = np.datetime64("NaT")
    return result


def _by_format(values: pd.Series, pattern: str) -> pd.Series:
    if pattern == EXCEL_SERIAL:
        serials = pd.to_numeric(values, errors="coerce").where(lambda serial: (serial >= 1) & (serial < 80_000))
        return (_SERIAL_ZERO + pd.to_timedelta(serials, unit="D")).astype("datetime64[s]")
    if pattern == ISO:
        return values.map(_iso_day).astype("datetime64[s]")
    if pattern == QUARTER:
        return values.map(_quarter_day).astype("datetime64[s]")
    if pattern == MONTH_NAME:
        return values.map(worded_day).astype("datetime64[s]")
    if "%z" in pattern or "%Z" in pattern:
        return values.map(lambda value: _local_day(value, pattern)).astype("datetime64[s]")
    return pd.to_datetime(values, format=pattern, errors="coerce").astype("datetime64[s]")


def _iso_day(value: str) -> datetime | None:
    """The day of an ISO time on the clock of its place; a number without any sign between is no date."""
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None) if "-" in value else None
    except ValueError:
        return None


def _quarter_day(value: str) -> datetime | None:
    try:
        first = Quarter.parse(value.replace(" ", "")).first_day
    except SelectionError:
        return None
    return datetime(first.year, first.month, first.day)  # noqa: DTZ001 - a day without a clock


def _local_day(value: str, pattern: str) -> datetime | None:
    """The day on the clock of the place that the offset belongs to."""
    try:
        return datetime.strptime(value, pattern).replace(tzinfo=None)  # noqa: DTZ007 - the offset is not wanted
    except ValueError:
        return None


def _days_of_month(column: Column, source: DateSource) -> Days:
    assert source.month is not None
    first = source.month
    found = pd.to_datetime(
        [f"{first:%Y-%m}-{value.zfill(2)}" for value in column.values], format="%Y-%m-%d", errors="coerce"
    )
    return found.to_numpy().astype("datetime64[s]")[column.codes]


def _excepted(exception: DateException, sheet: Sheet) -> Mask:
    """The rows that an exception is about."""
    where: Mask = np.ones(sheet.table.num_rows, dtype=np.bool_)
    column = read_column(sheet, exception.column)
    if column is not None:
        where &= column.where(lambda value: value in exception.values)
    if exception.rows:
        inside: Mask = np.zeros(sheet.table.num_rows, dtype=np.bool_)
        for first, last in exception.rows:
            inside |= (sheet.rows >= first) & (sheet.rows <= last)
        where &= inside
    return where


def _reject_mixed(found: Days, source: DateSource, column: Column, ledger: Ledger) -> None:
    """Where a column mixes day/month and month/day, refuse also the dates that could be either."""
    unread = np.isnat(found) & ledger.open
    turned = tuple(swapped(pattern) for pattern in source.formats if "%d" in pattern and "%m" in pattern)
    if not unread.any() or not turned:
        return
    other = _read(column, turned)[column.codes]
    mixed = unread & ~np.isnat(other)
    if not mixed.any():
        return
    first = column.at(int(np.flatnonzero(mixed)[0]))
    either = ledger.open & ~np.isnat(found) & ~np.isnat(other) & (found != other)
    sure = int((ledger.open & ~np.isnat(found) & np.isnat(other)).sum())
    ledger.reject(mixed, "day and month the other way round", column.name, column.at)
    if int(mixed.sum()) > _SLIPS * (sure + int(mixed.sum())):
        ledger.reject(either, "day or month first, in a column that mixes both", column.name, column.at)
    ledger.note(
        f"Column '{column.name}' mixes day and month: '{first}' is not of the form {' or '.join(source.formats)}. "
        "Name the rows that are written otherwise under [[date.exceptions]] in the profile."
    )


def _reject_unread(found: Days, column: Column, ledger: Ledger, reason: str) -> None:
    unread = np.isnat(found)
    if unread.any():
        ledger.reject(unread, reason, column.name, column.at)
