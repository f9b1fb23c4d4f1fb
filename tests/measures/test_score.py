"""Measures of one question against R's NPS package and textbook numbers, and the laws they keep."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.intervals import Z, adjusted_wald, effective_respondents, wilson
from cxlib.measures.score import ces, csat, distribution, mean_score, nps, share, unweighted
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.tally import ScoreTally

# golden/02_nps_ci.csv (R 4.2.2, CRAN package NPS 1.1): detractors, passives, promoters, NPS, adjusted Wald low, high.
ROCKS = [
    (1, 2, 7, 60, 7.03940865559698, 85.2682836520953),
    (0, 0, 5, 100, 17.491453034169, 100),
    (2, 1, 2, 0, -57.4565372610812, 57.4565372610812),
    (12, 0, 0, -100, -100, -54.1958750922716),
    (300, 300, 400, 10, 4.83139708503968, 15.1087823765755),
]

answers = st.dictionaries(st.integers(0, 10), st.integers(0, 50), min_size=1)


def tally_of(counts: dict[int, int], weight: float = 1.0) -> ScoreTally:
    total = sum(counts.values())
    return ScoreTally(counts, {answer: n * weight for answer, n in counts.items()}, total * weight**2)


@pytest.mark.parametrize("row", ROCKS)
def test_nps_is_the_adjusted_wald_of_r_package_nps(row, scores):
    detractors, passives, promoters, score, low, high = row
    answer = nps(scores(detractors, passives, promoters), smallest_group=5)
    assert (answer.value, answer.low, answer.high) == pytest.approx((score, low, high), abs=1e-9)
    assert answer.unit == "points"


def test_every_row_of_the_golden_table_agrees(golden, scores):
    for row in golden("02_nps_ci.csv").itertuples():
        centre, error = adjusted_wald(row.detractors, row.promoters, row.n)
        assert (100 * centre, 100 * error) == pytest.approx((row.nps_adj, row.se_adj), abs=1e-9)
        ends = max(-100, 100 * (centre - Z * error)), min(100, 100 * (centre + Z * error))
        assert ends == pytest.approx((row.aw_lo, row.aw_hi), abs=1e-9)
        answer = nps(scores(row.detractors, row.passives, row.promoters), smallest_group=1)
        assert answer.value == pytest.approx(row.nps, abs=1e-9)
        if row.n > 1 and row.var > 0:
            signs = {-1: row.detractors, 0: row.passives, 1: row.promoters}
            mean = mean_score(tally_of(signs), (-9, 9), smallest_group=1)
            assert (100 * mean.low, 100 * mean.high) == pytest.approx((row.t_lo, row.t_hi), abs=1e-9)


def test_half_width_by_n_agrees_with_the_golden_table(golden):
    for row in golden("02_half_width_by_n.csv").itertuples():
        _, error = adjusted_wald(0.2 * row.n, 0.5 * row.n, row.n)
        assert 100 * Z * error == pytest.approx(row.half_width_nps_points, abs=0.1)


def test_wilson_agrees_with_the_worked_example_of_newcombe():
    # Newcombe, R. G. (1998). Statistics in Medicine 17, 857–872, table I: 81/263, 15/148, 0/20 and 1/29 by method 3.
    for count, n, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        assert wilson(count / n, n)[:2] == pytest.approx((low, high), abs=5e-5)


def test_weights_shift_the_value_and_shrink_the_effective_n():
    tally = ScoreTally({0: 50, 10: 50}, {0: 25.0, 10: 75.0}, 50 * 0.25 + 50 * 2.25)
    answer = nps(tally, smallest_group=5)
    assert answer.value == pytest.approx(50)
    assert answer.n == 100
    assert answer.effective == pytest.approx(100**2 / 125) == pytest.approx(effective_respondents(100, 125))
    assert nps(unweighted(tally), smallest_group=5).value == 0


@pytest.mark.parametrize("measure", [nps, distribution, lambda tally, **kw: csat(tally, {10}, **kw)])
def test_nothing_is_shown_of_nobody_or_of_too_few(measure):
    assert measure(ScoreTally(), smallest_group=5).reason == "no_answers"
    assert measure(tally_of({10: 4}), smallest_group=5).reason == "small_group"
    assert measure(ScoreTally({10: 9}, {10: 0.0}, 0.0), smallest_group=5).reason == "no_answers"
    assert not isinstance(measure(tally_of({10: 5}), smallest_group=5), Withheld)


def test_answers_all_alike_do_not_give_an_interval_of_zero_width():
    for answer in (
        mean_score(tally_of({5: 6}), (1, 5), smallest_group=5),
        ces(tally_of({4: 6}), (1, 7), smallest_group=5),
        csat(tally_of({5: 6}), {4, 5}, smallest_group=5),
        nps(tally_of({10: 6}), smallest_group=5),
    ):
        assert answer.high - answer.low > 0.3
        assert answer.standard_error > 0


def test_a_mean_stays_on_its_scale():
    answer = mean_score(tally_of({5: 5, 1: 1}), (1, 5), smallest_group=5)
    assert answer.high == 5
    assert 1 <= answer.low < answer.value


@given(counts=answers, weight=st.floats(0.1, 9))
@settings(deadline=None)
def test_the_interval_contains_the_estimate(counts, weight):
    tally = tally_of(counts, weight)
    for answer in (
        nps(tally, smallest_group=1),
        csat(tally, {9, 10}, smallest_group=1),
        mean_score(tally, (0, 10), smallest_group=1),
    ):
        if sum(counts.values()):
            assert isinstance(answer, Estimate)
            assert answer.low <= answer.value <= answer.high
            assert answer.high > answer.low
        else:
            assert answer == Withheld("no_answers", answer.unit, 1)


@given(first=answers, second=answers)
@settings(deadline=None)
def test_splitting_a_tally_changes_nothing(first, second):
    counts = {k: first.get(k, 0) + second.get(k, 0) for k in {*first, *second}}
    split, whole = tally_of(first) + tally_of(second), tally_of(counts)
    assert nps(split, smallest_group=1) == nps(whole, smallest_group=1)
    assert mean_score(split, (0, 10), smallest_group=1) == mean_score(whole, (0, 10), smallest_group=1)


@given(counts=answers.filter(lambda c: sum(c.values()) >= 5), times=st.integers(2, 20))
@settings(deadline=None)
def test_more_of_the_same_answers_narrow_the_interval(counts, times):
    for measure in (nps, lambda tally, **kw: csat(tally, {9, 10}, **kw)):
        few = measure(tally_of(counts), smallest_group=5)
        many = measure(tally_of({k: n * times for k, n in counts.items()}), smallest_group=5)
        assert many.value == pytest.approx(few.value)
        assert many.standard_error < few.standard_error


@given(counts=answers.filter(lambda c: sum(c.values()) > 0), moved=st.integers(1, 20))
@settings(deadline=None)
def test_turning_detractors_into_promoters_never_lowers_nps(counts, moved):
    worse, better = dict(counts), dict(counts)
    worse[0], better[10] = worse.get(0, 0) + moved, better.get(10, 0) + moved
    low, high = (nps(tally_of(each), smallest_group=1) for each in (worse, better))
    assert high.value > low.value
    assert high.low >= low.low
    assert high.high >= low.high


@given(counts=answers.filter(lambda c: sum(c.values()) > 0))
@settings(deadline=None)
def test_the_three_groups_make_up_everybody(counts):
    found = distribution(tally_of(counts), smallest_group=1)
    assert found.detractors + found.passives + found.promoters == pytest.approx(1, abs=1e-12)
    assert 100 * (found.promoters - found.detractors) == pytest.approx(
        nps(tally_of(counts), smallest_group=1).value, abs=1e-9
    )


def test_a_share_of_few_is_withheld_and_of_weighted_many_is_wider():
    assert share(2, 4, smallest_group=5).reason == "small_group"
    plain, weighted = share(30, 100, smallest_group=5), share(30, 100, smallest_group=5, effective=50)
    assert weighted.high - weighted.low > plain.high - plain.low
