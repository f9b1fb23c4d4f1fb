"""The open answers read as if customers had written them: measured on the whole demo, and on the codebook."""

from __future__ import annotations

import re
from collections import Counter, deque
from pathlib import Path
from statistics import median

import pandas as pd
import pytest

from cxlib.demo import definition_files, truths
from cxlib.demo.chance import Chance
from cxlib.demo.export import SEED, written_survey
from cxlib.demo.habits import as_spoken, habits, typed
from cxlib.demo.phrases import FILES, TAG_KINDS, read_bank
from cxlib.demo.verbatims import Written, opening, sentences
from cxlib.intake import read_codebook
from cxlib.text.enrichment import enrich
from cxlib.text.redaction import redact

WINDOW = 50


@pytest.fixture(scope="module")
def written() -> list[Written]:
    return [text for _, text in written_survey(SEED)[1] if text]


def test_no_answer_opens_like_one_of_the_fifty_before(written: list[Written]) -> None:
    """The stated bound is 2 %; answers of fewer than five words have no opening to recognise."""
    recent: deque[str] = deque(maxlen=WINDOW)
    repeated = counted = 0
    for one in written:
        start = opening(one.text)
        if len(start.split()) == 5:
            counted += 1
            repeated += start in recent
        recent.append(start)
    assert repeated / counted < 0.005


def test_no_fifty_answers_in_a_row_hold_a_clause_twice(written: list[Written]) -> None:
    """Somebody who reads fifty answers should not meet a sentence again; the bound is one window in fifty."""
    said = [sentences(one.text) for one in written]
    windows = [said[at : at + WINDOW] for at in range(len(said) - WINDOW)]
    repeating = sum(len(frozenset().union(*window)) < sum(map(len, window)) for window in windows)
    assert repeating / len(windows) < 0.02


def test_longer_answers_are_never_the_same(written: list[Written]) -> None:
    longer = Counter(one.text.casefold() for one in written if len(one.text.split()) > 4)
    assert sum(count - 1 for count in longer.values()) / len(written) < 0.002


def test_lengths_are_those_of_real_answers(written: list[Written]) -> None:
    lengths = sorted(len(one.text.split()) for one in written)
    assert 9 <= median(lengths) <= 14
    assert lengths[0] == 1
    assert lengths[-1] > 100
    assert 0.08 < sum(length <= 3 for length in lengths) / len(lengths) < 0.25
    assert sum(length >= 40 for length in lengths) / len(lengths) > 0.02


def test_the_vocabulary_is_wide(written: list[Written]) -> None:
    words = [word for one in written for word in re.findall(r"\w+", one.text.casefold()) if one.language == "fi"]
    assert len(set(words)) > 5_000
    # Type-token ratio over stretches of a thousand words: Finnish newspaper text has about 0.6.
    ratios = [len(set(words[at : at + 1000])) / 1000 for at in range(0, len(words) - 1000, 1000)]
    assert median(ratios) > 0.5


def test_nothing_of_the_bank_shows_through(written: list[Written]) -> None:
    for one in written:
        assert not re.search(r"[{}<>|\[\]]", one.text), one.text
        assert "  " not in one.text
        assert one.text == one.text.strip()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_line_of_the_bank_can_be_said(language: str) -> None:
    bank = read_bank(language)
    chance = Chance(3)
    person = dict.fromkeys(("nimi", "nimen", "nimelle", "nimelta", "nimea"), "Sanna")
    filling = person | {"kk": "maaliskuussa", "vuosi": "2026", "nps": "7", "numero": "seiska"}
    for lines in bank.lines.values():
        for line in lines:
            assert line.text.count("{") == line.text.count("}"), line.text
            for _ in range(5):
                assert not re.search(r"[{}<>|]", bank.words(line, filling, chance)), line.text


@pytest.mark.parametrize(("language", "least"), [("fi", 900), ("sv", 180), ("en", 180)])
def test_the_bank_is_large(language: str, least: int) -> None:
    assert len({line.text for lines in read_bank(language).lines.values() for line in lines}) >= least


def test_every_cause_can_be_told_in_every_language() -> None:
    for language in FILES:
        sections = {section for section, kind in read_bank(language).lines if kind == "core"}
        assert set(truths.CAUSE_EFFECTS) <= sections


def test_a_tag_belongs_to_one_kind() -> None:
    tags = [tag for kind in TAG_KINDS.values() for tag in kind]
    assert len(tags) == len(set(tags))


def test_a_spoken_sentence_stays_a_sentence() -> None:
    said = {as_spoken("En ole saanut vastausta, mutta minulle luvattiin se.", Chance(seed)) for seed in range(30)}
    assert "En oo saanut vastausta, mut mulle luvattiin se." in said


def test_a_customer_always_writes_the_same_way() -> None:
    assert habits("fi", "consumer", "from_18", 77) == habits("fi", "consumer", "from_18", 77)


def test_names_keep_their_letters_whoever_types() -> None:
    names = frozenset({"Sannalle"})
    for seed in range(40):
        hand = habits("fi", "consumer", "from_18", seed)
        if not hand.dotless:
            assert "Sannalle" in typed("Kiitos Sannalle hyvästä palvelusta.", hand, names, Chance(seed))


def test_personal_data_is_there_and_is_caught(written: list[Written]) -> None:
    shapes = r"\b0\d{2} 123 \d{4}\b|\d{6}-9\d\d\w|@example\.com|FI21 1234"
    leaking = [one for one in written if re.search(shapes, one.text)]
    assert len(leaking) > 30
    for one in leaking:
        assert not re.search(shapes, redact(one.text, language=one.language).text), one.text


def test_the_codebook_finds_what_was_meant(written: list[Written], record_property: pytest.RecordProperty) -> None:
    """Many themes per answer, on every fourth answer. The codebook's author knew the texts: this is an upper bound."""
    sample = [one for one in written[::4] if one.text.strip("-.x")]
    codebook = read_codebook(Path(definition_files()[1]))
    found = enrich(pd.DataFrame({"text": [one.text for one in sample]}), codebook, workers=1).themes
    right = sum(len(set(one.causes) & set(themes)) for one, themes in zip(sample, found, strict=True))
    recall = right / sum(len(one.causes) for one in sample)
    precision = right / sum(len(themes) for themes in found)
    record_property("recall", round(recall, 3))
    record_property("precision", round(precision, 3))
    assert recall > 0.75
    assert precision > 0.7
