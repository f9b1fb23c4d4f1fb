"""Changes between quarters against R, clustered by customer; verdicts that agree with p and interval."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.change import change_of, index_change, nps_change, stage_change
from cxlib.measures.contrast import Cell, contrast, linearise, pairs_between, recipe_of, repeated_products
from cxlib.measures.index import cx_index
from cxlib.terms.estimate import Withheld
from cxlib.terms.programme import EVERYONE
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import MomentTally, ScoreTally

COLUMNS = ["nps100", "csat100", "ces100"]
QUARTERS = Quarter(2026, 2), Quarter(2026, 3)
# golden/02_nps_diff.csv (R): both quarters' counts, difference, adjusted p, low and high.
DIFFERENCES = [
    ((20, 30, 50), (15, 30, 55), 10, 0.358751151278328, -11.0254832896019, 30.4429590177572),
    ((5, 3, 2), (2, 3, 5), 60, 0.128923534421157, -13.423490076186, 105.731182383878),
    ((300, 300, 400), (260, 300, 440), 8, 0.0301035572720121, 0.76777548208679, 15.1843680872053),
    ((0, 3, 9), (3, 4, 5), -58.3333333333333, 0.06446548007782, -96.135359241211, 2.80202590787765),
]


@pytest.fixture
def quarters(survey, moments):
    parts = {Quarter.parse(name): part for name, part in survey.groupby("quarter")}
    return parts, {quarter: moments(part[COLUMNS], part.w_calib_raking) for quarter, part in parts.items()}


@pytest.mark.parametrize("row", DIFFERENCES)
def test_nps_change_is_the_adjusted_wald_of_a_difference(row, scores):
    before, now, difference, p, low, high = row
    change = nps_change(scores(*before), scores(*now), smallest_group=5)
    assert (change.value, change.p, change.low, change.high) == pytest.approx((difference, p, low, high), abs=1e-9)
    assert change.verdict == ("real_rise" if p < 0.05 else "no_real_change")


def test_index_change_clustered_by_customer_agrees_with_r_survey(quarters, repeats_of, components, pooled):
    parts, tallies = quarters
    repeat = repeats_of(parts[QUARTERS[0]], parts[QUARTERS[1]], COLUMNS, "w_calib_raking")
    recipe = recipe_of(pooled, components)
    linear = linearise([tallies[quarter] for quarter in QUARTERS], recipe)
    # R stacks both quarters: factor n/(n − 1) of all 437 answers, or of all 389 customers (golden/03_survey.json).
    alone = 437 / 436 * linear.squares.sum()
    together = 389 / 388 * (linear.squares.sum() - 2 * repeated_products(linear, 0, 1, recipe, repeat))
    assert np.sqrt([alone, together]) == pytest.approx([3.015672204844, 2.931062723226], abs=1e-8)

    before, now = ({EVERYONE: tallies[quarter]} for quarter in QUARTERS)
    plain = index_change(before, now, pooled, components, {}, quarters=QUARTERS, smallest_group=5)
    repeats = {((QUARTERS[0], EVERYONE), (QUARTERS[1], EVERYONE)): repeat}
    clustered = index_change(before, now, pooled, components, repeats, quarters=QUARTERS, smallest_group=5)
    assert plain.value == clustered.value == pytest.approx(4.090339568476, abs=1e-8)
    # The product takes each quarter's own n/(n − 1), which differs from R's in the third digit of the interval.
    assert (plain.high - plain.low) / 2 / 1.9654 == pytest.approx(3.015672204844, rel=2e-3)
    assert (clustered.high - clustered.low) / 2 / 1.9654 == pytest.approx(2.931062723226, rel=2e-3)
    assert plain.verdict == clustered.verdict == "no_real_change"
    assert clustered.p < plain.p


def test_unweighted_nps_change_agrees_with_r_survey(survey, moments, repeats_of, components, pooled):
    parts = [survey[survey.quarter == str(quarter)] for quarter in QUARTERS]
    version = replace(pooled, components=(replace(components[0], weight=1.0),))
    recipe = recipe_of(version, components)
    linear = linearise([moments(part[COLUMNS]) for part in parts], recipe)
    repeat = repeats_of(*parts, COLUMNS, None)
    alone = 437 / 436 * linear.squares.sum()
    together = 389 / 388 * (linear.squares.sum() - 2 * repeated_products(linear, 0, 1, recipe, repeat))
    # golden/03_survey.json, change_nps; NPS = 2 × index − 100.
    assert 2 * np.diff(linear.index)[0] == pytest.approx(10.682380572914, abs=1e-8)
    assert 2 * np.sqrt([alone, together]) == pytest.approx([7.815535431553, 7.589196914317], abs=1e-8)


def test_stages_of_both_quarters_share_customers(survey, moments, repeats_of, fixed, pooled):
    components = fixed.components
    parts = {(Quarter.parse(q), s): part for (q, s), part in survey.groupby(["quarter", "stage"])}
    tallies = {key: moments(part[COLUMNS], part.w_calib_raking) for key, part in parts.items()}
    repeats = {
        (a, b): repeats_of(parts[a], parts[b], COLUMNS, "w_calib_raking") for a in parts for b in parts if a <= b
    }
    before, now = ({s: t for (q, s), t in tallies.items() if q == quarter} for quarter in QUARTERS)
    change = index_change(before, now, fixed, components, repeats, quarters=QUARTERS, smallest_group=5)
    plain = index_change(before, now, fixed, components, {}, quarters=QUARTERS, smallest_group=5)
    then, today = (cx_index(each, fixed, components, smallest_group=5) for each in (before, now))
    assert change.value == pytest.approx(today.value - then.value) == pytest.approx(58.326408267752 - 54.724058846599)
    assert change.high - change.low < plain.high - plain.low
    # Pooled, the repeats of all pairs of stages are those of the two quarters.
    by_quarter = [survey[survey.quarter == str(quarter)] for quarter in QUARTERS]
    whole = repeats_of(*by_quarter, COLUMNS, "w_calib_raking")
    cells = [Cell(tuple(key for key in parts if key[0] == quarter), 1.0, MomentTally.empty(3)) for quarter in QUARTERS]
    assert pairs_between(*cells, repeats).products == pytest.approx(whole.products)
    pooled_change = index_change(before, now, pooled, components, repeats, quarters=QUARTERS, smallest_group=5)
    assert (pooled_change.high - pooled_change.low) / 2 / 1.9654 == pytest.approx(2.931062723226, rel=2e-3)


def test_a_stage_changes_alone(quarters, repeats_of, components, pooled):
    parts, tallies = quarters
    before, now = (tallies[quarter] for quarter in QUARTERS)
    repeat = repeats_of(parts[QUARTERS[0]], parts[QUARTERS[1]], COLUMNS, "w_calib_raking")
    change = stage_change(before, now, pooled, components, smallest_group=5, repeat=repeat)
    repeats = {((QUARTERS[0], EVERYONE), (QUARTERS[1], EVERYONE)): repeat}
    by_stage = ({EVERYONE: before}, {EVERYONE: now})
    assert change == index_change(*by_stage, pooled, components, repeats, quarters=QUARTERS, smallest_group=5)


def test_without_something_to_compare_with_there_is_no_change(moments, components, pooled, fixed, scores):
    full, few = moments([[50, 60, 70]] * 9 + [[100, 80, 60]]), moments([[50, 60, 70]] * 3)

    def reason(before, now, version=pooled):
        return stage_change(before, now, version, components, smallest_group=5)

    empty = MomentTally.empty(3)
    assert reason(empty, full) == Withheld("no_previous", "points", 5)
    assert reason(full, empty).reason == "no_answers"
    assert reason(few, full).reason == "small_group"
    assert reason(full, full, None).reason == "no_index"
    no_ces = moments([[50, 60, np.nan]] * 9)
    assert reason(no_ces, full).reason == "component_missing"
    stages = index_change({"new": full}, {"new": full}, fixed, components, {}, quarters=QUARTERS, smallest_group=5)
    assert stages.reason == "stage_missing"
    assert nps_change(ScoreTally(), scores(1, 2, 7), smallest_group=5).reason == "no_previous"
    assert nps_change(scores(1, 2, 7), ScoreTally(), smallest_group=5).reason == "no_answers"
    assert nps_change(scores(1, 2, 7), scores(1, 1, 1), smallest_group=5).reason == "small_group"


@given(value=st.floats(-90, 90), error=st.floats(0.01, 30), degrees=st.floats(1.5, 500))
@settings(deadline=None)
def test_verdict_p_and_interval_agree(value, error, degrees):
    change = change_of(value, error, degrees)
    assert change.low <= change.value <= change.high
    assert (change.p < 0.05) == (change.low > 0 or change.high < 0)
    assert (change.verdict == "no_real_change") == (change.low <= 0 <= change.high)
    assert change.verdict != "real_rise" or value > 0


@given(st.tuples(*[st.integers(0, 60)] * 3), st.tuples(*[st.integers(0, 60)] * 3))
@settings(deadline=None)
def test_swapping_the_quarters_turns_the_change_round(before, now):
    counts = [dict(zip((0, 7, 10), each, strict=True)) for each in (before, now)]
    tallies = [ScoreTally(each, {k: float(n) for k, n in each.items()}, float(sum(each.values()))) for each in counts]
    there, back = nps_change(*tallies, smallest_group=1), nps_change(*tallies[::-1], smallest_group=1)
    if not isinstance(there, Withheld) and not isinstance(back, Withheld):
        assert (back.value, back.low, back.high) == pytest.approx((-there.value, -there.high, -there.low))
        assert there.low <= there.value <= there.high


def test_the_same_tally_twice_is_no_change(moments, components, fixed):
    stages = {stage: moments([[50, 60, 70], [100, 80, 60], [0, 20, 10]] * 2) for stage, _ in fixed.stage_weights}
    change = index_change(stages, stages, fixed, components, {}, quarters=QUARTERS, smallest_group=5)
    assert change.value == pytest.approx(0, abs=1e-12)
    assert change.p == pytest.approx(1)
    assert change.verdict == "no_real_change"
    cells = [Cell((stage,), sign * w, stages[stage]) for sign in (-1, 1) for stage, w in fixed.stage_weights]
    assert contrast(cells, recipe_of(fixed, components)).standard_error > 0
