"""Weights and errors from cells are those of the respondents one by one, which R has vouched for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.raking import calibrated_error, linearised_mean, rake
from cxlib.measures.silence import rake_cells, spread_of, weighted_index
from cxlib.terms.estimate import Estimate
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.quarter import Quarter

COMPONENTS = (Component("nps", "nps_category", 0.6), Component("csat", "minmax", 0.4))
VERSION = IndexVersion(1, Quarter(2026, 3), COMPONENTS, (("new", 0.3), ("ended", 0.7)))
SINGLE = IndexVersion(1, Quarter(2026, 3), (Component("nps", "nps_category", 1.0),), ((EVERYONE, 1.0),))
FRAME = {"stage": {"new": 400.0, "ended": 600.0}, "age": {"young": 500.0, "old": 300.0, "unknown": 200.0}}


def rows_of(seed, n=300):
    chance = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "stage": chance.choice(list(FRAME["stage"]), n, p=(0.6, 0.4)),
            "age": chance.choice(list(FRAME["age"]), n, p=(0.2, 0.5, 0.3)),
            "nps": chance.choice([0.0, 50.0, 100.0], n),
            "csat": np.where(chance.random(n) < 0.2, np.nan, chance.choice([0.0, 25.0, 50.0, 75.0, 100.0], n)),
        }
    )


def cells_of(rows, moments):
    return {key: moments(part[["nps", "csat"]]) for key, part in rows.groupby(["stage", "age"])}


def per_row(rows, raked):
    factor = dict(zip(raked.cells, raked.factors, strict=True))
    return np.array([factor[key] for key in zip(rows.stage, rows.age, strict=True)])


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_cells_are_raked_as_their_respondents_are(moments, seed):
    rows = rows_of(seed)
    one_by_one = rake({"stage": list(rows.stage), "age": list(rows.age)}, FRAME)
    raked = rake_cells(cells_of(rows, moments), list(FRAME.values()), caps=None)
    assert per_row(rows, raked) == pytest.approx(one_by_one.weights, abs=1e-7)
    assert raked.effective == pytest.approx(one_by_one.effective, rel=1e-7)
    assert raked.design_effect >= 1


def test_the_error_is_the_calibrated_one(moments):
    rows = rows_of(1)
    cells = cells_of(rows, moments)
    raked = rake_cells(cells, list(FRAME.values()), caps=None)
    found = weighted_index(cells, raked, SINGLE, COMPONENTS, stage_at=0)
    weights = per_row(rows, raked)
    members = np.column_stack([rows[name] == value for name, values in FRAME.items() for value in values]).astype(float)
    mean, linear = linearised_mean(rows.nps.to_numpy(), weights)
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(mean, abs=1e-9)
    assert found.standard_error == pytest.approx(calibrated_error(linear, weights, members), rel=1e-7)


def test_the_index_keeps_its_stage_weights_and_its_skipped_questions(moments):
    rows = rows_of(2)
    cells = cells_of(rows, moments)
    raked = rake_cells(cells, list(FRAME.values()))
    weights = pd.Series(per_row(rows, raked), rows.index)
    expected, linear = 0.0, np.zeros(len(rows))
    for stage, share in VERSION.stage_weights:
        for component in COMPONENTS:
            y = rows[component.question].where(rows.stage == stage)
            mean, z = linearised_mean(y.to_numpy(), weights.to_numpy())
            expected, linear = expected + share * component.weight * mean, linear + share * component.weight * z
    members = np.column_stack([rows[name] == value for name, values in FRAME.items() for value in values]).astype(float)
    found = weighted_index(cells, raked, VERSION, COMPONENTS, stage_at=0)
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(expected, abs=1e-9)
    assert found.standard_error == pytest.approx(calibrated_error(linear, weights.to_numpy(), members), rel=1e-7)
    assert found.low < found.value < found.high


def test_the_golden_survey_is_met_from_cells(survey, moments):
    """METHODS 3, from R: raked NPS −9.50 with a calibrated error of 5.06 and 185.4 effective respondents."""
    rows = survey[survey.quarter == "2026Q2"]
    cells = {key: moments(part[["nps100", "csat100"]]) for key, part in rows.groupby(["stage", "channel", "age"])}
    frame = [rows.groupby(name)["w_rake_ipf"].sum().to_dict() for name in ("stage", "channel", "age")]
    raked = rake_cells(cells, frame, caps=None)
    found = weighted_index(cells, raked, SINGLE, COMPONENTS, stage_at=0)
    assert 2 * found.value - 100 == pytest.approx(-9.5, abs=0.01)
    assert 2 * found.standard_error == pytest.approx(5.06, abs=0.01)
    assert raked.effective == pytest.approx(185.4, abs=0.1)


def test_caps_hold_and_keep_the_sum(moments):
    rows = rows_of(3)
    cells = cells_of(rows, moments)
    raked = rake_cells(cells, list(FRAME.values()), caps=(0.7, 1.5))
    weights = per_row(rows, raked)
    assert weights.min() >= 0.7 - 1e-8
    assert weights.max() <= 1.5 + 1e-8
    assert weights.sum() == pytest.approx(len(rows))
    assert 0 < raked.capped <= len(rows)


def test_refusals_name_what_stands_in_the_way(moments):
    cells = cells_of(rows_of(4), moments)
    missing = {**FRAME["age"], "ancient": 10.0}
    assert rake_cells(cells, [FRAME["stage"], missing]) == Unmeasurable("empty_margin", "ancient")
    unknown = {"young": 500.0, "old": 300.0}
    assert rake_cells(cells, [FRAME["stage"], unknown]) == Unmeasurable("empty_margin", "unknown")
    assert rake_cells({}, [FRAME["stage"]]) == Unmeasurable("too_few")
    apart = {("new", "young"): cells["new", "young"], ("ended", "old"): cells["ended", "old"]}
    contradiction = [{"new": 90.0, "ended": 10.0}, {"young": 10.0, "old": 90.0}]
    assert rake_cells(apart, contradiction) == Unmeasurable("no_convergence")


def test_the_spread_is_that_of_the_scores(moments):
    rows = rows_of(5).dropna()
    scores = 0.6 * rows.nps + 0.4 * rows.csat
    tally = moments(rows[["nps", "csat"]])
    assert spread_of(tally, VERSION, COMPONENTS) == pytest.approx(float(np.std(scores)), rel=1e-9)
