"""Registration plates of vehicles: Finnish, Swedish and British."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import Place

#: Three letters before a number that are a standard, a make or a currency.
_NO_PLATE = (
    r"(?!(?:ISO|USB|SMS|LTE|ADR|DVD|COV|FAQ|PDF|XML|OEM|SIM|TOP|RTX|GTX|LED|GSM|VPN|DSL|API|PIN|PUK|SSD|HDD|RAM|CPU|GPU|"
    r"GPS|NFC|UHD|HDR|MAX|PRO|DNA|ALV|VAT|FIN|SWE|EUR|USD|SEK|BMW|KIA|GTI|AMG|RAV|CRV|VAN|MPV|SUV|AGM)(?![A-ZÅÄÖ]))"
)
_PLATE = re.compile(rf"(?<![\w-]){_NO_PLATE}[A-ZÅÄÖ]{{3}}-\d{{2,3}}(?![\w-])")
#: A letter at its end, or digits between letters: nothing else is written so.
_PLATE_ABROAD = re.compile(
    rf"(?<![\w-])(?:{_NO_PLATE}[A-HJ-PR-UW-Z]{{3}}\s?\d{{2}}[A-HJ-NPR-UW-Z]|[A-HJ-PR-Y][A-Z]\d{{2}}\s?[A-HJ-PR-Z]{{3}})(?![\w-])"
)
_ANY = r"(?:[A-ZÅÄÖ]{2,3}(?:\s?[-./·]\s?|\s{0,2})\d{2,3}[A-Z]?|[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3})"
_PLATE_CUED = re.compile(
    r"(?:rek(?:isteri)?\.?\s?(?:numero|tunnu|nro|kilpi|kilve)?\w*|rekkari\w*|rekkar\w+|registreringsnummer\w*|"
    r"\w*skylt\w*|kilpi\w*|kilve\w*|registration\w*|regnr|regnummer\w*|reg\.?\s?(?:no|nr|number|plate)?|"
    r"number ?plate|licen[cs]e plate)[\s:.]{1,3}(?:(?:number|no)\s)?(?:on |är |"
    rf"is |was )?(?P<value>{_ANY})(?![\w-])",
    re.I,
)
_PLATE_OF = re.compile(
    r"(?:auto|mopo|moottoripyör|prätkä|peräkärry|paketti|bil|moped|motorcykel|släp|(?<!\w)car(?!\w)|(?<!\w)van(?!\w)|"
    rf"motorcycle|trailer|vehicle)\w*[\s:.]{{1,3}}(?P<value>{_NO_PLATE}"
    r"(?-i:[A-ZÅÄÖ]{3}\s?\d{2}[\dA-Z]|[A-Z]{2}\d{2}\s?[A-Z]{3})|[A-ZÅÄÖ]{2,3}-\d{2,3})(?![\w-])",
    re.I,
)


def plates(text: str) -> Iterator[Place]:
    """Registration plates in capitals with their hyphen or a letter at their end, in any writing after a cue."""
    for pattern in (_PLATE, _PLATE_ABROAD):
        for match in pattern.finditer(text):
            yield match.span()
    for pattern in (_PLATE_CUED, _PLATE_OF):
        for match in pattern.finditer(text):
            yield match.span("value")
