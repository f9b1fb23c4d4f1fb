"""What goes together with the bank's index: what was planted in its encounters, and nothing where nothing is known."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.demo import truths
from cxlib.drivers import index_drivers
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Withheld
from cxlib.terms.obstacle import Unmeasurable
from tests import small_survey

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def here(built_demo: Path) -> loading.Organisation:
    return loading.organisation(built_demo)


@pytest.fixture(scope="module")
def store(here: loading.Organisation) -> FeedbackStore:
    return loading.open_store(here)


def test_waiting_handling_and_transfers_go_with_a_lower_index(here: loading.Organisation, store: FeedbackStore) -> None:
    result = index_drivers(store, here.programme)
    slopes = {driver.operation: (driver.slope_low, driver.slope_high) for driver in result.drivers}
    for trouble in ("wait_minutes", "handling_days", "transfers"):
        assert slopes[trouble][1] < 0
    assert slopes["first_contact_resolution"][0] > 0
    assert result.explained == pytest.approx(sum(driver.importance for driver in result.drivers))
    assert [driver.operation for driver in result.drivers if driver.is_yes_or_no] == ["first_contact_resolution"]


def test_nobody_is_left_out_for_not_having_waited(here: loading.Organisation, store: FeedbackStore) -> None:
    result = index_drivers(store, here.programme)
    waited = next(driver for driver in result.drivers if driver.operation == "wait_minutes")
    assert waited.measured < result.n < store.respondents(truths.LAST_QUARTER)


def test_the_rows_are_those_of_the_quarter(here: loading.Organisation, store: FeedbackStore) -> None:
    rows = store.encounters(truths.LAST_QUARTER)
    assert len(rows.stage) == store.respondents(truths.LAST_QUARTER)
    assert rows.measured.shape == (len(rows.stage), len(here.programme.operations))
    transfers = [operation.id for operation in here.programme.operations].index("transfers")
    assert np.isfinite(rows.measured[:, transfers]).all()
    tallies = store.index_tally()
    for at, stage in enumerate(rows.stages):
        total = tallies[truths.LAST_QUARTER, stage].total[0]
        assert np.nansum(rows.scores[rows.stage == at, 0]) == pytest.approx(total)


def test_a_question_outside_the_index_goes_with_it_as_anything_else(
    here: loading.Organisation, store: FeedbackStore
) -> None:
    overlap = index_drivers(store, here.programme, truths.OVERLAP_QUARTER)
    heard = next(driver for driver in overlap.drivers if driver.operation == truths.NEW_QUESTION)
    assert heard.slope_low > 0
    assert heard.measured < overlap.n
    assert overlap.pairs_tried == 10
    later = index_drivers(store, here.programme)
    assert truths.NEW_QUESTION not in {driver.operation for driver in later.drivers}
    assert (later.pairs, later.pairs_tried) == ((), 6)  # nothing of the kind is planted


def test_refusals(here: loading.Organisation, store: FeedbackStore) -> None:
    without = replace(here.programme, index_versions=())
    assert index_drivers(store, without).refused == Withheld("no_index", "share")
    unknown = replace(here.programme, operations=())
    assert index_drivers(store, unknown).refused == Unmeasurable("too_few")


def test_command_and_page_say_the_same(demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drivers", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert main(["drivers"]) == 0
    assert record["drivers"][0]["sentence"] in capsys.readouterr().out
    at = AppTest.from_file(str(ROOT / "cxlib" / "app" / "router.py"), default_timeout=60).run()
    at.switch_page("../../pages/drivers.py").run()
    assert not at.exception
    page = "\n".join(text.value for text in at.markdown).replace("\\", "")
    assert record["sentence"] in page
    assert all(driver["name"] in page for driver in record["drivers"])
    assert len(at.get("plotly_chart")) == 2  # the other is of employees beside customers


TOUCHPOINTS = """
[[questions]]
id = "phone_service"
label = "Puhelinpalvelu"
kind = "rating"
scale = [1, 5]
[[questions]]
id = "letter"
label = "Päätöskirje"
kind = "rating"
scale = [1, 5]
"""


def test_ratings_of_touchpoints_that_not_all_have_visited_are_drivers_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The index follows the phone service and hardly the letter; two fifths have met with neither of them."""
    head, _, index = small_survey.PROGRAMME.partition("[[open_questions]]")
    profile = small_survey.PROFILE
    profile += (
        '[[questions]]\nid = "phone_service"\ncolumn = "phone"\n[[questions]]\nid = "letter"\ncolumn = "letter"\n'
    )
    folder = small_survey.settle(
        tmp_path / "own", programme=f"{head}{TOUCHPOINTS}[[open_questions]]{index}", profile=profile
    )
    random = np.random.default_rng(5)
    rows = []
    for number in range(400):
        phone = int(random.integers(1, 6)) if number % 5 in (0, 1) else ""
        letter = int(random.integers(1, 6)) if number % 5 in (1, 2) else ""
        liked = 3 + (0.9 * (phone - 3) if phone else 0) + random.normal(0, 0.8)
        csat = int(np.clip(round(liked), 1, 5))
        nps = int(np.clip(round(2 * liked + random.normal(0, 1.5)), 0, 10))
        rows.append(f"{small_survey.line(f'R{number}', nps=nps, csat=csat)};{phone};{letter}")
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([f"{small_survey.HEADER};phone;letter", *rows]) + "\n", "utf-8")
    monkeypatch.setenv("CX_DATA", str(folder))
    assert main(["import", str(path), "--profile", "own"]) == 0
    capsys.readouterr()
    assert main(["drivers", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    found = {driver["driver"]: driver for driver in record["drivers"]}
    assert set(found) == {"phone_service", "letter"}
    assert record["n"] == 400
    assert (found["phone_service"]["measured"], found["letter"]["measured"]) == (160, 160)
    assert found["phone_service"]["points_low"] > 5
    assert found["letter"]["points_low"] < 0 < found["letter"]["points_high"]
    assert found["phone_service"]["importance"] > 0.1 > found["letter"]["importance"]
    assert record["explained"] == pytest.approx(sum(driver["importance"] for driver in found.values()))
    assert record["pairs_tried"] == 1
