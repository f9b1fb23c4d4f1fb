"""Finnish word forms taken apart by Voikko, where Voikko is installed; nothing here is needed when it is not."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import metadata
from typing import Any

#: Set `CX_VOIKKO=off` to do without Voikko where it is installed.
SWITCH = "CX_VOIKKO"

_VERB = "teonsana"
_NOUNS = frozenset({"nimisana", "nimisana_laatusana"})
#: Of a compound that Voikko does not know: the shortest beginning, and the shortest noun believed to end it.
_SHORTEST_BEFORE, _SHORTEST_NOUN = 3, 4
_PREFIXES = frozenset({"epä", "ei", "ali", "yli"})
_PARTICIPLE_ENDINGS = {
    "past_active": ("ut", "yt"),
    "past_passive": ("tu", "ty"),
    "present_active": ("va", "vä"),
    "present_passive": ("va", "vä"),
    "agent": ("ma", "mä"),
}

_ROOT = re.compile(r"\(([^()+]*)\)")


@dataclass(frozen=True)
class Analysis:
    """What Voikko says of a form: base forms, parts of a compound, and the word classes of its readings."""

    lemmas: tuple[str, ...]
    parts: tuple[str, ...]
    classes: frozenset[str]


class Voikko:
    """One loaded Finnish dictionary; safe to share between threads, which the library itself is not."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._segments: dict[str, tuple[str, ...]] = {}
        self.recall = lru_cache(maxsize=200_000)(self.analyse)

    def analyse(self, form: str) -> Analysis | None:
        """Return what is known of a lower-case form, None where it is not a Finnish word.

        Compound parts are there for nouns and adjectives only: the `sanoa` in `irtisanoa` says nothing about saying.
        """
        readings = self._readings(form)
        if not readings:
            return None
        lemmas = _unique(lemma for reading in readings for lemma in _lemmas(reading, readings))
        parts = _unique(part for reading in readings for part in self._parts(form, reading))
        classes = frozenset(reading.get("CLASS", "") for reading in readings)
        return Analysis(lemmas, tuple(part for part in parts if part not in lemmas), classes)

    def ending(self, form: str) -> tuple[str, ...]:
        """Return the parts of a word that is not known itself and ends in a noun that is: `chat`, `palvelu`."""
        for cut in range(_SHORTEST_BEFORE, len(form) - _SHORTEST_NOUN + 1):
            found = self.recall(form[cut:])
            if found is not None and found.classes & _NOUNS and len(found.lemmas[0]) >= _SHORTEST_NOUN:
                before = self._segment(form[:cut].rstrip("-"))
                return _unique(part for part in (*before, *found.lemmas, *found.parts))
        return ()

    def _readings(self, form: str) -> list[Mapping[str, str]]:
        with self._lock:
            return list(self._engine.analyze(form))

    def _parts(self, form: str, reading: Mapping[str, str]) -> Iterator[str]:
        pieces = _pieces(form, reading.get("STRUCTURE", ""))
        if len(pieces) < 2 or reading.get("CLASS") == _VERB or pieces[0] in _PREFIXES:
            return
        base = reading["BASEFORM"].lower()
        stem = "".join(pieces[:-1])
        head = base[len(stem) :].strip("-") if base.startswith(stem) else pieces[-1].strip("-")
        names = [piece.strip("-") for piece in pieces[:-1]]
        for name in names:
            yield from self._segment(name)
        yield head
        for middle in range(1, len(names)):
            yield "".join(names[:middle]) + names[middle]
            yield "".join(names[middle:]) + head

    def _segment(self, segment: str) -> tuple[str, ...]:
        """The base forms of a compound's first parts: `asian` in `asiantuntija` is `asia`."""
        if segment not in self._segments:
            readings = self._readings(segment) if len(segment) > 1 else []
            bases = _unique(r["BASEFORM"].lower() for r in readings if r.get("CLASS") != _VERB)
            self._segments[segment] = (segment,) if segment in bases or not bases else bases
        return self._segments[segment]


def _pieces(form: str, structure: str) -> list[str]:
    """Cut a form where Voikko's STRUCTURE (`=ppp=ppppp`) marks the parts of a compound."""
    pieces: list[str] = []
    position = 0
    for mark in structure:
        if mark == "=":
            pieces.append("")
        elif position < len(form) and pieces:
            pieces[-1] += form[position]
            position += 1
    return [piece for piece in pieces if piece.strip("-")]


def _lemmas(reading: Mapping[str, str], readings: list[Mapping[str, str]]) -> Iterator[str]:
    base = reading["BASEFORM"].lower()
    yield base
    endings = _PARTICIPLE_ENDINGS.get(reading.get("PARTICIPLE", ""), ())
    lexical = any(r["BASEFORM"].lower() == base and "PARTICIPLE" not in r for r in readings)
    if endings and base.endswith(endings) and not lexical:
        yield from _verb_bases(reading.get("WORDBASES", ""))


def _verb_bases(bases: str) -> Iterator[str]:
    """The verb behind a participle: `+teh(tehdä)+ty(+ty)` gives tehdä; a compound's participle gives none."""
    roots = [match[1] for item in bases.split("+") if (match := _ROOT.search(item))]
    whole = [root.replace("=", "").lower() for root in roots if root]
    if len(whole) == 1:
        yield whole[0]


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


@cache
def _load() -> Voikko | None:
    try:
        import libvoikko  # noqa: PLC0415 (absent on many machines: looked for only when it may be used)

        return Voikko(libvoikko.Voikko("fi"))
    except Exception:  # noqa: BLE001 (binding, shared library or dictionary missing: all mean that we do without)
        return None


def installed() -> Voikko | None:
    """Return Voikko where it can be loaded and `CX_VOIKKO` is not `off`, else None; never an error."""
    if os.environ.get(SWITCH, "").strip().lower() in {"off", "0", "no", "false"}:
        return None
    return _load()


def version() -> str:
    """Return the version of the binding, or `none`: it stands in the ledger of what enriched a batch."""
    return "none" if installed() is None else metadata.version("libvoikko")
