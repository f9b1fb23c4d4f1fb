"""The bridge of the index: its parts add up, agree with Kitagawa and Shapley, and carry the right errors."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.change import index_change
from cxlib.measures.decomposition import Segment, kitagawa, shapley
from cxlib.measures.intervals import t_quantile
from cxlib.measures.movement import take_apart
from cxlib.measures.narrowing import pooled as pooled_version
from cxlib.measures.revision import link_versions
from cxlib.terms.programme import Component, IndexVersion
from cxlib.terms.quarter import Quarter

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
STAGES, GROUPS = ("new", "ended"), ("web", "phone", "chat")
COMPONENTS = (Component("nps", "nps_category", 0.6), Component("csat", "minmax", 0.4))
VERSION = IndexVersion(1, Q2, COMPONENTS, (("new", 0.3), ("ended", 0.7)))
OTHER = IndexVersion(
    2, Q3, (Component("nps", "nps_category", 0.2), Component("csat", "minmax", 0.8)), VERSION.stage_weights
)


def rows_of(seed, n=160, missing=0.2):
    """Answers of two quarters with everything that moves: mix, means, weights and questions skipped."""
    chance = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "t": chance.integers(0, 2, n),
            "stage": chance.choice(STAGES, n),
            "group": chance.choice(GROUPS, n, p=chance.dirichlet((2, 2, 2))),
            "weight": chance.choice([0.5, 1.0, 2.0], n),
            "nps": chance.choice([0.0, 50.0, 100.0], n),
            "csat": chance.choice([0.0, 25.0, 50.0, 75.0, 100.0], n),
        }
    )
    frame.loc[chance.random(n) < missing, "csat"] = np.nan
    return frame


def tallies_of(frame, moments):
    return {
        (int(t), stage, group): moments(part[["nps", "csat"]], part.weight)
        for (t, stage, group), part in frame.groupby(["t", "stage", "group"])
    }


def by_stage(frame, moments, t):
    return {stage: moments(p[["nps", "csat"]], p.weight) for stage, p in frame[frame.t == t].groupby("stage")}


def level(frame, t, version=VERSION):
    total = 0.0
    for stage, share in version.stage_weights:
        part = frame[(frame.t == t) & (frame.stage == stage)]
        for component in version.components:
            y = part[component.question]
            total += share * component.weight * np.average(y[y.notna()], weights=part.weight[y.notna()])
    return total


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_parts_add_up_to_the_change_exactly(moments, seed):
    frame = rows_of(seed)
    found = take_apart(tallies_of(frame, moments), OTHER, COMPONENTS, link=(VERSION, OTHER, 0))
    within = sum(part.value for part in found.components.values())
    assert found.total.value == pytest.approx(level(frame, 1, OTHER) - level(frame, 0), abs=1e-11)
    assert found.definition.value + found.mix.value + within == pytest.approx(found.total.value, abs=1e-11)
    assert sum(part.value for part in found.group_mix.values()) == pytest.approx(found.mix.value, abs=1e-11)
    assert sum(part.value for part in found.group_within.values()) == pytest.approx(within, abs=1e-11)


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_the_definition_may_be_linked_in_either_quarter(moments, seed):
    frame = rows_of(seed)
    found = take_apart(tallies_of(frame, moments), VERSION, COMPONENTS, link=(VERSION, OTHER, 1))
    assert found.total.value == pytest.approx(level(frame, 1, OTHER) - level(frame, 0), abs=1e-11)
    assert found.definition.value == pytest.approx(level(frame, 1, OTHER) - level(frame, 1), abs=1e-11)


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_it_is_the_shapley_split_over_mix_and_components(moments, seed):
    frame = rows_of(seed)
    tallies = tallies_of(frame, moments)
    found = take_apart(tallies, VERSION, COMPONENTS)

    def index(changed):
        total = 0.0
        for stage, share in VERSION.stage_weights:
            for k, component in enumerate(COMPONENTS):
                here = [[tallies.get((t, stage, group)) for group in GROUPS] for t in (0, 1)]
                answered = [np.array([0.0 if x is None else x.answered[k] for x in row]) for row in here]
                sums = [np.array([0.0 if x is None else x.total[k] for x in row]) for row in here]
                means = [
                    np.divide(t, a, out=np.full(3, np.nan), where=a > 0) for t, a in zip(sums, answered, strict=True)
                ]
                means = [np.where(np.isnan(m), o, m) for m, o in zip(means, means[::-1], strict=True)]
                mix = answered["mix" in changed] / answered["mix" in changed].sum()
                total += share * component.weight * float(np.nansum(mix * means[component.key in changed]))
        return total

    expected = shapley(index, ("mix", *(component.key for component in COMPONENTS)))
    parts = {"mix": found.mix.value, **{key: part.value for key, part in found.components.items()}}
    assert parts == pytest.approx(expected, abs=1e-10)


def test_a_mean_of_all_answers_is_split_as_kitagawa_does(moments):
    frame = rows_of(7, missing=0.0)
    frame["group"] = frame.stage
    found = take_apart(tallies_of(frame, moments), pooled_version(VERSION), COMPONENTS)
    quarters = []
    for t in (0, 1):
        part = frame[frame.t == t]
        y = 0.6 * part.nps + 0.4 * part.csat
        quarters.append(
            {
                s: Segment(g.weight.sum() / part.weight.sum(), np.average(y[g.index], weights=g.weight))
                for s, g in part.groupby("stage")
            }
        )
    expected = kitagawa(*quarters)
    assert (found.mix.value, found.total.value) == pytest.approx((expected.mix, expected.total), abs=1e-10)
    for stage, part in expected.segments.items():
        assert found.group_mix[stage].value == pytest.approx(part.mix, abs=1e-10)
        assert found.group_within[stage].value == pytest.approx(part.within, abs=1e-10)


def test_the_total_has_the_error_of_the_change(moments, repeats_of):
    frame = rows_of(3)
    frame["customer_id"] = np.random.default_rng(3).integers(0, 90, len(frame))
    frame["resp_id"] = np.arange(len(frame))
    places = {(int(t), s, g): p for (t, s, g), p in frame.groupby(["t", "stage", "group"])}
    repeats = {
        (one, other): repeats_of(places[one], places[other], ["nps", "csat"], "weight")
        for one in places
        for other in places
    }
    found = take_apart(tallies_of(frame, moments), VERSION, COMPONENTS, repeats=repeats)
    quarters = (Q2, Q3)
    stages = {}
    for (one, other), tally in repeats.items():
        key = (quarters[one[0]], one[1]), (quarters[other[0]], other[1])
        stages[key] = stages[key] + tally if key in stages else tally
    change = index_change(
        by_stage(frame, moments, 0),
        by_stage(frame, moments, 1),
        VERSION,
        COMPONENTS,
        stages,
        quarters=quarters,
        smallest_group=5,
    )
    half = t_quantile(found.total.degrees) * found.total.standard_error
    assert found.total.value == pytest.approx(change.value, abs=1e-11)
    assert (found.total.value - half, found.total.value + half) == pytest.approx((change.low, change.high), abs=1e-9)


def test_the_definition_has_the_error_of_the_link(moments):
    frame = rows_of(11)
    found = take_apart(tallies_of(frame, moments), OTHER, COMPONENTS, link=(VERSION, OTHER, 0))
    link = link_versions(by_stage(frame, moments, 0), VERSION, OTHER, COMPONENTS, smallest_group=5)
    assert found.definition.value == pytest.approx(link.value, abs=1e-11)
    assert found.definition.standard_error == pytest.approx(link.standard_error, rel=1e-9)


def test_errors_of_mix_and_own_change_agree_with_the_jackknife(moments):
    frame = rows_of(5, n=500)
    whole = take_apart(tallies_of(frame, moments), VERSION, COMPONENTS)
    left_out = []
    for row in frame.index:
        found = take_apart(tallies_of(frame.drop(row), moments), VERSION, COMPONENTS)
        left_out.append([found.mix.value, *(part.value for part in found.components.values())])
    sizes = frame.groupby(["t", "stage"]).weight.transform("size").to_numpy()
    values = pd.DataFrame(left_out)
    centred = values - values.groupby([frame.t, frame.stage]).transform("mean")
    jackknife = np.sqrt(((sizes - 1) / sizes) @ centred.to_numpy() ** 2)
    errors = [whole.mix.standard_error, *(part.standard_error for part in whole.components.values())]
    assert errors == pytest.approx(list(jackknife), rel=0.05)


def test_a_group_of_one_quarter_alone_is_all_mix(moments):
    frame = rows_of(9, missing=0.0)
    frame = frame[(frame.t == 1) | (frame.group != "chat")]
    found = take_apart(tallies_of(frame, moments), VERSION, COMPONENTS)
    assert found.group_within["chat"].value == 0
    assert found.group_mix["chat"].value != 0
    assert found.shares["chat"][0] == 0


def test_without_groups_there_is_no_mix_and_it_is_certain(moments):
    frame = rows_of(4)
    frame["group"] = "all"
    found = take_apart(tallies_of(frame, moments), VERSION, COMPONENTS)
    assert found.mix.value == pytest.approx(0, abs=1e-12)
    assert found.mix.standard_error == 0
    assert found.definition.standard_error == 0
    assert found.total.standard_error > 0


def test_order_and_splitting_change_nothing(moments):
    frame = rows_of(6)
    one = take_apart(tallies_of(frame, moments), VERSION, COMPONENTS)
    halves = [tallies_of(part, moments) for part in (frame.iloc[:70], frame.iloc[70:])]
    joined = dict(reversed(halves[1].items()))
    for place, tally in halves[0].items():
        joined[place] = joined[place] + tally if place in joined else tally
    other = take_apart(joined, VERSION, COMPONENTS)
    for name, part in one.group_mix.items():
        assert other.group_mix[name].value == pytest.approx(part.value, abs=1e-10)
        assert other.group_mix[name].standard_error == pytest.approx(part.standard_error, rel=1e-9)
