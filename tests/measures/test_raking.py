"""Raking and calibrated standard errors against R's survey package, and the refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.raking import calibrated_error, linearised_mean, rake
from cxlib.terms.obstacle import Unmeasurable

MARGINS = ("stage", "channel", "age")
# golden/03_survey.json (R survey 4.1-1), 2026Q2 and Q3: raked NPS, calibrated SE, fixed-weight SE, Kish n.
NPS = {
    "2026Q2": (-9.496112337685, 5.064634361203, 185.387641630816),
    "2026Q3": (3.094163938138, 5.396442382337, 200.060984928311),
}


def raked(survey, golden, quarter, caps=None):
    rows, frame = survey[survey.quarter == quarter], golden("data/frame.csv")
    frame = frame[frame.quarter == quarter]
    population = {margin: frame.groupby(margin).population.sum().to_dict() for margin in MARGINS}
    return rows, rake({margin: list(rows[margin]) for margin in MARGINS}, population, caps=caps)


def nps_of(rows):
    return np.select([rows.nps >= 9, rows.nps <= 6], [100.0, -100.0], 0.0)


@pytest.mark.parametrize("quarter", ["2026Q2", "2026Q3"])
def test_weights_and_calibrated_errors_agree_with_r(quarter, survey, golden):
    rows, found = raked(survey, golden, quarter)
    table = golden("03_survey.json")[quarter]
    assert found.weights == pytest.approx(rows.w_rake_ipf.to_numpy(), abs=1e-6)
    assert found.weights == pytest.approx(rows.w_calib_raking.to_numpy(), abs=1e-6)
    score, z = linearised_mean(nps_of(rows), found.weights)
    quoted = score, calibrated_error(z, found.weights, found.members), found.effective
    assert quoted == pytest.approx(NPS[quarter], abs=1e-6)
    assert found.design_effect == pytest.approx(table["kish_deff"], abs=1e-8)
    for key, column in (("nps100", "nps100"), ("csat100", "csat100"), ("ces100", "ces100")):
        mean, z = linearised_mean(rows[column].to_numpy(), found.weights)
        assert mean == pytest.approx(table[key]["est"], abs=1e-8)
        assert calibrated_error(z, found.weights, found.members) == pytest.approx(table[key]["se"], abs=1e-8)
    for stage in table["nps_by_stage_calibrated"]:
        alone = np.where(rows.stage == stage["stage"], nps_of(rows), np.nan)
        mean, z = linearised_mean(alone, found.weights)
        assert (mean, calibrated_error(z, found.weights, found.members)) == pytest.approx(
            (stage["est"], stage["se"]), abs=1e-8
        )


@pytest.mark.parametrize("quarter", ["2026Q2", "2026Q3"])
def test_capped_weights_agree_with_r(quarter, survey, golden):
    rows, found = raked(survey, golden, quarter, caps=(0.4, 2.0))
    assert found.weights == pytest.approx(rows.w_trim04_20.to_numpy(), abs=1e-6)
    assert found.effective == pytest.approx(golden("03_survey.json")[quarter]["kish_neff_trim"], abs=1e-6)
    assert found.capped > 0
    assert found.weights.max() <= 2 + 1e-12


def test_the_change_calibrated_and_clustered_agrees_with_r(survey, golden):
    # golden/03_survey.json, change_index_w532 and change_nps: 4.09 with SE 2.6526, 12.59 with SE 7.2029.
    parts, members, weights, customers = [], [], [], []
    for sign, quarter in ((-1, "2026Q2"), (1, "2026Q3")):
        rows, found = raked(survey, golden, quarter)
        index = sum(
            share * linearised_mean(rows[column].to_numpy(), found.weights)[1]
            for share, column in ((0.5, "nps100"), (0.3, "csat100"), (0.2, "ces100"))
        )
        parts.append((sign * index, sign * linearised_mean(nps_of(rows), found.weights)[1]))
        members.append(found.members)
        weights.append(found.weights)
        customers.extend(rows.customer_id)
    block = np.block([[members[0], np.zeros_like(members[0], shape=(len(members[0]), members[1].shape[1]))],
                      [np.zeros((len(members[1]), members[0].shape[1])), members[1]]])  # fmt: skip
    for at, expected in ((0, 2.652568252942), (1, 7.202949823975)):
        z = np.concatenate([part[at] for part in parts])
        assert calibrated_error(z, np.concatenate(weights), block, customers) == pytest.approx(expected, abs=1e-6)


def test_impossible_margins_are_refused_by_name():
    stages = {"stage": ["new", "new", "ended"]}
    assert rake(stages, {"stage": {"new": 5, "ended": 5, "established": 9}}) == Unmeasurable(
        "empty_margin", "established"
    )
    assert rake(stages, {"stage": {"new": 5}}) == Unmeasurable("empty_margin", "ended")
    assert rake({"stage": []}, {"stage": {"new": 5}}) == Unmeasurable("too_few")
    # Everybody new is on the web and everybody ended on the phone: the two margins cannot both hold.
    both = {"stage": ["new", "new", "ended"], "channel": ["web", "web", "phone"]}
    wanted = {"stage": {"new": 0.9, "ended": 0.1}, "channel": {"web": 0.1, "phone": 0.9}}
    assert rake(both, wanted) == Unmeasurable("no_convergence")
    assert rake(stages, {"stage": {"new": 0.1, "ended": 0.9}}, caps=(0.9, 1.1)) == Unmeasurable("no_convergence")


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=30, max_size=80), st.floats(0.2, 0.8)
)
@settings(deadline=None)
def test_margins_hold_and_order_does_not_matter(people, share):
    stages, channels = (list(each) for each in zip(*people, strict=True))
    population = {"stage": {"a": share, "b": 1 - share}, "channel": {"x": 2, "y": 1, "z": 1}}
    found = rake({"stage": stages, "channel": channels}, population)
    if isinstance(found, Unmeasurable):
        assert found.reason in ("empty_margin", "no_convergence")
        return
    assert found.weights.sum() == pytest.approx(len(people))
    assert found.weights[np.array(stages) == "a"].sum() == pytest.approx(share * len(people))
    assert found.weights[np.array(channels) == "x"].sum() == pytest.approx(len(people) / 2)
    assert found.effective <= len(people) + 1e-9
    back = rake({"stage": stages[::-1], "channel": channels[::-1]}, population)
    assert back.weights[::-1] == pytest.approx(found.weights)
