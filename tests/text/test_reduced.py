"""An entry that is an inflected form is read as its base form: what else it then meets is told before it is saved."""

from __future__ import annotations

from cxlib.terms.codebook import Pattern
from cxlib.text.reduced import reduced_entries
from cxlib.text.words import lexicon

TEXTS = (
    "Miksi tämä kesti niin kauan?",
    "Mitä te oikein teette, mikä tässä maksaa? Mitä seuraavaksi?",
    "Jonossa meni tunti, jono oli pitkä.",
)


def test_miksi_meets_mika_and_that_is_told() -> None:
    (found,) = reduced_entries(TEXTS, Pattern("fi", ("miksi",)), lexicon())
    assert (found.entry, found.word, found.lemma) == ("miksi", "miksi", "mikä")
    assert dict(found.met) == {"mitä": 2, "mikä": 1}


def test_a_base_form_a_beginning_and_what_is_named_anyway_are_no_surprise() -> None:
    assert reduced_entries(TEXTS, Pattern("fi", ("jono", "jonossa*", "mikä", "miksi")), lexicon()) == ()


def test_what_meets_most_comes_first() -> None:
    found = reduced_entries(TEXTS, Pattern("fi", ("jonossa", "miksi")), lexicon())
    assert [one.word for one in found] == ["miksi", "jonossa"]


def test_a_word_of_several_entries_is_told_of_once() -> None:
    (found,) = reduced_entries(TEXTS, Pattern("fi", ("miksi", "miksi kesti", "kauan miksi")), lexicon())
    assert (found.entry, found.word) == ("miksi", "miksi")
