"""Root causes against R's linearised regression, and the identity that they add up to the index."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.cause_change import cause_changes
from cxlib.measures.impact import impacts
from cxlib.measures.index import cx_index
from cxlib.measures.root_causes import FEWEST_MENTIONS, groups_of, root_causes
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.quarter import Quarter

THEMES = ("wait_time", "price", "app_login", "billing", "staff_friendly", "fast_resolution")
STAGES = ("new", "established", "ended")
COLUMNS = ["nps100", "csat100", "ces100"]
NPS = (Component("nps", "nps_category", 1.0),)
ONE = IndexVersion(1, Quarter(2026, 1), NPS, ((EVERYONE, 1.0),))
# golden/06_rootcauses.json, 2026Q3 (R 4.2.2): share, coefficient, impact, linearised standard error.
QUARTER_3 = {
    "wait_time": (0.09221120481722, -43.473533656983, -4.008746916172, 1.147423048617),
    "app_login": (0.1816668267686, -17.604313508415, -3.198119772513, 1.196392885721),
    "billing": (0.1105860073591, -26.294162135618, -2.90776640743, 1.024343589158),
    "price": (0.1148312589479, -16.437017714456, -1.8874834375, 1.095971169214),
    "staff_friendly": (0.1446089967257, 13.186132013336, 1.906833321141, 1.121370488866),
    "fast_resolution": (0.1239231116779, 26.63158835327, 3.300269297662, 1.11055832321),
}


def simulated(seed, n=600, themes=4, stages=STAGES, drop=0.2):
    """Respondents who score lower with every theme they mention; some skip components, some write nothing."""
    random = np.random.default_rng(seed)
    flags = (random.random((n, themes)) < 0.15).astype(float)
    wrote = flags.any(axis=1) | (random.random(n) < 0.3)
    level = 70 - 12 * (flags @ np.arange(themes))[:, None] + 20 * random.standard_normal((n, 3))
    scores = np.where(random.random((n, 3)) < drop, np.nan, np.clip(level, 0, 100))
    scores[np.isnan(scores).all(axis=1), 0] = 50.0
    return random.choice(stages, n, p=(0.2, 0.68, 0.12)), scores, flags, wrote, random.choice([0.5, 1, 1.5], n)


@pytest.mark.parametrize("quarter", ["2026Q2", "2026Q3"])
def test_one_component_in_one_stage_agrees_with_r(quarter, golden, survey, causes_of):
    table, rows = golden("06_rootcauses.json")[quarter], survey[survey.quarter == quarter]
    stages = [EVERYONE] * len(rows)
    tally = causes_of(stages, rows.nps100, rows[list(THEMES)], THEMES, weight=rows.w_calib_raking)
    found = root_causes(tally, ONE, NPS, smallest_group=5)
    assert found.index == pytest.approx(table["mean"], abs=1e-8)
    assert found.baseline == pytest.approx(table["intercept"], abs=1e-8)
    assert [cause.theme for cause in found.causes] == sorted(THEMES, key=lambda theme: table["rank"][theme])
    for cause in found.causes:
        assert cause.share.value == pytest.approx(cause.exposure)
        assert cause.exposure == pytest.approx(table["share"][cause.theme], abs=1e-8)
        assert cause.coefficient == pytest.approx(table["coef"][cause.theme], abs=1e-8)
        assert cause.impact.value == pytest.approx(table["impact"][cause.theme], abs=1e-8)
        assert cause.impact.standard_error == pytest.approx(table["se"][cause.theme], abs=1e-8)
    if quarter == "2026Q3":
        for cause in found.causes:
            quoted = cause.exposure, cause.coefficient, cause.impact.value, cause.impact.standard_error
            assert quoted == pytest.approx(QUARTER_3[cause.theme], abs=1e-8)


def test_a_regression_done_by_hand(causes_of):
    # Both themes apart: mean 80 without, 60 with the first, 90 with the second, 20 + 10 mentions among 60 respondents.
    scores = [60, 100, 40, 80, 85, 95]
    flags = [[0, 0], [0, 0], [1, 0], [1, 0], [0, 1], [0, 1]]
    tally = causes_of([EVERYONE] * 6, scores, flags, ("queue", "staff"), count=[15, 15, 10, 10, 5, 5])
    found = root_causes(tally, ONE, NPS, smallest_group=5)
    queue, staff = found.causes
    assert found.baseline == pytest.approx(80)
    assert (queue.impact.value, staff.impact.value) == pytest.approx((-20 * 20 / 60, 10 * 10 / 60))
    assert (queue.mentions, staff.mentions, found.wrote, found.respondents) == (20, 10, 60, 60)
    assert found.index == pytest.approx((15 * 160 + 10 * 120 + 5 * 180) / 60)
    # Var of x̄b by influence: the mentioned group's mean, the others' mean, and the exposure's own chance.
    exposure, slope, n = 1 / 3, -20.0, 60
    influence = []
    for score, (first, second), count in zip(scores, flags, (15, 15, 10, 10, 5, 5), strict=True):
        residual = score - (80 + slope * first + 10 * second)
        pull = first / (20 / 60) - (1 - first) * (1 - second) / (30 / 60)
        influence += [(slope * (first - exposure) + exposure * pull * residual) / n] * count
    variance = n / (n - 1) * sum(u**2 for u in influence)
    assert queue.impact.standard_error**2 == pytest.approx(variance)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_baseline_and_impacts_add_up_to_the_headline_index(seed, causes_of, moments, components, fixed):
    stages, scores, flags, wrote, weight = simulated(seed)
    tally = causes_of(stages, scores, flags, "abcd", wrote=wrote, weight=weight)
    found = root_causes(tally, fixed, components, smallest_group=5)
    by_stage = {stage: moments(scores[stages == stage], weight[stages == stage]) for stage in set(stages)}
    headline = cx_index(by_stage, fixed, components, smallest_group=5)
    total = found.baseline + sum(cause.impact.value for cause in found.estimated)
    assert total == pytest.approx(headline.value, abs=1e-9)
    assert found.index == pytest.approx(headline.value, abs=1e-9)
    for cause in found.estimated:
        assert cause.impact.low < cause.impact.value < cause.impact.high
        assert cause.share.low <= cause.share.value <= cause.share.high


def test_influences_agree_with_a_numerical_derivative(causes_of, components, fixed):
    stages, scores, flags, wrote, weight = simulated(3, n=80, themes=2)
    tally = causes_of(stages, scores, flags, "ab", wrote=wrote, weight=weight)

    def fitted(weights):
        groups = groups_of(replace(tally, weight=weights), fixed, np.arange(3), smallest_group=1)
        return impacts(groups, [0, 1], np.array([0.5, 0.3, 0.2]))

    step, stage = 1e-5, np.array([STAGES.index(tally.stages[at]) for at in tally.stage])
    nudged = []
    for at in range(80):
        more = tally.weight.copy()
        more[at] *= 1 + step
        less = tally.weight.copy()
        less[at] *= 1 - step
        nudged.append((fitted(more).impact - fitted(less).impact) / (2 * step))
    influence, sizes = np.array(nudged), np.bincount(stage)
    expected = (influence * (sizes / (sizes - 1))[stage][:, None]).T @ influence
    assert fitted(tally.weight).covariance == pytest.approx(expected, rel=1e-6)


def test_splitting_counts_reordering_rows_and_themes_changes_nothing(causes_of, components, fixed):
    stages, scores, flags, wrote, weight = simulated(5)
    whole = causes_of(stages, scores, flags, "abcd", wrote=wrote, weight=weight, count=np.full(600, 3))
    order = np.random.default_rng(1).permutation(np.repeat(np.arange(600), 3))
    split = causes_of(
        stages[order], scores[order], flags[order][:, ::-1], "dcba", wrote=wrote[order], weight=weight[order]
    )
    one, other = (root_causes(tally, fixed, components, smallest_group=5) for tally in (whole, split))
    assert [cause.theme for cause in one.causes] == [cause.theme for cause in other.causes]
    for left, right in zip(one.causes, other.causes, strict=True):
        assert left.impact.value == pytest.approx(right.impact.value, abs=1e-9)
        assert left.impact.standard_error == pytest.approx(right.impact.standard_error, abs=1e-9)
        assert left.share.value == pytest.approx(right.share.value)
        assert left.mentions == right.mentions
    assert one.uncoded == other.uncoded


def test_a_theme_too_rare_or_not_its_own_stays_in_the_baseline(causes_of, components, fixed):
    stages, scores, flags, _, weight = simulated(7)
    rare = np.zeros((600, 1))
    rare[: FEWEST_MENTIONS - 1] = 1
    twin, everybody = flags[:, :1], np.ones((600, 1))
    tally = causes_of(stages, scores, np.hstack([flags, rare, twin, everybody]), "abcdefg", weight=weight)
    found = root_causes(tally, fixed, components, smallest_group=5)
    left_out = {cause.theme: cause.left_out for cause in found.causes if cause.left_out}
    assert left_out == {"e": "too_few_mentions", "f": "collinear", "g": "collinear"}
    assert all(cause.impact == Withheld("too_few_mentions", "points", 5) for cause in found.causes if cause.left_out)
    rid = root_causes(causes_of(stages, scores, flags, "abcd", weight=weight), fixed, components, smallest_group=5)
    assert found.baseline == pytest.approx(rid.baseline)
    for one, other in zip(found.estimated, rid.estimated, strict=True):
        assert one.impact.value == pytest.approx(other.impact.value)
        assert one.impact.standard_error == pytest.approx(other.impact.standard_error)


def test_a_theme_made_of_two_others_is_found_out(causes_of):
    random = np.random.default_rng(0)
    a, b = random.random(400) < 0.2, random.random(400) < 0.2
    flags = np.column_stack([a & ~b, b & ~a, (a & ~b) | (b & ~a)])
    tally = causes_of([EVERYONE] * 400, random.integers(0, 101, 400), flags, ("a", "b", "either"))
    found = root_causes(tally, ONE, NPS, smallest_group=5)
    assert [cause.left_out for cause in found.causes] == [None, None, "collinear"]


def test_a_theme_only_among_those_not_asked_one_component_still_adds_up(causes_of, components, pooled):
    stages, scores, flags, wrote, weight = simulated(11, drop=0.0)
    scores[flags[:, 1] > 0, 2] = np.nan
    tally = causes_of(stages, scores, flags, "abcd", wrote=wrote, weight=weight)
    found = root_causes(tally, pooled, components, smallest_group=5)
    assert {cause.theme for cause in found.estimated} == set("abcd")
    total = found.baseline + sum(cause.impact.value for cause in found.estimated)
    assert total == pytest.approx(found.index, abs=1e-9)


def test_small_counts_are_withheld_and_the_uncoded_are_told(causes_of):
    flags = np.zeros((40, 2))
    flags[:3, 0], flags[3:33, 1] = 1, 1
    wrote = np.arange(40) < 38
    tally = causes_of([EVERYONE] * 40, np.tile([0.0, 100.0], 20), flags, "ab", wrote=wrote)
    found = root_causes(tally, ONE, NPS, smallest_group=5)
    b, a = found.causes
    assert a.share.reason == "small_group"
    assert (b.theme, b.mentions, b.share.value) == ("b", 30, pytest.approx(30 / 38))
    assert found.uncoded.value == pytest.approx(5 / 38)
    assert found.uncoded.n == found.wrote == 38
    assert root_causes(tally, ONE, NPS, smallest_group=6).uncoded.reason == "small_group"


def test_without_an_index_there_are_no_causes(causes_of, components, fixed):
    stages, scores, flags, _, _ = simulated(13)
    tally = causes_of(stages, scores, flags, "abcd")

    def reason(tally, version=fixed, smallest_group=5):
        return root_causes(tally, version, components, smallest_group=smallest_group).reason

    assert reason(tally, None) == "no_index"
    assert reason(tally, smallest_group=601) == "small_group"
    assert reason(causes_of(["new"] * 600, scores, flags, "abcd")) == "stage_missing"
    scores[:, 1] = np.nan
    assert reason(causes_of(stages, scores, flags, "abcd")) == "component_missing"
    nobody = causes_of([], np.zeros((0, 3)), np.zeros((0, 4)), "abcd")
    assert reason(nobody) == "no_answers"


def test_nobody_wrote_so_everything_is_baseline(causes_of, components, fixed):
    stages, scores, flags, _, _ = simulated(17)
    tally = causes_of(stages, scores, flags * 0, "abcd", wrote=np.zeros(600))
    found = root_causes(tally, fixed, components, smallest_group=5)
    assert found.baseline == pytest.approx(found.index)
    assert found.estimated == ()
    assert found.uncoded.reason == "no_answers"
    assert all(cause.share.reason == "no_answers" for cause in found.causes)


def quarter_of(causes_of, effect, seed, share=0.2, n=900):
    random = np.random.default_rng(seed)
    flags = (random.random((n, 3)) < [share, 0.2, 0.2]).astype(float)
    scores = 70 + flags @ [effect, -10, 10] + 15 * random.standard_normal(n)
    return root_causes(causes_of([EVERYONE] * n, scores, flags, "abc"), ONE, NPS, smallest_group=5)


def test_a_cause_that_grew_is_worse_and_the_others_did_not_change(causes_of):
    before, now = quarter_of(causes_of, -5, 1), quarter_of(causes_of, -40, 2)
    changes = {change.theme: change for change in cause_changes(before, now, smallest_group=5)}
    assert changes["a"].direction == "worse"
    assert changes["a"].change.high < 0
    assert [changes[theme].direction for theme in "bc"] == ["no_real_change"] * 2
    assert all(changes[theme].change.low < 0 < changes[theme].change.high for theme in "bc")
    back = {change.theme: change.direction for change in cause_changes(now, before, smallest_group=5)}
    assert back["a"] == "better"
    impact = {cause.theme: cause.impact.value for cause in now.causes}
    was = {cause.theme: cause.impact.value for cause in before.causes}
    assert changes["a"].change.value == pytest.approx(impact["a"] - was["a"])


def test_a_theme_nobody_knew_is_new_and_one_that_left_cannot_be_compared(causes_of):
    before, now = quarter_of(causes_of, -20, 1, share=0.005), quarter_of(causes_of, -20, 2)
    changes = {change.theme: change for change in cause_changes(before, now, smallest_group=5)}
    assert changes["a"].direction == "new"
    assert changes["a"].change.reason == "too_few_mentions"
    back = {change.theme: change.direction for change in cause_changes(now, before, smallest_group=5)}
    assert back["a"] == "cannot_say"
    first = {change.direction for change in cause_changes(Withheld("no_answers"), now, smallest_group=5)}
    assert first == {"cannot_say"}
    assert cause_changes(before, Withheld("no_answers"), smallest_group=5) == ()


@pytest.mark.slow
def test_without_any_change_few_quarters_call_one_real(causes_of):
    """Benjamini–Hochberg over three themes that never change: at most about 5 % of families name one."""
    named = 0
    for seed in range(400):
        before, now = (quarter_of(causes_of, -10, 2 * seed + half, n=400) for half in (0, 1))
        named += any(change.direction in ("better", "worse") for change in cause_changes(before, now, smallest_group=5))
    assert named / 400 < 0.08


@pytest.mark.slow
def test_intervals_of_impacts_cover_the_truth(causes_of):
    """Impact −20 × 0.2 = −4 for the first theme: 95 % of intervals should hold it (± 1.4 %)."""
    held = 0
    for seed in range(1000):
        impact = next(c for c in quarter_of(causes_of, -20, seed, n=300).causes if c.theme == "a").impact
        assert isinstance(impact, Estimate)
        held += impact.low <= -4 <= impact.high
    assert 0.93 < held / 1000 < 0.97
