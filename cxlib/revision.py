"""Trying out a definition of the index: this quarter, its change and the whole history by other weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.intake.version_block import version_block
from cxlib.measures.change import index_change
from cxlib.measures.definition_grid import definition_grid
from cxlib.measures.index import cx_index, repeats_within
from cxlib.measures.revision import link_versions, splice
from cxlib.measures.trial import all_candidates, components_with, tried_version
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Component, IndexVersion, Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.revision import Grid, Link, Origin, RevisedQuarter, Revision
from cxlib.terms.tally import MomentTally, RepeatTally

ByStage = Mapping[str, MomentTally]
Repeats = Mapping[tuple[tuple[Quarter, str], tuple[Quarter, str]], RepeatTally]


@dataclass(frozen=True, eq=False)
class Ground:
    """Everything that definitions can be measured from: sums of all components that any of them needs, by quarter."""

    programme: Programme
    components: tuple[Component, ...]
    moments: Mapping[Quarter, ByStage]
    repeats: Repeats

    @property
    def smallest(self) -> int:
        return self.programme.smallest_group

    def refused(self, quarter: Quarter) -> Withheld | None:
        """Return the refusal where a stage has so few answers that other weights would give them away.

        The published index holds small stages too; the same answers under weights of one's own choice would let them be
        solved for.
        """
        asked = set(self.programme.stage_ids)
        tallies = [tally for stage, tally in self.moments.get(quarter, {}).items() if stage in asked]
        counts = [int(count) for tally in tallies for count in tally.counts if count > 0]
        return (
            Withheld("small_group", "index", self.smallest)
            if min(counts, default=self.smallest) < self.smallest
            else None
        )

    def index(self, quarter: Quarter, version: IndexVersion | None) -> Estimate | Withheld:
        return cx_index(
            self.moments.get(quarter, {}),
            version,
            self.components,
            smallest_group=self.smallest,
            repeats=repeats_within(self.repeats, quarter),
        )

    def change(self, quarter: Quarter, version: IndexVersion) -> Change | Withheld:
        return index_change(
            self.moments.get(quarter.previous, {}),
            self.moments.get(quarter, {}),
            version,
            self.components,
            self.repeats,
            quarters=(quarter.previous, quarter),
            smallest_group=self.smallest,
        )

    def link(self, quarter: Quarter, old: IndexVersion | None, new: IndexVersion) -> Link | Withheld | Unmeasurable:
        if old is None:
            return Withheld("no_index", "index", self.smallest)
        tallies = self.moments.get(quarter, {})
        return self.refused(quarter) or link_versions(tallies, old, new, self.components, smallest_group=self.smallest)


def ground_of(store: FeedbackStore, programme: Programme, components: Sequence[Component]) -> Ground:
    """Read from the store what these components need; kept by a page while weights are tried.

    Raises
    ------
    NoStore
        When the store holds no answers.
    """
    quarters = store.quarters()
    if not quarters:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    moments: dict[Quarter, dict[str, MomentTally]] = {}
    for (quarter, stage), tally in store.component_tally(components).items():
        moments.setdefault(quarter, {})[stage] = tally
    repeats = store.component_repeats(components, quarters[-1], quarters[0])
    return Ground(programme, tuple(components), moments, repeats)


def version_in_force(
    store: FeedbackStore, programme: Programme, quarter: Quarter | None
) -> tuple[Quarter, IndexVersion]:
    """Return the quarter asked for, the latest when left out, and the definition in force in it.

    Raises
    ------
    NoStore
        When the store holds no answers.
    SelectionError
        When the quarter has none, or no definition is in force in it.
    """
    quarters = store.quarters()
    if not quarters:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    asked = quarter or quarters[-1]
    if not quarters[0] <= asked <= quarters[-1]:
        raise SelectionError(unknown("quarter", str(asked), [str(known) for known in quarters]))
    version = programme.index_version(asked)
    if version is None:
        raise SelectionError(
            f"No definition of the index is in force in {asked}, so there is nothing to revise. "
            "Write the first one under [[index.versions]] in programme.toml."
        )
    return asked, version


def revise(published: Ground, tried_ground: Ground, every: Ground, tried: IndexVersion, quarter: Quarter) -> Revision:
    """Return what a definition would do.

    Parameters
    ----------
    published
        The sums of the programme's own components, as every other page reads them.
    tried_ground
        Those of `components_with(programme, tried)`: as every page would read them, were it published.
    every
        Those of `all_candidates(programme)`, for the grid.
    tried
        The definition.
    quarter
        The quarter in question.
    """
    programme = published.programme
    current = programme.index_version(quarter)
    assert current is not None  # version_in_force has refused quarters without one
    overlap = _overlap(tried_ground, programme, tried)
    quarters = sorted(set(published.moments) | {quarter})
    lines = tuple(_line(published, tried_ground, tried, each, overlap) for each in quarters)
    spliced = any(line.origin == "linked" for line in lines)
    return Revision(
        quarter=quarter,
        current=current,
        tried=tried,
        quarters=lines,
        change=published.change(quarter, current),
        tried_change=_points(tried_ground.refused(quarter) or tried_ground.refused(quarter.previous))
        or tried_ground.change(quarter, tried),
        overlap=overlap if spliced else None,
        grid=_grid(every, current, tried, quarter),
        text=version_block(tried),
    )


def revision(
    store: FeedbackStore,
    programme: Programme,
    weights: Mapping[str, float],
    stage_weights: Mapping[str, float] | None = None,
    *,
    quarter: Quarter | None = None,
    valid_from: Quarter | None = None,
    target: float | None = None,
    reason: str = "",
) -> Revision:
    """Return what the index would be by other weights; the whole of `tried_version` and `revise` in one."""
    asked, current = version_in_force(store, programme, quarter)
    tried = tried_version(
        programme,
        current,
        store.quarters()[-1],
        weights,
        stage_weights,
        valid_from=valid_from,
        target=target,
        reason=reason,
    )
    published, own, every = (
        ground_of(store, programme, components)
        for components in (programme.components, components_with(programme, tried), all_candidates(programme))
    )
    return revise(published, own, every, tried, asked)


def _overlap(ground: Ground, programme: Programme, tried: IndexVersion) -> Quarter | None:
    """Return the first quarter in which both the tried definition and the one then in force can be measured."""
    for quarter in sorted(ground.moments):
        if isinstance(ground.link(quarter, programme.index_version(quarter), tried), Link):
            return quarter
    return None


def _line(
    published: Ground, ground: Ground, tried: IndexVersion, quarter: Quarter, overlap: Quarter | None
) -> RevisedQuarter:
    version = published.programme.index_version(quarter)
    before = published.index(quarter, version)
    after: Estimate | Withheld = ground.refused(quarter) or ground.index(quarter, tried)
    origin: Origin = "measured" if isinstance(after, Estimate) else "unknown"
    difference = ground.link(quarter, version, tried)
    if isinstance(after, Withheld) and after.reason == "component_missing" and isinstance(before, Estimate):
        link = Withheld("no_index") if overlap is None else ground.link(overlap, version, tried)
        if isinstance(link, Link):
            after, origin = splice([before], link)[0], "linked"
    number = version.version if version else None
    return RevisedQuarter(quarter, number, before, after, origin, difference)


def _points(withheld: Withheld | None) -> Withheld | None:
    return None if withheld is None else replace(withheld, unit="points")


def _grid(
    ground: Ground, current: IndexVersion, tried: IndexVersion, quarter: Quarter
) -> Grid | Withheld | Unmeasurable:
    refused = ground.refused(quarter) or ground.refused(quarter.previous)
    before, now = (ground.moments.get(each, {}) for each in (quarter.previous, quarter))
    return refused or definition_grid(before, now, current, tried, ground.components)
