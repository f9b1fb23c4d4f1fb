"""Erasing from the page: what would go is shown first, it goes when that is confirmed, and the server lets go too."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cxlib import erasure, loading
from cxlib.app import source
from cxlib.app.forgetting import drop_if_erased
from cxlib.store.folder import current
from tests import small_survey
from tests.small_survey import line, write

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = small_survey.settle(tmp_path / "bank")
    rows = [line(f"R{n}", nps=n % 11, why=f"Jonotin {n} minuuttia", customer=f"C{n}") for n in range(20)]
    loading.import_files(here, [write(tmp_path / "eka.csv", rows)], "own")
    monkeypatch.setenv("CX_DATA", str(here))
    return here


def run(at: AppTest) -> AppTest:
    at.run()
    assert not at.exception, at.exception[0].stack_trace
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label.startswith(label)).click()
    return run(at)


def look_for(at: AppTest, name: str) -> AppTest:
    next(field for field in at.text_input if field.label == "Tunniste").set_value(name)
    return press(at, "Katso, mitä poistuisi")


def said(at: AppTest) -> str:
    texts = [*at.markdown, *at.warning, *at.success, *at.error]
    return "\n".join(str(text.value) for text in texts).replace("\\", "")


def test_shown_confirmed_erased_and_unblocked(folder: Path) -> None:
    at = AppTest.from_file(str(ROOT / "cxlib" / "app" / "router.py"), default_timeout=60)
    at.context = {"locale": "fi-FI", "theme": "light"}
    run(at).switch_page("../../pages/importing.py")
    before = current(folder)
    at = look_for(run(at), "C7")
    assert "Poistuisi 1 vastaus, siinä 1 avoin vastaus." in said(at)
    assert "Poistoa ei voi perua" in said(at)
    assert next(button for button in at.button if button.label == "Poista lopullisesti").disabled
    assert current(folder) == before
    next(box for box in at.checkbox if box.label.startswith("Ymmärrän")).check()
    at = press(run(at), "Poista lopullisesti")
    assert "1 vastaus poistettiin." in said(at)
    assert erasure.expected(folder, "C7").is_blocked
    at = look_for(at, "C7")
    assert "se on poistettu jo aiemmin" in said(at)
    at = press(at, "Pura esto")
    assert "Esto on purettu" in said(at)
    assert not erasure.expected(folder, "C7").is_blocked


def test_a_server_lets_go_of_what_was_erased(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import leaves what is kept in memory alone; an erasure, by whichever process, empties it."""
    cleared: list[str] = []
    monkeypatch.setattr(st.cache_data, "clear", lambda: cleared.append("data"))
    first = source.opened()
    kept, key = weakref.ref(first), first.key
    before = source.served_names()
    loading.import_files(folder, [write(folder.parent / "toka.csv", [line("R90", nps=3)])], "own")
    drop_if_erased(before)
    assert not cleared
    assert first.store.quarters()
    before = source.served_names()
    erasure.erase(folder, loading.organisation(folder).programme, "C7")
    drop_if_erased(before)
    assert cleared == ["data"]
    del first
    gc.collect()
    assert kept() is None  # nobody holds the snapshot, nor anything read from it
    fresh = source.opened()
    assert fresh.key != key
    assert fresh.store.quarters()


def test_a_server_lets_go_of_posts_that_were_erased(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Posts have a store of their own, and the survey's snapshot stays as it is when one of them is erased."""
    cleared: list[str] = []
    monkeypatch.setattr(st.cache_data, "clear", lambda: cleared.append("data"))
    posts = folder.parent / "posts.csv"
    lines = ["post_id,created_at,platform,text,sentiment"]
    posts.write_text("\n".join(lines + [f"P{n},2026-05-{n:02},X,Kiitos {n},positive" for n in range(1, 13)]), "utf-8")
    loading.import_files(folder, [posts], "social_posts")
    survey, before = current(folder), source.served_names()
    drop_if_erased(before)
    assert not cleared
    erasure.erase(folder, loading.organisation(folder).programme, "P7")
    assert current(folder) == survey
    assert source.served_names() != before
    drop_if_erased(before)
    assert cleared == ["data"]
