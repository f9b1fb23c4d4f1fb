"""Names of people written small: what is nothing but a name, or what stands beside a word that tells."""

from __future__ import annotations

from cxlib.text import name_cues as cues
from cxlib.text.name_page import NameWord, Page
from cxlib.text.namelists import common, is_base


def is_written_small(word: NameWord, before: str, after: str, language: str) -> bool:
    """A name written small: only what is nothing but a name, or who is thanked or introduced by name."""
    reading = word.reading
    if word.brand or not (reading.first and reading.listed) or len(word.form) < 3:
        return False
    if reading.sure:
        return language == "fi" or not word.form.endswith("s") or is_base(word.form)
    base = is_base(word.form) and _may_be_small(word, language)
    thanked = cues.THANKS.search(before) is not None and (
        word.form.endswith("lle") or (base and cues.NAME_ENDS.match(after) is not None)
    )
    acts = base and language == "fi" and cues.DID.match(after) is not None
    met = base and language != "fi" and cues.SPOKEN_TO.search(before) is not None
    return thanked or acts or met or cues.NAMED.search(before) is not None


def is_full_and_small(page: Page, place: int, word: NameWord) -> bool:
    """Whether a first and a last name written small, each of them a word too, are somebody: `björn berg hjälpte`."""
    last = page.following(place)
    if last is None or not is_base(word.form) or not (last.reading.last and last.reading.listed):
        return False
    if not last.reading.sure and not is_small_surname(page, place + 1, last):
        return False
    may = page.language == "fi" or _may_be_small(word, page.language)
    return word.reading.first and word.reading.listed and not word.brand and may


def is_small_surname(page: Page, place: int, word: NameWord) -> bool:
    """Whether a surname written small, that is a word too, ends a name: who is met, or does something."""
    known = word.reading.last and word.reading.listed and is_base(word.form) and len(word.form) > 1
    does = cues.DID.match(page.after(place)) is not None and cues.WEAK.match(page.after(place)) is None
    does = does or cues.TOOK.match(page.after(place)) is not None or _is_met_in_full(page, place)
    return known and not word.capital and word.form not in common() and does


def _is_met_in_full(page: Page, place: int) -> bool:
    """Whether somebody whose surname this is, is thanked or spoken to, and nothing more is said of it."""
    before = page.before(place - 1)
    met = cues.THANKS.search(before) or cues.SPOKEN_TO.search(before) or cues.TITLE.search(before)
    return met is not None and cues.NAME_ENDS.match(page.after(place)) is not None


def _may_be_small(word: NameWord, language: str) -> bool:
    """Whether a name that is a word, too, may be meant as a name when written small: `kiitos sari`, `tack anna`."""
    if language == "fi":
        return word.form not in cues.NEVER_SMALL
    return word.form not in common() and word.form not in cues.NEVER_SMALL_ABROAD
