"""Phone numbers of people; the service numbers that companies publish stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from cxlib.text.identifiers import Place

_NUMBER = re.compile(
    r"(?<![\w+,.])(?:(?:\+|00)\s?(?:\(\d{1,3}\)|\d{1,3})|\(0\d{0,3}\)|0\s(?=4\d|50)|0\d{1,3})"
    r"(?:[\s/.·-]{0,3}(?:\(\d{1,4}\)|\d)){4,11}[\s/.·-]{0,3}\d(?!\d|[,.]\d)"
)
#: Pulled apart digit by digit, or with commas between the groups of a mobile number.
_APART = re.compile(
    r"(?<![\w+,.])(?:0(?:[\s.,/·-]{1,3}\d){8,10}|(?:\(0(?:4\d|50)\)|0(?:4\d|50))(?:[\s.,/·-]{1,3}\d{2,4}){2,4}"
    r"|(?:\+|00)\s?358(?:[\s.,·/()-]{0,3}\d){6,11})(?!\w|[.,]\d)"
)
#: The letter o where a zero belongs.
_LETTERED = re.compile(r"(?<!\w)[oO](?:4\d|50)(?:[\s.-]{0,2}\d){6,8}(?![\w])")
_CUED = re.compile(
    r"(?:puh(?:elin)?(?:numero\w*)?|\bp|gsm|cell(?:phone)?|whatsapp|fax|matkapuhelin\w*|känny\w*|"
    r"tel(?:efon)?(?:nummer)?|phone(?: number)?|"
    r"mobile|mobil|"
    r"numeroon|numerosta|numeroni|numeroani|nummer)"
    r"\.?:?\s(?:on |är |is )?(?P<value>(?:\(\d{2,4}\)|\d)(?:[\s-]?\d){5,11})(?!\w|[,.]\d)",
    re.I,
)
#: Three, three and four digits, as in America.
_AMERICAN = re.compile(r"(?<![\w+,.-])(?:\([2-9]\d{2}\)\s?|[2-9]\d{2}[-.])\d{3}[-.]\d{4}(?!\w|[-,.]\d)")
#: Without its zero, after somebody is told to call it.
_ASKED = re.compile(
    r"(?:soita|soittakaa|soittaa|tekstaa|puh\.|ring(?: mig)?(?: på)?|call(?: me)?(?: on)?|text(?: me)?(?: on)?)\s"
    r"(?P<value>(?:4\d|50)[\s-]?\d(?:[\s-]?\d){5,6})(?!\w|[,.]\d)",
    re.I,
)
#: 010, 020, 029, 030, 060, 070, 075 and 080 belong to services and companies, not to people.
_SERVICE = re.compile(r"(?:010|020|029|030|060|070|071|075|080|0[1236-9]00|116|112)")
#: British numbers have eleven digits, Swedish mobile ones ten; some of both begin as Finnish services do.
_ABROAD = re.compile(r"0[127]\d{9}|07[02369]\d{7}")
_AS_SERVICE = re.compile(r"020[378]\d{7}|070[1-9]\d{6}")
_MOBILE = re.compile(r"0(?:4\d|50)")
#: No day and no hour has three digits.
_PREFIXED = re.compile(r"(?:\(?0(?:4\d|50)\)?[\s./·-]{1,3}\d|\+|00\d)")
_AMOUNT = re.compile(r"\s?(?:€|eur|euro|%|kpl|kr\b|klo\b)", re.I)


def phones(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[Place]:
    """Yield where phone numbers stand; `allowed` holds numbers, as digits, that may stay."""
    for match in _NUMBER.finditer(text):
        number = _national(match.group())
        counted = _is_date_or_time(match.group()) or _AMOUNT.match(text, match.end())
        if number not in allowed and not counted and _is_personal(number):
            yield match.span()
    for match in _APART.finditer(text):
        number = _national(match.group())
        if number not in allowed and _MOBILE.match(number) and 9 <= len(number) <= 11:
            yield match.span()
    for match in _LETTERED.finditer(text):
        yield match.span()
    for match in _AMERICAN.finditer(text):
        if _national(match.group()) not in allowed:
            yield match.span()
    for match in _ASKED.finditer(text):
        if "0" + _national(match["value"]) not in allowed and not _AMOUNT.match(text, match.end()):
            yield match.span("value")
    for match in _CUED.finditer(text):
        number = _national(match["value"])
        if number not in allowed and not _SERVICE.match(number) and not _AMOUNT.match(text, match.end()):
            yield match.span("value")


def digits_of(numbers: frozenset[str]) -> frozenset[str]:
    """Return those of the words that are phone numbers, as national digits.

    >>> digits_of(frozenset({"+358 40 123 4567", "Elisa"}))
    frozenset({'0401234567'})
    """
    found = (_national(number) for number in numbers if sum(map(str.isdigit, number)) >= 5)
    return frozenset(found)


def _national(written: str) -> str:
    """The digits, a Finnish number in its national form; others keep their `+`."""
    digits = re.sub(r"\D", "", written)
    if written.strip().startswith("+"):
        digits = "00" + digits
    if digits.startswith("00358"):
        return "0" + digits[5:].lstrip("0")
    return "+" + digits[2:] if digits.startswith("00") else digits


def _is_date_or_time(written: str) -> bool:
    """Groups of one or two digits between dots or slashes are dates; 09.00-16.00 are opening hours."""
    if _PREFIXED.match(written):
        return False
    groups = re.split(r"[./]", written)
    short = any(len(re.sub(r"\D", "", group)) <= 2 for group in groups[1:])
    hours = re.search(r"\d{1,2}[.:]\d{2}\s?-\s?\d{1,2}[.:]\d{2}", written)
    return len(groups) > 1 and (short or hours is not None)


def _is_personal(number: str) -> bool:
    if number.startswith("+"):
        return 8 <= len(number) - 1 <= 15
    if _AS_SERVICE.fullmatch(number):
        return True
    if _SERVICE.match(number):
        return False
    if _MOBILE.match(number):
        return 8 <= len(number) <= 13
    return _ABROAD.fullmatch(number) is not None or any(_is_valid(number, country) for country in ("FI", "SE"))


@lru_cache(maxsize=10_000)
def _is_valid(number: str, country: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, country))
    except phonenumbers.NumberParseException:
        return False
