"""Where somebody lives and when they were born: street addresses, postcodes with a place, birth dates with a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import Place
from cxlib.text.namelists import is_place

_NUMBER = (
    r"\s(?:numero\s|nro\s)?\d{1,4}(?!\d)(?:\s?[-–]\s?\d{1,3})?(?::\w{1,4})?(?:\s?[a-zA-Z](?![\w']))?"
    r"(?:\s(?:as\.?\s|bst\.?\s|lgh\.?\s|apt\.?\s)?\d{1,3}(?!\w|[.,]\d))?"
)
_POST = r"(?:,?\s(?:FI-)?\d{5}(?!\d)(?:\s[A-ZÅÄÖ][\wåäö]+)?)?"
_ROAD_FI = r"(?:katu|kadu|tie|kuja|polku|polu|väylä|raitti|raiti|penger|penkere|bulevardi|esplanadi|aukio|kaari|kaare)"
_PLOT_FI = (
    r"(?:tori|ranta|ranna|rinne|rintee|puisto|mäki|mäe|portti|porti|laituri|kallio|tanhua|kartano|niitty|harju|"
    r"lehto|metsä)"
)
_CASE_FI = r"(?:n|lla|llä|lle|lta|ltä|ssa|ssä|sta|stä|a|ä|ta|tä|tä|na|nä)?"
_ROAD_SV = (
    r"(?:gatan?|väg(?:en)?|gränd(?:en)?|stig(?:en)?|allén?|torget|esplanad(?:en)?|bulevard(?:en)?|stranden|"
    r"backen|kajen|brinken|rundan|svängen|bågen)"
)
_BEFORE = (
    "Vanha|Iso|Pieni|Uusi|Pohjoinen|Eteläinen|Itäinen|Läntinen|Keskinen|Ala|Ylä|Suuri|Pikku|Norra|Södra|Östra|"
    "Västra|Gamla|Stora|Lilla|Nya"
)
_STREET = re.compile(
    rf"(?<![\w-])(?:(?:{_BEFORE})\s)?(?P<name>[\w-]{{2,}}(?:{_ROAD_FI}{_CASE_FI}|{_ROAD_SV}))"
    rf"(?P<rest>{_NUMBER}){_POST}",
    re.I,
)
_PLOT = re.compile(rf"(?<![\w-])(?P<name>[A-ZÅÄÖ][\wåäö-]+{_PLOT_FI}{_CASE_FI})(?P<rest>{_NUMBER}){_POST}")
_APART = re.compile(
    rf"(?<![\w-])(?:[A-ZÅÄÖ][\wåäö-]+\s)?(?P<name>(?:[A-ZÅÄÖ][\wåäö-]+[ns]|{_BEFORE})\s"
    rf"(?:tie|katu|kuja|polku|väg|gata|Esplanad(?:en|i)?|Rantakatu|Strandgatan|Hesperiankatu|Viertotie){_CASE_FI})(?P<rest>{_NUMBER}){_POST}"
)
_STREET_EN = re.compile(
    r"(?<![\w-])\d{1,5}[a-zA-Z]?\s(?:[A-Z][a-z']+\s){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Court|Square|Boulevard|Blvd|Close|Crescent|Terrace|Gardens)\b"
)
#: Any name with a number is an address after a word that says so.
_LIVES = re.compile(
    r"(?:osoite\w*|osoitt\w+|asun|asumme|adress\w*|bor (?:på|i)|address|live at|lives at)\W{1,3}(?:on |är |is )?"
    r"(?P<value>(?-i:(?P<name>[A-ZÅÄÖ][\w-]+)(?:\s[A-ZÅÄÖ][\w-]+)?)\s\d{1,3}(?!\d|[.,:]\d)(?:\s?[a-z](?!\w))?"
    r"(?:\s(?:as\.?\s|lgh\s|apt\.?\s)?\d{1,3}(?!\w))?)",
    re.I,
)
_BOX = re.compile(r"(?<!\w)(?:PL|PB|P\.O\. ?Box|PO Box)\s\d{1,5}(?!\w)")
_POSTCODE = re.compile(r"(?<![\w.,-])(?:FI-|FIN-)?(?P<code>\d{5}),?\s(?P<place>[A-ZÅÄÖ][\wåäö-]{2,})")
_POSTCODE_CUED = re.compile(
    r"(?:postinumero\w*|postnummer\w*|post ?code|zip(?: code)?)\W{0,3}(?:on |är |is )?(?P<value>\d{5})(?!\d)", re.I
)
#: Ends like a street but is none.
_NO_STREET = re.compile(
    r"(?:.*(?:valta|moottori|rauta|kanta|maan|oiko|ohitus|kehä|elämän|loma|tieto)tie|.*(?:motor|järn|genom)väg|.*(?:asiakas|palvelu|"
    r"hoito|osto|ura|opinto)pol[k]?u"
    r"|umpikuja|.*(?:tt|kt|ni|aa)tori|.*konttori|.*asiakas\w*)\w{0,4}",
    re.I,
)
_TOWN = re.compile(r",?\s(?P<town>[A-ZÅÄÖ][\wåäö]{2,})(?!\w)")
_COUNTED = re.compile(
    r"\s?(?:€|eur|euro|e\b|%|pros|kpl|kert|min|h\b|tunti|tuntia|päiv|viik|kuukau|kk|vuot|vuode|asiak|ihmis|"
    r"henkil|km|m\b|kr\b)",
    re.I,
)
_MONTHS = (
    "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu|jan|feb|mar|apr|may|maj|jun|jul|aug|"
    "sep|oct|okt|nov|dec"
)
_DATE = (
    rf"\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?\d{{2,4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}|"
    rf"\d{{1,2}}\.?\s(?:{_MONTHS})\w*\s\d{{4}}|(?:{_MONTHS})\w*\s\d{{1,2}},?\s\d{{4}}"
)
_BIRTH = re.compile(
    r"(?:synty(?:nyt|mäaika\w*|mäpäivä\w*|mävuo\w*|nyt olen|i|in|ny)|synt?\.|\bs\.|född|f\.|födelse\w*|\bborn|"
    r"date of birth|dob|birth ?da\w+)"
    rf"[^\n\d]{{0,20}}?(?P<value>{_DATE})(?!\d)",
    re.I,
)


def addresses(text: str) -> Iterator[Place]:
    """Street addresses with a number, in three languages and inflected; post boxes; postcodes with a place."""
    for pattern in (_STREET, _PLOT, _APART):
        for match in pattern.finditer(text):
            if _is_street(match, text):
                yield match.start(), _with_town(text, match.end())
    for match in _LIVES.finditer(text):
        if not is_place(match["name"]) and not _COUNTED.match(text, match.end()):
            yield match.span("value")
    for pattern in (_STREET_EN, _BOX):
        for match in pattern.finditer(text):
            yield match.start(), _with_town(text, match.end())
    for match in _POSTCODE.finditer(text):
        if match["code"].startswith("0") or is_place(match["place"]):
            yield match.span()
    for match in _POSTCODE_CUED.finditer(text):
        yield match.span("value")


def _with_town(text: str, end: int) -> int:
    """The end of an address, with the town after it."""
    town = _TOWN.match(text, end)
    return town.end() if town and is_place(town["town"]) else end


def _is_street(match: re.Match[str], text: str) -> bool:
    counted = _COUNTED.match(text, match.end()) or _COUNTED.match(text, match.end("rest"))
    return not counted and not _NO_STREET.fullmatch(match["name"].split()[-1])


def birth_dates(text: str) -> Iterator[Place]:
    """Dates after a word that says somebody was born then."""
    for match in _BIRTH.finditer(text):
        yield match.span("value")
