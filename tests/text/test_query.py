"""However a search is typed, it is read as something sensible, and what was read otherwise is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.terms.query import Oddity, Phrase
from cxlib.terms.word import Word
from cxlib.text.query import read_query
from cxlib.text.search import matches, search_spans
from cxlib.text.words import Lexicon, page_lexicon

TEXT = "Asiakaspalvelussa odotin tunnin, mutta hyvää palvelua sain chatissa."

MET = [
    "palvelu odottaa",
    "palvelu AND odottaa",
    "palvelu JA odottaa",
    "palvelu ja odottaa",
    "palvelu OR lasku",
    "lasku TAI palvelu",
    "lasku eller palvelu",
    "lasku | palvelu",
    "lasku TAI korko TAI palvelu odottaa",
    "palvelu -lasku",
    "palvelu NOT lasku",
    '"hyvää palvelua"',
    "”hyvää palvelua”",
    '"hyvaa palvelua"',
    '"odotin tunnin" palvelu',
    '"hyvää palvelua',
    "palv*",
    "*spalvel*",
    "-lasku",
    "PALVELU",
]
UNMET = [
    "palvelu lasku",
    "lasku TAI korko odottaa",
    "palvelu -odottaa",
    "palvelu NOT odottaa",
    '"palvelua hyvää"',
    '"hyvä palvelu"',
    'odottaa -"hyvää palvelua"',
    "*xyz*",
    "-palvelu",
    "%",
    "",
    "   ",
    '"" ( ) *',
]


@pytest.mark.parametrize("query", MET)
def test_met(words: Lexicon, query: str) -> None:
    assert matches(query, TEXT, "fi", words=words)


@pytest.mark.parametrize("query", UNMET)
def test_unmet(words: Lexicon, query: str) -> None:
    assert not matches(query, TEXT, "fi", words=words)


ODD: list[tuple[str, tuple[Oddity, ...]]] = [
    ("%", ("only_marks",)),
    ("?!...", ("only_marks",)),
    ('"hyvä palvelu', ("unclosed_quote",)),
    ("(lasku TAI hinta)", ("parentheses",)),
    ("TAI lasku", ("nothing_to_join",)),
    ("lasku TAI", ("nothing_to_join",)),
    ("p* lasku", ("short_beginning",)),
    ("yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän", ("too_many_words",)),
    ("a" * 201, ("too_long",)),
    ("odottaa", ()),
    ("", ()),
]


@pytest.mark.parametrize(("query", "odd"), ODD)
def test_what_is_read_otherwise_is_told(query: str, odd: tuple[Oddity, ...]) -> None:
    assert read_query(query, live=False).odd == odd


def test_words_that_customers_write_are_no_operators(words: Lexicon) -> None:
    """`ei`, `inte` and `not` in small letters are looked for; a query in capitals leaves nothing out."""
    assert matches("ei toimi", "Mikään ei toimi", "fi", words=words)
    assert not matches("ei toimi", "Kaikki toimii", "fi", words=words)
    assert matches("NOT GOOD", "Not good at all", "en", words=words)


def test_anywhere_in_a_word(words: Lexicon) -> None:
    assert not matches("lasku", "Laskutus on sekava", "fi", words=words)
    assert matches("lasku", "Laskutus on sekava", "fi", words=words, wide=True)


def test_a_query_says_how_it_was_read() -> None:
    found = read_query('jonotti lasku* TAI *hinta* -"ihan ok"', live=False)
    assert [[one.manner for one in group] for group in found.asked] == [["word"], ["beginning", "inside"]]
    assert [one.typed for one in found.refused] == ["ihan ok"]
    (phrase,) = found.without
    assert isinstance(phrase, Phrase)
    assert phrase.forms == ("ihan", "ok")


def test_typed_without_dots_in_any_form() -> None:
    """Vowel harmony does not tell where the dots of a compound go; the store's own words do."""
    stored = Word("sähköpostia", "fi", ("sähköposti",), ("sähkö", "posti"))
    page = page_lexicon(lambda form: (stored,) if form == stored.form else (), lambda form: (stored,))
    assert "sähköposti" in page.alternatives("sahkopostia")
    assert matches("rorlig", "Räntan är rörlig", "sv")


def test_a_phrase_is_marked_as_one_place(words: Lexicon) -> None:
    (span,) = search_spans(TEXT, "fi", read_query('"hyvää palvelua"', words=words).words, words)
    assert TEXT[span.start : span.end] == "hyvää palvelua"


@given(st.text(alphabet=st.sampled_from('abÄö "-*|()ORNTAI%\\n'), max_size=60), st.booleans())
def test_anything_can_be_typed(query: str, wide: bool) -> None:
    found = read_query(query, wide=wide)
    assert len(found.words) == len(found.asked) or len(set(found.words)) <= len(found.asked)
    assert found.is_empty <= (not query.strip() or bool(found.odd))
    assert matches(query, query, "fi", wide=wide) in {True, False}
