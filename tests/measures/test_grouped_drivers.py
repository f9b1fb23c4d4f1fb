"""Groups of drivers against R's relaimpo, their laws, and the refusals."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.measures.drivers import drivers, lmg
from cxlib.measures.grouped_drivers import grouped_drivers, grouped_lmg
from cxlib.terms.obstacle import Unmeasurable

GROUPS = {
    "service_speed": ["wait_time", "fast_resolution"],
    "money": ["price", "billing"],
    "app_login": ["app_login"],
    "staff_friendly": ["staff_friendly"],
}


def test_groups_agree_with_relaimpo(survey, golden):
    rows, table = survey[survey.quarter == "2026Q3"], golden("05_drivers_extra.json")["group_lmg"]
    groups = [(name, rows[columns].to_numpy(float)) for name, columns in GROUPS.items()]
    found = grouped_drivers(groups, rows.nps100.to_numpy(), np.ones(len(rows)), draws=0)
    assert {driver.name: driver.importance for driver in found} == pytest.approx(table, abs=1e-9)
    assert [driver.name for driver in found] == sorted(table, key=table.get, reverse=True)


def made_up(n=400):
    random = np.random.default_rng(9)
    columns = random.normal(size=(n, 4))
    columns[:, 1] += columns[:, 0]
    return columns, columns @ np.array([2.0, -1.0, 0.0, 0.5]) + random.normal(size=n), random.uniform(0.5, 2, n)


def test_groups_of_one_are_plain_drivers():
    columns, outcome, weights = made_up()
    names = ["a", "b", "c", "d"]
    plain = drivers(columns, outcome, names, weights, draws=0)
    groups = [(name, columns[:, [at]]) for at, name in enumerate(names)]
    for one, other in zip(grouped_drivers(groups, outcome, weights, draws=0), plain.drivers, strict=True):
        assert one.name == other.name
        assert (one.importance, one.slope) == pytest.approx((other.importance, other.coefficient), abs=1e-9)
    correlation = np.corrcoef(np.column_stack([outcome, columns]).T)
    assert grouped_lmg(correlation, [1] * 4) == pytest.approx(lmg(correlation), abs=1e-12)


def test_importances_sum_to_what_is_explained_and_stay_in_their_intervals():
    columns, outcome, weights = made_up()
    found = grouped_drivers([("ab", columns[:, :2]), ("cd", columns[:, 2:])], outcome, weights, draws=50)
    assert isinstance(found, tuple)
    fitted = drivers(columns, outcome, list("abcd"), weights, draws=0).explained
    assert sum(driver.importance for driver in found) == pytest.approx(fitted, abs=1e-12)
    assert all(driver.low <= driver.importance <= driver.high for driver in found)
    assert all(driver.slope_low <= driver.slope <= driver.slope_high for driver in found)
    ((low, high),) = {(driver.all_low, driver.all_high) for driver in found}
    assert low < fitted < high < low + 0.25


def test_refusals_name_what_stands_in_the_way():
    columns, outcome, weights = made_up()
    a, b = columns[:, [0]], columns[:, [1]]
    flat = np.ones((400, 1))
    assert grouped_drivers([], outcome, weights) == Unmeasurable("too_few")
    assert grouped_drivers([("a", a[:40])], outcome[:40], weights[:40]) == Unmeasurable("too_few")
    assert grouped_drivers([("a", a), ("flat", flat)], outcome, weights) == Unmeasurable("constant", "flat")
    assert grouped_drivers([("a", a)], np.ones(400), weights) == Unmeasurable("constant")
    assert grouped_drivers([("a", a), ("b", b), ("sum", a + b)], outcome, weights) == Unmeasurable("collinear", "sum")
    assert grouped_drivers([(str(at), a) for at in range(15)], outcome, weights) == Unmeasurable("too_many")
