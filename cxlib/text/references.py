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
    rf"försäkrings?(?:brev)?|medlems?|spårnings?|kort|skade)"
    rf"\s?-?(?:nummer|numret|nr|id)\w*|lösenord\w*|"
    rf"(?:customer|client|order|invoice|case|ticket|contract|policy|booking|member(?:ship)?|claim|tracking|"
    rf"application|complaint|request|enquiry|diary|decision|incident|file|job|loan|patient|student|parcel|"
    rf"confirmation|reference|"
    rf"user|card|serial)\s?(?:number|numbers|no|nr|id|ref|reference|code)\b|ticket|password|pin code|cvv|cvc)"
)
_REFERENCE = re.compile(
    rf"(?<!\w){_CUE}\.?[\s:#=(.-]{{0,4}}(?:(?:on|oli|är|var|is|was|annettiin|sain|fick|gavs|given|nro|numero\w*|nr|"
    rf"no|number|"
    rf"nummer)\b[\s:#.]{{0,3}}){{0,3}}"
    r"(?P<value>[A-ZÅÄÖ]{0,6}[-/ ]?\d[\w/-]*(?:(?:\s{1,2}|\.|·|\s-\s)\d{2,}[\w/-]*)*"
    r"(?:(?:(?<=\d\s\d{4})|(?<=\d\s\d{5}))\s\d{1,2}(?![\w.]|,\d))?)",
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
    r"päivystys|neuvonta|info|apu|posti|tekstiviesti|soitto|vaihde|puhelu|tuote|etu|error|phone|promo|telefon|"
    r"ruta|rum|sid|post|fel|vika|häiriö|status))"
    r"\w{3,}(?:tunnu[sk]\w*|numero\w*|koodi\w*|nummer\w*|kod(?:en)?|nro|nr)\.?[\s:#=]{1,3}(?:(?:on|oli|är|var)\s)?"
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
    r"(?<!\w)(?:dnro|d(?:iarie)?nr|målnr|diaarinro|diaarinumero\w*|asianro|polis(?:nr|nummer)|account id|passcode|"
    r"imei\w*|iccid)"
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
    r"(?<![\w-])(?!(?:ISO|IEC|SFS|COVID|HTTP|RFC|DIN|CVE|GDPR|ERR|ERROR)-)(?:[A-Z]{2,6}-(?!20[0-3]\d(?!\w|"
    r"-\d))\d{4,}(?:-?[A-Z0-9]+)*"
    r"|[A-Z9]{5}\d{6}[A-Z9]{2}\d[A-Z]{2}|1Z[0-9A-Z]{16})(?![\w-])"
)
#: A registry, a year and a number, in either order: nothing else is written so but laws.
_SLASHED = re.compile(
    r"(?<![\w/-])(?!(?:EU|EY|ETY|EG|EEG|EC|EEC|ISO|IEC|SFS)/)"
    r"[A-ZÅÄÖ]{1,8}(?:[/-][A-ZÅÄÖ]{1,6})?/\d{1,7}(?:/[A-Z\d]{1,7}){1,3}(?![\w/])"
)
#: Words for what is handled under a number, however inflected; what comes soon after them and is put together as such
#: numbers are is one.
_HANDLED = re.compile(
    r"(?<!\w)(?:\w*hakemu[sk]\w*|\w*päätö[sk]\w*|asia(?:n|a|ssa|sta|lla|ni|nne|mme)?|\w*tapau[sk]\w*|\w*valitu[sk]\w*|"
    r"reklamaatio\w*|\w*vahin[kg]\w*|tiket\w*|tilau[sk]\w*|\w*sopimu[sk]\w*|\w*lasku(?:n|a|ni|ssa|sta|lle)?|"
    r"\w*viit[te]\w*|"
    r"\w*pyyn[tn]\w*|\w*ilmoitu[sk]\w*|diaari\w*|lähety[sk]\w*|palautteen\w*|"
    r"\w*ärende\w*|\w*ansök\w*|\w*anmälan|beslut\w*|\w*avtal\w*|faktura\w*|\w*beställning\w*|order\w*|skad[ea]\w*|"
    r"reklamation\w*|klagomål\w*|diarie\w*|dnr|ref\w*|"
    r"cases?|claims?|applications?|tickets?|complaints?|requests?|invoices?|polic(?:y|ies)|contract|incident|enquiry|"
    r"decision|file|booking|shipment)(?!\w)"
    r"(?:[\s:#=(\"'.,-]{1,3}(?:[^\W\d]{1,12}[\s:#=(\"'.]{1,3}){0,2})"
    r"(?P<value>[A-ZÅÄÖ]{0,8}[/-]?\d{1,8}(?:[/-][A-Z\d]{1,8}){0,4})(?![\w/]|[.,]\d)",
    re.I,
)
#: A year and a long number.
_OF_A_YEAR = re.compile(r"(?<![\w./-])20\d\d[-/]\d{5,8}(?![\w/-]|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: What stands between it and a number makes the number public: everybody gets the same.
_OF_AN_ERROR = re.compile(
    r"(?<!\w)(?:virhe\w*|vikakood\w*|häiriökood\w*|felkod\w*|fel(?:meddelande\w*)?|error|fault|status)"
    r"(?:\s(?:code|number|message|kod|koodi|nro|nr|no)\w{0,3})?[\s:#=(\"'-]{1,3}(?:(?:on|oli|är|var|is|was)\s)?$",
    re.I,
)
_ERROR_REACH = 32
_HARDWARE = re.compile(r"(?<![\w:-])(?:[0-9A-F]{2}([:-]))(?:[0-9A-F]{2}\1){4}[0-9A-F]{2}(?![\w:-])", re.I)
_LONG_NUMBER = re.compile(r"(?<![\w.,-])\d{9,}(?!\w)")


def references(text: str) -> Iterator[Place]:
    """Customer, order, case and other reference numbers, and secret codes, after a word that says so."""
    return (place for place in _numbers(text) if not _is_of_an_error(text, place))


def _numbers(text: str) -> Iterator[Place]:
    for match in _REFERENCE.finditer(text):
        if _is_reference(match["value"]) and not UNIT.match(text, match.end()):
            yield match.span("value")
    for match in _NUMBERED.finditer(text):
        if sum(map(str.isdigit, match["value"])) >= 4 and not UNIT.match(text, match.end()):
            yield match.span("value")
    for match in _HANDLED.finditer(text):
        if _is_put_together(match["value"]) and not UNIT.match(text, match.end()):
            yield match.span("value")
    for pattern in (_PASSPORT, _CODE, _CUED_LONG, _HASH, _REGISTRY, _SECRET):
        yield from (match.span("value") for match in pattern.finditer(text) if not UNIT.match(text, match.end()))
    for pattern in (_DOCUMENT, _HARDWARE, _CODED, _SLASHED, _OF_A_YEAR):
        yield from (match.span() for match in pattern.finditer(text))
    for match in _CREDITOR.finditer(text):
        if mod97(re.sub(r"\s", "", match.group())):
            yield match.span()


def _is_of_an_error(text: str, place: Place) -> bool:
    return _OF_AN_ERROR.search(text, max(0, place[0] - _ERROR_REACH), place[0]) is not None


def _is_put_together(value: str) -> bool:
    """Whether a value is no date, no span of years, no speed and no phone: `KEL/44912/2026`, `77-40192`, `123/2026`."""
    parts = re.split(r"[/-]", value)
    if len(parts) == 1 or re.match(r"0\d{1,3}-", value):
        return False
    numbers = [part for part in parts if part.isdigit() and not _YEAR.fullmatch(part)]
    long = any(len(number) >= 5 for number in numbers)
    digits = sum(map(str.isdigit, value))
    if any(not part.isdigit() for part in parts):
        return digits >= 4 and (long or len(parts) > 2 or any(len(number) >= 4 for number in numbers))
    whole = "/" not in value and len(numbers) == len(parts)
    if whole and digits >= 7 and not all(part.endswith(("00", "50")) for part in parts):
        return True
    return long or (len(numbers) < len(parts) and any(len(number) >= 3 for number in numbers))


def _is_reference(value: str) -> bool:
    digits = sum(map(str.isdigit, value))
    letters = sum(map(str.isalpha, value))
    return digits >= 4 or (digits >= 2 and letters >= 1 and digits + letters >= 6)


def long_numbers(text: str) -> Iterator[Place]:
    """Bare numbers of nine digits or more: no amount, no date, so somebody's or something's identifier."""
    for match in _LONG_NUMBER.finditer(text):
        if not UNIT.match(text, match.end()) and not _is_of_an_error(text, match.span()):
            yield match.span()
