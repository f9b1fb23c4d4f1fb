"""Words are found by any of their forms, by the parts of a compound, and without dots; with and without Voikko."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cxlib.terms.word import Word
from cxlib.text import voikko
from cxlib.text.words import Lexicon, forms, page_lexicon, redotted, tokens, undotted

#: What is searched, the language, and a form that must be found by it.
FOUND = [
    ("palvelu", "fi", "asiakaspalvelussa"),
    ("asiakas", "fi", "asiakaspalvelussa"),
    ("palvelu", "fi", "palveluista"),
    ("lasku", "fi", "laskuja"),
    ("pankki", "fi", "pankeissa"),
    ("odottaa", "fi", "odotimme"),
    ("odottaa", "fi", "odotettu"),
    ("saada", "fi", "saanut"),
    ("tehdä", "fi", "tehty"),
    ("jonottaa", "fi", "jonottamaan"),
    ("aika", "fi", "jonotusaika"),
    ("tunnus", "fi", "verkkopankkitunnukset"),
    ("verkkopankki", "fi", "verkkopankkitunnukset"),
    ("strategia", "fi", "cx-strategiasta"),
    ("tyytyvainen", "fi", "tyytyväinen"),
    ("tyytyväinen", "fi", "tyytyvaisia"),
    ("hyvä", "fi", "hyvaa"),
    ("pomputtelu", "fi", "pomputtelua"),
    ("op", "fi", "op:n"),
    ("nordea", "fi", "nordeassa"),
    ("kundtjänst", "sv", "kundtjänsten"),
    ("tjänst", "sv", "kundtjänsten"),
    ("faktura", "sv", "fakturorna"),
    ("kö", "sv", "telefonkön"),
    ("vanta", "sv", "väntade"),
    ("wait", "en", "waiting"),
    ("queue", "en", "queues"),
    ("customer", "en", "customer's"),
]
#: Forms that must not be found by these words.
NOT_FOUND = [
    ("selvä", "fi", "epäselvä"),
    ("sanoa", "fi", "irtisanominen"),
    ("pala", "fi", "palaute"),
    ("puhe", "fi", "puhelin"),
    ("saa", "fi", "saada"),
    ("ande", "sv", "bemötande"),
]


@pytest.mark.parametrize(("searched", "language", "form"), FOUND)
def test_a_word_is_found_by_its_base_form_and_its_parts(
    words: Lexicon, searched: str, language: str, form: str
) -> None:
    assert searched in words.keys(form, language)


@pytest.mark.parametrize(("searched", "language", "form"), NOT_FOUND)
def test_a_word_is_not_found_by_what_only_looks_like_a_part(
    words: Lexicon, searched: str, language: str, form: str
) -> None:
    assert searched not in words.keys(form, language)


def test_keys_are_distinct_and_small(words: Lexicon) -> None:
    keys = words.keys("verkkopankkitunnuksillanne", "fi")
    assert len(keys) == len(set(keys))
    assert all(key == key.lower() for key in keys)


def test_searching_a_compound_does_not_search_its_parts(words: Lexicon) -> None:
    alternatives = words.alternatives("asiakaspalvelussa")
    assert "asiakaspalvelu" in alternatives
    assert "palvelu" not in alternatives


def test_tokens_stand_where_they_say() -> None:
    text = "Hei [henkilö], OP:n CX-strategia – ei toimi!"
    assert [text[token.start : token.end] for token in tokens(text)] == ["Hei", "OP:n", "CX-strategia", "ei", "toimi"]
    assert forms(text) == [token.form for token in tokens(text)]


def test_dots_come_off_and_go_back_on() -> None:
    assert undotted("hyvää yötä") == "hyvaa yota"
    assert redotted(undotted("hyvää")) == "hyvää"
    assert redotted("palvelua") == ""


def test_a_very_long_word_is_a_word(words: Lexicon) -> None:
    assert len(words.keys("a" * 5000, "fi")[0]) < 100


def test_another_language_keeps_its_forms(words: Lexicon) -> None:
    assert words.keys("teenindus", "et") == ("teenindus",)


def test_the_page_takes_stored_words_before_its_own() -> None:
    stored = {"aspassa": Word("aspassa", "fi", ("aspa", "asiakaspalvelu"), ())}

    def known(form: str) -> tuple[Word, ...]:
        return (stored[form],) if form in stored else ()

    page = page_lexicon(known)
    assert page.alternatives("aspassa") == ("aspassa", "aspa", "asiakaspalvelu")
    assert page.keys("aspassa", "fi") == ("aspa", "asiakaspalvelu")
    assert page.knows("aspassa")


@pytest.mark.parametrize("switch", ["on", "off"])
def test_the_page_never_loads_a_dictionary(switch: str) -> None:
    code = (
        "from cxlib.text.query import read_query\n"
        "from cxlib.text.search import search_spans\n"
        "words = read_query('asiakaspalvelussa köerna waited').words\n"
        "search_spans('Asiakaspalvelu jonotti', 'fi', words)\n"
        "from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY as factory\n"
        "assert factory._get_dictionary.cache_info().currsize == 0\n"
    )
    environment = {**__import__("os").environ, voikko.SWITCH: switch}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_voikko_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(voikko.SWITCH, "off")
    assert voikko.installed() is None
    assert voikko.version() == "none"
