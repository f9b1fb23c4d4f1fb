"""Identifiers that point at a person: e-mail, identity code, accounts, cards, references, plates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

Place = tuple[int, int]

_HETU_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_AT = r"(?:\s?@\s?|\s?[(\[](?:at|ät|a|@)[)\]]\s?)"
_DOT = r"(?:\.|\s?[(\[](?:dot|piste|punkt|\.)[)\]]\s?|\s(?:dot|piste|punkt)\s)"
_EMAIL = re.compile(rf"(?<![\w.+%-])[\w+%-][\w.+%-]{{0,63}}{_AT}(?:[\w-]{{1,63}}{_DOT}){{1,4}}[a-zåäö]{{2,15}}\b", re.I)
_LOCAL_SPOKEN = rf"[\w-]{{1,40}}(?:{_DOT}[\w-]{{1,40}}){{0,3}}"
_EMAIL_SPOKEN = re.compile(
    rf"(?<![\w.+%-])(?P<local>{_LOCAL_SPOKEN})\s(?P<at>at|ät|miukumauku|kissanhäntä|snabel-?a)\s"
    rf"(?P<domain>(?:[\w-]{{1,63}}{_DOT}){{1,3}}(?:fi|com|net|org|se|eu|io|ax))\b",
    re.I,
)
_MAIL_HOSTS = re.compile(r"(?:gmail|hotmail|outlook|icloud|yahoo|luukku|live|suomi24|kolumbus|elisanet|pp|me)\W", re.I)

_HETU = re.compile(
    r"(?<!\w)(\d\s?\d)[\s./]?(\d\s?\d)[\s./]?(?:19|20)?(\d\s?\d)\s*"
    r"([-+A-FU-Y/.:]?|viiva|miinus|dash|streck)\s*(\d\s?\d\s?\d)\s*([0-9A-Z])(?!\w)",
    re.I,
)
#: What may stand between two characters of a number that somebody has pulled apart.
_GAP = r"[\W_]{0,3}"
_SIX, _THREE = _GAP.join([r"(\d)"] * 6), _GAP.join([r"(\d)"] * 3)
_HETU_APART = re.compile(rf"(?<!\w){_SIX}({_GAP}[-+A-FU-Y]?{_GAP}){_THREE}{_GAP}([0-9A-Z])(?!\w)", re.I)
_IBAN_APART = re.compile(rf"(?<!\w)F{_GAP}I(?:{_GAP}\d){{16}}(?!\w)", re.I)
_CARD_APART = re.compile(rf"(?<![\w])(?:[456](?:{_GAP}\d){{15}}|3{_GAP}[47](?:{_GAP}\d){{13}})(?!\w)")
_HETU_TAIL = re.compile(
    r"(?:hetu|henkilötunnu|sotu|sosiaaliturvatunnu|personbeteckning|personnummer|social security)\w*[^\n.\d]{0,30}?"
    r"(?P<value>(?:[-+A-FU-Y]\s?)?\d{3}[0-9A-Y]|\d{6}\s?[-+A-FU-Y]?\s?\d{0,4}[A-Y]?)(?!\w)",
    re.I,
)
_HETU_NAMED = re.compile(
    r"(?:hetu|henkilötunnu|sotu|sosiaaliturvatunnu|personbeteckning|social security)\w*\W{0,3}(?:\w{2,4}\W{1,2})?$",
    re.I,
)
_PERSONNUMMER = re.compile(r"(?<!\w)(19|20)?(\d{2})(\d{2})(\d{2})\s?[-+]\s?(\d{4})(?!\w)")

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
    r"(?:tilinumero|tilinro|tilille|tililtä|konto(?:nummer|nr)?|account (?:number|no|nr)|bban)\w*\.?[^\n\d]{0,20}?"
    r"(?P<value>\d[\d\s-]{4,24}\d)(?!\w)",
    re.I,
)
_OLD_ACCOUNT_CUED = re.compile(
    r"(?:tili|konto|account)\w*\W{1,3}(?:\w{2,4}\s)?(?P<value>\d{6}\s?-\s?\d{2,8})(?!\w)", re.I
)
_CARD = re.compile(r"(?<![\w-])[2-6]\d{3}(?:[ -]?\d){9,15}(?![\w]|-\d)")
_CARD_GROUPS = re.compile(r"(?<![\w-])[2-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?![\w]|-\d)")
_BUSINESS_ID = re.compile(r"(?<![\w-])(?:FI\s?)?(\d{7})\s?-\s?(\d)(?![\w-])|(?<!\w)FI\s?(\d{8})(?!\w)", re.I)
_BUSINESS_CUED = re.compile(
    r"(?:y-?tunnu\w*|fo-?nummer\w*|business id\w*)\W{0,3}(?:on |är |is )?(?P<value>\d{7}[\W_]{0,3}\d)(?!\w)", re.I
)
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:])(?=[\da-f:]*\d)(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])", re.I)
_VERSION = re.compile(
    r"(?:versio\w*|version|ver|v|ios|android|windows|app|appen|sovellus|ohjelmisto|firmware|päivitys|build)\.?\s?$",
    re.I,
)

_NUMBER_WORDS = r"(?:numero|nro|tunnu|tunniste|koodi|id\b)\w*"
_CUE = (
    rf"(?:(?:asiakas|asiakkuus|tilauk?s\w*|laskun?|sopimuk?s\w*|tapauk?s\w*|palvelupyynn?[tö]\w*|"
    rf"tike[t]{{1,2}}i\w*|vakuutuk?s\w*|vahinko|"
    rf"lähetyk?s\w*|seuranta|maksun?|viite|vikailmoituk?s\w*|jäsen|käyttäjä|liittymän?|lainan?|korttin?|kortin|"
    rf"varauk?s\w*|"
    rf"reklamaation?|hakemuk?s\w*|päätök?s\w*|diaari|kuitin?|sarja|asian?|työ)\s?-?{_NUMBER_WORDS}"
    rf"|viitt?e\w{{0,8}}|tiketti\w*|tunnusluku\w*|salasana\w*|pin(?:-?\s?koodi\w*)?|turvakoodi\w*|"
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
    r"(?<!\w)(?P<value>(?:(?-i:[A-Z]{1,2})[\W_]{0,3}|[A-Z]{2})\d{3,4}[\W_]{0,3}\d{3,4}|\d{8,9})(?!\w)",
    re.I,
)
#: Any other word that ends as names of numbers do, and is not the number of something public.
_NUMBERED = re.compile(
    r"(?<!\w)(?!\w*(?:palvelu|hätä|puhelin|virhe|vuoro|sivu|versio|malli|kampanja|alennus|tarjous|huone|kerros|suunta|"
    r"posti|tekstiviesti|soitto|vaihde|puhelu|tuote|etu|error|phone|promo|telefon|ruta|rum|sid|post))"
    r"\w{3,}(?:tunnu[sk]\w*|numero\w*|koodi\w*|nummer\w*|kod(?:en)?)[\s:#=]{1,3}(?:(?:on|oli|är|var)\s)?"
    r"(?P<value>(?-i:[A-Z]{0,4})[-/ ]?\d[\w/-]{2,}(?:\s\d{2,}[\w/-]*)*)(?!\w|[,.]\d)",
    re.I,
)
#: Travel documents and registered parcels: letters and digits in an order that nothing else has.
_DOCUMENT = re.compile(r"(?<![\w-])(?:[A-Z]{2}\d{7}|[A-Z]{2}\d{9}[A-Z]{2}|JJ[A-Z]{2}\d{10,20})(?![\w-])")
_CREDITOR = re.compile(r"(?<!\w)RF\s?\d{2}(?:\s?[A-Z0-9]{1,4}){1,6}(?!\w)")
_CUED_LONG = re.compile(
    r"(?<!\w)(?:case|ticket|invoice|order|claim|booking|contract|incident|ärende\w*|faktura\w*|beställning\w*|avtal\w*|"
    r"ordern?|skade\w*|tilau[sk]\w*|lasku\w*|tapau[sk]\w*|sopimu[sk]\w*|hakemu[sk]\w*|varau[sk]\w*|tiketti\w*|"
    r"käyttöpaik\w+|mittari\w*|reklamaatio\w*|as(?:iak)?\.?)\s?(?:nro|nr|no|numero|number)?\.?[\s:#]{1,3}"
    r"(?P<value>(?-i:[A-Z]{1,4})?[- ]?\d{6,})(?!\w|[,.]\d)",
    re.I,
)
_CODE = re.compile(
    r"(?<!\w)(?<!error )(?<!promo )(?:[Kk]oodi\w*|[Kk]od(?:en)?|[Cc]ode|[Tt]unnus\w*|[Tt]unnuks\w*|ID|id)"
    r"(?:\s(?:on|oli|är|is|was))?[\s:#=]{1,3}(?P<value>(?=\w*\d\w*\d)(?=\w*[A-Z])[A-Z0-9]{6,20})(?!\w)"
)
_LONG_NUMBER = re.compile(r"(?<![\w.,-])\d{9,}(?!\w)")
_UNIT = re.compile(
    r"\s?(?:€|eur|euro|e\b|snt|kpl|min|sek|s\b|h\b|t\b|tunti|tuntia|päiv|kk|kuukau|vuot|vuode|viikko|kerta|"
    r"kertaa|%|pros|km|kg|"
    r"gb|mb|mbit|kr|kronor|minut|hour|day|dag|timm|gång|times|years|pounds|£|\$|dollar|asiakasta|henkilö|ihmis)",
    re.I,
)
_PLATE = re.compile(
    r"(?<![\w-])(?!ISO|USB|SMS|LTE|ADR|DVD|COV|FAQ|PDF|XML|OEM|SIM|TOP|RTX|GTX|LED|GSM|VPN|DSL|API|PIN|PUK|SSD|HDD|RAM|CPU|GPU|"
    r"GPS|NFC|UHD|HDR|MAX|PRO|DNA|ALV|VAT|FIN|SWE|EUR|USD|SEK)[A-ZÅÄÖ]{3}-\d{2,3}(?![\w-])"
)
_PLATE_CUED = re.compile(
    r"(?:rek(?:isteri)?\.?(?:numero|tunnu|nro|kilpi|kilve)?\w*|rekkari\w*|registreringsnummer\w*|regnr|"
    r"reg\.?\s?(?:no|number|plate)?|"
    r"number ?plate|licen[cs]e plate)[\s:.]{1,3}(?:on |är |"
    r"is )?(?P<value>[A-ZÅÄÖ]{2,3}(?:[- ]?|\s?[-./·]\s?|\s{0,2})\d{2,3}[A-Z]?)(?![\w-])",
    re.I,
)
_PLATE_OF = re.compile(
    r"(?:auto|mopo|moottoripyör|prätkä|peräkärry|paketti|bil|moped|motorcykel|car|van|motorcycle|trailer)\w*[\s:.]{1,3}"
    r"(?P<value>[A-ZÅÄÖ]{2,3}-\d{2,3})(?![\w-])",
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
        right = luhn("".join(digits))
        if 1 <= int(digits[1]) <= 12 and (right or (century is not None and 1 <= int(digits[2]) <= 31)):
            yield match.span()


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
    for match in _OLD_ACCOUNT_CUED.finditer(text):
        yield match.span("value")
    for match in _ACCOUNT.finditer(text):
        if not _UNIT.match(text, match.end()):
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


def cards(text: str) -> Iterator[Place]:
    """Payment card numbers: 13 to 19 digits that check, or four groups of four."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 13 <= len(digits) <= 19 and luhn(digits):
            yield match.span()
    for match in _CARD_APART.finditer(text):
        if luhn(re.sub(r"\D", "", match.group())):
            yield match.span()
    for match in _CARD_GROUPS.finditer(text):
        yield match.span()


def business_ids(text: str) -> Iterator[Place]:
    """Finnish business ids (Y-tunnus) and VAT numbers whose check digit is right, or that follow their own name."""
    for match in _BUSINESS_ID.finditer(text):
        digits = (match[1] or "") + (match[2] or "") or match[3]
        cued = re.search(r"(?:y-?tunnu\w*|fo-?nummer|business id)\W{0,3}(?:on |är |is )?$", text[: match.start()], re.I)
        if cued or business_id_is_right(digits):
            yield match.span()
    for match in _BUSINESS_CUED.finditer(text):
        yield match.span("value")


def business_id_is_right(digits: str) -> bool:
    """Say whether eight digits are a business id.

    >>> business_id_is_right("01120389")
    True
    """
    rest = sum(int(d) * w for d, w in zip(digits, (7, 9, 10, 5, 8, 4, 2), strict=False)) % 11
    return rest != 1 and int(digits[7]) == (0 if rest == 0 else 11 - rest)


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


def references(text: str) -> Iterator[Place]:
    """Customer, order, case and other reference numbers, and secret codes, after a word that says so."""
    for match in _REFERENCE.finditer(text):
        if _is_reference(match["value"]) and not _UNIT.match(text, match.end()):
            yield match.span("value")
    for match in _NUMBERED.finditer(text):
        if sum(map(str.isdigit, match["value"])) >= 4 and not _UNIT.match(text, match.end()):
            yield match.span("value")
    for pattern in (_PASSPORT, _CODE, _CUED_LONG):
        for match in pattern.finditer(text):
            if not _UNIT.match(text, match.end()):
                yield match.span("value")
    for match in _DOCUMENT.finditer(text):
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
        if not _UNIT.match(text, match.end()):
            yield match.span()


def plates(text: str) -> Iterator[Place]:
    """Finnish registration plates in capitals with their hyphen, in any writing after a cue."""
    for match in _PLATE.finditer(text):
        yield match.span()
    for pattern in (_PLATE_CUED, _PLATE_OF):
        for match in pattern.finditer(text):
            yield match.span("value")
