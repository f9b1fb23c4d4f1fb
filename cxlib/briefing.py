"""From a selection to the one frozen briefing that page, deck, newsletter and screen render."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.cause_change import CauseChange, cause_changes
from cxlib.measures.change import index_change, stage_change
from cxlib.measures.guard import Guard, Questions, blanked, hidden_values, index_questions
from cxlib.measures.index import cx_index, repeats_within, stage_index
from cxlib.measures.intervals import LEVEL, SIGNIFICANCE
from cxlib.measures.multiplicity import benjamini_hochberg, family_level
from cxlib.measures.narrowing import narrowed
from cxlib.measures.response import response_rate
from cxlib.measures.root_causes import CauseImpact, RootCauses, root_causes
from cxlib.measures.score import distribution, nps
from cxlib.measures.steady_causes import Standing, blaming, ranks_of, standings
from cxlib.measures.target import target_status
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import (
    Briefing,
    Causes,
    Rank,
    ResponseRate,
    RootCause,
    StageLine,
    TopShift,
    TrendPoint,
    Verbatim,
)
from cxlib.terms.codebook import Codebook
from cxlib.terms.estimate import Change, Distribution, Estimate, Refusal, Unit, Withheld
from cxlib.terms.programme import EVERYONE, IndexVersion, Label, Programme, Value
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection, Where
from cxlib.terms.tally import InvitedTally, MomentTally, RepeatTally, ScoreTally

#: A trend longer than three years tells of another company.
TREND_QUARTERS = 12
#: For so many quarters the top causes hold on to their places before they are chosen anew.
REMEMBERED_QUARTERS = 4
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

    @property
    def broken(self) -> Withheld | None:
        """The refusal where a question of the index became another in this quarter."""
        is_broken = self.programme.is_broken(index_questions(self.version), self.quarter)
        return Withheld("not_comparable", "points", self.smallest) if is_broken else None

    def stages_withheld(self, quarter: Quarter) -> dict[str, Refusal]:
        """Return the stages that may not be told of in a quarter, by all the questions behind their numbers."""
        chosen = dict(self.where).get("stage") or tuple(stage.id for stage in self.programme.stages)
        if quarter in self.hidden:
            return dict.fromkeys(chosen, self.hidden[quarter])
        tallies, asked = self.moments.get(quarter, {}), (*index_questions(self.version), *_recommending(self.programme))
        refused = Guard.of(self.store, quarter, self.smallest).groups("stage", self.where, tuple(dict.fromkeys(asked)))
        found: dict[str, Refusal] = {stage: "no_answers" for stage in chosen if stage not in tallies}
        return found | {stage: refused[stage] for stage in chosen if stage in tallies and stage in refused}


def _recommending(programme: Programme) -> Questions:
    """Return the question whose answers are shown as they divide, if there is one."""
    return tuple(question.id for question in programme.questions if question.kind == "nps")[:1]


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
        guard = Guard.of(store, quarter, programme.smallest_group)
        why = guard.refusal(selection.where, index_questions(programme.index_version(quarter)))
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
        or ground.broken
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
    why = Guard.of(ground.store, ground.quarter, ground.smallest).refusal(ground.where, _recommending(ground.programme))
    unasked = None if why is None else Withheld(why, "share", ground.smallest)
    overall = ground.refused(ground.quarter, "share") or unasked or overall
    chosen = dict(ground.where).get("stage")
    stages = [stage for stage in ground.programme.stages if not chosen or stage.id in chosen]
    withheld, before = ground.stages_withheld(ground.quarter), ground.stages_withheld(ground.quarter.previous)

    def lines(level: float) -> list[StageLine]:
        return [_stage(ground, one, scores, (withheld.get(one.id), before.get(one.id)), level) for one in stages]

    return _as_family(lines), overall


def _as_family(lines: Callable[[float], list[StageLine]]) -> tuple[StageLine, ...]:
    """Return the stages' lines with their changes judged together: p by Benjamini–Hochberg, intervals that agree."""
    raw = [line.change.p for line in lines(LEVEL) if isinstance(line.change, Change)]
    adjusted = iter(benjamini_hochberg(raw).tolist())
    return tuple(
        replace(line, change=replace(line.change, p=next(adjusted))) if isinstance(line.change, Change) else line
        for line in lines(family_level(raw))
    )


def _recommendations(ground: Ground) -> dict[str, ScoreTally]:
    question = next((question for question in ground.programme.questions if question.kind == "nps"), None)
    if question is None:
        return {}
    by = "stage" if ground.programme.stages else None
    tallies = ground.store.score_tally(question.id, ground.where, quarter=ground.quarter, by=by)
    return {group or EVERYONE: tally for group, tally in tallies.items()}


def _stage(
    ground: Ground,
    stage: Value,
    scores: Mapping[str, ScoreTally],
    hidden_for: tuple[Refusal | None, Refusal | None],
    level: float,
) -> StageLine:
    """Return a stage's line; `hidden_for` says why it may not be told of now and in the quarter before."""
    why, before_why = hidden_for
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
        or ground.broken
        or stage_change(
            before,
            now,
            ground.version,
            components,
            smallest_group=ground.smallest,
            repeat=ground.repeats.get((then, here)),
            level=level,
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
    first = max(ground.quarter.ordinal - REMEMBERED_QUARTERS, ground.store.quarters()[0].ordinal - 1)
    quarters = map(Quarter.from_ordinal, range(first, ground.quarter.ordinal + 1))
    history = [ground.refused(quarter, "index") or _root_causes(ground, quarter) for quarter in quarters]
    found, before = history[-1], history[-2]
    if isinstance(found, Withheld):
        return Causes((), None, replace(found, unit="share"), 0)
    changes = cause_changes(before, found, smallest_group=ground.smallest)
    moved = {change.theme: change for change in changes}
    mentioned = [cause for cause in found.causes if cause.mentions]
    polarity = {theme.id: theme.polarity for theme in ground.codebook.themes}
    ranks = ranks_of(found, polarity)
    known = [one for one in history if isinstance(one, RootCauses)]
    standing = standings([blaming(one, polarity) for one in known], chance=SIGNIFICANCE)[-1]
    return Causes(
        tuple(_cause(ground, cause, moved[cause.theme], ranks.get(cause.theme)) for cause in mentioned),
        found.baseline,
        found.uncoded,
        found.wrote,
        standing.shown,
        _shift(ground, standing) if isinstance(before, RootCauses) else None,
        ground.store.codebook_versions,
    )


def _shift(ground: Ground, standing: Standing) -> TopShift:
    def labels(themes: tuple[str, ...]) -> tuple[Label, ...]:
        return tuple(_label(ground, theme) for theme in themes)

    return TopShift(labels(standing.sure or standing.entered), labels(standing.left), bool(standing.sure))


def _label(ground: Ground, theme_id: str) -> Label:
    theme = ground.codebook.theme(theme_id)
    return theme.label if theme else Label(fi=theme_id)


def _root_causes(ground: Ground, quarter: Quarter) -> RootCauses | Withheld:
    tally = ground.store.cause_tally(quarter, ground.where)
    return root_causes(tally, ground.version, ground.programme.components, smallest_group=ground.smallest)


def _cause(ground: Ground, cause: CauseImpact, moved: CauseChange, rank: Rank | None) -> RootCause:
    theme = ground.codebook.theme(cause.theme)
    return RootCause(
        theme=cause.theme,
        label=_label(ground, cause.theme),
        share=cause.share,
        impact=cause.impact,
        mentions=cause.mentions if isinstance(cause.share, Estimate) else None,
        direction=moved.direction,
        change=moved.change,
        owner=theme.owner if theme else Label(),
        controllability=theme.controllability if theme else "ours",
        action=theme.action if theme else Label(),
        polarity=theme.polarity if theme else "either",
        rank=rank,
    )


def _quotes(ground: Ground) -> tuple[Verbatim, ...]:
    """Return a few answers; few people can be told apart by what they write, so a small group is not quoted."""
    if ground.quarter in ground.hidden:
        return ()
    guard = Guard.of(ground.store, ground.quarter, ground.smallest)
    hidden = hidden_values(guard, [dimension.id for dimension in ground.programme.filters])
    answers = ground.store.quotes(ground.quarter, ground.where, limit=QUOTES)
    return tuple(blanked(answer, hidden) for answer in answers)


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
