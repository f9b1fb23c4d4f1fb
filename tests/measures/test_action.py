"""Effects of actions against R: exact permutation, event study, and the trap of the selection quarter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.action import action_effect, event_study, parallel_before, permutation_test
from cxlib.terms.obstacle import Unmeasurable


@pytest.fixture
def panel(golden):
    rows = golden("data/did_panel.csv")
    series = {unit: dict(zip(part.month, part["index"], strict=True)) for unit, part in rows.groupby("unit")}
    return series, set(rows[rows.treated == 1].unit)


def test_effect_p_and_interval_agree_with_r(panel, golden):
    series, touched = panel
    found, table = action_effect(series, touched, start=9), golden("08_action.json")["did"]
    # golden/08_action.json: 3.8592, exact permutation p 4/495, interval found by R on a grid of .01.
    assert found.effect == pytest.approx(3.85921875, abs=1e-9)
    assert found.p == pytest.approx(table["perm_p_two_sided"], abs=1e-12) == pytest.approx(4 / 495)
    assert (found.low, found.high) == pytest.approx(table["perm_ci95"], abs=0.0101)
    assert found.naive == pytest.approx(golden("08_action.json")["naive_pre_post_treated_only"], abs=1e-9)
    assert (found.touched, found.controls, found.verdict) == (4, 8, "helped")


def test_the_event_study_agrees_with_r(panel, golden):
    series, touched = panel
    points, table = event_study(series, touched, reference=8), golden("08_action.json")["event_study"]
    assert [point.period for point in points] == table["month"]
    assert [point.effect for point in points] == pytest.approx(table["coef"], abs=1e-8)
    errors = [(point.high - point.low) / 2 / 2.200985160082949 for point in points]  # t, 11 degrees of freedom
    assert errors == pytest.approx(table["se_cr1"], abs=1e-6)
    assert parallel_before(points, start=9, units=12) is True
    assert parallel_before(points[8:], start=9, units=12) is None


def test_the_interval_is_where_the_test_does_not_reject():
    values = np.array([5.0, 6.0, 4.0, 7.0, 0.0, 1.0, -1.0, 0.5, 2.0, -2.0])
    effect, _, low, high = permutation_test(values, 4)
    for tau, inside in ((low + 1e-6, True), (low - 1e-6, False), (high - 1e-6, True), (high + 1e-6, False)):
        moved = values.copy()
        moved[:4] -= tau
        assert (permutation_test(moved, 4)[1] >= 0.05) is inside
    assert low < effect < high


def test_what_cannot_be_known_is_refused():
    units = {str(at): {1: float(at), 2: float(at * at)} for at in range(8)}
    assert action_effect(units, set("01234"), start=2) == Unmeasurable("no_control")
    assert action_effect(units, set(), start=2) == Unmeasurable("too_few")
    assert action_effect(units, {"9"}, start=2) == Unmeasurable("too_few")
    assert action_effect(units, {"0"}, start=1) == Unmeasurable("too_few")  # no baseline
    alike = {str(at): {1: 50.0 + at, 2: 52.0 + at} for at in range(8)}
    assert action_effect(alike, {"0"}, start=2) == Unmeasurable("no_variance")
    assert event_study(units, {"0"}, reference=1) == Unmeasurable("too_few")
    assert event_study(units, set("01234"), reference=1) == Unmeasurable("no_control")


def test_too_early_and_too_few_to_see_anything():
    random = np.random.default_rng(4)
    panel = {str(at): {t: float(random.normal(50, 1)) for t in range(1, 6)} for at in range(10)}
    assert action_effect(panel, set("012"), start=5).verdict == "too_early"
    assert action_effect(panel, set("012"), start=4).verdict == "no_evidence"
    one = action_effect(panel, {"0"}, start=4)
    assert one.p >= 0.1  # one of ten units can never be under 5 %
    assert one.low == -np.inf
    assert one.verdict == "no_evidence"


def test_the_selection_quarter_is_no_baseline():
    """A useless action on the worst of 20 units seems to help if its bad quarter is the baseline, else not."""
    random, naive, honest = np.random.default_rng(8), [], []
    for _ in range(200):
        level = random.normal(60, 2, 20)
        panel = {str(u): {t: level[u] + random.normal(0, 2.7) for t in range(8)} for u in range(20)}
        worst = min(panel, key=lambda unit: panel[unit][4])
        kept = {unit: {t: x for t, x in series.items() if t >= 4} for unit, series in panel.items()}
        naive.append(action_effect(kept, {worst}, start=5).effect)
        honest.append(action_effect(panel, {worst}, start=5, selection=[4]).effect)
    assert np.mean(naive) > 3
    assert abs(np.mean(honest)) < 0.5


@given(st.lists(st.floats(-20, 20), min_size=8, max_size=10, unique=True), st.floats(-5, 5))
@settings(deadline=None)
def test_shifting_the_touched_shifts_effect_and_interval(values, shift):
    values = np.array(values)
    moved = values.copy()
    moved[:4] += shift
    effect, p, low, high = permutation_test(values, 4)
    again = permutation_test(moved, 4)
    assert (again[0], again[2], again[3]) == pytest.approx((effect + shift, low + shift, high + shift), abs=1e-6)
    assert 0 < p <= 1
    assert low <= effect <= high
    assert permutation_test(-values, 4)[1] == pytest.approx(p)
