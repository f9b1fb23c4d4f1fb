"""A search finds every form of a word and every compound with it, while the last word is still being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.terms.word import Word
from cxlib.text.query import read_query
from cxlib.text.search import matches, search_spans
from cxlib.text.words import Lexicon, page_lexicon, tokens


def finds(query: str, text: str, language: str, words: Lexicon) -> bool:
    return matches(query, text, language, words=words)


FOUND = [
    ("palvelu", "Asiakaspalvelussa jonotin", "fi"),
    ("palvelussa", "Hyvää palvelua", "fi"),
    ("asiakaspalvelu", "Asiakaspalvelunne on hyvä", "fi"),
    ("tyytyvainen", "Olen tyytyväinen", "fi"),
    ("tyytyväinen", "olen tyytyvainen", "fi"),
    ("tyytyväisiä", "olen tyytyväinen", "fi"),
    ("jonottaa puhelin", "Jonotin puhelimessa", "fi"),
    ("lasku*", "Laskutus on sekava", "fi"),
    ("lasku", "Laskuissa virheitä", "fi"),
    ("odottaa", "Odotettu vastaus tuli", "fi"),
    ("kundtjänst", "Kundtjänsten svarade inte", "sv"),
    ("kundtjanst", "Kundtjänsten svarade inte", "sv"),
    ("faktura", "fakturorna är fel", "sv"),
    ("waiting", "Had to wait", "en"),
    ("queues", "the queue was long", "en"),
]
NOT_FOUND = [
    ("asiakaspalvelu", "Hyvää palvelua", "fi"),
    ("lasku", "Laskutus on sekava", "fi"),
    ("palvelu pankki", "Hyvää palvelua", "fi"),
    ("henkilö", "Kiitos [henkilö]!", "fi"),
    ("", "Hyvää palvelua", "fi"),
    ("?!", "Hyvää palvelua", "fi"),
]


@pytest.mark.parametrize(("query", "text", "language"), FOUND)
def test_found(words: Lexicon, query: str, text: str, language: str) -> None:
    assert finds(query, text, language, words)
    assert search_spans(text, language, read_query(query, words=words).words, words)


@pytest.mark.parametrize(("query", "text", "language"), NOT_FOUND)
def test_not_found(words: Lexicon, query: str, text: str, language: str) -> None:
    assert not finds(query, text, language, words)


def test_hits_are_marked_where_they_stand(words: Lexicon) -> None:
    text = "Palvelu! Kysyin [henkilö] asiakaspalvelusta, en laskusta."
    spans = search_spans(text, "fi", read_query("palvelu", words=words).words, words)
    assert [text[span.start : span.end] for span in spans] == ["Palvelu", "asiakaspalvelusta"]


@pytest.mark.parametrize(("query", "text"), [("laskutu", "Laskutus on sekava"), ("chatbott", "Chatbotti ei auttanut")])
def test_a_word_still_being_typed_is_a_beginning(words: Lexicon, query: str, text: str) -> None:
    assert search_spans(text, "fi", read_query(query, words=words).words, words)
    assert not finds(query, text, "fi", words)


def test_a_finished_word_is_not_a_beginning(words: Lexicon) -> None:
    assert read_query("laskutuk", words=words).words[0][-1] == "laskutuk*"
    assert not any(key.endswith("*") for key in read_query("laskutuk ", words=words).words[0])
    assert not any(key.endswith("*") for key in read_query("laskutuk", words=words, live=False).words[0])
    assert not any(key.endswith("*") for key in read_query("lasku", words=words).words[0])


def test_the_page_finds_by_the_stores_words_what_no_dictionary_there_knows() -> None:
    stored = {
        "köerna": Word("köerna", "sv", ("kö",), ()),
        "telefonköerna": Word("telefonköerna", "sv", ("telefonkö",), ("telefon", "kö")),
    }
    page = page_lexicon(lambda form: (stored[form],) if form in stored else ())
    asked = read_query("köerna", words=page).words
    assert asked == (("köerna", "kö"),)
    text = "Långa telefonköerna"
    (span,) = search_spans(text, "sv", asked, page)
    assert text[span.start : span.end] == "telefonköerna"


def test_a_query_is_short_however_long_it_is_typed() -> None:
    assert len(read_query("sana" * 100_000 + " toinen").words) == 1
    assert len(read_query(" ".join(f"sana{n}" for n in range(100))).words) <= 8


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_query_can_be_typed_and_marks_lie_within_the_text(query: str, text: str) -> None:
    for span in search_spans(text, "fi", read_query(query).words):
        assert 0 <= span.start < span.end <= len(text)
    assert all(alternatives for alternatives in read_query(query).words)


def test_every_token_marked_is_a_token() -> None:
    text = "palvelu, palvelut"
    places = {(token.start, token.end) for token in tokens(text)}
    assert {(span.start, span.end) for span in search_spans(text, "fi", read_query("palvelu*").words)} == places
