"""The next version from the one in force: named weights as they are, the others in proportion, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cxlib.errors import SelectionError
from cxlib.measures.trial import all_candidates, components_with, tried_version
from cxlib.terms.programme import Component, IndexVersion, Label, Programme, Question, Value
from cxlib.terms.quarter import Quarter

LAST = Quarter(2026, 3)
STAGES = (("new", 0.25), ("established", 0.6), ("ended", 0.15))
CURRENT = IndexVersion(
    2,
    Quarter(2026, 1),
    (Component("nps", "nps_category", 0.5), Component("csat", "minmax", 0.3), Component("ces", "minmax", 0.2)),
    STAGES,
    target=64.0,
)
QUESTIONS = (
    Question("nps", Label(), "nps", 0, 10),
    Question("csat", Label(), "csat", 1, 5),
    Question("ces", Label(), "ces", 1, 7),
    Question("heard", Label(), "rating", 1, 5),
)
PROGRAMME = Programme(
    "Test", "fi", QUESTIONS, (), tuple(Value(stage, Label()) for stage, _ in STAGES), (), index_versions=(CURRENT,)
)


def tried(weights=None, stage_weights=None, **changes):
    return tried_version(PROGRAMME, CURRENT, LAST, weights or {}, stage_weights, **changes)


def weights_of(version):
    return {component.key: component.weight for component in version.components}


def test_what_is_not_named_shares_the_rest_as_before():
    version = tried({"heard": 0.2})
    assert weights_of(version) == {
        "nps/nps_category": 0.4,
        "csat/minmax": 0.24,
        "ces/minmax": 0.16,
        "heard/minmax": 0.2,
    }
    assert (version.version, version.valid_from, version.target) == (3, Quarter(2026, 4), 64.0)
    assert version.stage_weights == STAGES


def test_another_scoring_takes_the_place_of_the_one_in_use():
    assert weights_of(tried({"nps/minmax": 0.5})) == {"csat/minmax": 0.3, "ces/minmax": 0.2, "nps/minmax": 0.5}
    assert weights_of(tried({"ces": 0})) == {"nps/nps_category": 0.625, "csat/minmax": 0.375}


def test_stages_share_likewise():
    assert tried(stage_weights={"ended": 0.0}).stage_weights == (("new", 0.294), ("established", 0.706), ("ended", 0.0))


@given(some.lists(some.floats(0, 0.3), min_size=1, max_size=3))
def test_weights_sum_to_one_as_written(chosen):
    version = tried(dict(zip(("nps", "csat", "heard"), chosen, strict=False)))
    assert sum(round(1000 * component.weight) for component in version.components) == 1000
    assert all(component.weight > 0 for component in version.components)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"weights": {"npz": 0.2}}, "There is no question 'npz'. Did you mean 'nps'?"),
        ({"weights": {"csat/nps_category": 0.2}}, "There is no component 'csat/nps_category'."),
        ({"weights": {"nps": 1.2}}, "The weight of 'nps' is 1.2, and a weight lies within 0–1"),
        ({"weights": {"nps": float("nan")}}, "The weight of 'nps' is nan"),
        ({"weights": {"nps": 0.7, "csat": 0.7}}, "The weights must sum to 1, and 0.7 + 0.7 = 1.4."),
        ({"weights": {"nps": 0.1, "csat": 0.1, "ces": 0.1}}, "The weights must sum to 1, and 0.1 + 0.1 + 0.1 = 0.3."),
        ({"stage_weights": {"old": 0.5}}, "There is no stage 'old'."),
        ({"stage_weights": {"new": 1.0, "ended": 0.5}}, "The stage weights must sum to 1, and 1 + 0.5 = 1.5."),
        ({"valid_from": Quarter(2026, 1)}, "A new version cannot begin in 2026Q1: the newest is valid from 2026Q1"),
        ({"target": 101.0}, "The target 101 lies outside the index"),
    ],
)
def test_refusals_name_the_value_and_the_way_out(arguments, said):
    with pytest.raises(SelectionError) as caught:
        tried(**arguments)
    assert str(caught.value).startswith(said)


def test_every_question_can_be_had_two_ways():
    keys = [component.key for component in all_candidates(PROGRAMME)]
    assert keys[:4] == ["nps/nps_category", "nps/minmax", "csat/minmax", "csat/top_box"]
    assert len(keys) == 8
    assert [each.key for each in components_with(PROGRAMME, tried({"heard": 0.1}))][-1] == "heard/minmax"
