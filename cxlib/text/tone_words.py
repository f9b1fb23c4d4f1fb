"""Words that speak well or ill of a service, and the small words that turn them around: `ei tarvinnut jonottaa`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from cxlib.text.tone_lists import faces
from cxlib.text.tone_reading import Reading, Spoken
from cxlib.text.tone_vocabulary import vocabulary
from cxlib.text.words import Lexicon

#: Counts up when the same words get another tone.
VERSION: Final = "2"
#: A longer answer is weighed by its beginning.
_LONGEST: Final = 4_000

#: Whole answers that name nothing: under "what could be better?" they praise, elsewhere they say little.
_NOTHING: Final = re.compile(
    r"\W*(?:ei(?: mitään| mikään| ole| keksi| tule mieleen| kommentoitavaa| lisättävää| valittamista)?|"
    r"en osaa sanoa|eos|"
    r"inget(?:ing)?(?: särskilt)?|inga(?: kommentarer)?|vet (?:inte|ej)|"
    r"no|none|nothing(?: at all| really)?|nil|n/?a|nope|no comments?|not sure|don'?t know)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Leaning:
    """How much the words of an answer speak well and ill of it, negations heeded; `nothing` where it names nothing.

    `spoken` are the words themselves, in the order of the text.
    """

    well: float
    ill: float
    nothing: bool
    spoken: tuple[Spoken, ...] = ()

    @property
    def balance(self) -> float:
        """From −1 (all ill) to 1 (all well); 0 where there is nothing to go by."""
        return (self.well - self.ill) / (self.well + self.ill + 1)


def leaning(text: str, language: str, words: Lexicon) -> Leaning:
    """Return how the words of an answer lean.

    >>> from cxlib.text.words import lexicon
    >>> leaning("Ei tarvinnut jonottaa", "fi", lexicon()).ill, leaning("En ole tyytyväinen", "fi", lexicon()).well
    (0, 0)
    >>> text = "Palvelu oli ystävällistä, mutta mikään ei toimi"
    >>> [text[one.start : one.end] for one in leaning(text, "fi", lexicon()).spoken]
    ['ystävällistä', 'ei toimi']
    """
    text = text[:_LONGEST]
    shown = text.replace("’", "'")
    found = list(_faces(shown))
    known = vocabulary(language, words)
    if known is not None:
        found += Reading(shown, known).spoken()
    found = sorted((one for one in found if one.weight), key=lambda one: one.start)
    well = sum(one.weight for one in found if one.weight > 0)
    ill = -sum(one.weight for one in found if one.weight < 0)
    return Leaning(well, ill, bool(_NOTHING.fullmatch(text)), tuple(found))


def _faces(text: str) -> Iterator[Spoken]:
    for match in _face_pattern().finditer(text):
        yield Spoken(match.start(), match.end(), faces()[match.group()])


@cache
def _face_pattern() -> re.Pattern[str]:
    """Faces of letters and full marks stand apart from words; pictures stand anywhere."""
    written = "|".join(sorted((re.escape(face) for face in faces() if face[0] < "\u2000"), key=len, reverse=True))
    drawn = "".join(re.escape(face) for face in faces() if face[0] >= "\u2000")
    first = "".join({re.escape(face[0]) for face in faces() if face[0] < "\u2000"})
    return re.compile(rf"(?=[{first}])(?<![\w/:.,])(?:{written})(?![\w/]|[.,]\d)|[{drawn}]")
