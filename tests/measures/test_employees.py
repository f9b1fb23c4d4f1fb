"""Units' employees beside their customers, against SciPy's own Fisher interval and regression, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from cxlib.measures.employees import employee_estimate, employees_beside
from cxlib.terms.employee import Beside, EmployeeScore, EmployeeUnit
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter

SCORE = EmployeeScore("web", Quarter(2026, 3), 3.8, 0.9, 24)


def unit(score: float, index: float) -> EmployeeUnit:
    employees = Estimate(score, score - 0.2, score + 0.2, 30, "mean", 30.0, 0.1)
    return EmployeeUnit("u", Label(), employees, Estimate(index, index - 3, index + 3, 300, "index", 300.0, 1.5))


def units(size: int, slope: float = 8.0) -> tuple[EmployeeUnit, ...]:
    random = np.random.default_rng(size)
    scores = random.normal(3.6, 0.3, size)
    return tuple(unit(score, 60 + slope * (score - 3.6) + random.normal(0, 1.5)) for score in scores)


def pairs(found: tuple[EmployeeUnit, ...]) -> tuple[list[float], list[float]]:
    told = [(a.value, b.value) for each in found for a, b in [(each.employees, each.index)]]  # type: ignore[union-attr]
    return [a for a, _ in told], [b for _, b in told]


@pytest.mark.parametrize("size", [4, 6, 25])
@pytest.mark.parametrize("slope", [8.0, 0.0, -8.0])
def test_it_is_what_scipy_says(size: int, slope: float) -> None:
    made = units(size, slope)
    found = employees_beside(made)
    assert isinstance(found, Beside)
    fisher = stats.pearsonr(*pairs(made))
    line = stats.linregress(*pairs(made))
    half = stats.t.ppf(0.975, size - 2) * line.stderr
    expected = (fisher.statistic, *fisher.confidence_interval(0.95), line.slope, line.slope - half, line.slope + half)
    got = (found.correlation, found.low, found.high, found.slope, found.slope_low, found.slope_high)
    assert got == pytest.approx(expected, abs=1e-9)


def test_neither_order_nor_withheld_units_matter() -> None:
    made = units(8)
    hidden = replace(made[0], index=Withheld("small_group")), replace(made[1], employees=Withheld("small_group"))
    one, other = employees_beside(made), employees_beside((*made[::-1], *hidden))
    assert isinstance(one, Beside)
    assert isinstance(other, Beside)
    assert vars(one) == pytest.approx(vars(other), abs=1e-12)


def test_what_cannot_be_said() -> None:
    assert employees_beside(units(3)) == Unmeasurable("too_few")
    withheld = tuple(replace(each, index=Withheld("small_group")) for each in units(9)[:6])
    assert employees_beside((*withheld, *units(3))) == Unmeasurable("too_few")
    assert employees_beside(tuple(unit(3.5, 60.0 + at) for at in range(5))) == Unmeasurable("constant", "employees")
    assert employees_beside(tuple(unit(3.5 + at, 60.0) for at in range(5))) == Unmeasurable("constant")


def test_a_perfect_line_over_units_is_told_as_one() -> None:
    found = employees_beside(tuple(unit(3.0 + at / 4, 60.0 + at) for at in range(5)))
    assert isinstance(found, Beside)
    assert found.correlation == pytest.approx(1.0)
    assert found.low <= found.correlation <= found.high
    assert found.slope_low <= found.slope <= found.slope_high
    assert found.slope == pytest.approx(4.0)


def test_four_units_hold_their_interval_as_often_as_it_says() -> None:
    """No relation is taken for one in about 1 of 20 worlds, and never much more often, however few the units."""
    random = np.random.default_rng(5)
    sure = 0
    for _ in range(2000):
        made = tuple(unit(*pair) for pair in zip(random.normal(3.6, 0.3, 5), random.normal(60, 3, 5), strict=True))
        found = employees_beside(made)
        sure += isinstance(found, Beside) and found.is_sure
    assert 0.02 < sure / 2000 < 0.06


def test_a_units_mean_and_its_interval() -> None:
    told = employee_estimate(SCORE, 1, 5, smallest_group=5)
    assert isinstance(told, Estimate)
    reach = stats.t.ppf(0.975, 23) * 0.9 / np.sqrt(24)
    assert (told.low, told.high) == pytest.approx((3.8 - reach, 3.8 + reach))
    unknown = employee_estimate(replace(SCORE, spread=None), 1, 5, smallest_group=5)
    assert isinstance(unknown, Estimate)
    assert unknown.low < told.low < told.high < unknown.high
    top = employee_estimate(replace(SCORE, score=4.9), 1, 5, smallest_group=5)
    assert isinstance(top, Estimate)
    assert top.high == 5
    assert employee_estimate(replace(SCORE, n=9), 1, 5, smallest_group=10) == Withheld("small_group", "mean", 10)


def test_the_widest_spread_is_that_of_answers_at_both_ends() -> None:
    answers = np.array([1.0] * 6 + [5.0] * 14)
    told = employee_estimate(EmployeeScore("u", Quarter(2026, 1), answers.mean(), None, 20), 1, 5, smallest_group=5)
    assert isinstance(told, Estimate)
    assert told.standard_error == pytest.approx(answers.std(ddof=1) / np.sqrt(20))
