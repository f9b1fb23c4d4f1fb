"""Registration plates of vehicles: Finnish, Swedish and British."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import UNIT, Place

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
    r"(?:registernummer\w*|rek(?:isteri)?\.?\s?(?:numero|tunnu|nro|kilpi|kilve)?\w*|rekkari\w*|rekkar\w+|registreringsnummer\w*|"
    r"\w*skylt\w*|kilpi\w*|kilve\w*|registration\w*|regnr|regnummer\w*|reg\.?\s?(?:no|nr|number|plate)?|"
    r"number ?plate|licen[cs]e plate)[\s:.]{1,3}(?:(?:number|no)\s)?(?:on |är |"
    rf"is |was )?(?P<value>{_ANY})(?![\w-])",
    re.I,
)
_VEHICLE = (
    r"(?:auto|mopo|moottoripyör|moottorikelk|mönkijä|skootteri|traktori|prätkä|peräkärry|perävaunu|paketti|bil|moped|"
    r"motorcykel|skoter|husvagn|släp|(?<!\w)(?:car|van|lorry|scooter|motorbike|taxi|taksi)(?!\w)|motorcycle|trailer|vehicle)"
)
#: Written small, three letters before a number are sooner one of these words than a plate.
_SMALL_WORD = (
    r"(?!(?-i:oli|jäi|yli|ali|eli|sai|sen|kun|jos|tai|nyt|iso|kai|luo|oma|saa|tuo|voi|vai|yhä|vuo|noi|nuo|mun|sun|"
    r"var|har|för|med|men|den|det|som|sen|när|att|ett|vid|upp|ner|kan|ska|oss|hos|min|din|sin|gav|tog|såg|kör|gör|får|går|"
    r"was|has|had|for|and|the|but|not|now|did|got|ran|can|may|see|saw|due|out|off|via|per|our|his|her|its|are|all|any|"
    r"too|set|pay|hit|who|how|did|top|max|byd|fee|tax)(?![a-zåäö]))"
)
_PLATE_OF = re.compile(
    rf"{_VEHICLE}\w*[\s:.,(]{{1,3}}(?:(?:on|oli|är|var|is|was)\s)?(?P<value>{_NO_PLATE}"
    rf"(?:(?-i:[A-ZÅÄÖ]{{3}}\s?\d{{2}}[\dA-Z]|[A-Z]{{2}}\d{{2}}\s?[A-Z]{{3}}|\d{{1,3}}\s[A-ZÅÄÖ]{{3}})|[A-ZÅÄÖ]{{2,3}}-\d{{1,3}}"
    rf"|\d{{1,3}}-[A-ZÅÄÖ]{{3}}|{_SMALL_WORD}[a-zåäö]{{3}}\s?\d{{3}}|[a-z]{{3}}\d{{2}}[a-z]|[a-z]{{2}}\d{{2}}\s?[a-z]{{3}}))(?![\w-]|[.,]\d)",
    re.I,
)


def plates(text: str) -> Iterator[Place]:
    """Registration plates in capitals with their hyphen or a letter at their end, in any writing after a cue."""
    for pattern in (_PLATE, _PLATE_ABROAD):
        for match in pattern.finditer(text):
            yield match.span()
    for match in _PLATE_CUED.finditer(text):
        yield match.span("value")
    for match in _PLATE_OF.finditer(text):
        if not UNIT.match(text, match.end()):
            yield match.span("value")
