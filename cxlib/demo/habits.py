"""How a person writes: spoken forms, missing capitals and full stops, slips of the finger, a keyboard without dots."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cxlib.demo.chance import Chance

#: Written Finnish words as they are said; only words whose spoken form is the same in every sentence.
SPOKEN = {
    "minä": "mä",
    "minua": "mua",
    "minulle": "mulle",
    "minulla": "mulla",
    "minun": "mun",
    "minulta": "multa",
    "olen": "oon",
    "olisi": "ois",
    "olisin": "oisin",
    "tämä": "tää",
    "tällainen": "tämmönen",
    "tällaista": "tämmöstä",
    "sellainen": "semmonen",
    "mutta": "mut",
    "että": "et",
    "sitten": "sit",
    "kaksi": "kaks",
    "viisi": "viis",
    "kuusi": "kuus",
    "yksi": "yks",
    "oikeasti": "oikeesti",
    "varmasti": "varmaan",
    "vielä": "viel",
    "täytyy": "pitää",
    "pitäisi": "pitäis",
    "voisi": "vois",
    "saisi": "sais",
    "tulisi": "tulis",
    "tiedä": "tiiä",
    "nopeasti": "nopeesti",
    "ainoa": "ainoo",
    "he": "ne",
    "hän": "se",
    "hänelle": "sille",
    "puhelimessa": "puhelimes",
    "mahdollista": "mahollista",
}
_NOT = re.compile(r"\b([Ee]n|[Ee]t|[Ee]i|[Ee]mme|[Ee]tte|[Ee]ivät) ole\b")
_WORD = re.compile(r"[^\W\d_]+")

#: Compounds that people take apart, as Finns do when in a hurry.
SPLIT_COMPOUNDS = {
    "asiakaspalvelu": "asiakas palvelu",
    "lainapäätös": "laina päätös",
    "autolaina": "auto laina",
    "verkkopankki": "verkko pankki",
    "autoliike": "auto liike",
    "lainahakemus": "laina hakemus",
    "kuukausimaksu": "kuukausi maksu",
    "puhelinpalvelu": "puhelin palvelu",
    "palvelumaksut": "palvelu maksut",
    "asuntolaina": "asunto laina",
    "korkotarjous": "korko tarjous",
    "asiakaspalvelija": "asiakas palvelija",
    "kuukausierä": "kuukausi erä",
    "jonotusaika": "jonotus aika",
    "maksumuistutus": "maksu muistutus",
    "takaisinsoitto": "takaisin soitto",
}
#: Neighbours on a Finnish keyboard.
NEIGHBOURS = {"a": "s", "s": "a", "e": "r", "r": "e", "i": "o", "o": "i", "t": "r", "n": "m", "m": "n", "k": "l"}
NEIGHBOURS |= {"l": "k", "u": "y", "y": "u", "ä": "ö", "ö": "ä", "v": "b", "p": "o", "h": "j", "j": "h"}


@dataclass(frozen=True)
class Habits:
    """How one customer writes. `register` is `s` (spoken), `f` (formal) or empty; shares are per answer or word."""

    register: str
    lower_case: bool
    drops_full_stop: float
    slips: float
    dotless: bool
    exclaims: bool
    splits_compounds: bool
    loose_commas: bool


def habits(language: str, segment: str, age_group: str, seed: int) -> Habits:
    """The habits of one customer: always the same for the same seed."""
    chance = Chance(seed)
    spoken, formal = {
        "from_18": (0.5, 0.02),
        "from_30": (0.33, 0.06),
        "from_45": (0.2, 0.14),
        "from_60": (0.1, 0.26),
        "from_75": (0.05, 0.38),
    }.get(age_group, (0.13, 0.24))
    register = chance.weighted((("s", spoken), ("f", formal), ("", 1 - spoken - formal)))
    careless = {"s": 1.0, "": 0.5, "f": 0.1}[register]
    return Habits(
        register=register,
        lower_case=chance.happens(0.42 * careless),
        drops_full_stop=chance.pick((0.0, 0.2, 0.9)) if register != "f" else 0.05,
        slips=chance.pick((0.0, 0.0, 0.008, 0.02, 0.04)) * (0.4 + careless),
        dotless=language != "en" and chance.happens(0.012),
        exclaims=chance.happens(0.13 * (0.3 + careless)),
        splits_compounds=language == "fi" and chance.happens(0.16 * careless),
        loose_commas=chance.happens(0.3 * careless),
    )


def as_spoken(text: str, chance: Chance) -> str:
    """A written Finnish sentence as many say it; not every word, since nobody is consistent."""

    def say(match: re.Match[str]) -> str:
        word = match[0]
        spoken = SPOKEN.get(word.lower())
        if spoken is None or chance.happens(0.3):
            return word
        return spoken.capitalize() if word[0].isupper() else spoken

    text = _NOT.sub(lambda match: f"{match[1]} oo" if chance.happens(0.75) else match[0], text)
    return _WORD.sub(say, text)


def typed(text: str, hand: Habits, names: frozenset[str], chance: Chance) -> str:
    """The text as it comes from under this customer's fingers. Names keep their letters, so that they stay names."""
    if hand.splits_compounds:
        text = _split_compounds(text)
    if hand.slips:
        text = _WORD.sub(lambda match: _slip(match[0], hand.slips, names, chance), text)
    if hand.loose_commas:
        text = re.sub(r", (että|et|kun|koska|mutta|mut|vaikka|jos|fast|men|but)\b", r" \1", text)
    if hand.lower_case:
        text = _lowered(text, names)
    if text.endswith(".") and chance.happens(hand.drops_full_stop):
        text = text.rstrip(".")
    elif hand.exclaims and text[-1] in ".!":
        text = text.rstrip(".!") + chance.pick(("!", "!!", "!!!", "!"))
    return text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")) if hand.dotless else text


def _split_compounds(text: str) -> str:
    for compound, parts in SPLIT_COMPOUNDS.items():
        text = text.replace(compound, parts).replace(compound.capitalize(), parts.capitalize())
    return text


def _lowered(text: str, names: frozenset[str]) -> str:
    return _WORD.sub(lambda match: match[0] if match[0] in names else match[0].lower(), text)


def _slip(word: str, share: float, names: frozenset[str], chance: Chance) -> str:
    if len(word) < 5 or word in names or not chance.happens(share * 1.5):
        return word
    place = 1 + chance.below(len(word) - 2)
    before, here, after = word[:place], word[place], word[place + 1 :]
    kind = chance.below(5)
    if kind == 0:
        return before + after
    if kind == 1:
        return before + after[0] + here + after[1:]
    if kind == 2:
        return before + here + here + after
    if kind == 3:
        return before + NEIGHBOURS.get(here, here) + after
    return re.sub(r"([^\W\d_])\1", r"\1", word, count=1)
