"""Personal data that customers add although nobody asked: every number here is invented or reserved for examples."""

from __future__ import annotations

from cxlib.demo.chance import Chance

#: How often an answer ends in something that must not be stored.
PERSONAL_RATE = 0.014

SURNAMES = ("Mäkinen", "Korhonen", "Nieminen", "Virtanen", "Lahtinen", "Heikkinen", "Koskinen", "Salonen")
FIRST_NAMES = ("Pirjo", "Matti", "Kaisa", "Heikki", "Tarja", "Olli", "Marjatta", "Seppo")
_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_ENDINGS = {
    "fi": (
        "Soittakaa {phone}.",
        "Puhelinnumeroni on {phone}.",
        "Minut tavoittaa numerosta {phone}.",
        "Hetu {identity} jos tarvitsette.",
        "Henkilötunnukseni on {identity}.",
        "Vastaus osoitteeseen {email}, kiitos.",
        "terv. {name}",
        "Terveisin {name}, {phone}",
        "Tilinumeroni on FI21 1234 5600 0007 85.",
    ),
    "sv": ("Ring mig på {phone}.", "Mitt nummer är {phone}.", "Mvh {name}", "Svar till {email}, tack."),
    "en": ("Please call me at {phone}.", "My email is {email}.", "Regards, {name}"),
}


def signed(text: str, language: str, chance: Chance) -> str:
    """The text, now and then with a phone number, an identity code, an address or a name at its end."""
    if not chance.happens(PERSONAL_RATE):
        return text
    first, last = chance.pick(FIRST_NAMES), chance.pick(SURNAMES)
    ending = chance.pick(_ENDINGS[language]).format(
        phone=f"{chance.pick(('040', '050', '044'))} 123 {4000 + chance.below(1000)}",
        identity=reserved_identity(
            1 + chance.below(28), 1 + chance.below(12), 40 + chance.below(55), chance.below(100)
        ),
        email=f"{first}.{last}@example.com".lower().replace("ä", "a"),
        name=f"{first} {last}",
    )
    return f"{text}{'' if text[-1] in '.!?' else '.'} {ending}"


def reserved_identity(day: int, month: int, year: int, number: int) -> str:
    """A personal identity code of the 900 series, which is never given to anybody, with its right check character.

    >>> reserved_identity(1, 1, 80, 0)
    '010180-9004'
    """
    digits = f"{day:02d}{month:02d}{year:02d}"
    serial = f"{900 + number}"
    return f"{digits}-{serial}{_CHECK[int(digits + serial) % 31]}"
