"""Entries of a pattern that are inflected forms: taken for their base form, they meet that word in all its forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cxlib.terms.codebook import Pattern
from cxlib.text.words import Lexicon, forms

#: Forms told of what an entry meets beside itself.
_MOST_TOLD = 4


@dataclass(frozen=True)
class Reduced:
    """A word of an entry, the base form that it is taken for, and the other forms that it then meets, with counts."""

    entry: str
    word: str
    lemma: str
    met: tuple[tuple[str, int], ...]


def reduced_entries(texts: Sequence[str], pattern: Pattern, words: Lexicon) -> tuple[Reduced, ...]:
    """Return the entries of a pattern that meet more words than they name, those that meet most first.

    A word that stands in several entries is told of once, by the first of them. A base form that the pattern names
    itself is meant, and so is a form that only its own spelling is met in.

    Parameters
    ----------
    texts : sequence of str
        Answers in the pattern's language.
    pattern : Pattern
        As it is drafted.
    words : Lexicon
        As for a search.
    """
    language = pattern.language
    counts = Counter(form for text in texts for form in forms(text))
    by_lemma: dict[str, Counter[str]] = {}
    for form, count in counts.items():
        for lemma in words.word(form, language).lemmas:
            by_lemma.setdefault(lemma, Counter())[form] += count
    named = {word for entry in pattern.any for word in entry.lower().split()}
    found: dict[tuple[str, str], Reduced] = {}
    for entry in pattern.any:
        for word in entry.lower().split():
            if word.endswith("*") or word in (lemmas := words.word(word, language).lemmas):
                continue
            for lemma in lemmas:
                met = [(form, n) for form, n in by_lemma.get(lemma, Counter()).most_common() if form not in named]
                if lemma not in named and met:
                    found.setdefault((word, lemma), Reduced(entry, word, lemma, tuple(met)))
    worst = sorted(found.values(), key=lambda one: (-sum(count for _, count in one.met), one.entry))
    return tuple(Reduced(one.entry, one.word, one.lemma, one.met[:_MOST_TOLD]) for one in worst)
