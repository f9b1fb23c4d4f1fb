"""A search finds every form of a word and every compound with it, while the last word is still being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.terms.word import Word
from cxlib.text.search import parse_query, search_spans
from cxlib.text.words import Lexicon, forms, page_lexicon, tokens


def finds(query: str, text: str, language: str, words: Lexicon) -> bool:
    """What a store does with a parsed query: every word met by one of its alternatives."""
    keys = {key for form in forms(text) for key in words.keys(form, language)}
    asked = parse_query(query, words=words)
    return bool(asked) and all(
        any(
            any(key.startswith(wanted[:-1]) for key in keys) if wanted.endswith("*") else wanted in keys
            for wanted in alternatives
        )
        for alternatives in asked
    )


FOUND = [
    ("palvelu", "Asiakaspalvelussa jonotin", "fi"),
    ("palvelussa", "Hyvää palvelua", "fi"),
    ("asiakaspalvelu", "Asiakaspalvelunne on hyvä", "fi"),
    ("tyytyvainen", "Olen tyytyväinen", "fi"),
    ("tyytyväinen", "olen tyytyvainen", "fi"),
    ("tyytyväisiä", "olen tyytyväinen", "fi"),
    ("jonottaa puhelin", "Jonotin puhelimessa", "fi"),
    ("laskutu", "Laskutus on sekava", "fi"),
    ("lasku*", "Laskutus on sekava", "fi"),
    ("lasku", "Laskuissa virheitä", "fi"),
    ("odottaa", "Odotettu vastaus tuli", "fi"),
    ("kundtjänst", "Kundtjänsten svarade inte", "sv"),
    ("kundtjanst", "Kundtjänsten svarade inte", "sv"),
    ("faktura", "fakturorna är fel", "sv"),
    ("waiting", "Had to wait", "en"),
    ("queues", "the queue was long", "en"),
    ("chatbott", "Chatbotti ei auttanut", "fi"),
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
    assert search_spans(text, language, parse_query(query, words=words), words)


@pytest.mark.parametrize(("query", "text", "language"), NOT_FOUND)
def test_not_found(words: Lexicon, query: str, text: str, language: str) -> None:
    assert not finds(query, text, language, words)


def test_hits_are_marked_where_they_stand(words: Lexicon) -> None:
    text = "Palvelu! Kysyin [henkilö] asiakaspalvelusta, en laskusta."
    spans = search_spans(text, "fi", parse_query("palvelu", words=words), words)
    assert [text[span.start : span.end] for span in spans] == ["Palvelu", "asiakaspalvelusta"]


def test_a_finished_word_is_not_a_beginning(words: Lexicon) -> None:
    assert parse_query("laskutuk", words=words)[0][-1] == "laskutuk*"
    assert not any(key.endswith("*") for key in parse_query("laskutuk ", words=words)[0])
    assert not any(key.endswith("*") for key in parse_query("laskutuk", words=words, live=False)[0])
    assert not any(key.endswith("*") for key in parse_query("lasku", words=words)[0])


def test_the_page_finds_by_the_stores_words_what_no_dictionary_there_knows() -> None:
    stored = {
        "köerna": Word("köerna", "sv", ("kö",), ()),
        "telefonköerna": Word("telefonköerna", "sv", ("telefonkö",), ("telefon", "kö")),
    }
    page = page_lexicon(lambda form: (stored[form],) if form in stored else ())
    asked = parse_query("köerna", words=page)
    assert asked == (("köerna", "kö"),)
    text = "Långa telefonköerna"
    (span,) = search_spans(text, "sv", asked, page)
    assert text[span.start : span.end] == "telefonköerna"


def test_a_query_is_short_however_long_it_is_typed() -> None:
    assert len(parse_query("sana" * 100_000 + " toinen")) == 1
    assert len(parse_query(" ".join(f"sana{n}" for n in range(100)))) <= 8


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_query_can_be_typed_and_marks_lie_within_the_text(query: str, text: str) -> None:
    for span in search_spans(text, "fi", parse_query(query)):
        assert 0 <= span.start < span.end <= len(text)
    assert all(alternatives for alternatives in parse_query(query))


def test_every_token_marked_is_a_token() -> None:
    text = "palvelu, palvelut"
    places = {(token.start, token.end) for token in tokens(text)}
    assert {(span.start, span.end) for span in search_spans(text, "fi", parse_query("palvelu*"))} == places
