"""From a selection to the one frozen briefing that page, deck, newsletter and screen render."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.cause_change import CauseChange, cause_changes
from cxlib.measures.change import index_change, stage_change
from cxlib.measures.index import cx_index, repeats_within, stage_index
from cxlib.measures.response import response_rate
from cxlib.measures.root_causes import CauseImpact, RootCauses, root_causes
from cxlib.measures.score import distribution, nps
from cxlib.measures.target import target_status
from cxlib.measures.withholding import reveals_small_group, withhold_complement
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import Briefing, Causes, ResponseRate, RootCause, StageLine, TrendPoint
from cxlib.terms.codebook import Codebook
from cxlib.terms.estimate import Change, Distribution, Estimate, Refusal, Unit, Withheld
from cxlib.terms.programme import EVERYONE, IndexVersion, Label, Programme, Value
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection, Where
from cxlib.terms.tally import InvitedTally, MomentTally, RepeatTally, ScoreTally

#: A trend longer than three years tells of another company.
TREND_QUARTERS = 12
#: As many answers in customers' own words as fit beside the bars.
QUOTES = 4

ByStage = Mapping[str, MomentTally]
Repeats = Mapping[tuple[tuple[Quarter, str], tuple[Quarter, str]], RepeatTally]


@dataclass(frozen=True, eq=False)
class Ground:
    """What a briefing is made from: the definitions, the selection with its quarter settled, and the index tallies."""

    store: FeedbackStore
    programme: Programme
    codebook: Codebook
    quarter: Quarter
    where: Where
    version: IndexVersion | None
    moments: Mapping[Quarter, ByStage]
    repeats: Repeats
    hidden: frozenset[Quarter]

    @property
    def smallest(self) -> int:
        return self.programme.smallest_group

    def refused(self, quarter: Quarter, unit: Unit) -> Withheld | None:
        """Return the refusal where this selection beside a wider one would give away a small group in the quarter."""
        return Withheld("complement", unit, self.smallest) if quarter in self.hidden else None


def make_briefing(store: FeedbackStore, programme: Programme, codebook: Codebook, selection: Selection) -> Briefing:
    """Return everything that one quarter says under one selection.

    Parameters
    ----------
    store
        An open snapshot.
    programme, codebook
        The definitions to read it by.
    selection
        Without a quarter, the latest that has answers.

    Raises
    ------
    NoStore
        When the store holds no answers at all.
    SelectionError
        When the quarter lies outside those measured, or a filter names what does not exist.
    """
    quarters = store.quarters()
    if not quarters:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    ground = _ground(store, programme, codebook, selection, quarters)
    now = ground.moments.get(ground.quarter, {})
    index = ground.refused(ground.quarter, "index") or cx_index(
        now,
        ground.version,
        programme.components,
        smallest_group=ground.smallest,
        repeats=repeats_within(ground.repeats, ground.quarter),
    )
    status, probability = target_status(index, ground.version.target if ground.version else None)
    stages, overall = _stages(ground)
    trend = _trend(ground, quarters, index)
    return Briefing(
        programme=programme.name,
        index_label=programme.index_label,
        made_up=store.made_up,
        snapshot=store.name,
        published_at=store.published_at,
        selection=replace(selection, quarter=ground.quarter),
        quarter=ground.quarter,
        quarters=quarters,
        definition=ground.version,
        cx_index=index,
        change=_change(ground),
        target=status,
        target_probability=probability,
        trend=trend,
        events=tuple(event for event in programme.events if trend[0].quarter <= event.quarter <= ground.quarter),
        stages=stages,
        causes=_causes(ground),
        distribution=overall,
        verbatims=() if ground.quarter in ground.hidden else store.quotes(ground.quarter, ground.where, limit=QUOTES),
        response=_response(ground),
        smallest_group=ground.smallest,
    )


def _ground(
    store: FeedbackStore, programme: Programme, codebook: Codebook, selection: Selection, quarters: tuple[Quarter, ...]
) -> Ground:
    quarter = selection.quarter or quarters[-1]
    if not quarters[0] <= quarter <= quarters[-1]:
        raise SelectionError(unknown("quarter", str(quarter), [str(known) for known in quarters]))
    moments = _by_quarter(store.index_tally(selection.where))
    return Ground(
        store,
        programme,
        codebook,
        quarter,
        selection.where,
        _narrowed(programme.index_version(quarter), selection.where),
        moments,
        store.repeat_tally(quarter, selection.where, since=_first_shown(quarters, quarter)),
        _hidden(store, moments, selection, programme.smallest_group),
    )


def _by_quarter(tallies: Mapping[tuple[Quarter, str], MomentTally]) -> dict[Quarter, dict[str, MomentTally]]:
    found: dict[Quarter, dict[str, MomentTally]] = {}
    for (quarter, stage), tally in tallies.items():
        found.setdefault(quarter, {})[stage] = tally
    return found


def _narrowed(version: IndexVersion | None, where: Where) -> IndexVersion | None:
    """Return the definition for a selection of stages: their own weights, brought to a sum of 1.

    A reader who asks for some stages asks for their index; in any other selection a stage without answers is a hole.
    """
    stages = dict(where).get("stage")
    if version is None or not stages:
        return version
    kept = [(stage, weight) for stage, weight in version.stage_weights if stage in stages]
    total = sum(weight for _, weight in kept)
    if not total:
        return replace(version, stage_weights=tuple((stage, 1 / len(stages)) for stage in stages))
    return replace(version, stage_weights=tuple((stage, weight / total) for stage, weight in kept))


def _hidden(
    store: FeedbackStore, moments: Mapping[Quarter, ByStage], selection: Selection, smallest: int
) -> frozenset[Quarter]:
    """Return the quarters in which this selection, taken from one with a filter less, leaves a small group over."""
    found: set[Quarter] = set()
    for dimension, _ in selection.where:
        parent = _by_quarter(store.index_tally(selection.without(dimension).where))
        for quarter, stages in parent.items():
            selected = _respondents(moments.get(quarter, {}).values())
            if selected and reveals_small_group(selected, _respondents(stages.values()), smallest):
                found.add(quarter)
    return frozenset(found)


def _respondents(tallies: Iterable[MomentTally]) -> int:
    return sum(tally.respondents for tally in tallies)


def _trend(ground: Ground, quarters: tuple[Quarter, ...], index: Estimate | Withheld) -> tuple[TrendPoint, ...]:
    """Return the index of every quarter up to this one, each by the definition then in force; `index` is the last."""
    points = []
    span = range(_first_shown(quarters, ground.quarter).ordinal, ground.quarter.ordinal)
    for quarter in map(Quarter.from_ordinal, span):
        version = _narrowed(ground.programme.index_version(quarter), ground.where)
        value = ground.refused(quarter, "index") or cx_index(
            ground.moments.get(quarter, {}),
            version,
            ground.programme.components,
            smallest_group=ground.smallest,
            repeats=repeats_within(ground.repeats, quarter),
        )
        points.append(TrendPoint(quarter, value, version.version if version else None))
    last = TrendPoint(ground.quarter, index, ground.version.version if ground.version else None)
    return (*points, last)


def _first_shown(quarters: tuple[Quarter, ...], last: Quarter) -> Quarter:
    return max(quarters[0], Quarter.from_ordinal(last.ordinal - TREND_QUARTERS + 1))


def _change(ground: Ground) -> Change | Withheld:
    """Return the change from the previous quarter, both measured by this quarter's definition."""
    previous = ground.quarter.previous
    return (
        ground.refused(ground.quarter, "points")
        or ground.refused(previous, "points")
        or index_change(
            ground.moments.get(previous, {}),
            ground.moments.get(ground.quarter, {}),
            ground.version,
            ground.programme.components,
            ground.repeats,
            quarters=(previous, ground.quarter),
            smallest_group=ground.smallest,
        )
    )


def _stages(ground: Ground) -> tuple[tuple[StageLine, ...], Distribution | Withheld]:
    """Return a line per lifecycle stage, and how all of them together would recommend."""
    now = ground.moments.get(ground.quarter, {})
    scores = _recommendations(ground)
    overall = distribution(sum(scores.values(), ScoreTally()), smallest_group=ground.smallest)
    chosen = dict(ground.where).get("stage")
    stages = [stage for stage in ground.programme.stages if not chosen or stage.id in chosen]
    withheld = withhold_complement(
        {stage.id: now[stage.id].respondents if stage.id in now else 0 for stage in stages}, ground.smallest
    )
    if ground.quarter in ground.hidden:
        withheld = {stage.id: "complement" for stage in stages}
        overall = Withheld("complement", "share", ground.smallest)
    return tuple(_stage(ground, stage, scores, withheld.get(stage.id)) for stage in stages), overall


def _recommendations(ground: Ground) -> dict[str, ScoreTally]:
    question = next((question for question in ground.programme.questions if question.kind == "nps"), None)
    if question is None:
        return {}
    by = "stage" if ground.programme.stages else None
    tallies = ground.store.score_tally(question.id, ground.where, quarter=ground.quarter, by=by)
    return {group or EVERYONE: tally for group, tally in tallies.items()}


def _stage(ground: Ground, stage: Value, scores: Mapping[str, ScoreTally], why: Refusal | None) -> StageLine:
    if why is not None:
        hidden = Withheld(why, "index", ground.smallest)
        change = Withheld(why, "points", ground.smallest)
        shares, points = Withheld(why, "share", ground.smallest), Withheld(why, "points", ground.smallest)
        return StageLine(stage.id, stage.label, hidden, change, shares, points)
    previous, components = ground.quarter.previous, ground.programme.components
    now = ground.moments[ground.quarter][stage.id]
    before = ground.moments.get(previous, {}).get(stage.id, MomentTally.empty(len(components)))
    here, then = (ground.quarter, stage.id), (previous, stage.id)
    answers = scores.get(stage.id, ScoreTally())
    return StageLine(
        stage.id,
        stage.label,
        stage_index(
            now, ground.version, components, smallest_group=ground.smallest, repeat=ground.repeats.get((here, here))
        ),
        ground.refused(previous, "points")
        or stage_change(
            before,
            now,
            ground.version,
            components,
            smallest_group=ground.smallest,
            repeat=ground.repeats.get((then, here)),
        ),
        distribution(answers, smallest_group=ground.smallest),
        nps(answers, smallest_group=ground.smallest),
    )


def _causes(ground: Ground) -> Causes:
    found = ground.refused(ground.quarter, "index") or _root_causes(ground, ground.quarter)
    if isinstance(found, Withheld):
        return Causes((), None, replace(found, unit="share"), 0)
    before = ground.refused(ground.quarter.previous, "index") or _root_causes(ground, ground.quarter.previous)
    changes = cause_changes(before, found, smallest_group=ground.smallest)
    moved = {change.theme: change for change in changes}
    mentioned = [cause for cause in found.causes if cause.mentions]
    causes = tuple(_cause(ground, cause, moved[cause.theme]) for cause in mentioned)
    return Causes(causes, found.baseline, found.uncoded, found.wrote)


def _root_causes(ground: Ground, quarter: Quarter) -> RootCauses | Withheld:
    tally = ground.store.cause_tally(quarter, ground.where)
    return root_causes(tally, ground.version, ground.programme.components, smallest_group=ground.smallest)


def _cause(ground: Ground, cause: CauseImpact, moved: CauseChange) -> RootCause:
    theme = ground.codebook.theme(cause.theme)
    return RootCause(
        theme=cause.theme,
        label=theme.label if theme else Label(fi=cause.theme),
        share=cause.share,
        impact=cause.impact,
        mentions=cause.mentions if isinstance(cause.share, Estimate) else None,
        direction=moved.direction,
        change=moved.change,
        owner=theme.owner if theme else "",
        controllability=theme.controllability if theme else "ours",
        action=theme.action if theme else Label(),
        polarity=theme.polarity if theme else "either",
    )


def _response(ground: Ground) -> ResponseRate:
    tallies = ground.store.invited_tally(ground.where)
    tally = sum((tally for (quarter, _), tally in tallies.items() if quarter == ground.quarter), InvitedTally())
    rate = ground.refused(ground.quarter, "share") or response_rate(tally, smallest_group=ground.smallest)
    return ResponseRate(tally.invited, tally.delivered, tally.answered, rate)
