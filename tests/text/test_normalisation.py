"""What may be stored: nothing invisible, no lone surrogate, one way of writing a letter, ten thousand characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.text.normalisation import LONGEST, folded, normalise


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("a\u0308lä", "älä"),
        ("ok\u202e evil", "ok evil"),
        ("nolla\x00\x1b[31m", "nolla[31m"),
        ("rivi\r\nrivi\u2028rivi", "rivi\nrivi\nrivi"),
        ("\udc00 ok", "\ufffd ok"),
        ("１２３", "123"),
        ("so\u00adft", "soft"),
        ("  reuna ", "reuna"),
        ("8–16 €", "8–16 €"),
    ],
)
def test_examples(raw: str, stored: str) -> None:
    assert normalise(raw) == stored


def test_a_megabyte_is_cut_between_words() -> None:
    cut = normalise("sana " * 250_000)
    assert LONGEST - 10 <= len(cut) <= LONGEST
    assert cut.endswith("sana")


@given(st.text(st.characters(), max_size=400))
def test_it_is_always_storable_and_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    once.encode("utf-8")
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in once if c not in "\n\t")
    assert normalise(once) == once


@given(st.text(max_size=100))
def test_folding_moves_nothing(text: str) -> None:
    assert len(folded(text)) == len(text)
