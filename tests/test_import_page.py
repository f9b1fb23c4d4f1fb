"""The import page as a person uses it: drop, settle, check, import, correct; and begin a folder of one's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.app import importing
from cxlib.store.folder import current
from cxlib.store.rejects import rejected_rows
from tests import small_survey
from tests.loading.test_arrival import UNKNOWN
from tests.small_survey import HEADER, line, write

ROOT = Path(__file__).parents[1]
TITLES = {"fi": "Tuo vastauksia", "sv": "Importera svar", "en": "Import answers"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = small_survey.settle(tmp_path / "bank")
    loading.import_files(here, [write(tmp_path / "eka.csv", [line(f"R{n}", nps=n % 11) for n in range(20)])], "own")
    monkeypatch.setenv("CX_DATA", str(here))
    monkeypatch.setattr(importing, "_BETWEEN_LOOKS", 0.05)
    return here


def opened(**address: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "cxlib" / "app" / "router.py"), default_timeout=60)
    at.context = {"locale": "fi-FI", "theme": "light"}
    at.run()
    at.switch_page("../../pages/importing.py")
    for name, value in address.items():
        at.query_params[name] = value
    return run(at)


def run(at: AppTest) -> AppTest:
    at.run()
    assert not at.exception, at.exception[0].stack_trace
    return at


def drop(at: AppTest, *files: tuple[str, str]) -> AppTest:
    at.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files])
    return press(at, "Katso, mitä tiedostoissa on")


def press(at: AppTest, label: str) -> AppTest:
    (button,) = [button for button in at.button if button.label.startswith(label)]
    button.click()
    return run(at)


def said(at: AppTest) -> str:
    texts = [
        *at.title,
        *at.subheader,
        *at.markdown,
        *at.caption,
        *at.error,
        *at.info,
        *at.success,
        *at.warning,
        *at.code,
    ]
    return "\n".join(str(text.value) for text in texts).replace("\\", "")


@pytest.mark.parametrize("language", TITLES)
def test_the_page_opens_in_every_language(folder: Path, language: str) -> None:
    at = opened(lang=language)
    assert at.title[0].value == TITLES[language]
    assert len(at.file_uploader) == 1


def test_a_known_file_is_checked_imported_and_corrected(folder: Path) -> None:
    at = drop(
        opened(), ("syksy.csv", "\n".join([HEADER, line("S1"), line("S2", nps=15), line("S3", nps=99), line("R9")]))
    )
    assert "Tunnistettu" in said(at)
    press(at, "Tarkista rivit")
    assert "2 riviä hylättiin: arvosana ei ole 0–10 (nps: ”15”; rivit 3, 4)" in said(at)
    assert current(folder) == "cx-000001", "nothing is stored before it is confirmed"
    press(at, "Tuo 2 vastausta")
    assert "1 vastaus tuli mukaan." in said(at), "R9 was imported before"
    assert "2 hylättyä riviä odottaa korjausta." in said(at)
    assert current(folder) == "cx-000002"
    assert not list((folder / "uploads").iterdir())
    assert len(rejected_rows(folder)) == 2
    press(at, "Tuo lisää")
    assert len(at.file_uploader) == 1


def test_an_unknown_file_is_settled_and_its_reading_is_remembered(folder: Path) -> None:
    at = drop(opened(), ("uusi.csv", UNKNOWN))
    assert "Tällaista tiedostoa ei ole tuotu ennen." in said(at)
    press(at, "Tarkista rivit")
    press(at, "Tuo 40 vastausta")
    assert "40 vastausta tuli mukaan." in said(at)
    press(at, "Tuo lisää")
    drop(at, ("uusi.csv", UNKNOWN))
    assert "Tunnistettu" in said(at)
    press(at, "Peruuta")
    assert not list((folder / "uploads").iterdir())


def test_a_file_that_cannot_be_read_is_told_in_the_language_of_the_page(folder: Path) -> None:
    at = drop(opened(), ("tyhja.csv", HEADER + "\n"), ("outo.csv", ""))
    assert "Tiedosto on tyhjä." in said(at)
    assert [button.disabled for button in at.button if button.label == "Tarkista rivit"] == [True]


def test_pressing_without_files_asks_for_one(folder: Path) -> None:
    assert "Pudota ensin vähintään yksi tiedosto." in said(press(opened(), "Katso, mitä tiedostoissa on"))


def test_beside_the_made_up_company_a_folder_of_ones_own_is_begun(
    demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BETWEEN_LOOKS", 0.05)
    at = opened()
    assert "Omat vastauksesi tulevat omaan kansioonsa." in said(at)
    at.text_input(key="own_folder").set_value("../paha")
    assert "Käytä nimessä kirjaimia" in said(run(at))
    at.text_input(key="own_folder").set_value("koe_yritys")
    run(at)
    drop(at, ("uusi.csv", UNKNOWN))
    press(at, "Tarkista rivit")
    press(at, "Tuo 40 vastausta")
    own = demo_folder.parent / "koe_yritys"
    assert os.environ["CX_DATA"] == str(own), "from now on one's own answers are shown"
    assert f"CX_DATA={own}" in said(at)
    assert loading.organisation(own).programme.made_up is False
    assert loading.organisation(demo_folder).programme.made_up is True


def test_the_page_run_past_the_router_shows_nothing() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "importing.py"), default_timeout=60).run()
    assert len(at.error) == 1
    assert not at.title
