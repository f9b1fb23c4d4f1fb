"""Base forms guessed by cutting endings: for words that no dictionary knows (brands, slang, typing errors)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CASES_FI = (
    "ssa",
    "ssä",
    "sta",
    "stä",
    "lla",
    "llä",
    "lta",
    "ltä",
    "lle",
    "ksi",
    "tta",
    "ttä",
    "issa",
    "issä",
    "ista",
    "istä",
    "illa",
    "illä",
    "ilta",
    "iltä",
    "ille",
    "iksi",
    "ien",
    "ia",
    "iä",
    "ja",
    "jä",
    "na",
    "nä",
    "ta",
    "tä",
    "een",
    "iin",
    "aan",
    "ään",
    "oon",
    "öön",
    "uun",
    "yyn",
    "hin",
    "seen",
    "n",
    "t",
    "a",
    "ä",
)
_TAILS_FI = ("kin", "kaan", "kään", "han", "hän", "nsa", "nsä", "mme", "nne", "ni")
_ENDINGS_SV = (
    "arnas",
    "ernas",
    "ornas",
    "arna",
    "erna",
    "orna",
    "aren",
    "ens",
    "ets",
    "ar",
    "er",
    "or",
    "na",
    "en",
    "et",
    "n",
    "t",
    "s",
    "a",
)
_LEFT = 3
_LENGTHENED = {"een": "e", "iin": "i", "aan": "a", "ään": "ä", "oon": "o", "öön": "ö", "uun": "u", "yyn": "y"}


def guesses(form: str, language: str) -> tuple[str, ...]:
    """Return the form itself and what may be its base form, longest first.

    >>> guesses("aspassa", "fi")
    ('aspassa', 'aspa')
    >>> guesses("köerna", "sv")
    ('köerna', 'köern', 'köer')
    """
    cut = {"fi": _finnish, "sv": _swedish, "en": _english}.get(language)
    found = {form, *(stem for stem in (cut(form) if cut else ()) if len(stem) >= _LEFT)}
    return tuple(sorted(found, key=lambda stem: (-len(stem), stem)))


def _finnish(form: str) -> Iterator[str]:
    for tail in ("", *_TAILS_FI):
        bare = form.removesuffix(tail)
        if tail and bare == form:
            continue
        if tail:
            yield bare
        yield from _case_cut(bare)


def _case_cut(form: str) -> Iterator[str]:
    """A Finnish noun ends in a vowel; a borrowed one may have its `i` only to carry the ending: feedbackia."""
    for ending in _CASES_FI:
        if form.endswith(ending):
            stem = form.removesuffix(ending) + _LENGTHENED.get(ending, "")
            if stem[-1:] in set("aeiouyåäö"):
                yield stem
            if stem.endswith("i"):
                yield stem[:-1]
            if stem.endswith(("ksi", "kse")):  # tunnuksi(lla) is of tunnus
                yield stem[:-3] + "s"


def owned(form: str) -> tuple[str, ...]:
    """Return what is left of a Finnish form without the ending that tells whose it is, or without -kin and -kaan.

    >>> owned("ajallaan"), owned("odotettuani")
    (('ajalla',), ('odotettua',))
    """
    bare = [form.removesuffix(tail) for tail in _TAILS_FI if form.endswith(tail)]
    if form.endswith(("aan", "ään", "een")):
        bare.append(form[:-2])
    return tuple(stem for stem in bare if len(stem) > _LEFT)


def readings(form: str, language: str) -> tuple[str, ...]:
    """Return base forms that a form may have beside the one its dictionary gives: to be looked up, not believed.

    >>> "korko" in readings("koron", "fi"), "ystävällinen" in readings("ystävällisemmin", "fi")
    (True, True)
    >>> "rude" in readings("rudely", "en"), "snabb" in readings("snabbt", "sv"), "kö" in readings("kön", "sv")
    (True, True, True)
    """
    found = dict.fromkeys(guesses(form, language))
    if language == "fi":
        for stem in tuple(found):
            found |= dict.fromkeys(_strong(stem))
        if match := _DEGREE.fullmatch(form):
            found[f"{match[1]}nen"] = None
        if form.endswith("sti"):
            found[form[:-3]] = None
        if match := _PAST.fullmatch(form):
            found |= dict.fromkeys((f"{match[1]}ta", f"{match[1]}tä"))
    elif language == "sv":
        found |= dict.fromkeys(form.removesuffix(ending) for ending in ("n", "t") if len(form) > len(ending) + 1)
    elif form.endswith("ly"):
        found |= dict.fromkeys((form[:-2], form[:-3] + "y"))
    found.pop(form, None)
    return tuple(found)


#: Comparatives, superlatives and adverbs of adjectives in -inen.
_DEGREE = re.compile(r"(.+i)s(?:e(?:mp|mm)\w+|i(?:n|mm\w+|mp\w+)|esti)")
#: The past of verbs in -ata: ohjasi(n), tajusi(vat).
_PAST = re.compile(r"(.+[aeiouyäö])si(?:n|t|mme|tte|vat|vät)?")
#: Consonants that change when an ending closes their syllable, with what they were: koron is of korko, ajan of aika.
_GRADES = (
    *(("nn", "nt"), ("ng", "nk"), ("mm", "mp"), ("ll", "lt"), ("rr", "rt"), ("r", "rk"), ("l", "lk"), ("h", "hk")),
    *(("d", "t"), ("v", "p"), ("p", "pp"), ("t", "tt"), ("k", "kk"), ("j", "ik")),
)


def _strong(stem: str) -> Iterator[str]:
    """A stem of consonant and vowel with the consonant as it stands in the base form."""
    bare, vowel = stem[:-1], stem[-1:]
    if vowel not in set("aeiouyäö"):
        return
    for weak, strong in _GRADES:
        if bare.endswith(weak) and len(bare) > len(weak):
            yield bare.removesuffix(weak) + strong + vowel


def _swedish(form: str) -> Iterator[str]:
    for ending in _ENDINGS_SV:
        if form.endswith(ending):
            yield form.removesuffix(ending)
    if form.endswith(("orna", "or")):
        yield form.removesuffix("na").removesuffix("or") + "a"


def _english(form: str) -> Iterator[str]:
    if form.endswith("s") and not form.endswith("ss"):
        yield form[:-1]
    if form.endswith("ies"):
        yield form[:-3] + "y"
    if form.endswith("es"):
        yield form[:-2]
    for ending in ("ing", "ed"):
        stem = form.removesuffix(ending)
        if stem != form:
            yield stem
            yield stem + "e"
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]
