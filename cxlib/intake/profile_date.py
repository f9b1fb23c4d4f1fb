"""The `[date]` table of a profile: where a row's day comes from and how it is written."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final

from cxlib.intake.profile import DateException, DateSource
from cxlib.intake.profile_source import tidy
from cxlib.intake.section import Section

#: A date format that means a spreadsheet's day number.
EXCEL_SERIAL: Final = "excel"
#: Any ISO 8601 date or time, on its own clock.
ISO: Final = "iso"
#: A quarter, as 2024Q1; its first day is taken.
QUARTER: Final = "quarter"
#: A day whose month is a word of Finnish, Swedish or English, as 12. maaliskuuta 2025.
MONTH_NAME: Final = "month_name"
NAMED_FORMATS: Final = (EXCEL_SERIAL, ISO, QUARTER, MONTH_NAME)


def date_source(section: Section) -> DateSource:
    section.only("column", "formats", "exceptions", "within", "day_column", "month", "fixed", "file_name")
    given = [key for key in ("column", "day_column", "fixed", "file_name") if key in section.values]
    if len(given) != 1:
        met = " and ".join(given) or "none of them"
        section.fail((), f"[date] needs exactly one of column, day_column, fixed or file_name, and has {met}.")
    if given == ["column"]:
        exceptions = tuple(_date_exception(item) for item in section.sections("exceptions"))
        return DateSource(
            column=tidy(section.name("column")),
            formats=_formats(section),
            exceptions=exceptions,
            is_within=section.flag("within", False),
        )
    if given == ["fixed"]:
        return DateSource(fixed=_fixed_day(section))
    if given == ["file_name"]:
        return DateSource(file_formats=_formats(section, "file_name"))
    return DateSource(day_column=tidy(section.name("day_column")), month=_month(section))


def _formats(section: Section, key: str = "formats") -> tuple[str, ...]:
    formats = section.texts(key)
    if not formats:
        section.wrong(key, [], 'at least one, as ["%d.%m.%Y"]')
    for pattern in formats:
        if pattern not in NAMED_FORMATS and not _tells_a_month(pattern):
            named = ", ".join(NAMED_FORMATS)
            section.wrong(key, pattern, f'with year and month at least, as "%d.%m.%Y", or one of {named}')
    both = [pattern for pattern in formats if swapped(pattern) != pattern and swapped(pattern) in formats]
    if both:
        section.fail(
            key,
            f"{key}: '{both[0]}' and '{both[1]}' read one date as two different days, so 3.4. would be March or April "
            "by chance. Keep one, and name the rows of the other under [[date.exceptions]].",
        )
    return formats


def swapped(pattern: str) -> str:
    """The pattern with day and month the other way round.

    >>> swapped("%d/%m/%Y %H:%M")
    '%m/%d/%Y %H:%M'
    """
    return pattern.replace("%d", "%\0").replace("%m", "%d").replace("%\0", "%m")


def _tells_a_month(pattern: str) -> bool:
    """Days years and months apart are written differently and read back; without a day, it is the month's first."""
    day = datetime(2021, 3, 1)  # noqa: DTZ001 - a day without a clock
    try:
        read = datetime.strptime(day.strftime(pattern), pattern)  # noqa: DTZ007
    except (ValueError, re.error):
        return False
    return read.date() == day.date() and bool(re.search("%[mbBjcxDFU]", pattern))


def _date_exception(section: Section) -> DateException:
    section.only("column", "values", "rows", "formats")
    if ("column" in section.values) != ("values" in section.values):
        section.fail((), "[[date.exceptions]] takes column and values together.")
    if "column" not in section.values and "rows" not in section.values:
        section.fail((), "[[date.exceptions]] needs column and values, or rows, or both.")
    return DateException(
        tidy(section.text("column", "")),
        frozenset(tidy(value) for value in section.texts("values", ())),
        _row_ranges(section),
        _formats(section),
    )


def _row_ranges(section: Section) -> tuple[tuple[int, int], ...]:
    ranges: Any = section.values.get("rows", [])
    fits = isinstance(ranges, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(type(row) is int for row in pair) and 1 <= pair[0] <= pair[1]
        for pair in ranges
    )
    if not fits:
        section.wrong("rows", ranges, "pairs of first and last spreadsheet row, as [[12, 40]]")
    return tuple((first, last) for first, last in ranges)


def _fixed_day(section: Section) -> date:
    value = section.values["fixed"]
    if type(value) is not date:
        section.wrong("fixed", value, "a date without quotes, as 2017-05-15")
    return value


def _month(section: Section) -> date:
    text = section.text("month")
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        section.wrong("month", text, "a year and month, as 2017-05")
