"""Driver importance against R's relaimpo, and the refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.drivers import drivers, interactions, johnson, lmg
from cxlib.terms.obstacle import Unmeasurable

THEMES = ["wait_time", "price", "app_login", "billing", "staff_friendly", "fast_resolution"]
ATTITUDE = ["complaints", "privileges", "learning", "raises", "critical", "advance"]


def tables(golden, survey):
    attitude, swiss = golden("data/attitude.csv"), golden("data/swiss.csv")
    quarter = survey[survey.quarter == "2026Q3"]
    swiss_names = ["Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"]
    return [
        ("05_drivers_attitude.csv", attitude[ATTITUDE], attitude.rating, None),
        ("05_drivers_swiss.csv", swiss[swiss_names], swiss.Fertility, None),
        ("05_drivers_themes_unweighted.csv", quarter[THEMES], quarter.nps100, None),
        ("05_drivers_themes_weighted.csv", quarter[THEMES], quarter.nps100, quarter.w_calib_raking.to_numpy()),
    ]


def test_four_tables_agree_with_relaimpo(golden, survey):
    for name, x, y, weights in tables(golden, survey):
        table = golden(name).set_index("driver")
        found = drivers(x.to_numpy(float), y.to_numpy(float), list(x.columns), weights, draws=0)
        assert found.explained == pytest.approx(table.r2.iloc[0], abs=1e-9)
        for driver in found.drivers:
            row = table.loc[driver.name]
            got = driver.importance, driver.coefficient, driver.alone
            assert got == pytest.approx((row.lmg, row.coef, row["first"]), abs=1e-9)
        w = np.ones(len(y)) if weights is None else weights
        both = np.column_stack([y, x])
        centred = both - w @ both / w.sum()
        covariance = (centred * w[:, None]).T @ centred
        scale = np.sqrt(np.diagonal(covariance))
        assert johnson(covariance / np.outer(scale, scale)) == pytest.approx(table.johnson.to_numpy(), abs=1e-9)


def test_bootstrap_intervals_are_those_of_relaimpo(golden):
    rows, extra = golden("data/attitude.csv"), golden("05_drivers_extra.json")["attitude_boot_lmg"]
    found = drivers(rows[ATTITUDE].to_numpy(float), rows.rating.to_numpy(float), ATTITUDE, draws=1500)
    for driver in found.drivers:
        at = ATTITUDE.index(driver.name)
        assert (driver.low, driver.high) == pytest.approx((extra["lower"][at], extra["upper"][at]), abs=0.03)
    # METHODS 5: complaints .3708 jointly, .6813 one at a time.
    assert found.drivers[0].name == "complaints"
    assert (found.drivers[0].importance, found.drivers[0].alone) == pytest.approx((0.3708, 0.6813), abs=1e-4)


def test_waiting_and_billing_together_agree_with_r_and_are_no_finding(golden, survey):
    expected = golden("05_drivers_extra.json")["interaction"]
    x, y, weights = survey[THEMES].to_numpy(float), survey.nps100.to_numpy(float), survey.w_calib_raking.to_numpy()
    tried = {pair.names: pair for pair in interactions(x, y, THEMES, weights, fewest_together=5)}
    pair = tried["wait_time", "billing"]
    assert pair.coefficient == pytest.approx(expected["coef"]["wait_time:billing"], abs=1e-8)
    error = (pair.high - pair.low) / 2 / 1.9655  # t, 429 degrees of freedom
    assert error == pytest.approx(expected["se"]["wait_time:billing"], rel=1e-3)
    assert pair.p >= 0.05
    # Six respondents mention both: by default that is too few to say anything of the pair.
    assert pair.together == 6
    usual = interactions(x, y, THEMES, weights)
    assert ("wait_time", "billing") not in {pair.names for pair in usual}
    assert all(pair.together >= 10 and pair.p >= 0.05 for pair in usual)


def test_a_planted_interaction_is_found_with_its_model_interval():
    random = np.random.default_rng(2)
    x = (random.random((400, 3)) < 0.4).astype(float)
    y = 60 - 5 * x[:, 0] - 5 * x[:, 1] - 20 * x[:, 0] * x[:, 1] + 5 * random.standard_normal(400)
    strongest = interactions(x, y, ["wait", "billing", "price"])[0]
    assert strongest.names == ("wait", "billing")
    assert strongest.low < -20 < strongest.high
    assert strongest.p < 0.001


def test_what_cannot_be_told_apart_is_refused_by_name():
    random = np.random.default_rng(0)
    x, y = random.random((40, 3)), random.random(40)
    names = ["a", "b", "c"]
    assert drivers(x[:4], y[:4], names) == Unmeasurable("too_few")
    assert drivers(x[:, :0], y, []) == Unmeasurable("too_few")
    assert drivers(np.column_stack([x[:, :2], np.ones(40)]), y, names) == Unmeasurable("constant", "c")
    assert drivers(x, np.ones(40), names) == Unmeasurable("constant")
    assert drivers(np.column_stack([x[:, :2], x[:, 0] - 2 * x[:, 1]]), y, names) == Unmeasurable("collinear", "c")
    assert interactions(x, np.ones(40), names) == Unmeasurable("constant")


def test_many_drivers_take_johnsons_weights():
    random = np.random.default_rng(1)
    x = random.standard_normal((200, 16))
    y = x @ np.linspace(0, 1, 16) + random.standard_normal(200)
    found = drivers(x, y, [str(at) for at in range(16)], draws=5)
    assert found.method == "johnson"
    r2 = 1 - np.linalg.lstsq(np.column_stack([np.ones(200), x]), y, rcond=None)[1][0] / ((y - y.mean()) ** 2).sum()
    assert found.explained == pytest.approx(r2)


@given(st.integers(0, 1000), st.integers(2, 5))
@settings(deadline=None)
def test_importances_are_never_negative_and_sum_to_r2(seed, p):
    random = np.random.default_rng(seed)
    both = random.standard_normal((30, p + 1)) @ random.standard_normal((p + 1, p + 1))
    correlation = np.corrcoef(both.T)
    shares = lmg(correlation)
    r2 = correlation[0, 1:] @ np.linalg.solve(correlation[1:, 1:], correlation[0, 1:])
    assert shares.sum() == pytest.approx(r2)
    assert (shares >= -1e-9).all()
    order = random.permutation(p)
    turned = np.concatenate([[0], 1 + order])
    assert lmg(correlation[np.ix_(turned, turned)]) == pytest.approx(shares[order])
