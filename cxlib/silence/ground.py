"""One quarter's invitations and answers, as all that is told of the silent stands on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.guard import Guard, Questions
from cxlib.measures.silence import Values
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Refusal
from cxlib.terms.movement import OTHERS
from cxlib.terms.programme import UNKNOWN, Label, Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection, Where
from cxlib.terms.tally import InvitedTally, MomentTally

STAGE = "stage"
Tally = TypeVar("Tally", InvitedTally, MomentTally)
_OTHERS = Label(fi="Muut", sv="Övriga", en="Others")
_UNKNOWN = Label(fi="Ei tiedossa", sv="Okänt", en="Not known")


@dataclass(frozen=True, eq=False)
class Ground:
    """One quarter's invitations and answers by all the dimensions looked at, small groups counted together."""

    store: FeedbackStore
    programme: Programme
    quarter: Quarter
    where: Where
    dimensions: tuple[str, ...]
    invited: Mapping[Values, InvitedTally]
    moments: Mapping[Values, MomentTally]

    renamed: tuple[frozenset[str], ...]

    @property
    def smallest(self) -> int:
        return self.programme.smallest_group

    def name(self, at: int) -> Label:
        """Return what a dimension is called."""
        known = self.programme.dimension(self.dimensions[at])
        return known.label if known else Label(fi=self.dimensions[at])

    def labels(self, at: int) -> dict[str, Label]:
        """Return what the values of a dimension are called, in the order in which they are shown."""
        known = self.programme.dimension(self.dimensions[at])
        labels = {value.id: value.label for value in known.values} if known else {}
        labels |= {UNKNOWN: _UNKNOWN, OTHERS: _OTHERS}
        met = self.groups(at)
        order = [*(value for value in labels if value in met), *sorted(met.keys() - labels.keys())]
        return {value: labels.get(value, Label(fi=value)) for value in order}

    def chosen(self, at: int, value: str) -> tuple[str, tuple[str, ...]]:
        """Return the filter that chooses a group, those counted together under others among them."""
        values = tuple(sorted(self.renamed[at])) if value == OTHERS and self.renamed[at] else (value,)
        return self.dimensions[at], values

    def groups(self, at: int) -> dict[str, InvitedTally]:
        """Return the invited and answered of each value of a dimension."""
        found: dict[str, InvitedTally] = {}
        for values, tally in self.invited.items():
            found[values[at]] = found.get(values[at], InvitedTally()) + tally
        return found


def ground_of(
    store: FeedbackStore,
    programme: Programme,
    selection: Selection,
    dimensions: tuple[str, ...],
    *,
    also: Sequence[str] = (),
) -> Ground:
    known = store.quarters()
    if not known:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    quarter = selection.quarter or known[-1]
    if not known[0] <= quarter <= known[-1]:
        raise SelectionError(unknown("quarter", str(quarter), [str(each) for each in known]))
    offered = [dimension.id for dimension in programme.filters]
    for name in (*dimensions, *also):
        if name not in offered:
            raise SelectionError(unknown("dimension", name, offered))
    chosen = tuple(name for name in offered if name in (dimensions or offered))
    # The stage is always read, since the index weighs it, but compared only where it was asked for.
    by = chosen if STAGE in chosen else (*chosen, STAGE)
    invited = store.invited_by(quarter, selection.where, by)
    moments = store.moments_by(quarter, selection.where, by)
    guard = Guard.of(store, quarter, programme.smallest_group)
    # Values with too few answers to be told of are counted together as others.
    renamed = tuple(frozenset(guard.groups(name, selection.where)) for name in chosen)
    return Ground(
        store,
        programme,
        quarter,
        selection.where,
        chosen,
        _merged(invited, renamed, InvitedTally()),
        _merged(moments, renamed, MomentTally.empty(len(programme.components))),
        renamed,
    )


def _merged(tallies: Mapping[Values, Tally], renamed: Sequence[frozenset[str]], empty: Tally) -> dict[Values, Tally]:
    found: dict[Values, Tally] = {}
    for values, tally in tallies.items():
        key = _under_others(values, renamed)
        found[key] = found.get(key, empty) + tally
    return found


def _under_others(values: Values, renamed: Sequence[frozenset[str]]) -> Values:
    kept = [OTHERS if value in small else value for value, small in zip(values, renamed, strict=False)]
    return (*kept, *values[len(renamed) :])


def refusal_of(ground: Ground, questions: Questions) -> Refusal | None:
    """Return why this selection may not be told of, or would give away a small group beside others."""
    return Guard.of(ground.store, ground.quarter, ground.smallest).refusal(ground.where, questions)


def asked_of(tally: InvitedTally) -> int:
    """Return how many the invitation reached; where that is not known, how many were invited."""
    return tally.delivered or tally.invited
