"""Phone numbers written out as words, wholly or in part: `nolla neljä nolla, 123 45 67`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import Place

_DIGITS = {
    "0": "nolla noll zero oh",
    "1": "yksi yks ykkönen ett one",
    "2": "kaksi kaks kakkonen två two",
    "3": "kolme kolmonen tre three",
    "4": "neljä nelj nelonen fyra four",
    "5": "viisi viis viitonen fem five",
    "6": "kuusi kuus kutonen sex six",
    "7": "seitsemän seittemän seiska sju seven",
    "8": "kahdeksan kaheksan kasi åtta eight",
    "9": "yhdeksän yheksän ysi nio nine",
    "20": "kakskyt kaksikymmentä tjugo twenty",
    "40": "nelkyt neljäkymmentä fyrtio forty",
    "50": "viiskyt viisikymmentä femtio fifty",
}
_VALUE = {word: digits for digits, words in _DIGITS.items() for word in words.split()}
_WORD = "|".join(sorted(_VALUE, key=len, reverse=True))
_ONE = re.compile(_WORD, re.I)
_NUMBER = re.compile(rf"(?<!\w)(?:{_WORD}|\d)(?:[\s,./-]{{0,3}}(?:{_WORD}|\d)){{4,24}}(?!\w)", re.I)
_ZEROS = ("noll", "zero", "oh ", "kolme viisi", "kolme viis", "plus")
_FEWEST_WORDS = 2


def spoken_phones(text: str) -> Iterator[Place]:
    """Yield where a number of seven to fifteen digits stands that begins as phone numbers do and has words in it.

    >>> list(spoken_phones("soita nolla viisi nolla 334 5567 kiitos"))
    [(6, 32)]
    >>> list(spoken_phones("yksi kaksi kolme kertaa jonossa"))
    []
    """
    small = text.lower()
    if not any(zero in small for zero in _ZEROS):
        return
    for match in _NUMBER.finditer(text):
        words = _ONE.findall(match.group())
        digits = re.sub(r"\D", "", _ONE.sub(lambda one: _VALUE[one.group().lower()], match.group()))
        if len(words) >= _FEWEST_WORDS and 7 <= len(digits) <= 15 and digits.startswith(("0", "358")):
            yield match.span()
