"""The codebook finds themes by base forms, compounds, phrases and beginnings, and takes them back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.errors import DefinitionError
from cxlib.terms.codebook import Codebook, Pattern, Theme
from cxlib.terms.programme import Label
from cxlib.text.themes import matcher, theme_spans
from cxlib.text.words import Lexicon, forms, lexicon


def theme(theme_id: str, *patterns: Pattern) -> Theme:
    return Theme(theme_id, Label(fi=theme_id), "negative", "ours", patterns=patterns)


CODEBOOK = Codebook(
    "test",
    (
        theme(
            "waiting",
            Pattern("fi", ("jonottaa", "jono", "odotusaika", "vastata puhelin"), ("ei jono", "tarvita jonottaa")),
            Pattern("sv", ("kö", "vänta*")),
            Pattern("en", ("queue", "wait", "on hold")),
        ),
        theme("reasons", Pattern("fi", ("ei kertoa", "ei perustella", "perustelu"))),
        theme("transfers", Pattern("fi", ("pompot*", "pomputtelu", "siirtää toinen"))),
        theme("service", Pattern("fi", ("palvelu",)), Pattern("en", ("service",))),
    ),
)
CASES = [
    ("Jonotin puhelimessa tunnin", "fi", ["waiting"]),
    ("jonossa meni ikä", "fi", ["waiting"]),
    ("Puhelinjono on pitkä", "fi", ["waiting"]),
    ("Ei jonoa, hienoa!", "fi", []),
    ("Ei jonoa konttorilla. Puhelimessa jono oli pitkä.", "fi", ["waiting"]),
    ("Ei tarvinnut jonottaa", "fi", []),
    ("Kukaan ei vastaa puhelimeen", "fi", ["waiting"]),
    ("Ei vastattu. Puhelimeni on rikki.", "fi", []),
    ("Minulle ei kukaan kertonut syytä", "fi", ["reasons"]),
    ("Päätöksen perusteluja en saanut", "fi", ["reasons"]),
    ("Minua pompoteltiin viikko", "fi", ["transfers"]),
    ("pomputtelua luukulta toiselle", "fi", ["transfers"]),
    ("siirrettiin aina toiselle henkilölle", "fi", ["transfers"]),
    ("Asiakaspalvelussa jonotin", "fi", ["waiting", "service"]),
    ("Lång telefonkö, fick vänta länge", "sv", ["waiting"]),
    ("Was put on hold, good service", "en", ["waiting", "service"]),
    ("Jonotin", "en", []),
    ("[puhelin] ja [henkilö]", "fi", []),
    ("", "fi", []),
]


@pytest.mark.parametrize(("text", "language", "found"), CASES)
def test_themes(words: Lexicon, text: str, language: str, found: list[str]) -> None:
    assert matcher(CODEBOOK, words).themes(forms(text), text, language) == found


PRAISED = Theme(
    "kept",
    Label(fi="kept"),
    "positive",
    "ours",
    patterns=(
        Pattern("fi", ("lupaus pitää", "ystävällinen")),
        Pattern("sv", ("trevlig",)),
        Pattern("en", ("friendly",)),
    ),
)
UNABLE = theme("unable", Pattern("fi", ("ei osata",), ("en osata",)))


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Lupaukset pidettiin", "fi", ["kept"]),
        ("Lupaukset eivät pitäneet", "fi", []),
        ("Ei ongelmia, ystävällistä väkeä", "fi", ["kept"]),
        ("ei kovin ystävällistä", "fi", []),
        ("Han var trevlig", "sv", ["kept"]),
        ("Han är trevlig inte alls", "sv", []),
        ("They were not very friendly", "en", []),
        ("No complaints, friendly staff", "en", ["kept"]),
        ("Neuvoja ei osannut vastata", "fi", ["unable"]),
        ("En osannut vastata", "fi", []),
    ],
)
def test_what_speaks_well_is_not_met_where_it_is_denied(
    words: Lexicon, text: str, language: str, found: list[str]
) -> None:
    assert matcher(Codebook("test", (PRAISED, UNABLE)), words).themes(forms(text), text, language) == found


@pytest.mark.parametrize(("text", "language", "found"), CASES)
def test_spans_say_the_same_as_themes(words: Lexicon, text: str, language: str, found: list[str]) -> None:
    assert {span.why for span in theme_spans(text, language, CODEBOOK, words)} == set(found)


def test_a_phrase_is_marked_from_its_first_word_to_its_last(words: Lexicon) -> None:
    text = "Siellä ei kukaan kertonut mitään"
    (span,) = theme_spans(text, "fi", CODEBOOK, words)
    assert text[span.start : span.end] == "ei kukaan kertonut"


@pytest.mark.parametrize("entry", ["*", "jo*no", "", "  ", "ei *"])
def test_a_pattern_that_cannot_be_one_is_named(entry: str) -> None:
    broken = Codebook("x", (theme("waiting", Pattern("fi", ("jono", entry))),))
    with pytest.raises(DefinitionError, match="waiting"):
        matcher(broken, lexicon())


@given(st.text(max_size=200))
def test_spans_lie_within_the_text(text: str) -> None:
    for span in theme_spans(text, "fi", CODEBOOK):
        assert 0 <= span.start < span.end <= len(text)
