"""The codebook page as its reader meets it: a pattern is tried as it changes, told wrong, and saved as a version."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib.__main__ import main
from cxlib.intake import read_codebook
from cxlib.loading.codebooks import shipped
from tests import small_bank

ROUTER = Path(__file__).parents[1] / "cxlib" / "app" / "router.py"


def opened(**address: str) -> AppTest:
    at = AppTest.from_file(str(ROUTER), default_timeout=120)
    at.context = {"locale": "fi-FI", "theme": "light"}
    at.run()
    at.switch_page("../../pages/codebook.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception[0].stack_trace
    return at


def said(at: AppTest) -> str:
    texts = [*at.markdown, *at.html, *at.error, *at.warning]
    return "\n".join(str(text.value) for text in texts).replace("\\", "")


def test_a_pattern_is_tried_told_wrong_and_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = small_bank.build(tmp_path)
    monkeypatch.setenv("CX_DATA", str(folder))
    before = (folder / "codebook.toml").read_text("utf-8")
    at = opened()
    page = said(at)
    assert "Samat vastaukset kuin tallennetuilla sanoilla" in page
    assert "jäi ilman teemaa" in page
    assert "<script>document.title" not in page
    assert at.button[0].disabled

    at.text_area[0].set_value("jonossa\na*b").run()
    assert "a*b" in at.error[0].value.replace("\\", "")
    at.text_area[0].set_value("odottaa\nikuisuus").run()
    page = said(at)
    assert ">Odotin</mark>" in page
    assert "Ei osu yksinään mihinkään: ikuisuus" in page

    at.text_area[0].set_value("a*").run()
    at.button[0].click().run()
    assert "Write more before the *" in said(at)
    assert (folder / "codebook.toml").read_text("utf-8") == before

    at.text_area[0].set_value("odottaa\nikuisuus").run()
    at.button[0].click().run()
    assert not at.exception
    codebook = read_codebook(folder / "codebook.toml")
    assert codebook.themes[0].patterns[0].any == ("odottaa", "ikuisuus")
    (kept,) = (folder / "codebook_versions").iterdir()
    assert kept.read_text("utf-8") == before
    assert "Vastaukset on luettu koodikirjan aiemmalla versiolla" in said(at)
    assert "Lue vastaukset uudelleen" in [button.label for button in at.button]
    swedish = opened(lang="sv")
    assert swedish.title[0].value.replace("\\", "") == "Kodboken: vad orden säger"


def test_owner_and_polarity_are_edited_and_a_shipped_codebook_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_bank.build(tmp_path)
    monkeypatch.setenv("CX_DATA", str(folder))
    first = read_codebook(folder / "codebook.toml")
    theme = first.themes[0]
    at = opened()
    assert button(at, f"save_properties_{theme.id}").disabled
    next(one for one in at.selectbox if one.label == "Sävy").set_value("either").run()
    next(one for one in at.text_input if str(one.key).startswith("owner_sv_")).set_value("Kreditberedningen").run()
    button(at, f"save_properties_{theme.id}").click().run()
    assert not at.exception
    second = read_codebook(folder / "codebook.toml")
    assert (second.themes[0].polarity, second.themes[0].owner.sv) == ("either", "Kreditberedningen")
    assert second.themes[0].owner.fi == theme.owner.fi
    assert second.themes[1:] == first.themes[1:]

    at.text_area[0].set_value("odotin").run()
    assert "”odotin” luetaan sanan ”odottaa” muodoksi, joten se osuu myös näihin: odottamaan" in said(at)
    assert "33 teemaa" in said(at)
    button(at, "take_banking").click().run()
    assert not at.exception
    taken = read_codebook(folder / "codebook.toml")
    assert taken.themes == shipped()["banking"].themes
    assert sorted(path.stem for path in (folder / "codebook_versions").iterdir()) == sorted(
        f"codebook-{version}" for version in (first.version, second.version)
    )
    assert main(["codebook", "--use", "telecom"]) == 1
    assert main(["codebook", "--use", "telecom", "--replace"]) == 0
    assert main(["codebook", "--use", "banking", "--replace"]) == 0
    again = read_codebook(folder / "codebook.toml")
    assert again.themes == taken.themes
    assert again.version != taken.version
    assert len(list((folder / "codebook_versions").iterdir())) == 4


def button(at: AppTest, key: str) -> object:
    return next(one for one in at.button if one.key == key)
