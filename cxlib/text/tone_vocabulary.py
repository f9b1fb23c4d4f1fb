"""What each written form of a language says by its list: alone, and as a word of a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from cxlib.text import dictionary
from cxlib.text.tone_lists import JOINING, ToneList, tone_list
from cxlib.text.words import Lexicon, undotted

_LENGTHENED: Final = re.compile(r"(\w)\1{2,}")


@dataclass(eq=False)
class Vocabulary:
    """What each written form of a language says, remembered."""

    listed: ToneList
    language: str
    words: Lexicon
    _weights: dict[str, float | None] = field(default_factory=dict)
    _mute: dict[str, bool] = field(default_factory=dict)
    _wanted: dict[str, frozenset[int]] = field(default_factory=dict)

    def weight(self, form: str) -> float | None:
        """Return what a form says alone; None where it is not listed."""
        if form not in self._weights:
            self._weights[form] = self._weighed(form)
        return self._weights[form]

    def is_mute(self, form: str) -> bool:
        """Return whether a form neither speaks, nor begins a phrase, nor changes what others say."""
        found = self._mute.get(form)
        if found is None:
            turns = form in JOINING or any(form in forms for forms in self.listed.turning.values())
            begins = not self.wanted(form).isdisjoint(self.listed.phrases)
            found = self._mute[form] = not (turns or begins or self.weight(form))
        return found

    def wanted(self, form: str) -> frozenset[int]:
        """Return the wanted words of phrases that a form is."""
        found = self._wanted.get(form)
        if found is None:
            keys = self._keys(form)
            whole = {number for key in keys for number in self.listed.exact.get(key, ())}
            begun = {number for key in keys for head in _heads(key) for number in self.listed.begun.get(head, ())}
            found = self._wanted[form] = frozenset(whole | begun)
        return found

    def _keys(self, form: str) -> tuple[str, ...]:
        """The form and its base forms; of spoken Finnish those of the written form too: `saanu`, `helppoo`."""
        written = _written(form) if self.language == "fi" else ()
        return (
            form,
            *(key for each in (form, *written) for key in (each, *self.words.word(each, self.language).lemmas)),
        )

    def _weighed(self, form: str) -> float | None:
        """By the form, its base forms, its beginning, the last part of a compound; else as it may be misspelt."""
        known, keys = self.listed.words, self._keys(form)
        for key in keys:
            if key in known:
                return known[key]
        for key in keys:
            for head in _heads(key):
                if head in self.listed.beginnings:
                    return self.listed.beginnings[head]
        for part in self.words.word(form, self.language).parts:
            if len(part) > 3 and part in known and any(key.endswith(part) for key in keys):
                return known[part]
        plain = None if self._is_known(form) else _undotted(self.language).get(form)
        if plain is None and _LENGTHENED.search(form):
            short = (_LENGTHENED.sub(r"\1\1", form), _LENGTHENED.sub(r"\1", form))
            return next((found for each in short if (found := self.weight(each)) is not None), None)
        return plain

    def _is_known(self, form: str) -> bool:
        return self.words.dictionaries and dictionary.knows(form, self.language)


@cache
def _undotted(language: str) -> dict[str, float]:
    """The words as they are typed without å, ä and ö."""
    listed = tone_list(language)
    assert listed is not None
    return {undotted(word): weight for word, weight in listed.words.items() if len(word) > 3 and not word.isascii()}


@lru_cache(maxsize=8)
def vocabulary(language: str, words: Lexicon) -> Vocabulary | None:
    """Return a language's words by a lexicon, the same ones as before; None for a language without a list."""
    listed = tone_list(language)
    return None if listed is None else Vocabulary(listed, language, words)


def _written(form: str) -> tuple[str, ...]:
    """How a Finnish form that is spoken so may be written.

    >>> _written("saanu"), _written("helppoo"), _written("surkee"), _written("hyvä")
    (('saanut',), ('helppoa',), ('surkea', 'surkeä'), ())
    """
    if len(form) < 4:
        return ()
    if form.endswith(("nu", "ny", "llu", "lly", "rru", "ssu", "ssy")):
        return (form + "t",)
    if form.endswith("ee"):
        return form[:-1] + "a", form[:-1] + "ä"
    if form.endswith(("oo", "uu")):
        return (form[:-1] + "a",)
    return (form[:-1] + "ä",) if form.endswith(("öö", "yy")) else ()


def _heads(key: str) -> Iterator[str]:
    """How a word begins, the longest first."""
    return (key[:end] for end in range(len(key), 2, -1))
