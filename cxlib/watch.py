"""What moved: the index, its stages and what customers mention, watched month by month on one false-alarm budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.alerts import ewma_limit, run_length_for
from cxlib.measures.index import cx_index, stage_index
from cxlib.measures.root_causes import RootCauses, root_causes
from cxlib.measures.score import csat
from cxlib.measures.self_starting import FEWEST_BEFORE, Judged, path, share_again, stabilised
from cxlib.measures.steady_causes import Standing, blaming, standings
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.alert import Alert, CausesChanged, Step, Track, Unwatched, Watch, Watched
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
#: The limits spend this part of the budget. The rest goes to standard errors that a month's few answers make too small
#: now and then, and to the first quarter of a series, which alarms more often than the later ones (measured: with all
#: of it spent, 1.05–1.15 false alarms a quarter of the 1 promised).
SPENT = 0.85
#: The part of that for the points that the index differs with each theme, all together: they are many, one point a
#: quarter each, and mostly tell again what the shares told; with equal parts the index itself would be noticed late.
FOR_IMPACTS = 0.1
#: The budget a reader may choose, in false alarms a quarter.
LEAST_FALSE_ALARMS, MOST_FALSE_ALARMS = 0.01, 5.0


@dataclass(frozen=True, eq=False)
class Series:
    """One watched series, `points_in_quarter` a quarter; `now` is its value in the quarter that is watched."""

    kind: Watched
    subject: str
    label: Label
    points: tuple[tuple[Month, float, float], ...]
    now: Estimate | Withheld
    points_in_quarter: int = MONTHS_IN_QUARTER


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
    share of those who wrote, by month, and by quarter the points that the index differs with them. The top causes count
    as one more series: its part of the budget is the chance of calling them changed in a quarter in which no impact has
    changed (`standings`). Causes of praise are watched, but are never among the top.
    """
    asked = _quarter(store, quarter)
    if not (isfinite(false_alarms) and LEAST_FALSE_ALARMS <= false_alarms <= MOST_FALSE_ALARMS):
        raise SelectionError(
            f"{false_alarms:g} false alarms a quarter cannot be promised. Choose from {LEAST_FALSE_ALARMS:g} to "
            f"{MOST_FALSE_ALARMS:g}; 1 is usual."
        )
    history = _history(store, programme, asked)
    every = [
        *_index_series(store, programme, asked),
        *_theme_series(store, programme, codebook, asked),
        *_impact_series(history, codebook, asked),
    ]
    series = [one for one in every if isinstance(one, Series)]
    compares = len(history) > 1 and asked in history
    parts = len(series) + compares
    impacts = sum(one.kind == "impact" for one in series)
    spent = SPENT * false_alarms
    part = spent * (1 - FOR_IMPACTS * (impacts > 0)) / max(parts - impacts, 1)
    run_length = run_length_for(1, part, MONTHS_IN_QUARTER)
    found = [(one, _path(one, spent * FOR_IMPACTS / impacts if one.kind == "impact" else part)) for one in series]
    return Watch(
        quarter=asked,
        alerts=tuple(
            _alert(one, point)
            for one, points in found
            for point in points
            if point.signal.verdict != "calm" and one.points[point.at][0].quarter == asked
        ),
        causes=_causes_changed(history, codebook, part) if compares else None,
        unwatched=_unwatched(every),
        series=parts,
        false_alarms=false_alarms,
        run_length=run_length,
        limit=ewma_limit(run_length),
        tracks=tuple(_track(one, points) for one, points in found),
        compares_causes=compares,
    )


def _quarter(store: FeedbackStore, quarter: Quarter | None) -> Quarter:
    quarters = store.quarters()
    if not quarters:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    asked = quarter or quarters[-1]
    if not quarters[0] <= asked <= quarters[-1]:
        raise SelectionError(unknown("quarter", str(asked), [str(known) for known in quarters]))
    return asked


def _unwatched(every: Sequence[Series | Unwatched]) -> tuple[Unwatched, ...]:
    """Return what cannot be watched, a theme once: for its share where that is the case of both."""
    found = [one for one in every if isinstance(one, Unwatched)]
    shares = {one.subject for one in found if one.kind == "cause"}
    return tuple(one for one in found if one.kind != "impact" or one.subject not in shares)


def _path(series: Series, false_alarms: float) -> tuple[Judged, ...]:
    """Return the points of a series that can be compared, with so many false alarms a quarter."""
    limit = ewma_limit(run_length_for(1, false_alarms, series.points_in_quarter))
    values = [value for _, value, _ in series.points]
    found = path(values, [error for _, _, error in series.points], limit=limit)
    return () if isinstance(found, Unmeasurable) else found


def _track(series: Series, points: Sequence[Judged]) -> Track:
    steps = (
        Step(
            series.points[point.at][0],
            _told(series, series.points[point.at][1]),
            point.signal.deviation,
            point.signal.limit,
            point.signal.verdict,
        )
        for point in points
    )
    return Track(series.kind, series.subject, series.label, tuple(steps), series.now)


def _told(series: Series, value: float) -> float:
    return share_again(value) if series.kind == "cause" else value


def _alert(series: Series, point: Judged) -> Alert:
    return Alert(
        series.kind,
        series.subject,
        series.label,
        "risen" if point.signal.deviation > 0 else "fallen",
        series.points[point.at][0],
        _told(series, point.level),
        point.points,
        series.now,
        point.signal.deviation,
        point.signal.limit,
    )


def _watchable(series: Series, quarter: Quarter) -> Series | Unwatched:
    """Return the series where the quarter can be compared with enough points before it, else why not."""
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


def _history(store: FeedbackStore, programme: Programme, quarter: Quarter) -> dict[Quarter, RootCauses]:
    """Return the root causes of every quarter that has them, by the definition in force in the quarter asked of."""
    version = programme.index_version(quarter)
    found = {}
    for each in (known for known in store.quarters() if known <= quarter):
        tally = store.cause_tally(each)
        causes = root_causes(tally, version, programme.components, smallest_group=programme.smallest_group)
        if isinstance(causes, RootCauses):
            found[each] = causes
    return found


def _impact_series(
    history: Mapping[Quarter, RootCauses], codebook: Codebook, quarter: Quarter
) -> Iterator[Series | Unwatched]:
    """Yield by how many points the index differs with each theme that has an impact in the quarter."""
    if quarter not in history:
        return
    for now in history[quarter].estimated:
        found = {
            each: cause.impact
            for each, causes in history.items()
            for cause in causes.estimated
            if cause.theme == now.theme and isinstance(cause.impact, Estimate) and cause.impact.standard_error > 0
        }
        points = tuple(
            (Month(each.year, each.number * MONTHS_IN_QUARTER), impact.value, impact.standard_error)
            for each, impact in found.items()
        )
        label = _label(codebook, now.theme)
        yield _watchable(Series("impact", now.theme, label, points, now.impact, points_in_quarter=1), quarter)


def _label(codebook: Codebook, theme: str) -> Label:
    known = codebook.theme(theme)
    return known.label if known else Label(fi=theme)


def _causes_changed(history: Mapping[Quarter, RootCauses], codebook: Codebook, chance: float) -> CausesChanged | None:
    """Return the sure change of the top causes in the last quarter; `chance` is that of a false alarm."""
    polarity = {theme.id: theme.polarity for theme in codebook.themes}
    last: Standing = standings([blaming(causes, polarity) for causes in history.values()], chance=chance)[-1]
    if not last.sure:
        return None

    def labels(themes: Sequence[str]) -> tuple[Label, ...]:
        return tuple(_label(codebook, theme) for theme in themes)

    return CausesChanged(labels(last.shown), labels(last.sure), labels(last.left))
