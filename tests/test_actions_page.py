"""The page of the actions as its reader meets it: verdicts, pictures, and a way on where nothing is written down."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.effects import action_results
from cxlib.terms.quarter import Quarter
from cxlib.wording.actions import action_sentence
from cxlib.wording.tongue import tongue

ROOT = Path(__file__).parents[1]
TITLES = {"fi": "Mikä auttoi?", "sv": "Vad hjälpte?", "en": "What helped?"}


def opened(**address: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "cxlib" / "app" / "router.py"), default_timeout=60)
    at.context = {"locale": "fi-FI", "theme": "light"}
    at.run()
    at.switch_page("../../pages/actions.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception[0].stack_trace
    return at


def shown(at: AppTest) -> str:
    return "\n".join(str(text.value) for text in [*at.title, *at.markdown]).replace("\\", "")


@pytest.mark.parametrize("language", TITLES)
def test_the_page_says_what_the_measure_says(demo_folder: Path, language: str) -> None:
    here = loading.organisation(demo_folder)
    results = action_results(loading.open_store(here), here.programme, loading.actions(here))
    at = opened(lang=language)
    assert at.title[0].value.replace("\\", "") == TITLES[language]
    page = shown(at)
    for result in results:
        assert result.action.label.text(language) in page
        assert action_sentence(result, tongue(language)) in page
    assert len(at.get("plotly_chart")) == len(results) == 2


def test_an_earlier_quarter_knows_less(demo_folder: Path) -> None:
    at = opened(quarter=str(Quarter(2026, 1)))
    assert "liian aikaista sanoa" in shown(at)
    assert len(at.get("plotly_chart")) == 1


def test_a_wrong_address_gets_a_page_all_the_same(demo_folder: Path) -> None:
    assert "2099Q9" in opened(quarter="2099Q9").text[0].value


def test_without_actions_it_says_where_to_write_them(
    built_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bank"
    shutil.copytree(built_demo, folder)
    (folder / "actions.toml").unlink()
    monkeypatch.setenv("CX_DATA", str(folder))
    at = opened()
    assert "actions.toml" in shown(at)
    assert not at.get("plotly_chart")


def test_the_page_run_past_the_router_shows_nothing() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "actions.py"), default_timeout=60).run()
    assert len(at.error) == 1
    assert not at.title
