"""The people and brands one knows of, and which employee a name fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxlib.text.namelists import Reading, brands, inflected


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
    #: Whether a word as written may begin a name, by language.
    may_begin: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False, repr=False)


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
