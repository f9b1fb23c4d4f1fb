"""A pattern tried out on answers before it is saved: what it catches, what it misses, and what others catch as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

from cxlib.terms.briefing import Span
from cxlib.terms.codebook import Codebook, Pattern, Theme
from cxlib.text.themes import Matcher
from cxlib.text.words import Lexicon, forms

#: A pattern that catches more of the answers than this tells none of them apart.
NEARLY_ALL: Final = 0.8
#: Too few caught to say what similar answers hold.
FEWEST_ALIKE: Final = 3
#: A word in more of the answers than this is about nothing in particular.
COMMON: Final = 0.08
_MOST_MISSED: Final = 8
_MOST_WORDS: Final = 8
#: A base form shorter than this says little about what an answer is about.
_SHORTEST: Final = 4


@dataclass(frozen=True)
class PatternTrial:
    """What a pattern does on some answers, all by their places among them.

    `caught` with the places of the words; `new` and `lost` beside the pattern that it replaces; `missed` are answers
    without the theme that are most like those caught, and `words` what they hold; `doubles` counts the answers caught
    that other themes catch too; `idle` are entries that catch nothing.
    """

    answers: int
    caught: Mapping[int, tuple[Span, ...]]
    new: frozenset[int]
    lost: frozenset[int]
    missed: tuple[int, ...]
    words: tuple[str, ...]
    doubles: Mapping[str, int]
    idle: tuple[str, ...]

    @property
    def is_nearly_all(self) -> bool:
        return self.answers > 0 and len(self.caught) > NEARLY_ALL * self.answers


def try_pattern(
    texts: Sequence[str], codebook: Codebook, theme: Theme, pattern: Pattern, words: Lexicon
) -> PatternTrial:
    """Return what a pattern of a theme catches among answers of its language.

    Parameters
    ----------
    texts : sequence of str
        Redacted answers in the pattern's language.
    codebook : Codebook
        As it is saved; the pattern stands for all that the theme has in its language.
    words : Lexicon
        As for a search.

    Raises
    ------
    DefinitionError
        When the pattern cannot be one.
    """
    language = pattern.language
    before = Matcher(Codebook("", (theme,)), words)
    draft = Matcher(Codebook("", (replace(theme, patterns=(pattern,)),)), words)
    others = Matcher(Codebook("", tuple(one for one in codebook.themes if one.id != theme.id)), words)
    said = [forms(text) for text in texts]
    had = {place for place, text in enumerate(texts) if before.themes(said[place], text, language)}
    places = [place for place, text in enumerate(texts) if draft.themes(said[place], text, language)]
    caught = {place: draft.spans(texts[place], language) for place in places}
    doubles = Counter(name for place in places for name in others.themes(said[place], texts[place], language))
    missed, alike = _missed(texts, said, set(places), language, words)
    return PatternTrial(
        len(texts),
        caught,
        frozenset(set(places) - had),
        frozenset(had - set(places)),
        missed,
        alike,
        dict(doubles.most_common()),
        _idle(theme, pattern, texts, said, words),
    )


def _missed(
    texts: Sequence[str], said: Sequence[list[str]], caught: set[int], language: str, words: Lexicon
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The answers not caught whose base forms are most those of the ones caught, and these base forms."""
    if len(caught) < FEWEST_ALIKE:
        return (), ()
    lemmas = [{words.word(form, language).lemmas[0] for form in spoken if len(form) >= _SHORTEST} for spoken in said]
    every = Counter(lemma for found in lemmas for lemma in found)
    inside = Counter(lemma for place in caught for lemma in lemmas[place])
    share = len(caught) / len(texts)
    telling = {
        lemma: log((met + 0.5) / (every[lemma] * share + 0.5))
        for lemma, met in inside.items()
        if FEWEST_ALIKE <= met < every[lemma] <= COMMON * len(texts) and met > 1.5 * every[lemma] * share
    }
    scores = {
        place: sum(telling.get(lemma, 0.0) for lemma in found)
        for place, found in enumerate(lemmas)
        if place not in caught
    }
    order = sorted((place for place, score in scores.items() if score > 0), key=lambda place: (-scores[place], place))
    best = sorted(telling, key=lambda lemma: (-telling[lemma] * (every[lemma] - inside[lemma]), lemma))
    return tuple(order[:_MOST_MISSED]), tuple(best[:_MOST_WORDS])


def _idle(
    theme: Theme, pattern: Pattern, texts: Sequence[str], said: Sequence[list[str]], words: Lexicon
) -> tuple[str, ...]:
    """The entries of a pattern that catch nothing by themselves."""
    alone = tuple(
        Theme(str(at), theme.label, theme.polarity, theme.controllability, patterns=(replace(pattern, any=(entry,)),))
        for at, entry in enumerate(pattern.any)
    )
    matcher = Matcher(Codebook("", alone), words)
    met = {
        name
        for text, spoken in zip(texts, said, strict=True)
        for name in matcher.themes(spoken, text, pattern.language)
    }
    return tuple(entry for at, entry in enumerate(pattern.any) if str(at) not in met)
