"""Identity codes: the Finnish one in every writing, its end alone after a cue, the Swedish and British numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import Place, luhn

_HETU_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_HETU = re.compile(
    r"(?:(?<!\w)|(?<=hetu)|(?<=tunnus))(\d\s?\d)[\s./]?(\d\s?\d)[\s./]?(?:19|20)?(\d\s?\d)\s*"
    r"([-+A-FU-Y/.:]?|viiva|miinus|dash|streck)\s*(\d\s?\d\s?\d)\s*([0-9A-Z])(?!\w)",
    re.I,
)
#: What may stand between two characters of a number that somebody has pulled apart.
_GAP = r"[\W_]{0,3}"
_SIX, _THREE = _GAP.join([r"(\d)"] * 6), _GAP.join([r"(\d)"] * 3)
_HETU_APART = re.compile(rf"(?<!\w){_SIX}({_GAP}[-+A-FU-Y]?{_GAP}){_THREE}{_GAP}([0-9A-Z])(?!\w)", re.I)
_HETU_TAIL = re.compile(
    r"(?:hetu|henkilötunnu|sotu|sosiaaliturvatunnu|personbeteckning|personnummer|social security)\w*[^\n.\d]{0,30}?"
    r"(?P<value>(?:[-+A-FU-Y]\s?)?\d{3}[0-9A-Y]|\d{6}\s?[-+A-FU-Y]?\s?\d{0,4}[A-Y]?)(?!\w)",
    re.I,
)
_HETU_NAMED = re.compile(
    r"(?:hetu|henkilötunnu|sotu|sosiaaliturvatunnu|personbeteckning|social security)\w*\W{0,3}(?:\w{2,4}\W{1,2})?$",
    re.I,
)
_PERSONNUMMER = re.compile(r"(?<![\w-])(19|20)?(\d{2})(\d{2})(\d{2})(?:\s?[-+]\s?|\s)(\d{4})(?![\w-])")
_PERSONNUMMER_CUED = re.compile(
    r"(?:personnu?m?m?er|person-?nr|\bpnr|samordningsnummer)\w*\.?\W{0,3}(?:är |var )?"
    r"(?P<value>(?:19|20)?\d{6}\s?[-+]?\s?\d{4})(?!\w)",
    re.I,
)
#: National Insurance: two letters, six digits, A to D; in small letters only in pairs or after its name.
_INSURANCE = re.compile(
    r"(?<![\w-])(?:(?-i:[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D])|[a-z]{2}(?:[ -]\d{2}){3}[ -][a-d])(?![\w-])", re.I
)
_INSURANCE_CUED = re.compile(
    r"(?:national insurance|\bnino\b|\bni\s?(?:number|no|nr))[^\n\d]{0,12}?"
    r"(?P<value>(?<!\w)[a-z]{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[a-d]?)(?!\w)",
    re.I,
)
_HEALTH = re.compile(r"(?<![\w-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\w-])")
_HEALTH_CUE = re.compile(r"\bnhs\s?(?:number|no|nr|id)?\W{0,3}(?:is |was )?$", re.I)


def identity_codes(text: str) -> Iterator[Place]:
    """Finnish personal identity codes, by shape and a date that can be; a wrong check character is a typing error.

    Every separator since 2023: `+`, `-YXWVU`, `ABCDEF`. Also the end alone after a cue, and Swedish numbers.
    """
    for match in _HETU.finditer(text):
        if _is_identity_code(match):
            yield match.span()
    for match in _HETU_APART.finditer(text):
        *date, mark, first, second, third, check = match.groups()
        digits = [*date, first, second, third]
        separated = any(character in "-+ABCDEFUVWXY" for character in mark.upper())
        right = _HETU_CHECK[int("".join(digits)) % 31] == check.upper()
        right = right or _HETU_NAMED.search(text, 0, match.start()) is not None
        if right and (check.isalpha() or separated) and 1 <= int(digits[2] + digits[3]) <= 12:
            yield match.span()
    for match in _HETU_TAIL.finditer(text):
        yield match.span("value")
    for match in _PERSONNUMMER.finditer(text):
        century, *digits = match.groups()
        right = luhn("".join(digits)) and 1 <= int(digits[2]) <= 91
        if 1 <= int(digits[1]) <= 12 and (right or (century is not None and 1 <= int(digits[2]) <= 31)):
            yield match.span()
    for match in _PERSONNUMMER_CUED.finditer(text):
        yield match.span("value")
    yield from _british(text)


def _british(text: str) -> Iterator[Place]:
    """National Insurance numbers, and numbers of the health service whose check digit is right or that are named."""
    for match in _INSURANCE.finditer(text):
        yield match.span()
    for match in _INSURANCE_CUED.finditer(text):
        yield match.span("value")
    for match in _HEALTH.finditer(text):
        digits = match[1] + match[3] + match[4]
        if _HEALTH_CUE.search(text, 0, match.start()) or (match[2] and health_number_is_right(digits)):
            yield match.span()


def health_number_is_right(digits: str) -> bool:
    """Say whether ten digits are a number of the British health service: a weighted sum by 11.

    >>> health_number_is_right("9434765919"), health_number_is_right("9434765918")
    (True, False)
    """
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest != 10 and int(digits[9]) == rest % 11


def _is_identity_code(match: re.Match[str]) -> bool:
    day, month, year, separator, number, check = (re.sub(r"\s", "", part) for part in match.groups())
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return False
    digits = day + month + year + number
    right = _HETU_CHECK[int(digits) % 31] == check.upper()
    if not separator or separator in "/.:" or len(separator) > 1:
        return right and (check.isalpha() or len(separator) > 1)
    phone_like = digits[0] == "0" and digits[1] in "45" and separator == "-" and check.isdigit()
    spaced = any(re.search(r"\d\s\d", match[group]) for group in (1, 2, 3, 5))
    return right or not (spaced or phone_like)
