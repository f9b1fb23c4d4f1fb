"""The language of an answer: detected from three words on, the survey's for shorter ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.text.language import UNDETERMINED, detect

SENTENCES = {
    "fi": [
        "Jonotin puhelimessa yli tunnin",
        "Todella hyvä palvelu, kiitos!",
        "Sovellus kaatuu aina kirjautuessa",
        "Ei vastattu sähköpostiin kahteen viikkoon",
        "hinnat ovat nousseet liikaa",
        "laina-asia hoitui nopeasti ja helposti",
    ],
    "sv": [
        "Jag fick vänta i telefonkön",
        "Mycket trevlig och kunnig personal",
        "Appen fungerar inte på svenska",
        "Ingen svarade på mitt meddelande",
        "det tog alldeles för lång tid",
        "räntan var högre än vad som lovades",
    ],
    "en": [
        "Had to wait on the phone",
        "Very friendly and helpful staff",
        "The app keeps logging me out",
        "Nobody ever called me back",
        "too many transfers between departments",
        "interest rate was higher than promised",
    ],
}
STRANGERS = [
    "Väga hea ja kiire teenindus, aitäh teile",
    "Sehr guter Service und freundliches Personal",
    "Очень долго ждал ответа по телефону",
    "Muy buena atención al cliente, muchas gracias",
    "Très bon service et personnel sympathique",
]


@pytest.mark.parametrize(("language", "text"), [(name, text) for name, texts in SENTENCES.items() for text in texts])
@pytest.mark.parametrize("survey", ["", "fi", "sv", "en"])
def test_three_words_speak_for_themselves(language: str, text: str, survey: str) -> None:
    assert detect(text, survey) == (language, "detected")


@pytest.mark.parametrize("text", STRANGERS)
def test_other_languages_are_not_taken_for_ours(text: str) -> None:
    assert detect(text, "fi")[0] not in {"fi", "sv", "en"}


@pytest.mark.parametrize("text", ["ok", "chat", "App", "Super", "-", "👍", "", "5", "[henkilö]"])
def test_the_survey_decides_where_the_answer_cannot(text: str) -> None:
    assert detect(text, "sv")[0] == "sv"
    assert detect(text, "fi")[0] == "fi"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hyvä", "fi"),
        ("Great service", "en"),
        ("Mycket bra", "sv"),
        ("ei mitään", "fi"),
        ("nothing", "en"),
        ("Nej", "sv"),
    ],
)
@pytest.mark.parametrize("survey", ["fi", "sv", "en"])
def test_one_or_two_clear_words_outweigh_the_survey(text: str, language: str, survey: str) -> None:
    assert detect(text, survey) == (language, "detected")


def test_nothing_to_go_by_is_said() -> None:
    assert detect("-") == (UNDETERMINED, "unknown")


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    language, source = detect(text, "fi")
    assert language
    assert source in {"detected", "survey"}
