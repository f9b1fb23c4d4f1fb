"""The day of one row by itself, as the whole column would be read."""

from __future__ import annotations

from datetime import date

import pytest

from cxlib.intake.days import day_of_row
from cxlib.intake.profile import DateException, DateSource

FINNISH = ("%d.%m.%Y",)
OTHERWISE = DateException("tool", frozenset({"new"}), ((2, 9),), ("%m/%d/%Y",))


@pytest.mark.parametrize(
    ("source", "cells", "day"),
    [
        (DateSource("day", FINNISH), {"day": " 3.4.2026 "}, date(2026, 4, 3)),
        (DateSource("day", FINNISH), {"day": "3.13.2026"}, None),
        (DateSource("day", FINNISH), {}, None),
        (DateSource("day", FINNISH, is_within=True), {"day": "M. 3.4.2026 klo 12"}, date(2026, 4, 3)),
        (DateSource(day_column="day", month=date(2017, 5, 1)), {"day": "7"}, date(2017, 5, 7)),
        (DateSource(fixed=date(2017, 5, 15)), {"day": "3.4.2026"}, date(2017, 5, 15)),
        (DateSource("day", FINNISH, (OTHERWISE,)), {"day": "4/3/2026", "tool": "new"}, date(2026, 4, 3)),
        (DateSource("day", FINNISH, (OTHERWISE,)), {"day": "4/3/2026", "tool": "old"}, None),
        (DateSource(), {}, None),
    ],
)
def test_the_day_of_a_row(source: DateSource, cells: dict[str, str], day: date | None) -> None:
    assert day_of_row(source, "csv", 5, cells) == day


def test_a_typed_day_of_a_spreadsheet_is_read_as_typed() -> None:
    typed = {"day": "2026-04-03 00:00:00"}
    assert day_of_row(DateSource("day", FINNISH), "xlsx", 5, typed) == date(2026, 4, 3)
    assert day_of_row(DateSource("day", FINNISH), "csv", 5, typed) is None


def test_an_exception_ends_with_its_rows() -> None:
    cells = {"day": "4/3/2026", "tool": "new"}
    assert day_of_row(DateSource("day", FINNISH, (OTHERWISE,)), "csv", 10, cells) is None
