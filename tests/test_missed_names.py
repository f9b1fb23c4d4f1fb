"""A name that redaction missed is gone from every byte of the store once it is reported, and from what comes later."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading, missed_names
from cxlib.app.search import CARDS
from cxlib.errors import SelectionError
from cxlib.store.folder import StoreFolder, current
from cxlib.terms.selection import Search
from cxlib.text.missed_names import FILE
from tests import small_survey
from tests.small_survey import line, write

ROOT = Path(__file__).parents[1]
#: A name that no list has, written small, with nothing around it that says a person.
NAME = "Bzimbo"
LINES = [line(f"R{n}", nps=n % 11, why=f"Jonotin {n} minuuttia") for n in range(12)] + [
    line("R90", nps=3, why=f"olihan siellä {NAME.lower()} jonossa"),
    line("R91", nps=4, why=f"sitten {NAME.lower()}lle soitto"),
    line("R92", nps=5, why="toivo oli hukassa"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = small_survey.settle(tmp_path / "bank")
    loading.import_files(place, [write(tmp_path / "answers.csv", LINES)], "own")
    return place


def texts(folder: Path) -> dict[int, str]:
    store = loading.open_store(loading.organisation(folder))
    answers, _, _ = store.verbatims(Search(), limit=100)
    store.close()
    return {answer.id: answer.text for answer in answers}


def found(folder: Path, *keys: str) -> int:
    store = loading.open_store(loading.organisation(folder))
    _, count, _ = store.verbatims(Search(words=(keys,)), limit=100)
    store.close()
    return count


def report(folder: Path, name: str, answer: int | None = None) -> missed_names.Reported:
    here = loading.organisation(folder)
    return missed_names.report(folder, here.programme, here.codebook, name, answer=answer)


def test_the_name_is_gone_from_the_snapshot_and_from_what_comes_later(folder: Path, tmp_path: Path) -> None:
    answer = next(number for number, text in texts(folder).items() if text.startswith("olihan"))
    before = current(folder)
    done = report(folder, NAME, answer)
    assert (done.answers, done.everywhere) == (2, True)
    assert done.snapshot == current(folder) != before
    written = [path.read_bytes().lower() for path in StoreFolder(folder).store.rglob("*") if path.is_file()]
    assert written
    assert all(NAME.lower().encode() not in content for content in written)
    said = texts(folder)
    assert said[answer] == "olihan siellä [henkilö] jonossa"
    assert "sitten [henkilö] soitto" in said.values()
    assert found(folder, "soitto") == 1
    assert found(folder, "jonottaa") == 12
    assert NAME in (folder / FILE).read_text("utf-8")
    later = write(tmp_path / "later.csv", [line("S1", nps=9, why=f"kiitos, {NAME.lower()}n ansiota")])
    loading.import_files(folder, [later], "own")
    assert "kiitos, [henkilö] ansiota" in texts(folder).values()


def test_an_everyday_word_is_covered_in_its_answer_alone(folder: Path) -> None:
    with pytest.raises(SelectionError, match="everyday word"):
        report(folder, "Toivo")
    answer = next(number for number, text in texts(folder).items() if text.startswith("toivo"))
    done = report(folder, "toivo", answer)
    assert (done.answers, done.everywhere) == (1, False)
    assert texts(folder)[answer] == "[henkilö] oli hukassa"
    assert not (folder / FILE).exists()


@pytest.mark.parametrize("name", ["", "-", "[henkilö]", "x" * 200, "Zvonimir"])
def test_what_is_no_name_of_the_answer_changes_nothing(folder: Path, name: str) -> None:
    before = current(folder)
    with pytest.raises(SelectionError):
        report(folder, name, next(iter(texts(folder))))
    assert current(folder) == before
    assert not (folder / FILE).exists()


def test_every_answer_on_the_page_leads_to_the_form(demo_folder: Path) -> None:
    at = AppTest.from_file(str(ROOT / "cxlib" / "app" / "router.py"), default_timeout=60)
    at.context = {"locale": "fi-FI", "theme": "light"}
    at.run()
    at.switch_page("../../pages/answers.py").run()
    links = re.findall(r"peita=(\d+)", " ".join(str(element.proto.body) for element in at.get("html")))
    assert len(links) == len(set(links)) == CARDS
    at.query_params["peita"] = links[-1]
    at.run()
    before = current(demo_folder)
    at.text_input(key="missed_name_words").input("Zvonimir")
    next(button for button in at.button if button.label == "Peitä nimi").click().run()
    assert "Vastauksessa ei ole tätä nimeä" in at.error[0].value
    assert current(demo_folder) == before
    next(button for button in at.button if button.label == "Peru").click().run()
    assert "peita" not in at.query_params
