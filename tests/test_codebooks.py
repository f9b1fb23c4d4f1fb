"""The shipped codebooks: whole in three languages, none catching everything, and measured on answers held out."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from cxlib import __main__ as line
from cxlib.evaluation.labelled import Row, labelled_rows, listed
from cxlib.loading.codebooks import FOLDER
from cxlib.loading.codebooks import shipped as read_shipped
from cxlib.terms.codebook import Codebook
from cxlib.text import themes, voikko
from cxlib.text.words import forms, lexicon

NAMES = ("banking", "public_service", "telecom")
LABELLED = Path(__file__).parent / "text" / "labelled"
#: Micro-F1 on the rows held out, less a margin: a change that costs more than a few answers is seen.
LEAST = {"fi": 0.72, "sv": 0.70, "en": 0.79}
#: What a pattern may match of answers that name none of what its theme is about.
PLAIN = {
    "fi": ("Kaikki hyvin", "Ei kommentoitavaa", "Olen asiakas", "Se oli siinä tänään", "Ihan ok", "Kiitos", "en tiedä"),
    "sv": ("Allt är bra", "Ingen kommentar", "Jag är kund här", "Det var så i dag", "Helt okej", "Tack", "vet inte"),
    "en": ("All good", "No comment", "I am a customer", "It was what it was", "Just okay", "Thank you", "no opinion"),
}


@cache
def shipped() -> dict[str, Codebook]:
    return read_shipped()


@pytest.mark.parametrize("name", NAMES)
def test_every_theme_is_whole_in_three_languages(name: str) -> None:
    for theme in shipped()[name].themes:
        assert all((theme.owner.fi, theme.owner.sv, theme.owner.en)), theme.id
        assert {pattern.language for pattern in theme.patterns} == {"fi", "sv", "en"}, theme.id
        assert all((theme.label.fi, theme.label.sv, theme.label.en)), theme.id
        assert theme.polarity in {"negative", "positive"}, theme.id


@pytest.mark.parametrize("language", sorted(PLAIN))
def test_an_answer_that_says_nothing_has_no_theme(language: str) -> None:
    for name, book in shipped().items():
        matcher = themes.matcher(book, lexicon())
        found = {text: matcher.themes(forms(text), text, language) for text in PLAIN[language]}
        assert not any(found.values()), (name, found)


@pytest.mark.parametrize("language", sorted(PLAIN))
def test_no_theme_catches_a_third_of_all_answers(language: str) -> None:
    rows = labelled_rows(LABELLED / f"codebook_{language}.csv", "themes")
    caught = Counter(theme for row in rows for theme in _found(shipped()[row["domain"]], row, language))
    assert caught
    assert max(caught.values()) < len(rows) / 3, caught.most_common(3)


def test_a_theme_of_several_codebooks_is_the_same_in_each() -> None:
    patterns = defaultdict(set)
    for book in shipped().values():
        for theme in book.themes:
            patterns[theme.id].add((theme.label, theme.patterns))
    assert {name for name, kinds in patterns.items() if len(kinds) > 1} == set()


@pytest.mark.parametrize("engine", ["on", "off"])
@pytest.mark.parametrize("language", sorted(LEAST))
def test_the_level_on_answers_held_out(language: str, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(voikko.SWITCH, engine)
    if engine == "on" and voikko.installed() is None:
        pytest.skip("Voikko is not installed here: apt-get install libvoikko1 voikko-fi")
    rows = [row for row in labelled_rows(LABELLED / f"codebook_{language}.csv", "themes") if row["row"] % 2]
    right = wrong = 0
    for row in rows:
        found, given = _found(shipped()[row["domain"]], row, language), set(map(str, listed(row, "themes")))
        right, wrong = right + len(found & given), wrong + len(found ^ given)
    assert 2 * right / (2 * right + wrong) >= LEAST[language]


def _found(book: Codebook, row: Row, language: str) -> set[str]:
    return set(themes.matcher(book, lexicon()).themes(forms(row["text"]), row["text"], language))


def test_the_command_line_lists_and_copies_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CX_DATA", str(tmp_path))
    assert line.main(["codebook", "--list"]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in NAMES)
    assert line.main(["codebook", "--use", "telecom"]) == 0
    copied = tmp_path / "codebook.toml"
    assert copied.read_bytes() == (FOLDER / "telecom.toml").read_bytes()
    copied.write_text("mine", "utf-8")
    assert line.main(["codebook", "--use", "banking"]) == 1
    assert "is there already" in capsys.readouterr().err
    assert copied.read_text("utf-8") == "mine"


def test_an_unknown_codebook_and_a_folder_that_is_not_there_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CX_DATA", str(tmp_path / "none"))
    assert line.main(["codebook", "--use", "../banking"]) == 1
    assert "banking, public_service, telecom" in capsys.readouterr().err
    assert line.main(["codebook", "--use", "banking"]) == 1
    assert "is not there" in capsys.readouterr().err
