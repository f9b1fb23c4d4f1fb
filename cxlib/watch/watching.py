"""What moved: the index, its stages and what customers mention, watched month by month on one false-alarm budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.alerts import ewma_limit, run_length_for
from cxlib.measures.root_causes import RootCauses, root_causes
from cxlib.measures.self_starting import Judged, level_interval, path, share_again
from cxlib.measures.steady_causes import Standing, blaming, standings
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.alert import Alert, CausesChanged, Step, Track, Unwatched, Watch
from cxlib.terms.codebook import Codebook
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label, Programme
from cxlib.terms.quarter import Quarter
from cxlib.watch.series import MONTHS_IN_QUARTER, Series, impact_series, index_series, name_of, theme_series

#: The limits spend this part of the budget. The rest goes to standard errors that a month's few answers make too small
#: now and then, and to the first quarter of a series, which alarms more often than the later ones (measured: with all
#: of it spent, 1.05–1.15 false alarms a quarter of the 1 promised).
SPENT = 0.85
#: The part of that for the points that the index differs with each theme, all together: they are many, one point a
#: quarter each, and mostly tell again what the shares told; with equal parts the index itself would be noticed late.
FOR_IMPACTS = 0.1
#: The budget a reader may choose, in false alarms a quarter.
LEAST_FALSE_ALARMS, MOST_FALSE_ALARMS = 0.01, 5.0


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
    changed (`standings`). Causes of praise are watched, but are never among the top. Everywhere customers are counted,
    not answers: a month, stage or mention that few customers stand behind is not watched, and not told.
    """
    asked = _quarter(store, quarter)
    if not (isfinite(false_alarms) and LEAST_FALSE_ALARMS <= false_alarms <= MOST_FALSE_ALARMS):
        raise SelectionError(
            f"{false_alarms:g} false alarms a quarter cannot be promised. Choose from {LEAST_FALSE_ALARMS:g} to "
            f"{MOST_FALSE_ALARMS:g}; 1 is usual."
        )
    history = _history(store, programme, asked)
    every = [
        *index_series(store, programme, asked),
        *theme_series(store, programme, codebook, asked),
        *impact_series(history, codebook, asked),
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
    steps = tuple(_step(series, point) for point in points)
    return Track(series.kind, series.subject, series.label, steps, series.now)


def _told(series: Series, value: float) -> float:
    return share_again(value) if series.kind == "cause" else value


def _step(series: Series, point: Judged) -> Step:
    month, value, _ = series.points[point.at]
    told = None if month in series.untold else _told(series, value)
    return Step(month, told, point.signal.deviation, point.signal.limit, point.signal.verdict)


def _alert(series: Series, point: Judged) -> Alert:
    low, high = level_interval(
        point.level, [error for _, _, error in series.points[point.at - point.points : point.at]]
    )
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
        _told(series, low),
        _told(series, high),
    )


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


def _causes_changed(history: Mapping[Quarter, RootCauses], codebook: Codebook, chance: float) -> CausesChanged | None:
    """Return the sure change of the top causes in the last quarter; `chance` is that of a false alarm."""
    polarity = {theme.id: theme.polarity for theme in codebook.themes}
    last: Standing = standings([blaming(causes, polarity) for causes in history.values()], chance=chance)[-1]
    if not last.sure:
        return None

    def labels(themes: Sequence[str]) -> tuple[Label, ...]:
        return tuple(name_of(codebook, theme) for theme in themes)

    return CausesChanged(labels(last.shown), labels(last.sure), labels(last.left))
