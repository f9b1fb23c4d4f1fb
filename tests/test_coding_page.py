"""Coding as a CX team does it: answers come one by one, a key chooses, the code is kept at once and teaches later."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading, theme_reading
from cxlib.__main__ import main
from cxlib.errors import SelectionError
from cxlib.loading.coding import SHEET, Coded, forget_code, keep_code, take_waiting, waiting
from cxlib.text import learned_themes
from cxlib.wording import rereading
from tests import small_bank

ROUTER = Path(__file__).parents[1] / "cxlib" / "app" / "router.py"


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = small_bank.build(tmp_path_factory.mktemp("coding"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CX_DATA", str(folder))
        yield folder


def said(at: AppTest) -> str:
    texts = [*at.markdown, *at.html, *at.error, *at.warning]
    bars = [bar.proto.text for bar in at.get("progress")]
    return "\n".join([*(str(text.value) for text in texts), *bars]).replace("\\", "")


def button(at: AppTest, label: str) -> object:
    return next(one for one in at.button if one.label == label)


def by_people() -> int:
    store = loading.open_store(loading.organisation(loading.data_folder()))
    try:
        return theme_reading.coded_by_people(store)
    finally:
        store.close()


def test_answers_are_coded_one_by_one_and_then_put_to_use(bank: Path) -> None:
    at = AppTest.from_file(str(ROUTER), default_timeout=200)
    at.context = {"locale": "fi-FI", "theme": "light"}
    at.run()
    at.switch_page("../../pages/coding.py")
    at.run()
    assert "Malli opetetaan, kun koodeja on vähintään 100" in said(at)
    button(at, "Hae koodattavat vastaukset").click().run()
    assert not at.exception
    shown = at.session_state["coding_round"].asked
    first, second = shown[0], shown[1]
    assert len({one["answer"] for one in shown}) == len(shown) > 5
    assert f"Koodattu 0 / ehdotettu {len(shown)}" in said(at)
    assert button(at, "Tallenna").disabled

    button(at, "Jonotus").click().run()
    button(at, "Tallenna").click().run()
    assert waiting(bank)[0].themes == ("phone_queue",)
    assert waiting(bank)[0].answer == first["answer"]
    assert f"Koodattu 1 / ehdotettu {len(shown)} · Tallennettu: Jonotus." in said(at)
    button(at, "Ei aihetta").click().run()
    assert [one.themes for one in waiting(bank)] == [("phone_queue",), ()]
    button(at, "Peru edellinen").click().run()
    assert [one.answer for one in waiting(bank)] == [first["answer"]]
    button(at, "Ohita").click().run()
    assert "ohitettu 1" in said(at)
    assert [one.answer for one in waiting(bank)] == [first["answer"]]
    assert by_people() == 0

    button(at, "Opeta malli ja lue vastaukset").click().run()
    assert not at.exception
    assert "Otettiin käyttöön 1 koodi." in said(at)
    assert waiting(bank) == []
    assert by_people() == 1
    assert second["answer"] != first["answer"]


def test_a_code_waits_for_the_very_text_that_was_read(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = loading.organisation(bank)
    assert main(["suggest", "--json", "--limit", "4"]) == 0
    one, other, third, last = json.loads(capsys.readouterr().out)
    keep_code(here, one["answer"], one["text"], ["prices", "phone_queue"])
    keep_code(here, other["answer"], "another text under the same number", ["prices"])
    keep_code(here, third["answer"], third["text"], [])
    keep_code(here, one["answer"], one["text"], ["prices"])
    with pytest.raises(SelectionError, match="Did you mean 'prices'"):
        keep_code(here, last["answer"], last["text"], ["price"])
    assert [(kept.answer, kept.themes) for kept in waiting(bank)] == [
        (other["answer"], ("prices",)),
        (third["answer"], ()),
        (one["answer"], ("prices",)),
    ]
    assert forget_code(bank, third["answer"])
    assert not forget_code(bank, third["answer"])

    assert main(["suggest", "--json", "--limit", "300"]) == 0
    again = {each["answer"] for each in json.loads(capsys.readouterr().out)}
    assert not again & {one["answer"], other["answer"]}
    assert third["answer"] in again

    before = by_people()
    taken = take_waiting(here)
    assert (taken.codes, taken.gone) == (1, 1)
    assert by_people() == before + 1
    assert waiting(bank) == []
    assert main(["code"]) == 1
    assert "No code waits" in capsys.readouterr().err


def test_the_sheet_that_waits_tells_nothing_of_what_was_written(bank: Path) -> None:
    here = loading.organisation(bank)
    keep_code(here, 1, "Ystävällinen virkailija", [])
    with (bank / SHEET).open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert row["answer"] == "1"
    assert len(row["mark"]) == 16
    keep_code(here, 2, "Ystävällinen virkailija", [])
    assert waiting(bank)[0] == Coded(1, (), waiting(bank)[1].mark)
    assert forget_code(bank, 1)
    assert forget_code(bank, 2)


def test_the_page_promises_a_model_from_as_many_codes_as_it_takes() -> None:
    assert (rereading.MODEL_FROM, rereading.THEME_FROM) == (
        learned_themes.FEWEST_CODED,
        learned_themes.FEWEST_OF_A_THEME,
    )
