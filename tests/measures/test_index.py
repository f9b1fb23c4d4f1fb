"""The index against R's survey package and hand-made golden numbers, and the laws it keeps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.contrast import Cell, contrast, recipe_of
from cxlib.measures.index import cx_index, repeats_within, stage_index
from cxlib.terms.estimate import Estimate
from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import MomentTally, RepeatTally

COLUMNS = ["nps100", "csat100", "ces100"]
STAGES = ("new", "established", "ended")
# golden/01_index.json and 03_survey.json (R 4.2.2, survey 4.1-1): the synthetic survey, by quarter.
FIXED_STAGES = {"2026Q2": 54.724058846599, "2026Q3": 58.326408267752}
POOLED = {"2026Q2": (54.662044218603, 2.081227277686), "2026Q3": (58.75238378708, 2.187157115668)}
UNWEIGHTED = {"2026Q2": (57.760683494671, 1.957078677003), "2026Q3": (61.111959884508, 2.021875557635)}

# A respondent: a stage, three scores of which some are not answered, a weight.
respondent = st.tuples(
    st.sampled_from(STAGES),
    st.tuples(*[st.one_of(st.none(), st.sampled_from([0, 25, 50, 75, 100])) for _ in COLUMNS]),
    st.sampled_from([0.5, 1.0, 2.0]),
)


def by_stage_of(moments, rows):
    return {
        stage: moments([scores for at, scores, _ in rows if at == stage], [w for at, _, w in rows if at == stage])
        for stage in STAGES
        if any(at == stage for at, _, _ in rows)
    }


@pytest.fixture
def few(moments):
    return {
        "new": moments([[100, 80, 60], [50, 60, np.nan], [50, np.nan, 70]], [1, 2, 1]),
        "established": moments([[0, 20, 10], [100, 90, 80], [50, 50, 50], [100, 70, np.nan]]),
        "ended": moments([[0, 30, 20], [50, 10, 40]]),
    }


@pytest.mark.parametrize("quarter", ["2026Q2", "2026Q3"])
def test_index_and_its_standard_error_agree_with_r_survey(quarter, survey, moments, pooled, fixed):
    components, rows = fixed.components, survey[survey.quarter == quarter]
    weighted = moments(rows[COLUMNS], rows.w_calib_raking)
    answer = cx_index({EVERYONE: weighted}, pooled, components, smallest_group=5)
    assert (answer.value, answer.standard_error) == pytest.approx(POOLED[quarter], abs=1e-8)
    plain = stage_index(moments(rows[COLUMNS]), pooled, components, smallest_group=5)
    assert (plain.value, plain.standard_error) == pytest.approx(UNWEIGHTED[quarter], abs=1e-8)
    assert plain.effective == pytest.approx(plain.n)
    stages = {stage: moments(part[COLUMNS], part.w_calib_raking) for stage, part in rows.groupby("stage")}
    assert cx_index(stages, fixed, components, smallest_group=5).value == pytest.approx(FIXED_STAGES[quarter], abs=1e-9)
    # A definition that weighs everybody alike pools the stages.
    again = cx_index(stages, pooled, components, smallest_group=5)
    assert (again.value, again.standard_error) == pytest.approx(POOLED[quarter], abs=1e-8)


@pytest.mark.parametrize("quarter", ["2026Q2", "2026Q3"])
def test_stages_agree_with_the_golden_tables(quarter, golden, survey, moments, fixed):
    components = fixed.components
    table, r_survey = golden("01_index.json"), golden("03_survey.json")
    nps_alone = (Component("nps", "nps_category", 1.0),)
    version = IndexVersion(1, Quarter(2026, 1), nps_alone, ((EVERYONE, 1.0),))
    n = r_survey[quarter]["n"]
    for by_stage in r_survey[quarter]["nps_by_stage_fixedw"]:
        rows = survey[(survey.quarter == quarter) & (survey.stage == by_stage["stage"])]
        tally = moments(rows[COLUMNS], rows.w_calib_raking)
        answer = stage_index(tally, fixed, components, smallest_group=5)
        assert answer.value == pytest.approx(table["stage_index"][quarter][by_stage["stage"]], abs=1e-9)
        nps = stage_index(tally, version, components, smallest_group=5)
        assert 2 * nps.value - 100 == pytest.approx(by_stage["est"], abs=1e-8)
        # R takes the stage for a domain of the quarter's n, we take it for a sample of its own.
        as_domain = nps.standard_error * np.sqrt((answer.n - 1) / answer.n * n / (n - 1))
        assert 2 * as_domain == pytest.approx(by_stage["se"], abs=1e-8)


def test_kish_n_agrees_with_r_survey(golden, survey, moments, components, pooled):
    rows = survey[survey.quarter == "2026Q2"]
    answer = stage_index(moments(rows[COLUMNS], rows.w_calib_raking), pooled, components, smallest_group=5)
    assert answer.effective == pytest.approx(golden("03_survey.json")["2026Q2"]["kish_neff"], abs=1e-6)


def test_one_component_in_one_stage_is_the_plain_t_interval(moments):
    # golden/02_nps_ci.csv, t interval of 1 detractor, 2 passives, 7 promoters; NPS = 2 × mean − 100.
    component = (Component("nps", "nps_category", 1.0),)
    version = IndexVersion(1, Quarter(2026, 1), component, ((EVERYONE, 1.0),))
    answer = stage_index(moments([[0], *[[50]] * 2, *[[100]] * 7]), version, component, smallest_group=5)
    assert 2 * answer.value - 100 == pytest.approx(60)
    assert 2 * answer.low - 100 == pytest.approx(9.98182316122291, abs=1e-9)
    assert answer.high == 100  # 110.02 cut at the end of the scale


def test_stage_variances_add_with_squared_weights(few, components, fixed):
    answer = cx_index(few, fixed, components, smallest_group=5)
    alone = [stage_index(few[stage], fixed, components, smallest_group=1) for stage in STAGES]
    parts = [weight**2 * each.standard_error**2 for (_, weight), each in zip(fixed.stage_weights, alone, strict=True)]
    assert answer.value == pytest.approx(
        sum(weight * each.value for (_, weight), each in zip(fixed.stage_weights, alone, strict=True)), abs=1e-12
    )
    assert answer.standard_error**2 == pytest.approx(sum(parts), abs=1e-12)
    degrees = sum(parts) ** 2 / sum(
        part**2 / (min(each.n, each.effective) - 1) for part, each in zip(parts, alone, strict=True)
    )
    cells = [Cell((stage,), weight, few[stage]) for stage, weight in fixed.stage_weights]
    assert contrast(cells, recipe_of(fixed, components)).degrees == pytest.approx(degrees)
    assert answer.n == 9


def test_a_stage_of_one_takes_the_spread_of_the_others(few, moments, components, fixed):
    few["ended"] = moments([[50, 50, 50]])
    answer = cx_index(few, fixed, components, smallest_group=5)
    assert isinstance(answer, Estimate)
    others = [stage_index(few[stage], fixed, components, smallest_group=1) for stage in ("new", "established")]
    spread = sum((each.n - 1) * each.standard_error**2 * each.effective for each in others) / 5
    expected = sum(w**2 * e.standard_error**2 for w, e in zip((0.2, 0.68), others, strict=True)) + 0.12**2 * spread
    assert answer.standard_error**2 == pytest.approx(expected)


def test_answers_all_alike_leave_the_truth_some_room(moments, components, fixed, pooled):
    alike = moments([[100, 100, 100]] * 6)
    answer = stage_index(alike, pooled, components, smallest_group=5)
    assert (answer.value, answer.high) == (100, 100)
    assert 50 < answer.low < 80
    everywhere = cx_index(dict.fromkeys(STAGES, alike), fixed, components, smallest_group=5)
    assert everywhere.low < 100


def test_what_cannot_be_measured_is_withheld_with_its_reason(few, moments, components, fixed, pooled):
    def reason(by_stage, version=fixed, smallest_group=5):
        return cx_index(by_stage, version, components, smallest_group=smallest_group).reason

    assert reason(few, version=None) == "no_index"
    assert reason({}) == "no_answers"
    assert reason({}, version=pooled) == "no_answers"
    assert reason({stage: MomentTally.empty(3) for stage in STAGES}) == "no_answers"
    assert reason(few, smallest_group=10) == "small_group"
    assert reason({"new": few["new"], "established": few["established"]}) == "stage_missing"
    assert reason(few | {"ended": moments([[50, np.nan, 50]] * 5)}) == "stage_missing"
    no_ces = {stage: moments([[50, 60, np.nan], [100, 80, np.nan]]) for stage in STAGES}
    assert reason(no_ces) == "component_missing"
    other = IndexVersion(2, Quarter(2026, 1), (Component("other", "minmax", 1.0),), fixed.stage_weights)
    assert reason(few, version=other) == "component_missing"
    assert stage_index(MomentTally.empty(3), fixed, components, smallest_group=5).reason == "no_answers"
    assert stage_index(few["ended"], fixed, components, smallest_group=5).reason == "small_group"


def test_answers_to_other_questions_do_not_make_a_group_large_enough(moments, components):
    version = IndexVersion(1, Quarter(2026, 1), (Component("ces", "minmax", 1.0),), ((EVERYONE, 1.0),))
    tally = moments([[50, 60, np.nan]] * 20 + [[50, 60, 70]] * 3)
    assert stage_index(tally, version, components, smallest_group=5).reason == "small_group"


def test_a_stage_without_weight_is_not_needed_and_not_counted(few, moments, components, fixed):
    weights = (("new", 0.5), ("established", 0.5), ("ended", 0.0))
    version = IndexVersion(1, Quarter(2026, 1), components, weights)
    both = {stage: few[stage] for stage in ("new", "established")}
    assert cx_index(few, version, components, smallest_group=5) == cx_index(both, version, components, smallest_group=5)


def test_repeated_answers_widen_the_interval_as_if_there_were_fewer(moments, repeats_of, survey, components, pooled):
    rows = survey[survey.quarter == "2026Q2"].assign(customer_id=lambda frame: frame.customer_id // 2)
    tally = moments(rows[COLUMNS], rows.w_calib_raking)
    repeat = repeats_of(rows, rows, COLUMNS, "w_calib_raking")
    clustered = stage_index(tally, pooled, components, smallest_group=5, repeat=repeat)
    weights, index = rows.w_calib_raking.to_numpy(), 0.0
    influence = np.zeros(len(rows))
    for component, column in zip(components, COLUMNS, strict=True):
        answered = rows[column].notna().to_numpy()
        scores = rows[column].fillna(0).to_numpy()
        mean = (weights * answered * scores).sum() / (weights * answered).sum()
        index += component.weight * mean
        influence += component.weight * weights * answered * (scores - mean) / (weights * answered).sum()
    by_customer = rows.assign(u=influence).groupby("customer_id").u.sum()
    n = len(rows)
    assert clustered.value == pytest.approx(index)
    assert clustered.standard_error == pytest.approx(np.sqrt(n / (n - 1) * (by_customer**2).sum()))
    empty = stage_index(tally, pooled, components, smallest_group=5, repeat=RepeatTally.empty(3))
    assert empty == stage_index(tally, pooled, components, smallest_group=5)


def test_repeats_are_found_whichever_way_round_they_are_kept(moments, repeats_of, survey, components, fixed):
    rows = survey[survey.quarter == "2026Q2"].assign(customer_id=lambda frame: frame.resp_id % 60)
    parts = dict(list(rows.groupby("stage")))
    tallies = {stage: moments(part[COLUMNS], part.w_calib_raking) for stage, part in parts.items()}
    every = {(a, b): repeats_of(parts[a], parts[b], COLUMNS, "w_calib_raking") for a in STAGES for b in STAGES}
    half = {(a, b): every[a, b] for at, a in enumerate(STAGES) for b in STAGES[at:]}
    whole = cx_index(tallies, fixed, components, smallest_group=5, repeats=every)
    assert whole.standard_error == pytest.approx(
        cx_index(tallies, fixed, components, smallest_group=5, repeats=half).standard_error
    )
    quarter = Quarter(2026, 2)
    keyed = {((quarter, a), (quarter, b)): repeat for (a, b), repeat in half.items()}
    keyed[(quarter.previous, "new"), (quarter, "new")] = half["new", "new"]
    assert set(repeats_within(keyed, quarter)) == set(half)


@given(rows=st.lists(respondent, min_size=8, max_size=25), cut=st.integers(0, 25), seed=st.randoms())
@settings(max_examples=60, deadline=None)
def test_splitting_the_tally_or_reordering_rows_changes_nothing(rows, cut, seed, moments, fixed):
    components, whole = fixed.components, by_stage_of(moments, rows)
    shuffled = list(rows)
    seed.shuffle(shuffled)
    first, second = by_stage_of(moments, shuffled[:cut]), by_stage_of(moments, shuffled[cut:])
    joined = {s: first.get(s, MomentTally.empty(3)) + second.get(s, MomentTally.empty(3)) for s in whole}
    one, other = (cx_index(each, fixed, components, smallest_group=5) for each in (whole, joined))
    assert type(one) is type(other)
    if isinstance(one, Estimate):
        assert (other.value, other.low, other.high) == pytest.approx((one.value, one.low, one.high), abs=1e-9)
        assert 0 <= one.low <= one.value <= one.high <= 100
        assert one.low < one.high


@given(rows=st.lists(respondent, min_size=10, max_size=25), times=st.integers(2, 9))
@settings(max_examples=60, deadline=None)
def test_more_of_the_same_answers_narrow_the_interval(rows, times, moments, components, fixed):
    few, many = (cx_index(by_stage_of(moments, rows * k), fixed, components, smallest_group=5) for k in (1, times))
    if isinstance(few, Estimate):
        assert many.value == pytest.approx(few.value, abs=1e-9)
        assert many.standard_error < few.standard_error
