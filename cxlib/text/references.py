"""Numbers of customers, orders, cases and documents, and secret codes: what a word before them gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import UNIT, Place, mod97

_NUMBER_WORDS = r"(?:numero|nro|tunnu|tunniste|koodi|id\b)\w*"
_CUE = (
    rf"(?:(?:asiakas|asiakkuus|tilauk?s\w*|laskun?|sopimuk?s\w*|tapauk?s\w*|palvelupyynn?[tö]\w*|"
    rf"tike[t]{{1,2}}i\w*|vakuutuk?s\w*|vahinko|"
    rf"lähetyk?s\w*|seuranta|maksun?|viite|vikailmoituk?s\w*|jäsen|käyttäjä|liittymän?|lainan?|korttin?|kortin|"
    rf"varauk?s\w*|"
    rf"reklamaation?|hakemuk?s\w*|päätök?s\w*|diaari|kuitin?|sarja|asian?|työ)\s?-?{_NUMBER_WORDS}"
    rf"|viitt?e\w{{0,8}}|tiketti\w*|tunnusluku\w*|salasana\w*|(?:pin|puk)(?:-?\s?koodi\w*)?|turvakoodi\w*|"
    rf"ref(?:erens|erence)?(?:nummer|nr)?\w{{0,2}}\b|(?:kund|order|faktura|ärende|avtals?|boknings?|"
    rf"försäkrings?|medlems?|spårnings?|kort|skade)"
    rf"\s?-?(?:nummer|numret|nr|id)\w*|lösenord\w*|"
    rf"(?:customer|client|order|invoice|case|ticket|contract|policy|booking|member(?:ship)?|claim|tracking|"
    rf"confirmation|reference|"
    rf"user|card|serial)\s?(?:number|numbers|no|nr|id|ref|reference|code)\b|ticket|password|pin code|cvv|cvc)"
)
_REFERENCE = re.compile(
    rf"(?<!\w){_CUE}\.?[\s:#=(.-]{{0,4}}(?:(?:on|oli|är|var|is|was|nro|numero\w*|nr|no|number|"
    rf"nummer)\b[\s:#.]{{0,3}}){{0,3}}"
    r"(?P<value>[A-ZÅÄÖ]{0,6}[-/ ]?\d[\w/-]*(?:(?:\s{1,2}|\.|·|\s-\s)\d{2,}[\w/-]*)*"
    r"(?:(?<=\d\s\d{4})\s\d{1,2}(?![\w.,]))?)",
    re.I,
)
_PASSPORT = re.compile(
    r"(?<!\w)(?:passi\w*|passport\w*|pass(?:nummer|nr)?\w{0,2}|henkilökort\w+|ajokort\w+|körkort\w*|id-?kort\w*|"
    r"driving licen[cs]e|id card|travel document)[^\n\d]{0,25}?"
    r"(?<!\w)(?P<value>(?:(?-i:[A-Z]{1,3})[\W_]{0,3}|[A-Z]{2,3})\d{3,4}[\W_]{0,3}\d{3,4}|\d{8,9})(?!\w)",
    re.I,
)
#: Any other word that ends as names of numbers do, and is not the number of something public.
_NUMBERED = re.compile(
    r"(?<!\w)(?!\w*(?:palvelu|hätä|puhelin|virhe|vuoro|sivu|versio|malli|kampanja|alennus|tarjous|huone|kerros|suunta|"
    r"päivystys|neuvonta|info|apu|posti|tekstiviesti|soitto|vaihde|puhelu|tuote|etu|error|phone|promo|telefon|ruta|rum|sid|post))"
    r"\w{3,}(?:tunnu[sk]\w*|numero\w*|koodi\w*|nummer\w*|kod(?:en)?)[\s:#=]{1,3}(?:(?:on|oli|är|var)\s)?"
    r"(?P<value>(?-i:[A-Z]{0,4})[-/ ]?\d[\w/-]{2,}(?:\s\d{2,}[\w/-]*)*)(?!\w|[,.]\d)",
    re.I,
)
#: Travel documents and registered parcels: letters and digits in an order that nothing else has.
_DOCUMENT = re.compile(r"(?<![\w-])(?:[A-Z]{2}\d{7}|[A-Z]{2}\d{9}[A-Z]{2}|JJ[A-Z]{2}\d{10,20})(?![\w-])")
_CREDITOR = re.compile(r"(?<!\w)RF\s?\d{2}(?:\s?[A-Z0-9]{1,4}){1,6}(?!\w)")
_CUED_LONG = re.compile(
    r"(?<!\w)(?:case|ticket|invoice|order|claim|booking|contract|incident|ärende\w*|faktura\w*|beställning\w*|avtal\w*|"
    r"ordern?|skade\w*|tilau[sk]\w*|lasku\w*|tapau[sk]\w*|sopimu[sk]\w*|\w*hakemu[sk]\w*|varau[sk]\w*|tiketti\w*|"
    r"käyttöpaik\w+|mittari\w*|reklamaatio\w*|as(?:iak)?\.?)\s?(?:nro|nr|no|numero|number)?\.?[\s:#]{1,3}"
    r"(?P<value>(?-i:[A-Z]{1,4})?[- ]?\d{6,})(?!\w|[,.]\d)",
    re.I,
)
_CODE = re.compile(
    r"(?<!\w)(?<!error )(?<!promo )(?:[Kk]oodi\w*|[Kk]od(?:en)?|[Cc]ode|[Tt]unnus\w*|[Tt]unnuks\w*|ID|id)"
    r"(?:\s(?:on|oli|är|is|was))?[\s:#=]{1,3}(?P<value>(?=\w*\d\w*\d)(?=\w*[A-Z])[A-Z0-9]{6,20})(?!\w)"
)
#: Nothing public has a sign of number and four digits that are no year.
_HASH = re.compile(r"(?<![\w#&])#\s?(?P<value>[A-Z]{0,6}-?(?!(?:19|20)\d\d(?!\w))\d{4,}[\w/-]*)(?!\w)", re.I)
_REGISTRY = re.compile(
    r"(?<!\w)(?:dnro|diaarinro|diaarinumero\w*|asianro|polis(?:nr|nummer)|account id|passcode|imei\w*|iccid)"
    r"\W{0,3}(?:on |är |is )?"
    r"(?P<value>(?:[A-ZÅÄÖ]{1,8}[\s/-])?\d[\w./-]*(?:\s[A-Z]?\d[\w./-]*|\s[A-Z](?!\w))*)",
    re.I,
)
#: A code alone is secret; with these before it, everybody has it.
_SECRET = re.compile(
    r"(?<!error )(?<!promo )(?<!virhe )(?<!fel)(?<!\w)"
    r"(?:koodi\w{0,4}|kod(?:en)?|code|turvaluku|turvaluvu\w+)[\s:=]{1,3}"
    r"(?:(?:on|oli|är|is|was)\s)?(?P<value>\d{3,8})(?!\w|[.,]\d)",
    re.I,
)
#: Codes of cases, British driving licences, and parcels.
_CODED = re.compile(
    r"(?<![\w-])(?!(?:ISO|IEC|SFS|COVID|HTTP|RFC|DIN)-)(?:[A-Z]{2,6}-(?!20[0-3]\d(?!\w))\d{4,}(?:-?[A-Z0-9]+)*"
    r"|[A-Z9]{5}\d{6}[A-Z9]{2}\d[A-Z]{2}|1Z[0-9A-Z]{16})(?![\w-])"
)
_HARDWARE = re.compile(r"(?<![\w:-])(?:[0-9A-F]{2}([:-]))(?:[0-9A-F]{2}\1){4}[0-9A-F]{2}(?![\w:-])", re.I)
_LONG_NUMBER = re.compile(r"(?<![\w.,-])\d{9,}(?!\w)")


def references(text: str) -> Iterator[Place]:
    """Customer, order, case and other reference numbers, and secret codes, after a word that says so."""
    for match in _REFERENCE.finditer(text):
        if _is_reference(match["value"]) and not UNIT.match(text, match.end()):
            yield match.span("value")
    for match in _NUMBERED.finditer(text):
        if sum(map(str.isdigit, match["value"])) >= 4 and not UNIT.match(text, match.end()):
            yield match.span("value")
    for pattern in (_PASSPORT, _CODE, _CUED_LONG, _HASH, _REGISTRY, _SECRET):
        for match in pattern.finditer(text):
            if not UNIT.match(text, match.end()):
                yield match.span("value")
    for pattern in (_DOCUMENT, _HARDWARE, _CODED):
        for match in pattern.finditer(text):
            yield match.span()
    for match in _CREDITOR.finditer(text):
        if mod97(re.sub(r"\s", "", match.group())):
            yield match.span()


def _is_reference(value: str) -> bool:
    digits = sum(map(str.isdigit, value))
    letters = sum(map(str.isalpha, value))
    return digits >= 4 or (digits >= 2 and letters >= 1 and digits + letters >= 6)


def long_numbers(text: str) -> Iterator[Place]:
    """Bare numbers of nine digits or more: no amount, no date, so somebody's or something's identifier."""
    for match in _LONG_NUMBER.finditer(text):
        if not UNIT.match(text, match.end()):
            yield match.span()
