"""The dictionaries of simplemma: base forms for Swedish and English, and for Finnish where Voikko is missing.

The Finnish one takes seconds to load and hundreds of megabytes, so these are for an import, never for the process
that serves pages: there the store's own words answer (see `words.Lexicon`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import simplemma

#: Languages there is a dictionary for here.
LANGUAGES = frozenset({"fi", "sv", "en"})

_SHORTEST_PART = 4
#: Of a compound that is in no dictionary: the shortest beginning, and the shortest word believed to end it.
_SHORTEST_BEFORE, _SHORTEST_HEAD = 3, 5
#: Shorter words that compounds are made of; every other short piece is more often half a word than a part.
_SHORT = {
    "fi": frozenset(
        {
            "työ",
            "yö",
            "sää",
            "tie",
            "pää",
            "maa",
            "puu",
            "kuu",
            "syy",
            "osa",
            "ikä",
            "alv",
            "atk",
            "uni",
            "jää",
            "vyö",
            "sivu",
        }
    ),
    "sv": frozenset(
        {
            "kö",
            "lån",
            "bil",
            "kund",
            "råd",
            "väg",
            "hem",
            "dag",
            "tid",
            "år",
            "bok",
            "kort",
            "spar",
            "svar",
            "kod",
            "app",
            "sms",
            "köp",
            "el",
        }
    ),
}
#: Endings and prefixes that happen to be words too.
_NO_HEADS = frozenset(
    {
        "minen",
        "inen",
        "ande",
        "ning",
        "ling",
        "ring",
        "slån",
        "lagd",
        "tola",
        "aari",
        "elin",
        "lista",
        "tainen",
        "nainen",
    }
)
_NO_MODIFIERS = frozenset(
    {"för", "med", "miss", "till", "över", "under", "efter", "mellan", "före", "från", "tillfreds", "bemöt", "epä"}
)


def knows(form: str, language: str) -> bool:
    """Say whether a dictionary has the form."""
    return bool(form) and bool(simplemma.is_known(form, lang=language))


def lemma(form: str, language: str) -> str:
    """Return the base form; for a form that the dictionary lacks, its best guess."""
    return str(simplemma.lemmatize(form, lang=language, greedy=True)).lower()


def verbs(base: str, language: str) -> tuple[str, ...]:
    """Return the verb behind a Finnish participle that the dictionary lists as a word of its own.

    >>> verbs("odotettu", "fi")
    ('odottaa',)
    """
    if language != "fi" or len(base) < 5 or not base.endswith(("tu", "ty", "nut", "nyt", "minen")):
        return ()
    candidates = dict.fromkeys(_verb_candidates(base))
    return tuple(verb for verb in candidates if knows(verb, "fi") and lemma(verb, "fi") == verb)[:1]


def _verb_candidates(base: str) -> Iterator[str]:
    if base.endswith("minen"):
        stem = base[:-5]
        yield from (stem + "a", stem + "ä", stem + "da", stem + "dä", stem[:-1] + "ta", stem[:-1] + "tä")
        return
    a = "a" if base.endswith(("tu", "nut")) else "ä"
    if base.endswith(("nut", "nyt")):
        stem = base[:-3]
        yield from (stem + a, stem + "d" + a, stem.removesuffix("n") + "t" + a)
        return
    stem = base[:-3] if base[-3] == "t" else base[:-2]
    yield from (stem + a, stem + "t" + a, stem + "d" + a)
    if stem.endswith("e"):
        weak = stem[:-1]
        yield from (weak + weak[-1] + a + a, weak + a + a, weak[:-1] + "t" + a + a)


def readings(forms: Iterable[str], language: str) -> tuple[str, ...]:
    """Return those of the forms that a dictionary has as base forms, and the verbs behind them."""
    bases = [form for form in forms if knows(form, language) and lemma(form, language) == form]
    return tuple(dict.fromkeys((*bases, *(verb for base in bases for verb in verbs(base, language)))))


def ending(form: str, language: str) -> tuple[str, ...]:
    """Return the parts of a word that no dictionary has and that ends in one that it has: `chat`, `palvelu`."""
    if language == "en":
        return ()
    for cut in range(_SHORTEST_BEFORE, len(form) - _SHORTEST_HEAD + 1):
        if knows(form[cut:], language):
            head = lemma(form[cut:], language)
            if len(head) >= _SHORTEST_HEAD and head not in _NO_HEADS:
                return tuple(dict.fromkeys((form[:cut].rstrip("-"), *parts(head, language), head)))
    return ()


@lru_cache(maxsize=100_000)
def parts(base: str, language: str) -> tuple[str, ...]:
    """Return the parts of a compound in base form, cut where both sides are words and the last one is the longest.

    >>> parts("kundtjänst", "sv")
    ('kund', 'tjänst')
    >>> parts("jonottaa", "fi")
    ()
    """
    if language == "en":
        return ()
    shortest = min(map(len, _SHORT[language]))
    cuts = [(base[:cut], base[cut:]) for cut in range(shortest, len(base) - shortest + 1)]
    cuts = [(first, last) for first, last in cuts if _is_part(last, language, _NO_HEADS)]
    whole = [(first, last) for first, last in cuts if _is_part(first, language, _NO_MODIFIERS)]
    for first, last in (*whole, *cuts) if language == "sv" else cuts:  # bank + app before bana + kapp
        if modifier := _modifier(first, language):
            return tuple(dict.fromkeys((*modifier, *parts(last, language), last)))
    return ()


def _is_part(piece: str, language: str, barred: frozenset[str]) -> bool:
    long_enough = len(piece) >= _SHORTEST_PART or piece in _SHORT[language]
    known = piece in _SHORT[language] or knows(piece, language)
    return long_enough and piece not in barred and known


def _modifier(first: str, language: str) -> tuple[str, ...]:
    """The base form of what comes before the head: `asian` is asia, `arbets` is arbete, `vänte` is vänta."""
    first = first.removesuffix("-")
    if first in _NO_MODIFIERS:
        return ()
    if _is_part(first, language, _NO_MODIFIERS):
        return (*parts(first, language), *_bases(first, language))
    if language == "fi" and first.endswith("is") and knows(first[:-1] + "nen", "fi"):
        return (first[:-1] + "nen",)
    if language == "sv":
        linked = first.removesuffix("s") if first.endswith("s") else first.removesuffix("e") + "a"
        if _is_part(linked, language, _NO_MODIFIERS):
            return (*parts(linked, language), linked)
    inner = parts(first, language)
    return (*inner, first) if inner else ()


def _bases(piece: str, language: str) -> tuple[str, ...]:
    """The piece, and the base form of a Finnish genitive or a Swedish linking form."""
    base = lemma(piece, language)
    linking = piece.endswith("n" if language == "fi" else "s")
    return (base,) if linking and base != piece else (piece,)
