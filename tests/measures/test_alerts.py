"""EWMA limits and charts against R's spc and qcc, and the false-alarm budget by simulation."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.measures.alerts import ewma_limit, run_length_for, run_length_of, watch
from cxlib.terms.obstacle import Unmeasurable

# golden/09_ewma_limits.csv (R spc): λ, wanted run length, limit, run length after a shift of 1σ.
LIMITS = [
    (0.1, 370.4, 2.70146110516492, 9.7375113794461),
    (0.2, 100, 2.35955179495302, 6.96831730036494),
    (0.2, 370.4, 2.8593378143656, 9.7969406130907),
    (0.3, 1000, 3.23795645617536, 14.8778498982937),
]


@pytest.mark.parametrize(("memory", "run_length", "limit", "shifted"), LIMITS)
def test_limits_agree_with_r_spc(memory, run_length, limit, shifted):
    assert ewma_limit(run_length, memory) == pytest.approx(limit, abs=1e-3)
    assert run_length_of(limit, memory) == pytest.approx(run_length, rel=1e-4)
    assert run_length_of(limit, memory, shift=1.0) == pytest.approx(shifted, abs=1e-3)


def test_the_whole_table_agrees(golden):
    for row in golden("09_ewma_limits.csv").itertuples():
        assert ewma_limit(row.ARL0, row[1]) == pytest.approx(row.L, abs=1e-3)


def test_the_chart_agrees_with_r_qcc(golden):
    charts = golden("09_charts.json")
    level, sigma = charts["xmr"]["center"], charts["xmr"]["sigma_mr"]
    x, ewma = charts["xmr"]["x"], charts["ewma"]
    signals = watch(x, [sigma] * len(x), level=level, limit=ewma["L"], memory=ewma["lambda"])
    assert [level + sigma * signal.deviation for signal in signals] == pytest.approx(ewma["y"], abs=1e-9)
    assert [level + sigma * signal.limit for signal in signals] == pytest.approx(ewma["ucl"], abs=1e-9)
    assert [at for at, signal in enumerate(signals, 1) if signal.verdict != "calm"] == ewma["violations"]


def test_the_budget_sets_the_run_length():
    assert run_length_for(30, 1.0) == 390
    assert run_length_for(30, 2.0) == 195
    assert run_length_for(1, 100.0) == 2.0  # an alarm at every point is the most there can be


def test_a_rise_and_a_fall_are_told_apart_and_n_counts():
    rise = [50, 50, 58, 58, 58]
    assert watch(rise, [2.0] * 5, level=50, limit=2.9)[-1].verdict == "risen"
    assert watch([100 - x for x in rise], [2.0] * 5, level=50, limit=2.9)[-1].verdict == "fallen"
    assert watch(rise, [8.0] * 5, level=50, limit=2.9)[-1].verdict == "calm"
    assert watch([], [], level=50, limit=2.9) == Unmeasurable("too_few")
    assert watch([1, 2], [1.0, 0.0], level=0, limit=2.9) == Unmeasurable("no_variance", "1")


@pytest.mark.slow
def test_a_calm_series_alarms_as_seldom_as_promised():
    """Mean run length of 600 simulated calm series at ARL0 = 100: within 12 %."""
    random, limit, lengths = np.random.default_rng(5), ewma_limit(100.0), []
    for _ in range(600):
        smoothed, step, edge = 0.0, 0, limit * (0.2 / 1.8) ** 0.5
        while abs(smoothed) <= edge:
            smoothed, step = 0.2 * random.standard_normal() + 0.8 * smoothed, step + 1
        lengths.append(step)
    assert np.mean(lengths) == pytest.approx(100, rel=0.12)
