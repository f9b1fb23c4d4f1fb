"""Identifiers of people, companies and machines on the net, and the check digits that tell numbers apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

Place = tuple[int, int]

_AT_WORD = r"(?:at|ät|a|@|miuku\w*|miau|kissanhäntä|snabel-?a)"
_AT = rf"(?:\s?@\s?|\s?[(\[{{<]\s?{_AT_WORD}\s?[)\]}}>]\s?)"
_DOT = r"(?:\s?\.|\s\.\s|\s?[(\[](?:dot|piste|punkt|\.)[)\]]\s?|\s(?:dot|piste|punkt)\s)"
_EMAIL = re.compile(rf"(?<![\w.+%-])[\w+%-][\w.+%-]{{0,63}}{_AT}(?:[\w-]{{1,63}}{_DOT}){{1,4}}[a-zåäö]{{2,15}}\b", re.I)
_LOCAL_SPOKEN = rf"[\w-]{{1,40}}(?:{_DOT}[\w-]{{1,40}}){{0,3}}"
_EMAIL_SPOKEN = re.compile(
    rf"(?<![\w.+%-])(?P<local>{_LOCAL_SPOKEN})\s(?P<at>(?:at|ät)(?:-?merkki)?|miuku\w*|kissanhäntä|snabel-?a)\s"
    rf"(?P<domain>(?:[\w-]{{1,63}}{_DOT}){{1,3}}(?:fi|com|net|org|se|eu|io|ax|uk|ee|no|dk|de))\b",
    re.I,
)
_MAIL_HOSTS = re.compile(r"(?:gmail|hotmail|outlook|icloud|yahoo|luukku|live|suomi24|kolumbus|elisanet|pp|me)\W", re.I)
_BUSINESS_ID = re.compile(r"(?<![\w-])(?:FI\s?)?(\d{7})\s?-\s?(\d)(?![\w-])|(?<!\w)FI\s?(\d{8})(?!\w)", re.I)
_COMPANY = r"(?:y[\s-]?tunnu\w*|fo-?nummer\w*|business id\w*)"
_BUSINESS_CUED = re.compile(
    rf"{_COMPANY}\W{{0,3}}(?:on |är |is )?(?P<value>(?:FI\s?)?\d{{7}}[\W_]{{0,3}}\d)(?!\w)", re.I
)
_COMPANY_BEFORE = re.compile(rf"{_COMPANY}\W{{0,3}}(?:on |är |is )?$", re.I)
_VAT = re.compile(
    r"(?:\bvat|\balv|moms)[\w-]*\W{0,2}(?:id|no|nr|number|reg\w*|tunnus)?\.?\W{0,3}(?:on |är |is )?"
    r"(?P<value>[A-Z]{2}\s?(?=(?:\s?\w){8,12}\b)\d[\d\s]{6,13}\d)(?!\w)",
    re.I,
)
#: Swedish companies, and what is added to their number to make it one for VAT.
_ORGANISATION = re.compile(r"(?<![\w-])(?:SE\s?)?(\d{6})\s?-?\s?(\d{4})(01)?(?![\w-])", re.I)
_ABROAD = re.compile(
    r"(?:company (?:number|no|nr)|\bvat(?: reg\w*)?(?: (?:no|nr|number))?)\W{1,3}(?:is )?"
    r"(?P<value>\d{8}|\d{3}\s?\d{4}\s?\d{2})(?!\w)",
    re.I,
)
_ORGANISATION_CUE = re.compile(r"(?:org(?:anisations?)?\.?\s?-?(?:nr|nummer\w*)|moms\w*)\W{0,3}(?:är )?$", re.I)
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:])(?=[\da-f:]*\d)(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])", re.I)
_VERSION = re.compile(
    r"(?:versio\w*|version|ver|v|ios|android|windows|app|appen|sovellus|ohjelmisto|firmware|päivitys|build)\.?\s?$",
    re.I,
)
#: What is counted or measured by a number is nobody's identifier.
UNIT = re.compile(
    r"\s?(?:€|eur|euro|e\b|snt|kpl|min|sek|s\b|h\b|t\b|tunti|tuntia|päiv|kk|kuukau|vuot|vuode|viikko|kerta|"
    r"kertaa|%|pros|km|kg|"
    r"gb|mb|mbit|kr|kronor|minut|hour|day|dag|timm|gång|times|years|pounds|£|\$|dollar|asiakasta|henkilö|ihmis)",
    re.I,
)


def emails(text: str) -> Iterator[Place]:
    """E-mail addresses, also with `(at)`, spaces, or spelled out (`matti piste virtanen ät firma piste fi`)."""
    for match in _EMAIL.finditer(text):
        yield match.span()
    for match in _EMAIL_SPOKEN.finditer(text):
        local, at = match["local"], match["at"].lower()
        if at != "at" or re.search(r"[\d._]|\s", local) or _MAIL_HOSTS.match(match["domain"]):
            yield match.span()


def business_ids(text: str) -> Iterator[Place]:
    """Finnish and Swedish business ids whose check digit is right or that follow their own name, and VAT numbers."""
    for match in _BUSINESS_ID.finditer(text):
        digits = (match[1] or "") + (match[2] or "") or match[3]
        cued = _COMPANY_BEFORE.search(text, 0, match.start())
        if cued or business_id_is_right(digits):
            yield match.span()
    for pattern in (_BUSINESS_CUED, _VAT, _ABROAD):
        for match in pattern.finditer(text):
            yield match.span("value")
    for match in _ORGANISATION.finditer(text):
        cued = _ORGANISATION_CUE.search(text, 0, match.start())
        if cued or ("-" in match.group() and match[1][2] >= "2" and luhn(match[1] + match[2])):
            yield match.span()


def ip_addresses(text: str) -> Iterator[Place]:
    """IP addresses, old and new; the number of a software version is not one."""
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(text):
            if _is_ip(match.group()) and not _VERSION.search(text, max(0, match.start() - 12), match.start()):
                yield match.span()


def _is_ip(address: str) -> bool:
    try:
        return len(address) > 4 and bool(ip_address(address))
    except ValueError:
        return False


def mod97(iban: str) -> bool:
    """Say whether the check digits of an IBAN are right (ISO 13616).

    >>> mod97("FI2112345600000785")
    True
    """
    turned = iban[4:] + iban[:4]
    return turned.isalnum() and turned.isascii() and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def luhn(digits: str) -> bool:
    """Say whether the check digit of a card number is right (ISO/IEC 7812).

    >>> luhn("4111111111111111")
    True
    """
    doubled = (int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def business_id_is_right(digits: str) -> bool:
    """Say whether eight digits are a business id.

    >>> business_id_is_right("01120389")
    True
    """
    rest = sum(int(d) * w for d, w in zip(digits, (7, 9, 10, 5, 8, 4, 2), strict=False)) % 11
    return rest != 1 and int(digits[7]) == (0 if rest == 0 else 11 - rest)
