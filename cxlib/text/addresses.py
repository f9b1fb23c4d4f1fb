"""Where somebody lives and when they were born: street addresses, postcodes with a place, birth dates with a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import Place
from cxlib.text.namelists import brands, is_place

#: What a flat, its stair or its floor is called before its number.
_HOME = (
    r"(?:as(?:unto)?\.?|huoneisto|h:?sto|porras|rappu|bst\.?|bostad|lgh\.?|lägenhet|trappa|apt\.?|flat|apartment|unit)"
)
_NUMBER = (
    r"\s(?:numero\s|nro\s)?\d{1,4}(?!\d)(?:\s?[-–]\s?\d{1,3})?(?::\w{1,4})?"
    r"(?:\s?[a-zA-Z](?:(?![\w'])(?::[a-zåäö]{1,4})?|[-/]?\d{1,3}(?!\w|[.,]\d)))?"
    rf"(?:\s(?:{_HOME}\s)?\d{{1,4}}(?:\s?[a-z])?(?!\w|[.,]\d))?"
    rf"(?:,?\s(?:{_HOME}\s(?:[a-z]\s?)?\d{{0,4}}|\d{{1,2}}\.\s?(?:krs|kerros|våning(?:en)?|vån|floor))(?!\w))?"
)
_POST = r"(?:,?\s(?:(?:FI-)?\d{5}(?!\d)|(?:SE-|S-)?\d{3}\s\d{2}(?!\d))(?:\s[A-ZÅÄÖ][\wåäö]+)?)?"
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
    rf"(?:tie|katu|kuja|polku|väg(?:en)?|gatan?|gränd(?:en)?|stig(?:en)?|Esplanad(?:en|i)?|Rantakatu|Strandgatan|"
    rf"Hesperiankatu|Viertotie){_CASE_FI})(?P<rest>{_NUMBER}){_POST}"
)
#: The same written small, and any plot or name with its number, after a word that says where somebody lives.
_SMALL_PLOT = re.compile(
    rf"(?<!\w)(?:osoite\w*|osoitt\w+|asun|asumme|"
    rf"asuu)\W{{1,3}}(?:on\s)?(?P<value>(?P<name>[\w-]{{3,}}{_PLOT_FI}{_CASE_FI})"
    rf"(?P<rest>{_NUMBER}){_POST})",
    re.I,
)
#: A British postcode; 5GB and 4MB are no end of one.
_POSTCODE_UK = r"[A-Z]{1,2}\d[A-Z\d]?\s\d(?![GMT]B)[ABD-HJLNP-UW-Z]{2}"
_STREET_EN = re.compile(
    r"(?<![\w-])(?:(?:(?i:flat|apartment|apt\.?|unit)\s\w{1,4}|Top Flat|Basement Flat),?\s)?"
    r"\d{1,5}[a-zA-Z]?,?\s(?:[A-Z][a-z']+\s){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Court|Square|Boulevard|Blvd|Close|Crescent|Terrace|Gardens|"
    r"Way|Grove|"
    rf"Mews|Row|Walk|Hill|Park|Place|Green|Rise|Drive|Quay|Wharf)\b(?:,?\s[A-Z][a-z]+)?(?:,?\s{_POSTCODE_UK})?"
)
_KIND_EN = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|court|square|boulevard|close|crescent|terrace|gardens|grove|mews)"
)
_FLAT_EN = r"(?:flat|apartment|apt\.?|unit|room)\s(?:\d{1,4}[a-z]?|[a-z]\d{0,3}),?\s"
_NO_NAME_EN = (
    r"(?!(?:the|a|an|on|in|of|at|to|and|or|per|for|down|along|across|different|other|more|times|min\w*|hours?|days?|"
    r"weeks?|months?|years?|miles?|km|meters?|metres?|percent|euros?|pounds|people|shops?|stores?|way|lane|am|"
    r"pm)(?!\w))"
)
#: Written small, after a word that says where something is; and a flat with a house number, whatever the street.
_SMALL_EN = re.compile(
    rf"(?<!\w)(?:at|to|from|near|outside|address(?: is)?:?)\s(?P<value>(?:{_FLAT_EN})?\d{{1,4}}[a-z]?,?\s"
    rf"(?:{_NO_NAME_EN}[a-z']{{2,20}}\s){{1,3}}{_KIND_EN}(?!\w)(?:,?\s{_POSTCODE_UK})?)",
    re.I,
)
_FLAT_OF = re.compile(
    rf"(?<![\w-])(?i:{_FLAT_EN})(?:\d{{1,4}}[a-z]?,?\s(?:[A-Z][a-z']+(?:\s[A-Z][a-z']+){{0,2}}|"
    rf"(?i:{_NO_NAME_EN}[a-z']{{4,}}))"
    r"|(?:[A-Z][a-z']+\s){1,2}(?:House|Court|Mansions?|Lodge|Building|Heights|Towers?|Buildings))(?!\w)"
    rf"(?:,?\s{_POSTCODE_UK})?"
)
#: A house number before one word with a capital is where somebody lives after a word that says so.
_LIVES_EN = re.compile(
    r"(?<!\w)(?i:liv(?:e|es|ed|ing) at|address is|address:|(?:left|delivered|dropped|dumped) (?:at|to|outside)|"
    r"moved (?:from|to))\s"
    r"(?P<value>\d{1,4}[a-z]?,?\s(?P<name>[A-Z][a-z']{2,}|[a-z]{3,}(?:way|gate|croft|bury|mead|dene))"
    r"(?:\s[A-Z][a-z']+){0,2})(?!\w)"
)
_POSTCODE_EN = re.compile(rf"(?<![\w-]){_POSTCODE_UK}(?![\w-])")
#: Streets that are called by one word or by their number.
_ALONE = re.compile(
    r"(?<![\w-])(?P<name>(?:Bulevard(?:en|i)|Esplanad(?:en|i)|(?:Ensimmäinen|Toinen|Kolmas|Neljäs|Viides|[1-5]\.) "
    rf"(?:[Ll]inja)|(?:Första|Andra|Tredje|Fjärde|Femte) linjen){_CASE_FI})(?P<rest>{_NUMBER}){_POST}"
)
#: Any name with a number is an address after a word that says so.
_LIVES = re.compile(
    r"(?:osoite\w*|osoitt\w+|asun|asumme|adress\w*|bor (?:på|i)|address|live at|lives at)\W{1,3}(?:on |är |is )?"
    r"(?P<value>(?-i:(?P<name>[A-ZÅÄÖ][\w-]+)(?:\s[A-ZÅÄÖ][\w-]+)?)\s\d{1,3}(?!\d|[.,:]\d)(?:\s?[a-z](?!\w))?"
    r"(?:\s(?:as\.?\s|lgh\s|apt\.?\s)?\d{1,3}(?!\w))?)",
    re.I,
)
_BOX = re.compile(
    rf"(?<!\w)(?:(?:P\.?\s?[Ll]\.?|PB|P\.O\. ?Box|PO [Bb]ox|Box)\s\d{{1,5}}(?!\w){_POST}"
    r"|pl\s\d{1,5},?\s\d{5}(?!\w))"
)
_POSTCODE = re.compile(r"(?<![\w.,-])(?:FI-|FIN-)?(?P<code>\d{5}),?\s(?P<place>[A-ZÅÄÖ][\wåäö-]{2,})")
_POSTCODE_SV = re.compile(r"(?<![\w.,-])(?P<se>SE-|S-)?\d{3}\s\d{2},?\s(?P<place>[A-ZÅÄÖ][\wåäö-]{2,})")
_POSTCODE_CUED = re.compile(
    r"(?:postinumero|postnummer|post ?code|zip(?: code)?)\w*\W{0,3}"
    r"(?:on |är |is )?(?P<value>\d{5}|\d{3}\s\d{2}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})(?!\w)",
    re.I,
)
#: Ends like a street but is none.
_NO_STREET = re.compile(
    r"(?:.*(?:valta|moottori|rauta|kanta|maan|oiko|ohitus|kehä|elämän|loma|tieto|seutu|yhdys|eurooppa|runko)tie|"
    r".*(?:motor|järn|genom|riks|läns|stam|europa)väg|.*(?:asiakas|palvelu|"
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
#: What a number before it makes a date of.
_DAY_EN = re.compile(rf"(?:{_MONTHS}|mon|tue|wed|thu|fri|sat|sun)\w*", re.I)
_DATE = (
    rf"\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?[-'’]?\d{{2,4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|"
    rf"\d{{1,2}}(?:\.|st|nd|rd|th|:e)?\s(?:of\s|päivä\s)?(?:{_MONTHS})\w*,?\s'?(?:\d{{4}}|\d{{2}}(?!\w))|"
    rf"(?:{_MONTHS})\w*\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{2}}\s\d{{2}}\s(?:19|20)\d{{2}}|"
    r"[0-3]\d[01]\d(?:19|20)\d{2}|(?:19|20)\d{2}[01]\d[0-3]\d|[0-3]\d[01]\d{3}|\d{2}[01]\d[0-3]\d"
)
#: One of these is in every word that says so.
_BORN = ("syn", "föd", "born", "birth", "dob", "d.o.b", "s.", "f.", "fd")
_BORN_AFTER = re.compile(rf"(?<![\d.])(?P<value>{_DATE})\s?(?:syntyn\w+|född\w*|-born\b)", re.I)
_BIRTH = re.compile(
    r"(?:synnyin|synty(?:nyt|mäaika\w*|mäpäivä\w*|mävuo\w*|nyt olen|i|in|ny)|synt?\.|\bs\.|född|f\.|födelse\w*|\bborn|"
    r"date of birth|dob|d\.o\.b\.?|\bfd\b|birth ?da\w+)"
    rf"[^\n\d]{{0,20}}?(?P<value>{_DATE})(?!\d)",
    re.I,
)


def addresses(text: str) -> Iterator[Place]:
    """Street addresses with a number, in three languages and inflected; post boxes; postcodes with a place."""
    for pattern in (_STREET, _PLOT, _APART, _ALONE):
        for match in pattern.finditer(text):
            if _is_street(match, text):
                yield match.start(), _with_town(text, match.end())
    yield from _homes(text)
    for pattern in (_STREET_EN, _FLAT_OF, _BOX, _POSTCODE_EN):
        for match in pattern.finditer(text):
            yield match.start(), _with_town(text, match.end())
    yield from _postcodes(text)


def _homes(text: str) -> Iterator[Place]:
    """What is an address only after a word that says where somebody lives."""
    for match in _LIVES.finditer(text):
        if not is_place(match["name"]) and not _COUNTED.match(text, match.end()):
            yield match.span("value")
    yield from (match.span("value") for match in _SMALL_PLOT.finditer(text) if _is_street(match, text))
    for match in _LIVES_EN.finditer(text):
        if match["name"].lower() not in brands() and not _DAY_EN.match(match["name"]):
            yield match.start("value"), _with_town(text, match.end())
    yield from (match.span("value") for match in _SMALL_EN.finditer(text))


def _postcodes(text: str) -> Iterator[Place]:
    for match in _POSTCODE.finditer(text):
        if match["code"].startswith("0") or is_place(match["place"]):
            yield match.span()
    for match in _POSTCODE_SV.finditer(text):
        if match["se"] or is_place(match["place"]):
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
    """Dates beside a word that says somebody was born then."""
    small = text.lower()
    if not any(hint in small for hint in _BORN):
        return
    for pattern in (_BIRTH, _BORN_AFTER):
        for match in pattern.finditer(text):
            yield match.span("value")
