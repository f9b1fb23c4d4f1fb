"""How the open answers of a selection were read, under the privacy rule that every number has."""

from __future__ import annotations

from cxlib.errors import NoStore
from cxlib.measures.guard import Guard
from cxlib.measures.reading import reading, withheld_reading
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.codebook import Codebook
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.reading import Reading, ShareChange
from cxlib.terms.selection import Selection


def how_read(store: FeedbackStore, programme: Programme, codebook: Codebook, selection: Selection) -> Reading:
    """Return who gave the answers their themes, the themes' shares with their intervals, and the tones.

    Raises
    ------
    NoStore
        When the store holds no answers.
    SelectionError
        When the quarter, a dimension or a value does not exist.
    """
    quarters = store.quarters()
    if not quarters:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    quarter = selection.quarter or quarters[-1]
    why = Guard.of(store, quarter, programme.smallest_group).refusal(selection.where)
    if why is not None:
        return withheld_reading(why, codebook, programme.smallest_group)
    return reading(store.reading_tally((quarter,), selection.where), codebook, programme.smallest_group)


def read_in_all(store: FeedbackStore, programme: Programme, codebook: Codebook) -> Reading:
    """Return the same of all texts that may be told of, every quarter together."""
    quarters = readable_quarters(store, programme)
    return reading(store.reading_tally(quarters), codebook, programme.smallest_group)


def changed_shares(before: Reading, after: Reading) -> tuple[ShareChange, ...]:
    """Return how the themes' shares of the same texts moved, the furthest first; a theme that did not is left out."""
    known = {share.theme: share.share for share in before.themes}
    moved = [
        ShareChange(share.theme, share.label, known[share.theme], share.share)
        for share in after.themes
        if share.theme in known and known[share.theme] != share.share
    ]
    return tuple(sorted(moved, key=lambda one: (-abs(one.by), one.theme)))


def coded_by_people(store: FeedbackStore) -> int:
    """Return how many texts of the store a person has coded."""
    return store.reading_tally(store.quarters()).by_person


def readable_quarters(store: FeedbackStore, programme: Programme) -> tuple[Quarter, ...]:
    """Return the quarters whose answers may be read one by one: those with enough respondents."""
    smallest = programme.smallest_group
    return tuple(quarter for quarter in store.quarters() if Guard.of(store, quarter, smallest).refusal(()) is None)
