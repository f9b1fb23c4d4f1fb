"""What moved: the index, its stages and what customers mention, watched month by month on one false-alarm budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.alerts import ewma_limit, run_length_for
from cxlib.measures.displacement import sure_displacements
from cxlib.measures.index import cx_index, stage_index
from cxlib.measures.ranking import Ranked, rank_causes, steady_top
from cxlib.measures.root_causes import RootCauses, root_causes
from cxlib.measures.score import csat
from cxlib.measures.self_starting import FEWEST_BEFORE, Move, moves, share_again, stabilised
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.alert import Alert, CausesChanged, Unwatched, Watch, Watched
from cxlib.terms.codebook import Codebook
from cxlib.terms.estimate import INTERVAL_ONLY_BELOW, LOW_BASE_BELOW, Estimate, Withheld
from cxlib.terms.month import Month
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import IndexVersion, Label, Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import MomentTally, ScoreTally

MONTHS_IN_QUARTER = 3
#: A month with fewer writers than `LOW_BASE_BELOW` is passed over; a theme named less often a month is not watched.
FEWEST_MENTIONS = 5
#: The budget a reader may choose, in false alarms a quarter.
LEAST_FALSE_ALARMS, MOST_FALSE_ALARMS = 0.01, 5.0
PLACES = 3


@dataclass(frozen=True, eq=False)
class Series:
    """One watched series by month; `now` is its value in the quarter that is watched."""

    kind: Watched
    subject: str
    label: Label
    points: tuple[tuple[Month, float, float], ...]
    now: Estimate | Withheld


def watch(
    store: FeedbackStore,
    programme: Programme,
    codebook: Codebook,
    quarter: Quarter | None = None,
    *,
    false_alarms: float = 1.0,
) -> Watch:
    """Return what moved in a quarter, as it could be known then.

    Parameters
    ----------
    quarter
        The latest that has answers when left out. Later answers are not looked at.
    false_alarms
        How many false alarms a quarter are accepted from everything watched together. One in every second quarter
        (0.5) notices large shifts as soon and small ones later.

    Returns
    -------
    Watch
        The series that left their level in one of the quarter's months, and whether the top causes have changed.

    Raises
    ------
    NoStore
        When the store holds no answers.
    SelectionError
        When the quarter lies outside those measured, or the budget cannot be kept.

    Notes
    -----
    Index and stages: by the definition in force in the quarter, as far back as its questions were asked. Themes: their
    share of those who wrote. The top causes count as one more series: its part of the budget is the chance of calling
    them changed in a quarter when those shown are still the worst.
    """
    asked = _quarter(store, quarter)
    if not (isfinite(false_alarms) and LEAST_FALSE_ALARMS <= false_alarms <= MOST_FALSE_ALARMS):
        raise SelectionError(
            f"{false_alarms:g} false alarms a quarter cannot be promised. Choose from {LEAST_FALSE_ALARMS:g} to "
            f"{MOST_FALSE_ALARMS:g}; 1 is usual."
        )
    every = [*_index_series(store, programme, asked), *_theme_series(store, programme, codebook, asked)]
    series = [one for one in every if isinstance(one, Series)]
    parts = len(series) + 1
    run_length = run_length_for(parts, false_alarms, MONTHS_IN_QUARTER)
    limit = ewma_limit(run_length)
    found = [(one, moves(*_columns(one), limit=limit)) for one in series]
    return Watch(
        quarter=asked,
        alerts=tuple(
            _alert(one, move)
            for one, moved in found
            if not isinstance(moved, Unmeasurable)
            for move in moved
            if one.points[move.at][0].quarter == asked
        ),
        causes=_causes_changed(store, programme, codebook, asked, false_alarms / parts),
        unwatched=tuple(one for one in every if isinstance(one, Unwatched)),
        series=parts,
        false_alarms=false_alarms,
        run_length=run_length,
        limit=limit,
    )


def _quarter(store: FeedbackStore, quarter: Quarter | None) -> Quarter:
    quarters = store.quarters()
    if not quarters:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    asked = quarter or quarters[-1]
    if not quarters[0] <= asked <= quarters[-1]:
        raise SelectionError(unknown("quarter", str(asked), [str(known) for known in quarters]))
    return asked


def _columns(series: Series) -> tuple[list[float], list[float]]:
    return [value for _, value, _ in series.points], [error for _, _, error in series.points]


def _alert(series: Series, move: Move) -> Alert:
    level = share_again(move.level) if series.kind == "cause" else move.level
    return Alert(
        series.kind,
        series.subject,
        series.label,
        move.direction,
        series.points[move.at][0],
        level,
        move.points,
        series.now,
        move.deviation,
        move.limit,
    )


def _watchable(series: Series, quarter: Quarter) -> Series | Unwatched:
    """Return the series where the quarter can be compared with enough months, else why not."""
    here = [place for place, (month, _, _) in enumerate(series.points) if month.quarter == quarter]
    if here and here[-1] >= FEWEST_BEFORE:
        return series
    why = series.now if isinstance(series.now, Withheld) else Unmeasurable("too_few")
    return Unwatched(series.kind, series.subject, series.label, why)


def _index_series(store: FeedbackStore, programme: Programme, quarter: Quarter) -> Iterator[Series | Unwatched]:
    """Yield the index and, where there are several, each of its stages."""
    version = programme.index_version(quarter)
    if version is None:
        return
    by_month: dict[Month, dict[str, MomentTally]] = {}
    for (month, stage), tally in store.month_tally().items():
        if month.quarter <= quarter:
            by_month.setdefault(month, {})[stage] = tally
    now = _added_up(tally for month, tally in by_month.items() if month.quarter == quarter)
    smallest, components = programme.smallest_group, programme.components
    enough = {month: tallies for month, tallies in by_month.items() if _every_stage(tallies, version)}
    points = [
        (month, cx_index(tallies, version, components, smallest_group=smallest)) for month, tallies in enough.items()
    ]
    whole = cx_index(now, version, components, smallest_group=smallest)
    yield _watchable(Series("index", "cx_index", programme.index_label, _measured(points), whole), quarter)
    empty = MomentTally.empty(len(components))
    for each in programme.stages:
        alone = [
            (month, stage_index(tallies.get(each.id, empty), version, components, smallest_group=smallest))
            for month, tallies in by_month.items()
        ]
        value = stage_index(now.get(each.id, empty), version, components, smallest_group=smallest)
        yield _watchable(Series("stage", each.id, each.label, _measured(alone), value), quarter)


def _every_stage(tallies: Mapping[str, MomentTally], version: IndexVersion) -> bool:
    """Tell whether every stage that the definition weighs has answers enough for a standard error of its own."""
    weighed = [tallies.get(stage) for stage, weight in version.stage_weights if weight and stage in tallies]
    return all(tally is not None and tally.respondents >= INTERVAL_ONLY_BELOW for tally in weighed)


def _added_up(parts: Iterator[Mapping[str, MomentTally]]) -> dict[str, MomentTally]:
    total: dict[str, MomentTally] = {}
    for part in parts:
        for stage, tally in part.items():
            total[stage] = total[stage] + tally if stage in total else tally
    return total


def _measured(
    values: Sequence[tuple[Month, Estimate | Withheld]],
) -> tuple[tuple[Month, float, float], ...]:
    """Return the months that rest on enough answers and vary at all, in order."""
    return tuple(
        (month, value.value, value.standard_error)
        for month, value in sorted(values, key=lambda pair: pair[0])
        if isinstance(value, Estimate) and value.base == "normal" and value.standard_error > 0
    )


def _theme_series(
    store: FeedbackStore, programme: Programme, codebook: Codebook, quarter: Quarter
) -> Iterator[Series | Unwatched]:
    """Yield the share of those who wrote that mentions each theme."""
    counted = store.mention_tally()
    for theme in codebook.themes:
        tallies = {
            month: tally
            for month, tally in sorted(counted.get(theme.id, {}).items())
            if month.quarter <= quarter and tally.respondents >= LOW_BASE_BELOW and tally.weights_squared > 0
        }
        now = sum((tally for month, tally in tallies.items() if month.quarter == quarter), ScoreTally())
        value = _share(now, programme.smallest_group)
        mentions = sum(tally.counts[1] for tally in tallies.values())
        if not tallies or mentions < FEWEST_MENTIONS * len(tallies):
            yield Unwatched("cause", theme.id, theme.label, Withheld("too_few_mentions", "share"))
            continue
        points = tuple((month, *stabilised(tally)) for month, tally in tallies.items())
        yield _watchable(Series("cause", theme.id, theme.label, points, value), quarter)


def _share(tally: ScoreTally, smallest: int) -> Estimate | Withheld:
    if 0 < tally.counts.get(1, 0) < smallest:
        return Withheld("small_group", "share", smallest)
    return csat(tally, {1}, smallest_group=smallest)


def _causes_changed(
    store: FeedbackStore, programme: Programme, codebook: Codebook, quarter: Quarter, chance: float
) -> CausesChanged | None:
    """Return the change of the top causes from the quarter before; each quarter holds on to the top of the one before.

    `chance` is that of a false alarm.
    """
    version = programme.index_version(quarter)
    before: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    for each in (known for known in store.quarters() if known <= quarter):
        before = shown
        tally = store.cause_tally(each)
        causes = root_causes(tally, version, programme.components, smallest_group=programme.smallest_group)
        shown = () if isinstance(causes, Withheld) else _top(causes, before, chance)
    if not before or not shown or set(before) == set(shown):
        return None

    def labels(themes: Sequence[str]) -> tuple[Label, ...]:
        known = [(theme, codebook.theme(theme)) for theme in themes]
        return tuple(found.label if found else Label(fi=theme) for theme, found in known)

    entered = [theme for theme in shown if theme not in before]
    return CausesChanged(labels(shown), labels(entered), labels([theme for theme in before if theme not in shown]))


def _top(causes: RootCauses, before: tuple[str, ...], chance: float) -> tuple[str, ...]:
    """Return up to three causes that take from the index; those shown before stay unless clearly displaced."""
    ranked = rank_causes(causes)
    if isinstance(ranked, Unmeasurable):
        return ()
    taking = {cause.theme for cause, impact in zip(causes.estimated, causes.impacts, strict=True) if impact < 0}
    rows: list[Ranked] = [cause for cause in ranked if cause.theme in taking]
    kept = steady_top(rows, before, sure_displacements(causes, before, chance)) if before else ()
    free = [cause.theme for cause in rows if cause.theme not in kept][: PLACES - len(kept)]
    return (*kept, *free)
