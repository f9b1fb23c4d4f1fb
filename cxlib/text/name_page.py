"""The words of an answer as names are looked for among them: what each may be, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cxlib.text import dictionary, voikko
from cxlib.text import name_cues as cues
from cxlib.text.namelists import Reading, is_base, listed
from cxlib.text.placeholders import KINDS
from cxlib.text.roster import Person, Roster
from cxlib.text.surnames import is_shaped
from cxlib.text.words import redotted

_TOKEN = re.compile(r"\[(?:" + "|".join(KINDS) + r")\]|([^\W\d_]+(?:[-'’][^\W\d_]+)*)(?::[a-zåäö]{1,5}\b)?")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;\n•*>\"”(-])[\s\"'”»*•>(-]*$")
_ADJACENT = re.compile(r"[ \t]{1,2}|-")
_INITIAL = re.compile(r"[A-ZÅÄÖ]\.?(?![\w])")
#: `P. Williams`, `A-M. Korhonen`: initials before a name belong to it; the `T.` that signs in Finnish does not.
_INITIALS = re.compile(r"(?<![\w.])(?:[A-ZÅÄÖ](?:-[A-ZÅÄÖ])?\.\s?){1,2}$")
_INITIALS_REACH = 8
#: MinSkatt and OmaVero are services, McDonald is not.
_CAMEL = re.compile(r"[A-ZÅÄÖ]?[a-zåäö]+[A-ZÅÄÖ][a-zåäö]")
_SCOTTISH = re.compile(r"(?:Ma?c|Fitz|D[ei]|L[ae]|Van|Von|O)[A-Z]")
_LONGEST = 40
_ACRONYM = 5
_MOST_READINGS = 200_000
_NAME_CLASSES = frozenset({"etunimi", "sukunimi"})
#: This share of capitalised words, and a capital says nothing any more.
_SHOUTING = 0.6


@dataclass(frozen=True)
class NameWord:
    start: int
    end: int
    form: str
    capital: bool
    acronym: bool
    reading: Reading
    brand: bool


class Page:
    """The words of one text; what a word may be is worked out only for those that may be names."""

    def __init__(self, text: str, language: str, known: Roster) -> None:
        self.text = text
        self.language = language
        self.known = known
        self._words: list[str] = _TOKEN.findall(text)
        self._matches: list[re.Match[str]] = []
        self._tokens: dict[int, NameWord] = {}
        capitals = sum(word[:1].isupper() for word in self._words)
        self.engine = voikko.installed() if language == "fi" else None
        #: Whether a capital letter says anything in this text.
        self.informative = capitals < max(4, _SHOUTING * len(self._words))
        self.shouted = text.isupper()

    def __len__(self) -> int:
        return len(self._words)

    def candidates(self) -> list[int]:
        """Where words stand that may begin a name: with a capital, or first names written small."""
        may, language = self.known.may_begin, self.language
        found = []
        for place, word in enumerate(self._words):
            begins = may.get((word, language))
            if begins is None:
                begins = self._may_begin(word)
            if begins:
                found.append(place)
        if found and found[0] == 0 and self._words[0][0].isupper() and self.is_plain(0) and self.text[0].isalpha():
            del found[0]
        return found

    def _may_begin(self, word: str) -> bool:
        may = self.known.may_begin
        if len(may) >= _MOST_READINGS:
            may.clear()
        whole = bool(word) and len(word) <= _LONGEST
        begins = may[word, self.language] = whole and (word[0].isupper() or self._reading(word).first)
        return begins

    def token(self, place: int) -> NameWord:
        found = self._tokens.get(place)
        if found is None:
            self._matches = self._matches or list(_TOKEN.finditer(self.text))
            match, word = self._matches[place], self._words[place]
            form = _form(word)
            acronym = word.isupper() and len(word) <= _ACRONYM and not self.shouted
            acronym = acronym or (_CAMEL.match(word) is not None and _SCOTTISH.match(word) is None)
            reading = self._reading(word) if form else Reading()
            start, end = (match.start(1), match.end()) if word else match.span()
            found = NameWord(start, end, form, word[:1].isupper(), acronym, reading, form in self.known.allowed)
            self._tokens[place] = found
        return found

    def _reading(self, word: str) -> Reading:
        readings = self.known.readings
        found = readings.get((word, self.language))
        if found is None:
            if len(readings) >= _MOST_READINGS:
                readings.clear()
            found = readings[word, self.language] = _reading(word, self.language, self.known, self.engine)
        return found

    def is_plain(self, place: int) -> bool:
        """Whether a word is no name of any kind, and none follows that could make it one."""
        word = self._words[place]
        alone = place + 1 == len(self) or not self._words[place + 1][:1].isupper()
        return alone and not self._reading(word).is_name and not is_shaped(word.lower())

    def is_paired(self, place: int) -> bool:
        """Whether a word is joined to another by `and`."""
        return place + 2 < len(self) and self._words[place + 1] in cues.PAIRING

    def neighbour(self, place: int) -> NameWord | None:
        """The word that this one stands on a list with, before or after it."""
        token = self.token(place)
        if place + 2 < len(self) and self.is_paired(place):
            return self.token(place + 2)
        if place + 1 < len(self) and self._words[place + 1] and self.text.startswith(", ", token.end):
            return self.token(place + 1)
        if place and self._words[place - 1] and self.text.endswith(", ", 0, token.start):
            return self.token(place - 1)
        paired = place > 1 and self._words[place - 2] and self.is_paired(place - 2)
        return self.token(place - 2) if paired else None

    def following(self, place: int) -> NameWord | None:
        """The next word, where only a gap or a hyphen is between."""
        if place + 1 >= len(self) or not self._words[place + 1]:
            return None
        token, after = self.token(place), self.token(place + 1)
        return after if _ADJACENT.fullmatch(self.text, token.end, after.start) else None

    def before(self, place: int) -> str:
        start = self.token(place).start
        return self.text[max(0, start - 40) : start].lower()

    def after(self, place: int) -> str:
        end = self.token(place).end
        return self.text[end : end + 60].lower()

    def begins_sentence(self, place: int) -> bool:
        start = self.token(place).start
        return _SENTENCE_END.search(self.text, max(0, start - 6), start) is not None

    def person(self, first: int, last: int) -> Person:
        forms = tuple(self.token(place).form for place in range(first, last + 1))
        end = self.token(last).end
        if self.text[end : end + 1] == " " and (match := _INITIAL.match(self.text, end + 1)):
            end = match.end()
        start = self.token(first).start
        match = _INITIALS.search(self.text, max(0, start - _INITIALS_REACH), start)
        signs = self.language == "fi" and match is not None and match[0].rstrip() == "T."
        if match and (not signs or (self.token(first).reading.last and not self.token(first).reading.first)):
            start = match.start()
        return Person(start, end, forms)


def _reading(written: str, language: str, known: Roster, engine: voikko.Voikko | None) -> Reading:
    if "-" in written:
        return _hyphened(written, language, known, engine)
    form = _form(written)
    reading = listed(form, language)
    if form in known.staff:
        first = form in known.staff_first
        reading = Reading(reading.first or first, reading.last or not first, reading.sure or not reading.is_name, True)
    if language != "fi" or (not written[:1].isupper() and not reading.is_name):
        return reading
    if reading.listed:
        return replace(reading, sure=reading.sure and not _is_also_a_word(form, engine, small=written.islower()))
    analysis = engine.recall(form) if engine is not None else None
    classes = analysis.classes if analysis is not None else frozenset[str]()
    return Reading("etunimi" in classes, "sukunimi" in classes, bool(classes) and classes <= _NAME_CLASSES)


def _form(written: str) -> str:
    return written.lower().replace("’", "'").removesuffix("'s")


def _is_also_a_word(form: str, engine: voikko.Voikko | None, *, small: bool) -> bool:
    """Whether a form of a name is a word as well: `Pian`, `lukea`; or one without its dots: `mika`, `lisaa`."""
    if is_base(form):
        return small and form in cues.NEVER_SMALL
    dotted = redotted(form) if small else ""
    return _has_meaning(form, engine) or (dotted != "" and _has_meaning(dotted, engine))


def _has_meaning(form: str, engine: voikko.Voikko | None) -> bool:
    if engine is not None:
        analysis = engine.recall(form)
        return analysis is not None and not analysis.classes <= _NAME_CLASSES
    return dictionary.knows(form, "fi") and not is_base(dictionary.lemma(form, "fi"))


def _hyphened(written: str, language: str, known: Roster, engine: voikko.Voikko | None) -> Reading:
    """Anna-Liisa and Mäki-Petäjä are people, Helmi-sovellus is not."""
    parts = written.split("-")
    if not all(part[:1].isupper() for part in parts) and not written.islower():
        named = parts[-1].lower().startswith("nimi") and listed(parts[0].lower(), language).first
        return Reading(first=named, sure=named)
    readings = [_reading(part, language, known, engine) for part in parts]
    if not all(reading.is_name for reading in readings):
        return Reading()
    first = all(reading.first for reading in readings)
    sure = not written.islower() or any(reading.sure for reading in readings)
    return Reading(first, not first, sure, all(reading.listed for reading in readings))
