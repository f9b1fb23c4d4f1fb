"""The words that a page will meet, asked of the store at once and not one by one."""

from __future__ import annotations

from collections.abc import Sequence

from cxlib.app.source import Source
from cxlib.terms.codebook import Pattern
from cxlib.terms.word import Word
from cxlib.text.words import Lexicon, forms, page_lexicon


def lexicon_for(source: Source, texts: Sequence[str], drafts: Sequence[Pattern] = ()) -> Lexicon:
    """Return the lexicon with every word of some answers, of the codebook and of drafts of its patterns."""
    patterns = [pattern for theme in source.codebook.themes for pattern in theme.patterns]
    entries = [entry for pattern in (*patterns, *drafts) for entry in (*pattern.any, *pattern.without)]
    known: dict[str, list[Word]] = {}
    for word in source.store.words_of({form for text in (*texts, *entries) for form in forms(text)}):
        known.setdefault(word.form, []).append(word)
    return page_lexicon(lambda form: tuple(known.get(form, ())))
