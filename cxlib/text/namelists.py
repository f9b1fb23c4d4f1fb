"""The names that ship with Kuulo: first names, surnames, places and brands, and the forms they are met in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"
_VOWELS = "aeiouyåäö"
_WEAK = {"kk": "k", "pp": "p", "tt": "t"}
_WEAK_SURNAME = {"nk": "ng", "nt": "nn", "mp": "mm", "lt": "ll", "rt": "rr", "ht": "hd", "lk": "l", "rk": "r"}
#: Surnames taken from nature change their last i to e: Niemi, Niemelle.
_I_TO_E = (
    "niemi",
    "järvi",
    "koski",
    "mäki",
    "lahti",
    "joki",
    "salmi",
    "lampi",
    "vuori",
    "saari",
    "nurmi",
    "lehti",
    "tuomi",
)
_WEAK_I_TO_E = {"koski": "koske", "mäki": "mäe", "lahti": "lahde", "joki": "joe", "lampi": "lamme", "lehti": "lehde"}
_CASES = ("n", "lle", "lla", "llä", "lta", "ltä", "ssa", "ssä", "sta", "stä", "ksi", "lle", "na", "nä")
_CLITICS = ("kaan", "kään", "kin", "han", "hän", "ko", "kö", "pa", "pä")


@dataclass(frozen=True)
class Reading:
    """What a form may be: a first name, a surname; `sure` where it is nothing else but a name."""

    first: bool = False
    last: bool = False
    sure: bool = False
    listed: bool = False

    @property
    def is_name(self) -> bool:
        return self.first or self.last


def shipped(name: str) -> frozenset[str]:
    """Return the words of a shipped list, in lower case; lines that start with # are comments.

    >>> "virtanen" in shipped("surnames")
    True
    """
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word.lower() for line in lines if not line.startswith("#") for word in line.split())


def inflected(name: str) -> Iterator[str]:
    """Yield the forms of a name in lower case, Finnish cases with Swedish and English genitives.

    Forms that no Finn would write may be among them: what matters is that the right ones are.

    >>> forms = set(inflected("mikko")) | set(inflected("virtanen")) | set(inflected("markus"))
    >>> {"mikolle", "mikkoa", "virtaselta", "virtasta", "markuksen"} <= forms
    True
    """
    yield name
    if not name.endswith(("s", "x", "z")):
        yield name + "s"
    for stem in _weak_stems(name):
        yield from (stem + case for case in _CASES)
        yield stem + "t"
    yield from _strong_forms(name)


def _weak_stems(name: str) -> Iterator[str]:
    if name.endswith("nen"):
        yield name[:-3] + "se"
    elif name[-1] not in _VOWELS:
        yield name + "i"
        if name.endswith("s"):
            yield from (name[:-1] + "kse", name[:-1] + name[-2])
    else:
        yield name
        yield from _graded(name)
        if name.endswith("e"):
            yield name + "e"


def _graded(name: str) -> Iterator[str]:
    cluster, vowel = name[-3:-1], name[-1]
    if cluster in _WEAK:
        yield name[:-3] + _WEAK[cluster] + vowel
    if cluster in _WEAK_SURNAME:
        yield name[:-3] + _WEAK_SURNAME[cluster] + vowel
    if name in {"satu", "ahti", "unto", "virta", "ranta", "lehto", "aalto", "leivo", "kivelä"}:
        yield {"satu": "sadu"}.get(name, name)
    for ending, stem in _WEAK_I_TO_E.items():
        if name.endswith(ending):
            yield name.removesuffix(ending) + stem
    if name.endswith(_I_TO_E):
        yield name[:-1] + "e"
    if name.endswith("kas"):
        yield name[:-3] + "kkaa"


def _strong_forms(name: str) -> Iterator[str]:
    """Partitive, illative and essive keep the strong grade: Mikkoa, Mikkoon."""
    if name.endswith("nen"):
        endings = ("sta", "stä", "seen", "sia", "siä", "sten", "sille", "silta", "silla")
        yield from (name[:-3] + ending for ending in endings)
    elif name[-1] in _VOWELS:
        for ending in ("a", "ä", "ta", "tä", "na", "nä", name[-1] + "n"):
            yield name + ending
    else:
        yield from (name + ending for ending in ("ia", "iä", "iin", "ta", "tä"))


@cache
def _ambiguous() -> frozenset[str]:
    return shipped("ambiguous")


@cache
def _tables() -> tuple[dict[str, Reading], dict[str, Reading]]:
    """Every listed form to its reading: for Finnish text, and for other text, where names have only a genitive."""
    firsts, lasts = shipped("first_names"), shipped("surnames")
    return _table(firsts, lasts, finnish=True), _table(firsts, lasts, finnish=False)


def _table(firsts: Iterable[str], lasts: Iterable[str], *, finnish: bool) -> dict[str, Reading]:
    table: dict[str, Reading] = {}
    for names, first in ((firsts, True), (lasts, False)):
        for name in names:
            for form in inflected(name) if finnish else (name, name + "s"):
                before = table.get(form, Reading(sure=True, listed=True))
                sure = before.sure and name not in _ambiguous() and form not in _ambiguous()
                table[form] = Reading(before.first or first, before.last or not first, sure, True)
    return table


def listed(form: str, language: str) -> Reading:
    """Return the reading of a form (lower case) by the shipped lists.

    >>> listed("liisalle", "fi")
    Reading(first=True, last=False, sure=True, listed=True)
    >>> listed("toivon", "fi").sure
    False
    """
    table = _tables()[0 if language == "fi" else 1]
    found = table.get(form)
    if found is None and language == "fi":
        bare = next((form.removesuffix(tail) for tail in _CLITICS if form.endswith(tail)), form)
        found = table.get(bare)
    return found or Reading()


@cache
def _bases() -> frozenset[str]:
    return shipped("first_names") | shipped("surnames")


def is_base(form: str) -> bool:
    """Say whether a form is a listed name as it stands, not one of its cases.

    >>> is_base("liisa"), is_base("liisan")
    (True, False)
    """
    return form in _bases()


@cache
def _places() -> frozenset[str]:
    return frozenset(form for place in shipped("places") for form in inflected(place))


def is_place(word: str) -> bool:
    """Say whether a word is a Finnish place, in any case.

    >>> is_place("Helsingissä"), is_place("Tampereelle"), is_place("Pankissa")
    (True, True, False)
    """
    return word.lower() in _places()


@cache
def brands() -> frozenset[str]:
    """Return the shipped allow-list: companies and products that are called like people."""
    return shipped("allowed")


@cache
def common() -> frozenset[str]:
    """Return words that begin sentences and headings, and are nobody's name when they do."""
    return shipped("common")


def may_be_word(form: str) -> bool:
    """Say whether a name is listed as one that is a word, too.

    >>> may_be_word("toivo"), may_be_word("pirkko")
    (True, False)
    """
    return form in _ambiguous()
