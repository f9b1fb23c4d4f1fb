"""Names of people in an answer: by lists and Voikko, and where a name is also a word, by what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cxlib.text import dictionary
from cxlib.text import name_cues as cues
from cxlib.text.name_page import NameWord, Page
from cxlib.text.namelists import common, is_base, is_place
from cxlib.text.roster import Person, Roster
from cxlib.text.small_names import is_full_and_small, is_small_surname, is_written_small
from cxlib.text.surnames import is_homestead, is_in_a_case, is_no_surname, is_surname_shaped

_MOST_TOKENS = 3
#: As far before a name as its title is looked for: the longest title, not the sentence.
_TITLE_REACH = 24


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
    page = Page(text, language, known)
    last, end = -1, 0
    for place in page.candidates():
        if place > last and (_starts(page, place) or _is_joined(page, place, end)):
            last = _last(page, place)
            person = page.person(place, last)
            end = person.end
            yield person


def _starts(page: Page, place: int) -> bool:
    """Whether a person's name begins at a word."""
    word = page.token(place)
    if word.start == 0 and word.capital and page.is_plain(place):
        return False
    before = page.before(place)
    if not word.capital:
        small = is_written_small(word, before, page.after(place), page.language)
        return small or is_full_and_small(page, place, word)
    titled = before.endswith(" ") and _titled(" ".join(before.split()[-2:]) + " ")
    if not titled and _is_where(page, place, word, before):
        return False
    if word.brand:
        named = titled or _is_surname(page.following(place)) or _is_no_company(word, before, page.after(place))
        return word.reading.first and named
    if titled or cues.is_introduced(before):
        surname = titled and not page.begins_sentence(place) and _may_be_surname(word, page)
        return word.reading.is_name or _is_unknown(word, page) or surname
    return _has_initials(page, place, word, before) or _stands_alone(page, place, word, before)


def _has_initials(page: Page, place: int, word: NameWord, before: str) -> bool:
    """Whether initials before a word make a surname of it: `signed by P. Grayson`."""
    if word.acronym or word.form in common() or is_place(word.form) or cues.INITIALS.search(before) is None:
        return False
    if word.reading.last or is_surname_shaped(word.form):
        return True
    told = cues.IN_SENTENCE.search(before) is not None or cues.IS_TOLD.match(page.after(place)) is not None
    return told and (word.reading.first or _is_unknown(word, page))


def _is_where(page: Page, place: int, word: NameWord, before: str) -> bool:
    """Whether a word that may be a name is a place here, or begins the name of a service: `Mina Kanta`."""
    following = page.following(place)
    if word.form in cues.POSSESSIVES and following is not None and following.capital:
        ordinary = not following.reading.is_name and dictionary.knows(following.form, page.language)
        if following.brand or following.acronym or ordinary:
            return True
    if is_place(word.form):
        other = page.neighbour(place)
        return cues.PLACED.search(before) is not None or (other is not None and is_place(other.form))
    surely = word.reading.first and (word.reading.sure or not is_base(word.form))
    return not surely and cues.PLACED.search(before) is not None


def _stands_alone(page: Page, place: int, word: NameWord, before: str) -> bool:
    """Whether a capitalised word that nothing introduces is a name."""
    if word.reading.sure and not _is_undotted(page, place, word):
        return not word.acronym and cues.MODEL.search(before) is None
    if word.reading.first and before.endswith(", ") and cues.TITLE_APART.search(before[-_TITLE_REACH:]) is not None:
        return True
    if word.reading.is_name and word.form not in common() and not is_place(word.form) and cues.A_CERTAIN.search(before):
        return not word.acronym
    meant = _is_meant(page, place, word, before) or _is_owner(page, place, word) or _is_paired(page, place, word)
    return meant and cues.MODEL.search(before) is None


def _is_no_company(word: NameWord, before: str, after: str) -> bool:
    """Whether who is called like a company does, is, or is thanked for, what only people are: `Elisa neuvoi minua`."""
    if is_base(word.form):
        met = cues.MET_AT.search(before) is not None and cues.ACTS.match(after) is not None
        met = met or cues.SERVED_BY.search(before) is not None or cues.OF_THE_STAFF.match(after) is not None
        answered = word.form in cues.MONTHS and cues.ANSWERED.match(after) is not None
        return met or answered or cues.PERSONAL.match(after) is not None
    thanked = word.form.endswith("lle") and cues.THANKS.search(before) is not None
    return thanked and cues.THANKED_FOR.match(after) is not None


def _is_owner(page: Page, place: int, word: NameWord) -> bool:
    """Whether a possible name stands in a case that tells: `Samin neuvot`, `Koivulan Sari`, `Mäkistä ei tavoita`."""
    form, reading = word.form, word.reading
    if not reading.is_name or is_place(form) or form in common() or page.shouted:
        return False
    after, following = page.after(place), page.following(place)
    if page.language == "fi" and reading.last and not reading.first and form.endswith(("ta", "tä", "a", "ä")):
        return not is_base(form) and cues.NOT_REACHED.match(after) is not None
    if page.language == "fi" and form.endswith(("lle", "lta", "ltä")):
        return (cues.GIVEN if form.endswith("lle") else cues.GOT).match(after) is not None
    if is_base(form) or not form.endswith("n" if page.language == "fi" else "s"):
        return False
    if reading.last and following is not None and following.capital and following.reading.first and not following.brand:
        return True
    return cues.OWNED.match(after) is not None or (is_surname_shaped(form) and cues.SERVED.match(after) is not None)


def _is_paired(page: Page, place: int, word: NameWord) -> bool:
    """Whether an unknown word stands together with a name: `Ravi and Angela`."""
    if not page.is_paired(place) or not (word.reading.first or _is_unknown(word, page)):
        return False
    other = page.token(place + 2)
    return other.capital and other.reading.first and other.reading.sure and not other.brand


def _is_joined(page: Page, place: int, end: int) -> bool:
    """Whether a word goes on a list of people: `Angela and Ravi`."""
    word = page.token(place)
    if not end or cues.JOINED.fullmatch(page.text, end, word.start) is None:
        return False
    if word.brand or word.acronym or word.form in common() or is_place(word.form):
        return False
    if not word.capital:
        ends = cues.NAME_ENDS.match(page.after(place)) is not None
        return ends and word.reading.first and is_base(word.form)
    return word.reading.is_name or _is_unknown(word, page)


def _is_undotted(page: Page, place: int, word: NameWord) -> bool:
    """Whether `Mika` at the beginning may be `Mikä`, in a text where nobody wrote dots."""
    return word.form in cues.NEVER_SMALL and page.begins_sentence(place) and not set("äöÄÖ") & set(page.text)


def _is_surname(word: NameWord | None) -> bool:
    return word is not None and word.capital and not word.brand and word.reading.last


def _may_be_surname(word: NameWord, page: Page) -> bool:
    """Any word with a capital may be a surname right after a title, but a place, a company and a customer's company."""
    barred = word.acronym or is_place(word.form) or word.form in common() or is_in_a_case(word.form)
    return page.informative and not barred and "'" not in word.form


def _is_met(page: Page, place: int, word: NameWord, before: str) -> bool:
    """Whether a surname that may be something else does, or is done to, what only people are."""
    form = word.form
    if word.acronym or form in common() or is_place(form) or not page.informative or cues.is_title(form):
        return False
    named = word.reading.last or (page.language == "fi" and is_homestead(form))
    if not named and not page.begins_sentence(place):
        named = _is_unknown(word, page)
    if not named or (is_no_surname(form) and not word.reading.last):
        return False
    after = page.after(place)
    if cues.SPOKEN_TO.search(before) is not None:
        return not (page.language == "fi" and form.endswith("n")) or after.startswith(" kanssa")
    thanked = cues.THANKS.search(before) is not None and (page.language != "fi" or form.endswith("lle"))
    return thanked or (cues.ACTS.match(after) is not None and not cues.WEAK.match(after))


def _is_meant(page: Page, place: int, word: NameWord, before: str) -> bool:
    """Whether a capitalised word that may be a name, or is unknown, is one here."""
    following = page.following(place)
    middle = page.informative and not word.acronym and not page.begins_sentence(place)
    if word.form in common():
        return False
    if (middle and is_surname_shaped(word.form)) or (not word.reading.first and _is_met(page, place, word, before)):
        return True
    if not word.reading.is_name:
        surname = following is not None and _is_surname(following) and following.reading.sure
        return (surname and _is_unknown(word, page)) or (middle and _are_two_unknown(word, following, page))
    return word.reading.first and (middle or _is_first_here(page, place, word, before))


def _is_first_here(page: Page, place: int, word: NameWord, before: str) -> bool:
    """Whether a word that begins a sentence, and may be a first name, is one."""
    following, after = page.following(place), page.after(place)
    if following is not None and following.capital and _goes_on(following, page) and not page.shouted:
        return True
    weak = cues.WEAK.match(after) is not None and page.begins_sentence(place)
    acts = is_base(word.form) and cues.ACTS.match(after) is not None and not weak
    acts = acts or (is_base(word.form) and cues.AT_WORK.match(after) is not None)
    met = is_base(word.form) and cues.MET.match(after) is not None
    return acts or met or cues.THANKS.search(before) is not None


def _last(page: Page, place: int) -> int:
    """The index of the last word of a name that begins at `place`."""
    last, small = place, not page.token(place).capital
    while last - place + 1 < _MOST_TOKENS:
        word = page.following(last)
        if word is None:
            break
        reading = word.reading
        sure = reading.last and reading.sure and reading.listed
        if small and not sure and not (last == place and is_small_surname(page, last + 1, word)):
            break
        if not small and not (word.capital and _goes_on(word, page)):
            break
        if last > place and is_place(word.form):
            break
        last += 1
    return last


def _goes_on(word: NameWord, page: Page) -> bool:
    """Whether a capitalised word right after a name belongs to it; a surname may be any word but a place."""
    if word.brand or word.form in common():
        return False
    if word.reading.is_name or is_surname_shaped(word.form):
        return True
    return page.informative and not word.acronym and not is_place(word.form) and "'" not in word.form


@lru_cache(maxsize=50_000)
def _titled(before: str) -> bool:
    return cues.TITLE.search(before) is not None


def _are_two_unknown(word: NameWord, following: NameWord | None, page: Page) -> bool:
    """Two words with capitals that no dictionary explains, where no sentence begins: a name from elsewhere."""
    if following is None or not following.capital or following.brand or len(word.form) < 3:
        return False
    return _is_unknown(word, page) and (_is_unknown(following, page) or following.reading.last)


def _is_unknown(word: NameWord, page: Page) -> bool:
    """A capitalised word that no dictionary or list explains, as foreign names are."""
    form = word.form
    if len(form) < 2 or word.acronym or "'" in form or form in common() or is_place(form):
        return False
    if page.language in {"en", "sv"}:
        return not dictionary.knows(form, page.language)
    if page.language == "fi" and is_in_a_case(form):
        return False
    if page.engine is not None:
        return page.engine.recall(form) is None
    return page.language != "fi" or not dictionary.knows(form, "fi")
