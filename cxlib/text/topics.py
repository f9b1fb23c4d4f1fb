"""The base forms and pairs of base forms that an answer says, without names and everyday words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cxlib.text import voikko
from cxlib.text.namelists import listed
from cxlib.text.words import Lexicon, tokens

#: A topic's words have so many letters at least.
SHORTEST = 3
_NAMES = frozenset({"etunimi", "sukunimi"})
_JOINTS = frozenset(" \t\n\u00a0")


def topics_of(text: str, language: str, lexicon: Lexicon) -> dict[tuple[str, ...], None]:
    """Return every base form that an answer has, and every two that stand side by side, once each and in order.

    Placeholders of redacted data are no words, numbers are left out, and so are words that only a name can be.

    Examples
    --------
    >>> from cxlib.text.words import lexicon
    >>> list(topics_of("Odotin puhelimessa, Mikko.", "fi", lexicon()))
    [('odottaa',), ('puhelin',), ('odottaa', 'puhelin')]
    """
    said: dict[tuple[str, ...], None] = {}
    last, before, end = "", "", 0
    pairs: list[tuple[str, str]] = []
    for token in tokens(text):
        base = lexicon.word(token.form, language).lemmas[0]
        beside = bool(last) and set(text[end : token.start]) <= _JOINTS
        last, end = "", token.end
        if len(base) < SHORTEST or not base.replace("-", "").isalpha() or is_name(token.form, language):
            continue
        said[(base,)] = None
        if beside:
            pairs.append((before, base))
        last = before = base
    said.update(dict.fromkeys(pairs))
    return said


@lru_cache(maxsize=100_000)
def is_name(form: str, language: str) -> bool:
    """Say whether a word can only be a person's name; redaction should have masked it, and may have missed it.

    >>> is_name("mikko", "fi"), is_name("puhelin", "fi")
    (True, False)
    """
    engine = voikko.installed() if language == "fi" else None
    analysis = None if engine is None else engine.recall(form) or engine.recall(form.capitalize())
    if analysis is not None:
        return bool(analysis.classes) and analysis.classes <= _NAMES
    return listed(form, language).sure


def counted(answers: Sequence[dict[tuple[str, ...], None]]) -> dict[tuple[str, ...], list[int]]:
    """Return for every topic the places of the answers that have it."""
    found: dict[tuple[str, ...], list[int]] = {}
    for place, said in enumerate(answers):
        for topic in said:
            found.setdefault(topic, []).append(place)
    return found
