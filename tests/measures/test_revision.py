"""Linking two definitions against R, and the grid of definitions that could have been."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxlib.measures.index import cx_index
from cxlib.measures.revision import link_versions, sensitivity, splice
from cxlib.terms.estimate import Estimate
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import EVERYONE
from cxlib.terms.revision import Link, Scenario

COLUMNS = ["nps100", "csat100", "ces100"]


@pytest.fixture
def revised(pooled, components):
    weights = (0.4, 0.3, 0.3)
    return replace(
        pooled, version=2, components=tuple(replace(c, weight=w) for c, w in zip(components, weights, strict=True))
    )


def test_the_link_and_its_standard_error_agree_with_r(survey, moments, components, pooled, revised):
    # golden/07_chain.json (R survey 4.1-1), overlap 2026Q3.
    tallies = {
        quarter: {EVERYONE: moments(rows[COLUMNS], rows.w_calib_raking)} for quarter, rows in survey.groupby("quarter")
    }
    link = link_versions(tallies["2026Q3"], pooled, revised, components, smallest_group=5)
    assert (link.value, link.standard_error) == pytest.approx((1.269696696647, 0.2379817661923), abs=1e-8)
    assert link.low < link.value < link.high
    old = cx_index(tallies["2026Q2"], pooled, components, smallest_group=5)
    spliced = splice([old], link)[0]
    assert spliced.value == pytest.approx(55.93174091525, abs=1e-8)
    assert spliced.standard_error**2 == pytest.approx(old.standard_error**2 + link.standard_error**2)
    assert spliced.high - spliced.low > old.high - old.low
    # Recomputed from the raw answers the earlier quarter is 56.48: splicing errs by more than two link errors.
    recomputed = cx_index(tallies["2026Q2"], revised, components, smallest_group=5)
    assert recomputed.value == pytest.approx(56.477238829877, abs=1e-8)
    assert recomputed.value - spliced.value > 2 * link.standard_error


def test_stages_link_as_the_difference_of_the_two_indices(survey, moments, components, fixed):
    rows = survey[survey.quarter == "2026Q3"]
    tallies = {stage: moments(part[COLUMNS], part.w_calib_raking) for stage, part in rows.groupby("stage")}
    stages = (("new", 0.3), ("established", 0.7))
    revised = replace(fixed, version=2, stage_weights=stages)
    link = link_versions(tallies, fixed, revised, components, smallest_group=5)
    old, new = (cx_index(tallies, version, components, smallest_group=5) for version in (fixed, revised))
    assert link.value == pytest.approx(new.value - old.value)
    assert 0 < link.standard_error < old.standard_error
    same = link_versions(tallies, fixed, fixed, components, smallest_group=5)
    assert (same.value, same.standard_error) == pytest.approx((0, 0))


def test_without_an_overlap_there_is_no_link(moments, components, pooled, fixed, revised):
    tallies = {EVERYONE: moments([[50, 60, 70], [100, 80, 60]] * 5)}
    assert link_versions({}, pooled, revised, components, smallest_group=5).reason == "no_answers"
    one_stage = {"new": tallies[EVERYONE]}
    assert link_versions(one_stage, pooled, fixed, components, smallest_group=5).reason == "stage_missing"
    stages = {stage: tallies[EVERYONE] for stage, _ in fixed.stage_weights}
    assert link_versions(stages, pooled, fixed, components, smallest_group=5) == Unmeasurable("no_overlap")


def test_forty_scenarios_agree_with_the_golden_grid(golden):
    means, rows = golden("01_index.json")["component_means"], golden("01_sensitivity_grid.csv")
    sets = {"base": (0.5, 0.3, 0.2), "equal": (1 / 3, 1 / 3, 1 / 3), "nps_only": (1, 0, 0), "nps70": (0.7, 0.2, 0.1),
            "ces_heavy": (0.3, 0.2, 0.5)}  # fmt: skip
    scenarios = [
        Scenario(row.weights, tuple(zip((row.nps, row.csat, "ces"), sets[row.weights], strict=True)), geometric)
        for row, geometric in zip(rows.itertuples(), rows.aggregation == "geometric", strict=True)
    ]
    found = sensitivity(means["2026Q2"], means["2026Q3"], scenarios)
    assert [each.change for each in found] == pytest.approx(list(rows.change), abs=1e-9)
    assert [each.before for each in found] == pytest.approx(list(rows.Q2), abs=1e-9)
    # golden/01_index.json: the change is positive in 40 of 40, from +1.6 to +6.3.
    changes = [each.change for each in found]
    assert (min(changes), max(changes)) == pytest.approx((1.611236027512, 6.295138137911), abs=1e-9)


def test_a_scenario_that_cannot_be_computed_names_the_component():
    geometric = Scenario("g", (("nps", 0.5), ("csat", 0.5)), geometric=True)
    assert sensitivity({"nps": 0, "csat": 5}, {"nps": 1, "csat": 5}, [geometric]) == Unmeasurable("constant", "nps")
    assert sensitivity({"nps": 1}, {"nps": 1, "csat": 5}, [geometric]) == Unmeasurable("no_overlap", "csat")


def test_splicing_nothing_known_adds_only_the_level():
    old = Estimate(50.0, 46.0, 54.0, 100, "index", 100.0, 2.0)
    assert splice([old], Link(1.0, 1.0, 1.0, 0.0, 100))[0] == replace(old, value=51.0, low=47.0, high=55.0)
