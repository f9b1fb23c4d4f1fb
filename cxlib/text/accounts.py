"""Numbers of accounts and payment cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import UNIT, Place, luhn, mod97

#: What may stand between two characters of a number that somebody has pulled apart.
_GAP = r"[\W_]{0,3}"
_IBAN_APART = re.compile(rf"(?<!\w)F{_GAP}I(?:{_GAP}\d){{16}}(?!\w)", re.I)
_CARD_APART = re.compile(rf"(?<![\w])(?:[456](?:{_GAP}\d){{15}}|3{_GAP}[47](?:{_GAP}\d){{13}})(?!\w)")
_IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21,
    "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24,
    "SE": 24, "SI": 19, "SK": 24, "UA": 29,
}  # fmt: skip
_IBAN_HEAD = re.compile(r"(?<!\w)([A-Z]{2})\s?(\d\s?\d)(?=[\s.-]?[A-Z0-9])", re.I)
_IBAN_FI = re.compile(r"(?<!\w)F\s?I[\s.-]{0,2}\d\s?\d(?:[\s.-]{0,2}\d){10,18}(?!\w)", re.I)
#: A Finnish account as it was written before IBAN: a bank's six digits, a hyphen, two to eight more.
_OLD_ACCOUNT = re.compile(r"(?<![\w-])([1-8]\d{5})\s?[-./·]\s?(\d{2,8})(?![\w-])")
_ACCOUNT = re.compile(
    r"(?:tilinumero|tilinro|tilille|tililtä|konto(?:nummer|nr)?|account (?:number|no|nr)|bban|bankgiro|plusgiro|"
    r"postgiro)\w*\.?[^\n\d]{0,20}?(?P<value>\d[\d\s,-]{4,24}\d)(?!\w)",
    re.I,
)
_OLD_ACCOUNT_CUED = re.compile(
    r"(?:tili|konto|account)\w*\W{1,3}(?:\w{2,4}\s)?(?P<value>\d{6}\s?-\s?\d{2,8})(?!\w)", re.I
)
#: What stands before an account number in Sweden and Britain, and an account of eight digits right after its name.
_BRANCH = re.compile(
    r"(?:clearing(?:nummer|nr)?|sort\s?code)\W{0,3}(?:är |is )?(?P<value>\d{2}[\s-]?\d{2}(?:[\s-]?\d{1,2})?)(?![\w-])"
    r"|\b(?:bg|pg)(?:-?nr)?\.?\s(?P<giro>\d{2,7}-\d{1,4})(?![\w-])|\b(?:account|acc|a/c)\W{1,3}(?:(?:no|nr|number)\W{1,3})?(?P<account>\d{7,8})(?!\w)",
    re.I,
)
_CARD = re.compile(r"(?<![\w-])[2-6]\d{3}(?:[ -]{0,2}\d){9,15}(?![\w]|-\d)")
#: The end alone, and what is printed on the back, after a word that says so.
_CARD_END = re.compile(
    r"(?:kort\w*|card|visa|mastercard)\W{1,3}(?:\w+\W{1,3}){0,3}?(?:päätty\w*|loppu\w*|viimeiset|viimeistä|ending|ends|"
    r"last (?:four|4)|slut\w*|sista)\W{1,3}(?:(?:in|with|on|är|is|på|med|digits|numeroa|numerot|siffr\w+)\W{1,3}){0,3}"
    r"(?P<value>(?!20[0-3]\d)\d{4})(?!\w)"
    r"|(?<!\w)(?:cvv|cvc)\d?(?:-?koodi\w*|\s(?:code|kod))?\W{0,3}(?:on |is |är )?(?P<code>\d{3,4})(?!\w)",
    re.I,
)
_CARD_GROUPS = re.compile(r"(?<![\w-])[2-6]\d{3}([ .-])\d{4}\1\d{4}\1\d{4}(?![\w]|-\d)")


def ibans(text: str) -> Iterator[Place]:
    """Account numbers: Finnish IBAN by shape, others by their check digits, and the old kind after a cue."""
    for match in _IBAN_FI.finditer(text):
        yield match.span()
    for match in _IBAN_HEAD.finditer(text):
        length = _IBAN_LENGTHS.get(match[1].upper())
        end = _after(text, match.start(), length) if length else 0
        if end and mod97(re.sub(r"[\s.-]", "", text[match.start() : end])):
            yield match.start(), end
    for match in _IBAN_APART.finditer(text):
        if mod97(re.sub(r"[\W_]", "", match.group().upper())):
            yield match.span()
    for match in _OLD_ACCOUNT.finditer(text):
        if old_account_is_right(match[1], match[2]):
            yield match.span()
    for match in _BRANCH.finditer(text):
        yield match.span(match.lastgroup or 0)
    for match in _OLD_ACCOUNT_CUED.finditer(text):
        yield match.span("value")
    for match in _ACCOUNT.finditer(text):
        if not UNIT.match(text, match.end()):
            yield match.span("value")


def old_account_is_right(bank: str, rest: str) -> bool:
    """Say whether a Finnish account number of before IBAN is right: filled up to 14 digits, it checks as cards do.

    >>> old_account_is_right("123456", "785"), old_account_is_right("123456", "786")
    (True, False)
    """
    leading = 1 if bank[0] in "45" else 0
    whole = bank + rest[:leading] + rest[leading:].rjust(8 - leading, "0")
    return luhn(whole)


def _after(text: str, start: int, length: int) -> int:
    """Where `length` letters or digits end, gaps of one not counted; 0 where they do not."""
    seen, position = 0, start
    while position < len(text) and seen < length:
        character = text[position]
        if character.isascii() and character.isalnum():
            seen += 1
        elif character not in " .-\u00a0":
            return 0
        position += 1
    whole = seen == length and not text[position : position + 1].isalnum()
    return position if whole else 0


def cards(text: str) -> Iterator[Place]:
    """Payment card numbers: 13 to 19 digits that check, or four groups of four; the end or the code of one named."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 13 <= len(digits) <= 19 and luhn(digits):
            yield match.span()
    for match in _CARD_APART.finditer(text):
        if luhn(re.sub(r"\D", "", match.group())):
            yield match.span()
    for match in _CARD_GROUPS.finditer(text):
        yield match.span()
    for match in _CARD_END.finditer(text):
        yield match.span(match.lastgroup or 0)
