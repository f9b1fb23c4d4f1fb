"""Personal data taken out of an answer before it is stored: what is recognised is replaced by a word in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from itertools import chain

from cxlib.text import language as languages
from cxlib.text import voikko
from cxlib.text.accounts import cards, ibans
from cxlib.text.addresses import addresses, birth_dates
from cxlib.text.cyrillic import cyrillic_names
from cxlib.text.handles import handles, has_handle
from cxlib.text.identifiers import Place, business_ids, emails, ip_addresses
from cxlib.text.identity_codes import identity_codes
from cxlib.text.links import personal_links
from cxlib.text.markup import is_marked, through
from cxlib.text.missed_names import missed_names
from cxlib.text.names import persons
from cxlib.text.normalisation import LONGEST, cut, folded, normalise
from cxlib.text.phones import digits_of, phones
from cxlib.text.placeholders import KINDS, PLACEHOLDER, Kind, placeholder
from cxlib.text.plates import plates
from cxlib.text.references import long_numbers, references
from cxlib.text.roster import Roster, matched, roster
from cxlib.text.spoken_numbers import has_spoken_number, spoken_cards, spoken_phones

#: Counts up when the same answer is redacted otherwise than before.
VERSION = "3"

Finder = Callable[[str], Iterable[Place]]

_AT = re.compile(
    r"@|[(\[{<]\s?(?:at|ät|a|miuku\w*|miau|kissanhäntä|snabel-?a)\s?[)\]}>]"
    r"|\s(?:(?:at|ät)(?:-?merkki)?|miuku\w*|kissanhäntä|snabel-?a)\s",
    re.I,
)
_DIGIT = re.compile(r"\d")
_BROKEN_END = re.compile(r"\[[a-zåäö-]{0,20}$")
_MOST_ROUNDS = 8
#: In this order: the more certain first, so that the end of an account number is not taken for a phone. With each,
#: the fewest digits that there are in any of its kind: most answers have fewer.
_STRUCTURED: tuple[tuple[Kind, Finder, int], ...] = (
    ("henkilötunnus", identity_codes, 3),
    ("tilinumero", ibans, 3),
    ("kortti", cards, 3),
    ("y-tunnus", business_ids, 7),
    ("ip-osoite", ip_addresses, 1),
    ("syntymäaika", birth_dates, 3),
    ("osoite", addresses, 1),
    ("viite", references, 2),
    ("rekisterinumero", plates, 1),
)
_FEWEST_OF_A_PHONE, _FEWEST_OF_A_LONG_NUMBER = 5, 9


@dataclass(frozen=True)
class Redacted:
    """An answer without personal data, how often each kind was met, and the employees it names.

    >>> redact("Soittakaa 040 123 4567, t. Matti Meikäläinen").kinds
    (('henkilö', 1), ('puhelin', 1))
    """

    text: str
    kinds: tuple[tuple[Kind, int], ...] = ()
    staff_ids: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many pieces were replaced."""
        return sum(number for _, number in self.kinds)


def redact(
    text: str,
    *,
    staff: Iterable[tuple[str, str]] = (),
    allowed: frozenset[str] = frozenset(),
    language: str | None = None,
    missed: frozenset[str] = frozenset(),
) -> Redacted:
    """Return the text normalised and with personal data replaced by placeholders.

    Parameters
    ----------
    text : str
        Any text; it never fails.
    staff : iterable of (str, str), optional
        Employees as (id, full name): they are found even where their name is rare, and their ids are returned.
    allowed : frozenset of str, optional
        Words and phone numbers that stay, beside the shipped allow-list of brands. A word here stays in any inflected
        form, unless a surname follows it or a title goes before it.
    language : str, optional
        The language of the text; without it, it is detected when there may be names.
    missed : frozenset of str, optional
        Names that somebody reported: redacted wherever they stand.

    Returns
    -------
    Redacted
        Redacting its `text` again changes nothing.

    Notes
    -----
    Identifiers with a format are found nearly always. Names are found by lists and by what stands around them: a
    first name that is praised or blamed mostly, a rare surname alone often not.

    Examples
    --------
    >>> redact("Mikolle Virtaselle kiitos! Tili FI21 1234 5600 0007 85").text
    '[henkilö] kiitos! Tili [tilinumero]'
    """
    known, numbers = _prepared(tuple(staff), frozenset(allowed), missed)
    counts: Counter[Kind] = Counter()
    staff_ids: set[str] = set()
    current = normalise(text)
    for _ in range(_MOST_ROUNDS):
        before = current
        current = _identifiers(current, numbers, known, counts)
        current = _names(current, language, known, counts, staff_ids)
        current = _within_limit(current)
        if current == before:
            break
    return Redacted(current, tuple((kind, counts[kind]) for kind in KINDS if counts[kind]), tuple(sorted(staff_ids)))


@lru_cache(maxsize=8)
def _prepared(
    staff: tuple[tuple[str, str], ...], allowed: frozenset[str], missed: frozenset[str]
) -> tuple[Roster, frozenset[str]]:
    return roster(staff, allowed, missed), digits_of(allowed)


def _identifiers(text: str, numbers: frozenset[str], known: Roster, counts: Counter[Kind]) -> str:
    if _AT.search(text):
        text = _replaced(text, "sähköposti", _blind(emails), counts)
    if has_handle(text):
        text = _replaced(text, "käyttäjätunnus", _blind(lambda page: handles(page, known.allowed)), counts)
    if "/" in text or "?" in text:
        text = _replaced(text, "viite", _blind(personal_links), counts)
    if has_spoken_number(text):
        text = _replaced(text, "kortti", _blind(spoken_cards), counts)
        text = _replaced(text, "puhelin", _blind(spoken_phones), counts)
    digits = len(_DIGIT.findall(text))
    if not digits:
        return text
    for kind, find, fewest in _STRUCTURED:
        if digits >= fewest:
            text = _replaced(text, kind, _blind(_past_markup(find, text)), counts)
    if digits >= _FEWEST_OF_A_PHONE:
        text = _replaced(text, "puhelin", _blind(_past_markup(lambda page: phones(page, numbers), text)), counts)
    return _replaced(text, "viite", _blind(long_numbers), counts) if digits >= _FEWEST_OF_A_LONG_NUMBER else text


def _blind(find: Finder) -> Finder:
    """The finder, kept from taking a placeholder for a cue: `[puhelin] 120000` is no phone number."""
    return lambda page: find(PLACEHOLDER.sub(lambda match: "■" * len(match.group()), page) if "[" in page else page)


def _past_markup(find: Finder, text: str) -> Finder:
    """The finder, looking past markup too where the text has any."""
    return (lambda page: chain(through(find)(page), find(page))) if is_marked(text) else find


def _names(text: str, language: str | None, known: Roster, counts: Counter[Kind], staff_ids: set[str]) -> str:
    spoken = language or languages.detect(text)[0]

    def named(page: str) -> Iterator[Place]:
        for person in persons(page, spoken, known):
            staff_ids.update(matched(person, known))
            yield person.start, person.end
        yield from cyrillic_names(page)
        yield from missed_names(page, known.missed)

    return _replaced(text, "henkilö", named, counts)


def _replaced(text: str, kind: Kind, find: Finder, counts: Counter[Kind]) -> str:
    """Put a kind's placeholder in every place found; the text keeps its dashes, the finders see hyphens."""
    places = sorted({place for place in find(folded(text)) if place[0] < place[1]})
    if not places:
        return text
    pieces: list[str] = []
    end = 0
    for start, stop in places:
        if start >= end:
            pieces += (text[end:start], placeholder(kind))
            counts[kind] += 1
        end = max(end, stop)
    return "".join((*pieces, text[end:]))


def _within_limit(text: str) -> str:
    """A placeholder may be longer than what it replaces: cut again, and never leave half of one."""
    if len(text) <= LONGEST:
        return text
    shorter = cut(text)
    return _BROKEN_END.sub("", shorter).strip() if not PLACEHOLDER.fullmatch(shorter[-20:]) else shorter.strip()


def versions() -> str:
    """Return what answers are redacted by, for the ledger of enriched batches."""
    return f"{VERSION} (phonenumberslite {metadata.version('phonenumberslite')}, voikko {voikko.version()})"
