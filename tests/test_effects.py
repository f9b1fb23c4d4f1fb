"""The bank's two actions: the call-back helped, and the letters did not; what cannot be known is said to be so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.demo import truths
from cxlib.effects import action_results
from cxlib.errors import SelectionError
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.action import Action, ActionResult
from cxlib.terms.quarter import Quarter


@pytest.fixture(scope="module")
def here(built_demo: Path) -> loading.Organisation:
    return loading.organisation(built_demo)


@pytest.fixture(scope="module")
def store(here: loading.Organisation) -> FeedbackStore:
    return loading.open_store(here)


@pytest.fixture(scope="module")
def actions(here: loading.Organisation) -> dict[str, Action]:
    return {action.id: action for action in loading.actions(here)}


def judged(
    here: loading.Organisation, store: FeedbackStore, action: Action, quarter: Quarter | None = None
) -> ActionResult:
    (result,) = action_results(store, here.programme, [action], quarter)
    return result


def test_the_demo_brings_its_actions(actions: dict[str, Action]) -> None:
    callback, letters = actions["callback"], actions["letters"]
    assert callback.segment == (("channel", (truths.ACTION_CHANNEL,)),)
    assert (callback.started, callback.chosen_quarter) == (truths.ACTION_QUARTER, truths.SELECTION_QUARTER)
    assert letters.started == truths.USELESS_ACTION_QUARTER


def test_the_callback_helped(here: loading.Organisation, store: FeedbackStore, actions: dict[str, Action]) -> None:
    result = judged(here, store, actions["callback"])
    assert result.verdict == "helped"
    assert result.effect is not None
    assert result.low is not None
    # Half a step of the 0–10 scale and fewer queues are five to eight points of the index.
    assert 3 < result.effect < 11
    assert 0 < result.low < result.effect
    assert result.p is not None
    assert result.p < 0.01
    assert result.version == 1  # one definition on both sides, though the index was revised in the same quarter
    assert truths.SELECTION_QUARTER not in result.baseline
    assert [point.quarter for point in result.study if point.chosen] == [truths.SELECTION_QUARTER]


def test_the_chosen_quarter_would_have_flattered_it(
    here: loading.Organisation, store: FeedbackStore, actions: dict[str, Action]
) -> None:
    honest = judged(here, store, actions["callback"])
    dip = next(point for point in honest.study if point.chosen)
    assert dip.effect < -3
    flattered = judged(here, store, replace(actions["callback"], chosen_quarter=None))
    assert flattered.effect is not None
    assert honest.effect is not None
    assert flattered.effect > honest.effect + 0.5


def test_the_letters_have_no_evidence(
    here: loading.Organisation, store: FeedbackStore, actions: dict[str, Action]
) -> None:
    result = judged(here, store, actions["letters"])
    assert result.verdict == "no_evidence"
    assert result.low is not None
    assert result.high is not None
    assert result.low < 0 < result.high


def test_too_early(here: loading.Organisation, store: FeedbackStore, actions: dict[str, Action]) -> None:
    assert judged(here, store, actions["callback"], truths.ACTION_QUARTER).verdict == "too_early"
    assert judged(here, store, actions["callback"], truths.SELECTION_QUARTER).verdict == "too_early"
    assert judged(here, store, actions["callback"], Quarter(2026, 2)).verdict == "helped"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"segment": (("channel", ("web", "app", "phone", "branch")),), "units": ("channel",)}, "no_control"),
        ({"segment": (("channel", ("phone",)),), "units": ("channel",)}, "too_few_units"),
        ({"segment": (("stage", ("nobody",)),), "units": ("stage", "channel")}, "no_touched"),
        ({"started": truths.FIRST_QUARTER, "chosen_quarter": None}, "no_baseline"),
        ({"started": truths.FIRST_QUARTER.next, "chosen_quarter": truths.FIRST_QUARTER}, "no_baseline"),
    ],
)
def test_what_cannot_be_known_has_its_reason(
    here: loading.Organisation,
    store: FeedbackStore,
    actions: dict[str, Action],
    change: dict[str, object],
    reason: str,
) -> None:
    result = judged(here, store, replace(actions["callback"], **change))  # type: ignore[arg-type]
    assert (result.verdict, result.reason) == ("cannot_be_known", reason)
    assert result.effect is None


def test_without_an_index_nothing_can_be_known(
    here: loading.Organisation, store: FeedbackStore, actions: dict[str, Action]
) -> None:
    (result,) = action_results(store, replace(here.programme, index_versions=()), [actions["callback"]])
    assert (result.verdict, result.reason) == ("cannot_be_known", "no_index")


def test_too_many_units_are_refused_with_the_way_out(
    here: loading.Organisation, store: FeedbackStore, actions: dict[str, Action]
) -> None:
    many = replace(actions["callback"], units=("channel", "product", "touchpoint", "age_group"))
    with pytest.raises(SelectionError, match="Take a dimension out"):
        judged(here, store, many)


def test_the_command_line_tells_the_same(demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actions", "--json"]) == 0
    records = {record["action"]: record for record in json.loads(capsys.readouterr().out)}
    assert records["callback"]["verdict"] == "helped"
    assert records["letters"]["verdict"] == "no_evidence"
    assert main(["actions"]) == 0
    printed = capsys.readouterr().out
    assert records["callback"]["sentence"] in printed
    assert main(["actions", "--quarter", "2030Q1"]) == 1
    assert "There is no quarter" in capsys.readouterr().err
