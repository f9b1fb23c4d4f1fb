"""What the bank's customers did later: what was planted is found, and nothing where nothing was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.demo import truths
from cxlib.outcomes import customer_outcomes
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Change, Estimate
from cxlib.wording.explanation import answers
from cxlib.wording.tongue import tongue

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def here(built_demo: Path) -> loading.Organisation:
    return loading.organisation(built_demo)


@pytest.fixture(scope="module")
def store(here: loading.Organisation) -> FeedbackStore:
    return loading.open_store(here)


def test_detractors_leave_and_buying_more_has_nothing_to_do_with_it(
    here: loading.Organisation, store: FeedbackStore
) -> None:
    result = customer_outcomes(store, here.programme)
    found = {table.outcome: table.lines[0] for table in result.tables}
    assert list(found) == list(truths.OUTCOME_SHARES)
    for outcome, planted in truths.OUTCOME_SHARES.items():
        for kind, share in found[outcome].shares.items():
            assert isinstance(share, Estimate)
            # Who answered again before being asked after half a year counts by the later score: a little is mixed up.
            assert share.value == pytest.approx(planted[kind], abs=0.03)
        change = found[outcome].difference
        assert isinstance(change, Change)
        assert change.verdict == ("no_real_change" if outcome == "bought_more" else "real_rise")
    bought = next(table for table in result.tables if table.outcome == "bought_more")
    assert {line.difference.verdict for line in bought.lines if isinstance(line.difference, Change)} == {
        "no_real_change"
    }


def test_without_any_there_is_nothing_to_tell(here: loading.Organisation, store: FeedbackStore) -> None:
    bare = customer_outcomes(store, replace(here.programme, outcomes=()))
    assert bare.refused is not None
    assert bare.tables == ()


def test_command_and_page_say_the_same(demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outcomes", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert main(["outcomes"]) == 0
    text = capsys.readouterr().out
    assert record["sentence"] in text
    at = AppTest.from_file(str(ROOT / "cxlib" / "app" / "router.py"), default_timeout=60).run()
    at.switch_page("../../pages/outcomes.py").run()
    assert not at.exception
    page = "\n".join(text.value for text in at.markdown).replace("\\", "")
    assert record["sentence"] in page
    named = [title.value for title in at.subheader]
    for outcome, name in zip(record["outcomes"], named, strict=True):
        assert outcome["name"] == name
        assert outcome["sentence"] in text
        assert outcome["sentence"].removeprefix(f"{name}: ") in page
    cells = "".join(str(html.value) for html in at.html)
    for group in (group for outcome in record["outcomes"] for group in outcome["groups"]):
        known = [group[kind]["n"] for kind in ("promoters", "passives", "detractors") if group[kind]["n"]]
        assert all(f"<br>{answers(n, tongue('fi'))}</td>" in cells for n in known), "no share without its n"
