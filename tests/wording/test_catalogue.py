"""Every sentence of the code is translated, whole, with the same placeholders."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from cxlib.wording.catalogue import TRANSLATED, faults, sentences, translations, update
from cxlib.wording.tongue import LOCALE_FOLDER

EMPTY = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_of_the_code_is_missing_empty_doubtful_or_has_other_placeholders(language: str) -> None:
    assert faults(language) == [], "python -m cxlib.wording.catalogue adds new sentences; then write their translations"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_of_a_sentence_that_is_gone(language: str) -> None:
    used = {message.id for message in sentences()}
    assert [message.id for message in translations(language) if message.id not in used] == []


def test_pages_and_tables_are_read() -> None:
    found = {message.id for message in sentences()}
    assert "todellinen nousu" in found
    assert ("{n} vastaus", "{n} vastausta") in found


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    code = 'title = _("Kaksi {n}")\nmany = t.ngettext("{n} syy", "{n} syytä", n)\n'
    (tmp_path / "pages" / "page.py").write_text(code, encoding="utf-8")
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kuulo.po").write_text(EMPTY, encoding="utf-8")
    return tmp_path


def translate(small: Path, text: str) -> list[str]:
    (small / "locale" / "en" / "LC_MESSAGES" / "kuulo.po").write_text(EMPTY + text, encoding="utf-8")
    return faults("en", small, small / "locale")


def test_each_fault_is_found(small: Path) -> None:
    assert translate(small, "") == ["missing: Kaksi {n}", "missing: {n} syy"]
    good = 'msgid "{n} syy"\nmsgid_plural "{n} syytä"\nmsgstr[0] "{n} cause"\nmsgstr[1] "{n} causes"\n'
    assert translate(small, good + '\nmsgid "Kaksi {n}"\nmsgstr ""\n') == ["not translated: Kaksi {n}"]
    assert translate(small, good + '\nmsgid "Kaksi {n}"\nmsgstr "Two {m}"\n') == ["other placeholders: Kaksi {n}"]
    assert translate(small, good + '\n#, fuzzy\nmsgid "Kaksi {n}"\nmsgstr "Two {n}"\n') == ["doubtful: Kaksi {n}"]
    assert translate(small, good + '\nmsgid "Kaksi {n}"\nmsgstr "Two {n}"\n') == []


def test_an_update_adds_what_is_new_drops_what_is_gone_and_keeps_the_rest(small: Path) -> None:
    translate(small, 'msgid "Kaksi {n}"\nmsgstr "Two {n}"\n\nmsgid "Poissa"\nmsgstr "Gone"\n')
    update("en", small, small / "locale")
    catalogue = translations("en", small / "locale")
    assert catalogue["Kaksi {n}"].string == "Two {n}"
    assert catalogue["{n} syy"].string == ("", "")
    assert catalogue.get("Poissa") is None


@pytest.mark.parametrize("language", TRANSLATED)
def test_an_update_that_changes_nothing_changes_no_byte(language: str, tmp_path: Path) -> None:
    shutil.copytree(LOCALE_FOLDER, tmp_path / "locale")
    file = tmp_path / "locale" / language / "LC_MESSAGES" / "kuulo.po"
    before = file.read_bytes()
    update(language, folder=tmp_path / "locale")
    assert file.read_bytes() == before


def test_no_sentence_is_markup_or_a_term_of_statistics() -> None:
    """Pages decide how text is rendered, and nobody is told that something is statistically significant."""
    for message in sentences():
        ours = all(place.startswith("cxlib/wording/") for place, _ in message.locations)
        for form in message.id if isinstance(message.id, tuple) else (message.id,):
            assert not ours or not set("*<>`[]_") & set(re.sub(r"{.*?}", "", form)), form
            assert "merkitsev" not in form.lower(), form
