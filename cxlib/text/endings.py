"""Base forms guessed by cutting endings: for words that no dictionary knows (brands, slang, typing errors)."""

from __future__ import annotations

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
