"""Numbers and dates as they are written in Finland, Swedish Finland and Britain."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.errors import SelectionError
from cxlib.terms.quarter import Quarter
from cxlib.wording.tongue import LANGUAGES, tongue

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (70.5, 1, "70,5"),
        (-2.5, 1, "−2,5"),
        (-0.04, 1, "0,0"),
        (0.05, 1, "0,1"),
        (1234.5, 1, f"1{SPACE}234,5"),
        (70, 0, "70"),
    ],
)
def test_a_finnish_number_has_a_comma_a_real_minus_and_no_negative_zero(
    value: float, decimals: int, written: str
) -> None:
    assert tongue("fi").number(value, decimals) == written


def test_a_difference_has_its_sign_and_zero_has_none() -> None:
    finnish = tongue("fi")
    assert [finnish.signed(value) for value in (4.2, -2.5, 0.0, 0.04, -0.04)] == ["+4,2", "−2,5", "0,0", "0,0", "0,0"]


def test_counts_are_grouped_with_a_space_that_does_not_break() -> None:
    assert [tongue(language).count(20123) for language in LANGUAGES] == [f"20{SPACE}123", f"20{SPACE}123", "20,123"]


@pytest.mark.parametrize(
    ("share", "decimals", "written"),
    [
        (0.344, 0, f"34{SPACE}%"),
        (0.0, 0, f"0{SPACE}%"),
        (1.0, 0, f"100{SPACE}%"),
        (0.001, 0, f"alle 1{SPACE}%"),
        (0.999, 0, f"yli 99{SPACE}%"),
        (0.1762, 1, f"17,6{SPACE}%"),
    ],
)
def test_some_are_never_none_and_most_are_never_all(share: float, decimals: int, written: str) -> None:
    assert tongue("fi").percent(share, decimals) == written


def test_english_per_cent_has_no_space() -> None:
    assert tongue("en").percent(0.34) == "34%"


def test_percentage_points_are_not_per_cent() -> None:
    assert [tongue(language).percent_points(-0.06) for language in LANGUAGES] == [
        "−6 %-yks.",
        "−6 procentenheter",
        "−6 pp",
    ]


def test_a_range_with_a_negative_end_is_not_written_with_a_dash() -> None:
    assert tongue("fi").interval(68.8, 72.2) == "68,8–72,2"
    assert tongue("fi").interval(-4.2, -1.1) == "−4,2…−1,1"
    assert tongue("en").interval(-4.2, 1.1) == "−4.2 to 1.1"
    assert tongue("fi").signed_interval(-0.4, 3.2) == "−0,4…+3,2"
    assert tongue("fi").percent_interval(0.31, 0.37) == f"31–37{SPACE}%"


def test_dates_and_quarters() -> None:
    day, quarter = date(2026, 9, 21), Quarter(2026, 3)
    assert [tongue(language).day(day) for language in LANGUAGES] == ["21.9.2026", "21.9.2026", "21 Sept 2026"]
    assert [tongue(language).quarter(quarter) for language in LANGUAGES] == ["Q3/2026", "Q3/2026", "Q3 2026"]


def test_a_moment_has_its_clock() -> None:
    moment = datetime(2026, 10, 2, 14, 5)  # noqa: DTZ001 - a naive moment is shown as it is
    assert tongue("fi").moment(moment) == "2.10.2026 klo 14.05"
    assert tongue("fi").moment(moment.replace(hour=8)) == "2.10.2026 klo 8.05"
    assert tongue("sv").moment(moment.replace(hour=8)) == "2.10.2026 kl. 8.05"


def test_names_are_listed_with_ja_before_the_last() -> None:
    assert [tongue("fi").listing(list(names)) for names in ("", "a", "ab", "abc")] == ["", "a", "a ja b", "a, b ja c"]


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(SelectionError, match=r"no language 'de'.*en, fi, sv"):
        tongue("de")


def test_a_language_is_read_once() -> None:
    assert tongue("en") is tongue("en")


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_what_is_written_can_be_read_back(value: float, decimals: int) -> None:
    text = tongue("fi").number(value, decimals).replace(SPACE, "").replace(",", ".").replace("−", "-")
    assert float(text) == pytest.approx(round(value, decimals), abs=10**-decimals)
