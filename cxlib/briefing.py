"""From a selection to the one frozen briefing that page, deck, newsletter and screen render."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.cause_change import CauseChange, cause_changes
from cxlib.measures.change import index_change, stage_change
from cxlib.measures.index import cx_index, repeats_within, stage_index
from cxlib.measures.narrowing import narrowed
from cxlib.measures.response import response_rate
from cxlib.measures.root_causes import CauseImpact, RootCauses, root_causes
from cxlib.measures.score import distribution, nps
from cxlib.measures.target import target_status
from cxlib.measures.withholding import selection_refusal, withhold_complement
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import Briefing, Causes, ResponseRate, RootCause, StageLine, TrendPoint, Verbatim
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
    hidden: Mapping[Quarter, Refusal]

    @property
    def smallest(self) -> int:
        return self.programme.smallest_group

    def refused(self, quarter: Quarter, unit: Unit) -> Withheld | None:
        """Return the refusal where nothing may be told of this selection in the quarter."""
        return Withheld(self.hidden[quarter], unit, self.smallest) if quarter in self.hidden else None

    def stages_withheld(self, quarter: Quarter) -> dict[str, Refusal]:
        """Return the stages that may not be told of in a quarter, by the rarest answer behind their index."""
        weighed = {component.key for component in self.version.components} if self.version else set()
        at = [place for place, component in enumerate(self.programme.components) if component.key in weighed]
        tallies = self.moments.get(quarter, {})
        chosen = dict(self.where).get("stage") or tuple(stage.id for stage in self.programme.stages)
        people = {stage: _fewest(tallies[stage], at) if stage in tallies else 0 for stage in chosen}
        if quarter in self.hidden:
            return dict.fromkeys(people, self.hidden[quarter])
        return withhold_complement(people, self.smallest)


def _fewest(tally: MomentTally, components: Sequence[int]) -> int:
    """Return how many gave the answer that fewest gave, of those that anybody gave."""
    answered = [int(tally.counts[at]) for at in components if tally.counts[at] > 0]
    return min(answered, default=tally.respondents)


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
        verbatims=_quotes(ground),
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
        narrowed(programme.index_version(quarter), selection.where),
        moments,
        store.repeat_tally(quarter, selection.where, since=_first_shown(quarters, quarter)),
        _hidden(store, programme, selection, quarters),
    )


def _by_quarter(tallies: Mapping[tuple[Quarter, str], MomentTally]) -> dict[Quarter, dict[str, MomentTally]]:
    found: dict[Quarter, dict[str, MomentTally]] = {}
    for (quarter, stage), tally in tallies.items():
        found.setdefault(quarter, {})[stage] = tally
    return found


def _hidden(
    store: FeedbackStore, programme: Programme, selection: Selection, quarters: tuple[Quarter, ...]
) -> Mapping[Quarter, Refusal]:
    """Return the quarters in which nothing may be told of this selection, each with the reason."""
    found: dict[Quarter, Refusal] = {}
    for quarter in quarters:
        count = partial(store.respondents, quarter)
        why = selection_refusal(count, store.values, selection.where, programme.smallest_group)
        if why is not None:
            found[quarter] = why
    return found


def _trend(ground: Ground, quarters: tuple[Quarter, ...], index: Estimate | Withheld) -> tuple[TrendPoint, ...]:
    """Return the index of every quarter up to this one, each by the definition then in force; `index` is the last."""
    points = []
    span = range(_first_shown(quarters, ground.quarter).ordinal, ground.quarter.ordinal)
    for quarter in map(Quarter.from_ordinal, span):
        version = narrowed(ground.programme.index_version(quarter), ground.where)
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
    scores = _recommendations(ground)
    overall = distribution(sum(scores.values(), ScoreTally()), smallest_group=ground.smallest)
    overall = ground.refused(ground.quarter, "share") or overall
    chosen = dict(ground.where).get("stage")
    stages = [stage for stage in ground.programme.stages if not chosen or stage.id in chosen]
    withheld, before = ground.stages_withheld(ground.quarter), ground.stages_withheld(ground.quarter.previous)
    lines = [_stage(ground, stage, scores, withheld.get(stage.id), before.get(stage.id)) for stage in stages]
    return tuple(lines), overall


def _recommendations(ground: Ground) -> dict[str, ScoreTally]:
    question = next((question for question in ground.programme.questions if question.kind == "nps"), None)
    if question is None:
        return {}
    by = "stage" if ground.programme.stages else None
    tallies = ground.store.score_tally(question.id, ground.where, quarter=ground.quarter, by=by)
    return {group or EVERYONE: tally for group, tally in tallies.items()}


def _stage(
    ground: Ground, stage: Value, scores: Mapping[str, ScoreTally], why: Refusal | None, before_why: Refusal | None
) -> StageLine:
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
        _hidden_before(ground, before_why)
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


def _hidden_before(ground: Ground, why: Refusal | None) -> Withheld | None:
    """A change from a number that is withheld would tell it."""
    if why is None or why == "no_answers":
        return None
    return Withheld("complement", "points", ground.smallest)


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


def _quotes(ground: Ground) -> tuple[Verbatim, ...]:
    """Return a few answers; few people can be told apart by what they write, so a small group is not quoted."""
    if ground.store.respondents(ground.quarter, ground.where) < ground.smallest or ground.quarter in ground.hidden:
        return ()
    return ground.store.quotes(ground.quarter, ground.where, limit=QUOTES)


def _response(ground: Ground) -> ResponseRate:
    refused = ground.refused(ground.quarter, "share")
    if refused is not None:
        return ResponseRate(0, 0, 0, refused)
    tallies = ground.store.invited_tally(ground.where)
    tally = sum((tally for (quarter, _), tally in tallies.items() if quarter == ground.quarter), InvitedTally())
    if 0 < tally.answered < ground.smallest:
        return ResponseRate(0, 0, 0, Withheld("small_group", "share", ground.smallest))
    rate = response_rate(tally, smallest_group=ground.smallest)
    return ResponseRate(tally.invited, tally.delivered, tally.answered, rate)
