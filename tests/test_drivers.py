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
