"""The lists that tones are told by, read from their files: words and phrases with their weight, and turning words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from cxlib.text.words import LANGUAGES

#: The kinds of small words that do not speak themselves but change what others say, as the files name them.
NEGATION, CONTRAST, BREAK, CONCESSION = "negation", "contrast", "break", "concession"
LOUDER, SOFTER, IRONY = "louder", "softer", "irony"
KINDS: Final = frozenset({NEGATION, CONTRAST, BREAK, CONCESSION, LOUDER, SOFTER, IRONY})
#: What joins words, after which a negation that took back a complaint is over.
JOINING: Final = frozenset({"ja", "och", "and"})
#: In a phrase: any word that negates, and a gap of some words.
_ANY_NEGATION, _GAP = "!", "…"
_BEGINNING: Final = "*"
_WEIGHT: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Phrase:
    """A phrase of several words: each as the number of a wanted word, with whether others may stand before it."""

    wanted: tuple[int, ...]
    apart: tuple[bool, ...]
    weight: float


@dataclass(frozen=True, eq=False)
class ToneList:
    """One language's words.

    `words` and `beginnings` are single words, and how words begin, with their weight: above 0 speaks well, below 0 ill,
    0 says nothing though a part of it might. `phrases` are by their first wanted word, the longest first; `exact` and
    `begun` give the wanted words that a word, or a word that begins so, is. `turning` are the small words by kind.
    """

    words: Mapping[str, float]
    beginnings: Mapping[str, float]
    phrases: Mapping[int, tuple[Phrase, ...]]
    exact: Mapping[str, tuple[int, ...]]
    begun: Mapping[str, tuple[int, ...]]
    turning: Mapping[str, frozenset[str]]


@cache
def tone_list(language: str) -> ToneList | None:
    """Return a language's list; None for a language without one."""
    if language not in LANGUAGES:
        return None
    return read(_file(f"tone_{language}.txt"))


@cache
def faces() -> Mapping[str, float]:
    """Return what speaks in every language, faces and full marks, with its weight."""
    lines = _lines(_file("tone_signs.txt"))
    return {face: weight for weight, listed in lines if isinstance(weight, float) for face in listed.split()}


def read(lines: Iterable[str]) -> ToneList:
    """Read a list: on each line a weight, or a kind of small word, and after a colon entries between commas.

    An entry is one word or a phrase; `*` ends the beginning of a word, `a/b` is either word, `!` any negation, and `…`
    stands where up to a few other words may.

    >>> found = read(["negation: ei", "+1: hyvä, loistav*", "-1: ! vastata/soittaa"])
    >>> found.words, found.beginnings, len(found.phrases)
    ({'hyvä': 1.0}, {'loistav': 1.0}, 1)
    """
    weighed: list[tuple[str, float]] = []
    turning: dict[str, frozenset[str]] = defaultdict(frozenset)
    for mark, entries in _lines(lines):
        listed = [entry.strip().lower() for entry in entries.split(",") if entry.strip()]
        if isinstance(mark, float):
            weighed += [(entry, mark) for entry in listed]
        else:
            turning[mark] |= frozenset(listed)
    single = [(word, weight) for entry, weight in weighed if " " not in entry for word in entry.split("/")]
    words = {word: weight for word, weight in single if not word.endswith(_BEGINNING)}
    beginnings = {word[:-1]: weight for word, weight in single if word.endswith(_BEGINNING)}
    return ToneList(words, beginnings, *_phrases(weighed, turning[NEGATION]), dict(turning))


def _phrases(
    weighed: Iterable[tuple[str, float]], negations: frozenset[str]
) -> tuple[dict[int, tuple[Phrase, ...]], dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    """The phrases by first wanted word, and who is wanted: by whole word, and by beginning."""
    numbers: dict[str, int] = {}
    starting: dict[int, list[Phrase]] = defaultdict(list)
    for entry, weight in weighed:
        pieces = entry.split()
        places = [place for place, piece in enumerate(pieces) if piece != _GAP]
        if len(places) < 2:
            continue
        wanted = tuple(numbers.setdefault(pieces[place], len(numbers)) for place in places)
        apart = tuple(place > 0 and pieces[place - 1] == _GAP for place in places)
        starting[wanted[0]].append(Phrase(wanted, apart, weight))
    exact: dict[str, list[int]] = defaultdict(list)
    begun: dict[str, list[int]] = defaultdict(list)
    for piece, number in numbers.items():
        for word in negations if piece == _ANY_NEGATION else piece.split("/"):
            (begun if word.endswith(_BEGINNING) else exact)[word.removesuffix(_BEGINNING)].append(number)
    longest_first = {
        number: tuple(sorted(found, key=lambda phrase: (-len(phrase.wanted), sum(phrase.apart))))
        for number, found in starting.items()
    }
    return longest_first, _fixed(exact), _fixed(begun)


def _fixed(lists: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(found) for name, found in lists.items()}


def _lines(lines: Iterable[str]) -> Iterable[tuple[float | str, str]]:
    """The marks of the lines, a number where it is one, with their entries."""
    for line in lines:
        if line.strip() and not line.startswith("#"):
            mark, _, entries = line.partition(": ")
            yield (float(mark) if _WEIGHT.fullmatch(mark) else mark), entries


def _file(name: str) -> list[str]:
    return (files("cxlib.text") / "data" / name).read_text("utf-8").splitlines()
