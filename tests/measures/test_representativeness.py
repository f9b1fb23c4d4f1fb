"""R-indicator, bias bound and tipping point against R, and the refusals."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.measures.representativeness import (
    InvitedCell,
    Representativeness,
    representativeness,
    tipping_point,
    with_different_silent,
    with_interval,
)
from cxlib.terms.obstacle import Unmeasurable

MARGINS = ("stage", "channel", "age")


def cell(values, invited, answered):
    return InvitedCell(tuple(values.split("/")), invited, answered)


@pytest.mark.parametrize("quarter", ["2026Q2", "2026Q3"])
def test_indicator_and_partial_indicators_agree_with_r(quarter, golden):
    table, frame = golden("03_r_indicator.json")[quarter], golden("data/frame.csv")
    cells = [
        InvitedCell((row.stage, row.channel, row.age), row.invited, row.responded)
        for row in frame[frame.quarter == quarter].itertuples()
    ]
    found = representativeness(MARGINS, cells)
    assert found.rate == pytest.approx(table["response_rate"], abs=1e-6)
    assert found.spread == pytest.approx(table["S_rho"], abs=1e-6)
    assert found.indicator == pytest.approx(table["R_indicator"], abs=1e-6)
    assert found.variation == pytest.approx(table["CV_rho"], abs=1e-6)
    for margin in MARGINS:
        assert found.margins[margin] == pytest.approx(table["partial_variable"][margin], abs=1e-6)
        for value, part in table["partial_category"][margin].items():
            assert found.values[margin, value] == pytest.approx(part, abs=1e-6)
    bounds = {each["quarter"]: each for each in golden("03_sensitivity.json")["quarters"]}
    assert found.largest_bias(bounds[quarter]["sd"]) == pytest.approx(bounds[quarter]["max_abs_bias"], abs=1e-5)
    assert representativeness(MARGINS, cells[::-1]).indicator == pytest.approx(found.indicator)


def test_one_margin_by_hand():
    found = representativeness(("stage",), [cell("new", 100, 30), cell("ended", 100, 10)])
    assert found.rate == pytest.approx(0.2)
    assert found.spread == pytest.approx(np.sqrt(200 * 0.01 / 199))
    assert found.values["stage", "new"] == pytest.approx(np.sqrt(0.5) * 0.1)
    assert found.values["stage", "ended"] == pytest.approx(-np.sqrt(0.5) * 0.1)
    even = representativeness(("stage",), [cell("new", 100, 20), cell("ended", 50, 10)])
    assert even.indicator == pytest.approx(1)


def test_margins_that_say_nothing_are_refused_by_name():
    silent = [cell("new/web", 100, 30), cell("ended/web", 80, 0)]
    assert representativeness(("stage", "channel"), silent) == Unmeasurable("empty_margin", "ended")
    everybody = [cell("new", 100, 30), cell("ended", 80, 80)]
    assert representativeness(("stage",), everybody) == Unmeasurable("empty_margin", "ended")
    same = [cell("new/a", 100, 30), cell("ended/b", 80, 20)]
    assert representativeness(("stage", "channel"), same) == Unmeasurable("collinear")
    assert representativeness(("stage",), []) == Unmeasurable("too_few")


def test_tipping_point_agrees_with_the_golden_number():
    # golden/03_sensitivity.json: change 12.59 at a response rate of .18786; NPS of respondents 3.094.
    rate, change = 0.1878636741553, 12.590276275822
    assert tipping_point(change, rate) == pytest.approx(-15.502663623287, abs=1e-6)
    assert with_different_silent(3.094163938138, rate, -20) == pytest.approx(-13.148562578756, abs=1e-6)
    assert with_different_silent(3.094163938138, rate, tipping_point(change, rate)) == pytest.approx(
        3.094163938138 - change
    )
    assert tipping_point(change, 0.0) == Unmeasurable("too_few")
    assert tipping_point(change, 1.0) == Unmeasurable("too_few")


@pytest.mark.parametrize(("spread", "asked"), [(0.0, 60), (0.5, 400)])
def test_the_interval_holds_the_indicator_as_often_as_promised(spread, asked):
    random = np.random.default_rng(8)
    names = [(age, stage) for age in "abcde" for stage in "xyz"]
    effects = {name: spread * value for name, value in zip("abcdexyz", random.normal(size=8), strict=True)}
    rho = np.array([1 / (1 + np.exp(1.4 - effects[age] - effects[stage])) for age, stage in names])
    truth = 1 - 2 * rho.std() * np.sqrt(len(names) * asked / (len(names) * asked - 1))
    held = []
    for _ in range(50):
        answered = random.binomial(asked, rho)
        cells = [InvitedCell(name, asked, int(n)) for name, n in zip(names, answered, strict=True)]
        found = representativeness(("age", "stage"), cells)
        assert isinstance(found, Representativeness)
        found = with_interval(found, ("age", "stage"), cells, draws=60)
        assert found.interval is not None
        assert found.interval[0] <= found.indicator <= found.interval[1] <= 1
        held.append(found.interval[0] - 1e-9 <= truth <= found.interval[1] + 1e-9)
    # .94 of many simulations; three standard errors of fifty are a tenth.
    assert np.mean(held) >= 0.84
