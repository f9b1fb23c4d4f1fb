"""Words that speak well or ill of a service, and the small words that turn them around: `ei tarvinnut jonottaa`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from cxlib.text.words import LANGUAGES, Lexicon, tokens

#: Counts up when the same words get another tone.
VERSION: Final = "1"
#: A negation turns the words after it around, so many at most, and within its clause.
REACH: Final = 4

_SIGNS: Final = {"+": 1, "-": -1}
_NEGATION, _BREAK = "!", "|"

#: Whole answers that name nothing: under "what could be better?" they praise, elsewhere they say little.
_NOTHING: Final = re.compile(
    r"\W*(?:ei(?: mitään| mikään| ole| keksi| tule mieleen| kommentoitavaa| lisättävää| valittamista)?|"
    r"en osaa sanoa|eos|"
    r"inget(?:ing)?(?: särskilt)?|inga(?: kommentarer)?|vet (?:inte|ej)|"
    r"no|none|nothing(?: at all| really)?|nil|n/?a|nope|no comments?|not sure|don'?t know)\W*",
    re.IGNORECASE,
)
_CLAUSE_END: Final = re.compile(r"[.!?;:\n]")


@dataclass(frozen=True)
class Leaning:
    """How many words of an answer speak well and ill of it, negations heeded; `nothing` where it names nothing."""

    well: int
    ill: int
    nothing: bool

    @property
    def balance(self) -> float:
        """From −1 (all ill) to 1 (all well); 0 where there is nothing to go by."""
        return (self.well - self.ill) / (self.well + self.ill + 1)


def leaning(text: str, language: str, words: Lexicon) -> Leaning:
    """Return how the words of an answer lean.

    >>> from cxlib.text.words import lexicon
    >>> leaning("Ei tarvinnut jonottaa", "fi", lexicon()).ill, leaning("En ole tyytyväinen", "fi", lexicon()).well
    (0, 0)
    """
    known, turning, breaking = _known(language), _listed(language, _NEGATION), _listed(language, _BREAK)
    well = ill = turned = 0
    end = 0
    for token in tokens(text):
        if token.form in breaking or _CLAUSE_END.search(text, end, token.start):
            turned = 0
        end = token.end
        if token.form in turning:
            turned = REACH
            continue
        sign = _sign(token.form, language, known, words) * (-1 if turned else 1)
        well, ill, turned = well + (sign > 0), ill + (sign < 0), max(0, turned - 1)
    return Leaning(well, ill, bool(_NOTHING.fullmatch(text)))


def _sign(form: str, language: str, known: Mapping[str, int], words: Lexicon) -> int:
    if not known:
        return 0
    keys = (form, *words.word(form, language).lemmas)
    return next((known[key] for key in keys if key in known), 0)


@cache
def _known(language: str) -> Mapping[str, int]:
    """The words of a language with their sign."""
    return {word: sign for mark, sign in _SIGNS.items() for word in _listed(language, mark)}


@cache
def _listed(language: str, mark: str) -> frozenset[str]:
    """The words of a language's list on the lines that begin with a mark."""
    if language not in LANGUAGES:
        return frozenset()
    lines = (files("cxlib.text") / "data" / f"tone_{language}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line.startswith(mark) for word in line[1:].split())
