"""Phone and card numbers written out as words, wholly or in part: `nolla neljä nolla, 123 45 67`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import Place, luhn

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
    "00": "hundred hundra",
    "40": "nelkyt neljäkymmentä fyrtio forty",
    "50": "viiskyt viisikymmentä femtio fifty",
}
_VALUE = {word: digits for digits, words in _DIGITS.items() for word in words.split()}
_WORD = "|".join(sorted(_VALUE, key=len, reverse=True))
#: `Double seven` is two of them.
_TWICE = r"(?:(?:double|tupla|dubbel)[\s-])?"
_ONE = re.compile(rf"(?P<twice>{_TWICE})(?P<word>{_WORD}|\d)", re.I)
_GAP = r"[\s,./-]{0,3}"
_NUMBER = re.compile(rf"(?<!\w){_TWICE}(?:{_WORD}|\d)(?:{_GAP}{_TWICE}(?:{_WORD}|\d)){{4,24}}(?!\w)", re.I)
#: One of these is in every number of a phone or a card that is spelled.
_TELLING = ("noll", "zero", "oh ", "kolme viisi", "kolme viis", "plus", "neljä", "viisi", "kuusi", "fyra", "fem", "sex",
            "four", "five", "six")  # fmt: skip
_FEWEST_WORDS, _FEWEST_WORDS_OF_A_CARD = 2, 3
_CARD = re.compile(r"(?:kort|kredit|visa|card)\w*\W{0,3}(?:\w{2,8}\W{1,3}){0,3}$", re.I)


def has_spoken_number(text: str) -> bool:
    """Say whether there may be a spelled number in the text: most texts are done with by this."""
    small = text.lower()
    return any(word in small for word in _TELLING)


def spoken_phones(text: str) -> Iterator[Place]:
    """Yield where a number of seven to fifteen digits stands that begins as phone numbers do and has words in it.

    >>> list(spoken_phones("soita nolla viisi nolla 334 5567 kiitos"))
    [(6, 32)]
    >>> list(spoken_phones("yksi kaksi kolme kertaa jonossa"))
    []
    """
    for match, digits in _spoken(text, _FEWEST_WORDS):
        if 7 <= len(digits) <= 15 and digits.startswith(("0", "358")):
            yield match.span()


def spoken_cards(text: str) -> Iterator[Place]:
    """Yield where a card's number is spelled, wholly or in part: its digits check, or a word before tells.

    >>> list(spoken_cards("kortti neljä yksi yksi yksi 1111 1111 1111 ei toimi"))
    [(7, 42)]
    """
    for match, digits in _spoken(text, _FEWEST_WORDS_OF_A_CARD):
        if 13 <= len(digits) <= 19 and (luhn(digits) or _CARD.search(text, 0, match.start())):
            yield match.span()


def _spoken(text: str, fewest: int) -> Iterator[tuple[re.Match[str], str]]:
    """Every run of digits and words for digits with the digits meant, where there are enough words among them."""
    for match in _NUMBER.finditer(text):
        ones = list(_ONE.finditer(match.group()))
        if sum(not one["word"].isdigit() for one in ones) >= fewest:
            yield match, "".join(_digits(one) for one in ones)


def _digits(one: re.Match[str]) -> str:
    digits = _VALUE.get(one["word"].lower(), one["word"])
    return digits * 2 if one["twice"] else digits
