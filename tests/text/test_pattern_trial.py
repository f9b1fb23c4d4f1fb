"""A pattern tried on answers tells what it catches, loses, misses, and shares with other themes."""

from __future__ import annotations

import pytest

from cxlib.errors import DefinitionError
from cxlib.terms.codebook import Codebook, Pattern, Theme
from cxlib.terms.programme import Label
from cxlib.text.pattern_trial import try_pattern
from cxlib.text.words import Lexicon

QUEUE = Theme("queue", Label(fi="Jonotus"), "negative", "ours", patterns=(Pattern("fi", ("jono",)),))
SERVICE = Theme("service", Label(fi="Palvelu"), "either", "ours", patterns=(Pattern("fi", ("palvelu",)),))
CODEBOOK = Codebook("1", (QUEUE, SERVICE))
TEXTS = (
    "Puhelimessa jonotin tunnin",
    "Jonotin puhelimessa ja palvelu oli tylyä",
    "Jonossa meni ikä",
    "Jonotin taas puhelimessa",
    "Puhelimessa sai odottaa",
    *("Kaikki sujui hyvin",) * 60,
)


def test_what_a_draft_catches_is_told_with_what_changes(words: Lexicon) -> None:
    trial = try_pattern(TEXTS, CODEBOOK, QUEUE, Pattern("fi", ("jonottaa", "ikuisuus")), words)
    assert set(trial.caught) == {0, 1, 3}
    start, end = trial.caught[0][0].start, trial.caught[0][0].end
    assert TEXTS[0][start:end] == "jonotin"
    assert trial.new == {0, 1, 3}
    assert trial.lost == {2}
    assert trial.doubles == {"service": 1}
    assert trial.idle == ("ikuisuus",)
    assert trial.missed == (4,)
    assert trial.words == ("puhelin",)
    assert not trial.is_nearly_all


def test_a_pattern_that_catches_everything_is_told(words: Lexicon) -> None:
    assert try_pattern(TEXTS[5:], CODEBOOK, QUEUE, Pattern("fi", ("kaikki",)), words).is_nearly_all


def test_no_answers_are_no_trouble(words: Lexicon) -> None:
    trial = try_pattern((), CODEBOOK, QUEUE, Pattern("fi", ("jono",)), words)
    assert (trial.answers, dict(trial.caught), trial.missed, trial.is_nearly_all) == (0, {}, (), False)


def test_a_star_in_the_middle_is_pointed_at(words: Lexicon) -> None:
    with pytest.raises(DefinitionError, match=r"jo\*no"):
        try_pattern(TEXTS, CODEBOOK, QUEUE, Pattern("fi", ("jo*no",)), words)
