"""Names of people in an answer: by lists and Voikko, and where a name is also a word, by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from cxlib.text import dictionary, voikko
from cxlib.text import name_cues as cues
from cxlib.text.namelists import Reading, brands, common, inflected, is_base, is_place, listed
from cxlib.text.placeholders import KINDS
from cxlib.text.words import redotted

_TOKEN = re.compile(r"\[(?:" + "|".join(KINDS) + r")\]|([^\W\d_]+(?:[-'’][^\W\d_]+)*)(?::[a-zåäö]{1,5}\b)?")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;\n•*>\"”(-])[\s\"'”»*•>(-]*$")
_ADJACENT = re.compile(r"[ \t]{1,2}|-")
_INITIAL = re.compile(r"[A-ZÅÄÖ]\.?(?![\w])")
_MOST_TOKENS = 3
_LONGEST = 40
_ACRONYM = 5
_MOST_READINGS = 200_000
#: As far before a name as its title is looked for: the longest title, not the sentence.
_TITLE_REACH = 24
_NAME_CLASSES = frozenset({"etunimi", "sukunimi"})
_SURNAME_SHAPE = re.compile(
    r".{2,}(?:nen|sen|selle|selta|sesta|sella|sson|ssonin|ssonille|ström|qvist|kvist|skij|enko)$"
)
#: Surnames made of a house or a piece of nature, and Swedish ones: a person where something around them says so.
_HOMESTEAD = re.compile(
    r".{2,}(?:mäki|mäe|mäke|niemi|nieme|lahti|lahde|lahte|kangas|kankaa|talo|pää|aho|oja|saari|saare|salo|"
    r"ranta|ranna|koski|koske|harju|järvi|järve|joki|joe|joke|virta|virra|vaara|puro|nurmi|nurme|kallio|lampi|"
    r"lamme|vuori|vuore|luoma|rinne|rintee|korpi|korve|viita|viida|selkä|selä|kivi|kive|lehto|lehdo|"
    r"metsä|vainio|pelto|pello|haka|haa)"
    r"(?:n|a|ä|ta|tä|lle|lta|ltä|lla|llä|sta|stä|ksi)?$"
)
_SWEDISH_SURNAME = re.compile(
    r".{2,}(?:berg|ström|qvist|kvist|qwist|lund|holm|gren|dahl|stedt|roos|fors|blom|bäck|felt|lén|nius|löf|hjelm|"
    r"strand|stråle|sson|lindh?|rot|hagen|wall|vall)s?$"
)
_NO_SURNAME = re.compile(r".*(?:lainen|läinen|laisen|läisen|laiselle|läiselle|minen|misen|llinen|llisen)$")
#: An unknown Finnish word in one of these cases is sooner a compound than a person.
_CASE_ENDING = re.compile(r"(?:ss[aä]|st[aä]|ks[ie]|iin)$")
#: This share of capitalised words, and a capital says nothing any more.
_SHOUTING = 0.6


@dataclass(frozen=True)
class Person:
    """Where a person is named, and the forms of the names used."""

    start: int
    end: int
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """The people and brands one knows of: employees' name forms with their ids, and forms of words that stay."""

    staff: Mapping[str, frozenset[str]]
    staff_first: frozenset[str]
    allowed: frozenset[str]
    missed: frozenset[str] = frozenset()
    #: What has been worked out for a word as written, by language: the same words come again and again.
    readings: dict[tuple[str, str], Reading] = field(default_factory=dict, compare=False, repr=False)


def roster(
    staff: tuple[tuple[str, str], ...] = (),
    allowed: frozenset[str] = frozenset(),
    missed: frozenset[str] = frozenset(),
) -> Roster:
    """Prepare a staff list, as (id, full name), an allow-list and names reported; all work on any inflected form."""
    forms: dict[str, set[str]] = {}
    firsts: set[str] = set()
    for staff_id, name in staff:
        parts = name.lower().split()
        for part in parts:
            for form in inflected(part):
                forms.setdefault(form, set()).add(staff_id)
        firsts.update(inflected(parts[0]) if parts else ())
    words = brands() | {word.lower() for word in allowed if word.strip()}
    stay = frozenset(form for word in words for form in inflected(word))
    return Roster({form: frozenset(ids) for form, ids in forms.items()}, frozenset(firsts), stay, missed)


def matched(person: Person, known: Roster) -> frozenset[str]:
    """Return the id of the employee that a name fits: every part must fit, and no second employee."""
    fits = [known.staff.get(form, frozenset()) for form in person.forms]
    common = frozenset.intersection(*fits) if fits else frozenset()
    return common if len(common) == 1 else frozenset()


def persons(text: str, language: str, known: Roster) -> Iterator[Person]:
    """Yield the people named in a text, from first to last, never overlapping.

    Parameters
    ----------
    text : str
        Normalised text.
    language : str
        Its language; Finnish forms are looked for in Finnish text only.
    known : Roster
        Staff and allow-list.
    """
    page = _Page(text, language, known)
    place = 0
    while place < len(page):
        if page.may_name(place) and _starts(page, place):
            last = _last(page, place)
            yield page.person(place, last)
            place = last
        place += 1


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    form: str
    capital: bool
    acronym: bool
    reading: Reading
    brand: bool


class _Page:
    """The words of one text; what a word may be is worked out only for those that may be names."""

    def __init__(self, text: str, language: str, known: Roster) -> None:
        self.text = text
        self.language = language
        self.known = known
        self._matches = list(_TOKEN.finditer(text))
        self._words = [match[1] or "" for match in self._matches]
        self._tokens: dict[int, _Token] = {}
        capitals = sum(word[:1].isupper() for word in self._words)
        self.engine = voikko.installed() if language == "fi" else None
        #: Whether a capital letter says anything in this text.
        self.informative = capitals < max(4, _SHOUTING * len(self._words))
        self.shouted = text.isupper()

    def __len__(self) -> int:
        return len(self._words)

    def may_name(self, place: int) -> bool:
        word = self._words[place]
        if not word or len(word) > _LONGEST:
            return False
        return word[0].isupper() or self._reading(word).first

    def token(self, place: int) -> _Token:
        found = self._tokens.get(place)
        if found is None:
            match, word = self._matches[place], self._words[place]
            form = _form(word)
            acronym = word.isupper() and len(word) <= _ACRONYM and not self.shouted
            reading = self._reading(word) if form else Reading()
            start, end = (match.start(1), match.end()) if word else match.span()
            found = _Token(start, end, form, word[:1].isupper(), acronym, reading, form in self.known.allowed)
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
        return alone and not self._reading(word).is_name and not _is_shaped(word.lower())

    def following(self, place: int) -> _Token | None:
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
        return Person(self.token(first).start, end, forms)


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
    return Reading(first, not first, True, all(reading.listed for reading in readings))


def _starts(page: _Page, place: int) -> bool:
    """Whether a person's name begins at a word."""
    word = page.token(place)
    if word.start == 0 and word.capital and page.is_plain(place):
        return False
    before = page.before(place)
    if not word.capital:
        return _is_written_small(word, before, page.after(place), page.language)
    titled = _titled(before[-_TITLE_REACH:])
    if word.brand:
        return word.reading.first and (titled or _is_surname(page.following(place)))
    if titled or cues.is_introduced(before):
        surname = titled and not page.begins_sentence(place) and _may_be_surname(word, page)
        return word.reading.is_name or _is_unknown(word, page) or surname
    if word.reading.sure and not _is_undotted(page, place, word):
        return not word.acronym and cues.MODEL.search(before) is None
    return _is_meant(page, place, word, before)


def _is_undotted(page: _Page, place: int, word: _Token) -> bool:
    """Whether `Mika` at the beginning may be `Mikä`, in a text where nobody wrote dots."""
    return word.form in cues.NEVER_SMALL and page.begins_sentence(place) and not set("äöÄÖ") & set(page.text)


def _is_surname(word: _Token | None) -> bool:
    return word is not None and word.capital and not word.brand and word.reading.last


def _is_written_small(word: _Token, before: str, after: str, language: str) -> bool:
    """A name written small: only what is nothing but a name, or who is thanked or introduced by name."""
    reading = word.reading
    if word.brand or not (reading.first and reading.listed) or len(word.form) < 3:
        return False
    if reading.sure:
        return language == "fi" or not word.form.endswith("s") or is_base(word.form)
    thanked = cues.THANKS.search(before) is not None and (word.form.endswith("lle") or _is_thanked(word, after))
    can_act = language == "fi" and is_base(word.form) and word.form not in cues.NEVER_SMALL
    acts = can_act and cues.DID.match(after) is not None
    met = language == "sv" and cues.SPOKEN_TO.search(before) is not None and word.form not in common()
    if met and is_base(word.form) and word.form not in cues.NEVER_SMALL:
        return True
    return thanked or acts or cues.NAMED.search(before) is not None


def _is_thanked(word: _Token, after: str) -> bool:
    """`kiitos sari` and no more: a name that is a word, too, is not thanked so."""
    alone = cues.NAME_ENDS.match(after) is not None
    return alone and is_base(word.form) and word.form not in cues.NEVER_SMALL and not dictionary.knows(word.form, "fi")


def _may_be_surname(word: _Token, page: _Page) -> bool:
    """Any word with a capital may be a surname right after a title, but a place, a company and a customer's company."""
    barred = word.acronym or is_place(word.form) or word.form in common() or _CASE_ENDING.search(word.form) is not None
    return page.informative and not barred and "'" not in word.form


def _is_met(page: _Page, place: int, word: _Token, before: str) -> bool:
    """Whether a surname that may be something else does, or is done to, what only people are."""
    form = word.form
    if word.acronym or form in common() or is_place(form) or not page.informative:
        return False
    named = word.reading.last or (page.language == "fi" and _HOMESTEAD.match(form) is not None)
    if not named and not page.begins_sentence(place):
        named = _is_unknown(word, page)
    if not named or _NO_SURNAME.match(form):
        return False
    after = page.after(place)
    if cues.SPOKEN_TO.search(before) is not None:
        return not (page.language == "fi" and form.endswith("n")) or after.startswith(" kanssa")
    thanked = cues.THANKS.search(before) is not None and (page.language != "fi" or form.endswith("lle"))
    return thanked or (cues.ACTS.match(after) is not None and not cues.WEAK.match(after))


def _is_meant(page: _Page, place: int, word: _Token, before: str) -> bool:
    """Whether a capitalised word that may be a name, or is unknown, is one here."""
    following = page.following(place)
    middle = page.informative and not word.acronym and not page.begins_sentence(place)
    if word.form in common():
        return False
    if (middle and _is_surname_shaped(word)) or (not word.reading.first and _is_met(page, place, word, before)):
        return True
    if not word.reading.is_name:
        surname = following is not None and _is_surname(following) and following.reading.sure
        return (surname and _is_unknown(word, page)) or (middle and _are_two_unknown(word, following, page))
    return word.reading.first and (middle or _is_first_here(page, place, word, before))


def _is_first_here(page: _Page, place: int, word: _Token, before: str) -> bool:
    """Whether a word that begins a sentence, and may be a first name, is one."""
    following, after = page.following(place), page.after(place)
    if following is not None and following.capital and _goes_on(following, page) and not page.shouted:
        return True
    weak = cues.WEAK.match(after) is not None and page.begins_sentence(place)
    acts = is_base(word.form) and cues.ACTS.match(after) is not None and not weak
    acts = acts or (is_base(word.form) and cues.AT_WORK.match(after) is not None)
    return acts or cues.THANKS.search(before) is not None


def _last(page: _Page, place: int) -> int:
    """The index of the last word of a name that begins at `place`."""
    last, small = place, not page.token(place).capital
    while last - place + 1 < _MOST_TOKENS:
        word = page.following(last)
        if word is None:
            break
        reading = word.reading
        if small and not (reading.last and reading.sure and reading.listed):
            break
        if not small and not (word.capital and _goes_on(word, page)):
            break
        if last > place and is_place(word.form):
            break
        last += 1
    return last


def _goes_on(word: _Token, page: _Page) -> bool:
    """Whether a capitalised word right after a name belongs to it; a surname may be any word but a place."""
    if word.brand or word.form in common():
        return False
    if word.reading.is_name or _is_surname_shaped(word):
        return True
    return page.informative and not word.acronym and not is_place(word.form) and "'" not in word.form


@lru_cache(maxsize=100_000)
def _is_shaped(form: str) -> bool:
    shapes = (_HOMESTEAD, _SURNAME_SHAPE, _SWEDISH_SURNAME)
    return any(shape.match(form) is not None for shape in shapes)


@lru_cache(maxsize=50_000)
def _titled(before: str) -> bool:
    return cues.TITLE.search(before) is not None


def _is_surname_shaped(word: _Token) -> bool:
    form = word.form
    shaped = _SURNAME_SHAPE.match(form) is not None or _SWEDISH_SURNAME.match(form) is not None
    return shaped and not _NO_SURNAME.match(form) and not is_place(form)


def _are_two_unknown(word: _Token, following: _Token | None, page: _Page) -> bool:
    """Two words with capitals that no dictionary explains, where no sentence begins: a name from elsewhere."""
    if following is None or not following.capital or following.brand or len(word.form) < 3:
        return False
    return _is_unknown(word, page) and (_is_unknown(following, page) or following.reading.last)


def _is_unknown(word: _Token, page: _Page) -> bool:
    """A capitalised word that no dictionary or list explains, as foreign names are."""
    form = word.form
    if len(form) < 2 or word.acronym or "'" in form or form in common() or is_place(form):
        return False
    if page.language in {"en", "sv"}:
        return not dictionary.knows(form, page.language)
    if page.language == "fi" and _CASE_ENDING.search(form):
        return False
    if page.engine is not None:
        return page.engine.recall(form) is None
    return page.language != "fi" or not dictionary.knows(form, "fi")
