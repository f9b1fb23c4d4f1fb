"""Trying out a definition on the bank: the numbers of the pages once published, and nothing that gives away few."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.briefing import make_briefing
from cxlib.demo import truths
from cxlib.errors import SelectionError
from cxlib.measures.trial import all_candidates
from cxlib.revision import ground_of, revision
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Estimate
from cxlib.terms.revision import Grid, Link
from cxlib.terms.selection import Selection

ROOT = Path(__file__).parents[1]
WEIGHTS = {"nps": 0.2, "heard": 0.4}


@pytest.fixture(scope="module")
def here(built_demo: Path) -> loading.Organisation:
    return loading.organisation(built_demo)


@pytest.fixture(scope="module")
def store(here: loading.Organisation) -> FeedbackStore:
    return loading.open_store(here)


def test_the_current_definition_gives_the_published_numbers(here: loading.Organisation, store: FeedbackStore) -> None:
    found = revision(store, here.programme, {})
    briefing = make_briefing(store, here.programme, here.codebook, Selection())
    assert not found.is_changed
    assert isinstance(briefing.cx_index, Estimate)
    assert isinstance(found.now.tried, Estimate)
    assert isinstance(found.now.published, Estimate)
    assert found.now.published.value == pytest.approx(briefing.cx_index.value, abs=1e-9)
    assert found.now.tried.value == pytest.approx(briefing.cx_index.value, abs=1e-9)
    assert found.now.tried.standard_error == pytest.approx(briefing.cx_index.standard_error, abs=1e-9)
    assert found.now.tried.n == briefing.cx_index.n
    published = [line.published.value for line in found.quarters if isinstance(line.published, Estimate)]
    shown = [point.value.value for point in briefing.trend if isinstance(point.value, Estimate)]
    assert published == pytest.approx(shown, abs=1e-9)
    assert len(published) == len(found.quarters)
    assert isinstance(found.now.difference, Link)
    assert found.now.difference.value == pytest.approx(0, abs=1e-9)


def test_a_new_definition_gives_what_its_pages_would_say(here: loading.Organisation, store: FeedbackStore) -> None:
    """The same version, published from the latest quarter on, read by the briefing as any other."""
    found = revision(store, here.programme, WEIGHTS, {"new": 0.4})
    later = replace(found.tried, valid_from=truths.LAST_QUARTER)
    programme = replace(here.programme, index_versions=(*here.programme.index_versions, later))
    briefing = make_briefing(store, programme, here.codebook, Selection())
    assert isinstance(briefing.cx_index, Estimate)
    assert isinstance(found.now.tried, Estimate)
    assert found.now.tried.value == pytest.approx(briefing.cx_index.value, abs=1e-9)
    assert found.now.tried.standard_error == pytest.approx(briefing.cx_index.standard_error, abs=1e-9)
    assert found.tried_change == briefing.change or found.tried_change.value == pytest.approx(briefing.change.value)


def test_history_is_measured_where_all_was_asked_and_linked_before(
    here: loading.Organisation, store: FeedbackStore
) -> None:
    found = revision(store, here.programme, WEIGHTS)
    origins = [line.origin for line in found.quarters]
    first = origins.index("measured")
    assert origins == ["linked"] * first + ["measured"] * (len(origins) - first)
    assert found.overlap == found.quarters[first].quarter
    link = found.quarters[first].difference
    assert isinstance(link, Link)
    for line in found.quarters[:first]:
        assert isinstance(line.tried, Estimate)
        assert isinstance(line.published, Estimate)
        assert line.tried.value == pytest.approx(line.published.value + link.value)
        assert line.tried.standard_error > line.published.standard_error
    without = revision(store, here.programme, {"heard": 0.0})
    assert {line.origin for line in without.quarters} == {"measured"}
    assert without.overlap is None


def test_the_grid_holds_every_way_of_scoring(here: loading.Organisation, store: FeedbackStore) -> None:
    found = revision(store, here.programme, WEIGHTS).grid
    assert isinstance(found, Grid)
    # Seven sets of weights, 2⁴ scorings, two means, two sets of stage weights.
    assert (len(found.rows), found.scenarios) == (7, 7 * 16 * 2 * 2)


def test_a_quarter_with_a_small_stage_is_not_weighed_anew(here: loading.Organisation, store: FeedbackStore) -> None:
    careful = replace(here.programme, smallest_group=130)
    found = revision(store, careful, WEIGHTS)
    small = next(line for line in found.quarters if str(line.quarter) == "2023Q4")
    assert isinstance(small.published, Estimate)
    assert small.tried.reason == "small_group"  # type: ignore[union-attr]
    ground = ground_of(store, careful, all_candidates(careful))
    assert ground.refused(small.quarter) is not None
    assert ground.refused(found.quarter) is None


def test_refusals(here: loading.Organisation, store: FeedbackStore) -> None:
    bare = replace(here.programme, index_versions=())
    with pytest.raises(SelectionError, match="No definition of the index is in force in 2026Q3"):
        revision(store, bare, {})


def test_command_and_page_say_the_same(demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["revise", "--json", "--weights", "nps=0,2", "heard=0.4"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["tried"]["components"]["heard/minmax"] == 0.4
    assert main(["revise", "--weights", "nps=0.2", "heard=0.4"]) == 0
    text = capsys.readouterr().out
    assert record["toml"] in text
    assert all(sentence in text for sentence in record["sentences"])
    assert main(["revise", "--weights", "nps"]) == 1
    assert "'nps' is not a weight." in capsys.readouterr().err
    at = AppTest.from_file(str(ROOT / "cxlib" / "app" / "router.py"), default_timeout=60).run()
    at.switch_page("../../pages/revision.py").run()
    assert not at.exception
    assert "Painot ovat samat kuin nyt" in "\n".join(text.value for text in at.markdown)
    for name, weight in (("nps", 20), ("csat", 25), ("ces", 15), ("heard", 40)):
        at.slider(key=f"weight_2_{name}").set_value(weight)
    at.run()
    assert not at.exception
    page = "\n".join(text.value for text in (*at.markdown, *at.caption)).replace("\\", "")
    assert all(sentence in page for sentence in record["sentences"])
    assert [block.value for block in at.code] == [record["toml"]]
