"""Did the action help: the segment it touched against those it did not, for every action that was written down."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import comb, prod

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.action import action_effect, event_study, parallel_before
from cxlib.measures.guard import index_questions
from cxlib.measures.intervals import SIGNIFICANCE
from cxlib.measures.panel import Panel, Tallies, index_panel
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.action import Action, ActionResult, StudyPoint, Unknowable
from cxlib.terms.obstacle import Obstacle, Unmeasurable
from cxlib.terms.programme import UNKNOWN, IndexVersion, Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where
from cxlib.terms.tally import MomentTally

#: What was before the action is the mean of so many quarters (METHODS 8: one bad quarter is not a starting point).
BASELINE_QUARTERS = 4
#: With fewer quarters after the start it is too early to say.
FEWEST_AFTER = 2
#: More units than this are a mistake in `units`: each would rest on next to no answers.
MOST_UNITS = 600

_WHY: dict[Obstacle, Unknowable] = {"no_control": "no_control", "too_few": "no_touched", "no_variance": "no_variance"}


def action_results(
    store: FeedbackStore, programme: Programme, actions: Sequence[Action], quarter: Quarter | None = None
) -> tuple[ActionResult, ...]:
    """Return what each action did, as it could be known in a quarter, the latest action first.

    Parameters
    ----------
    quarter
        The latest that has answers when left out. Later answers are not looked at.

    Raises
    ------
    NoStore
        When the store holds no answers.
    SelectionError
        When the quarter lies outside those measured, or an action makes more than `MOST_UNITS` units.

    Notes
    -----
    Difference in differences over units with an index in every quarter compared, all by one definition: the baseline's,
    where it measures both sides, so that a revision of the index is not taken for an effect. A unit with fewer
    customers than the smallest group behind its answers, in any of those quarters, is left out. Baseline: the
    `BASELINE_QUARTERS` before the start, without the quarter because of which the action was chosen. Where touched and
    untouched units had moved apart in the baseline already, an effect cannot be known.
    """
    quarters = store.quarters()
    if not quarters:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    now = quarter or quarters[-1]
    if not quarters[0] <= now <= quarters[-1]:
        raise SelectionError(unknown("quarter", str(now), [str(known) for known in quarters]))
    known = tuple(each for each in quarters if each <= now)
    newest_first = sorted(actions, key=lambda action: action.started, reverse=True)
    return tuple(action_result(store, programme, action, known) for action in newest_first)


def action_result(
    store: FeedbackStore, programme: Programme, action: Action, quarters: Sequence[Quarter]
) -> ActionResult:
    """Return what one action did, by the answers of these quarters (oldest first)."""
    before = [each for each in quarters if each < action.started and each != action.chosen_quarter]
    after = tuple(each for each in quarters if each >= action.started)
    result = ActionResult(action, "too_early", baseline=tuple(before[-BASELINE_QUARTERS:]), after=after)
    if len(after) < FEWEST_AFTER:
        return result
    if not result.baseline:
        return _unknowable(result, "no_baseline")
    tallies = {unit: store.index_tally(unit) for unit in _units(store, action)}
    compared = (*result.baseline, *after)
    for version in _definitions(programme, result.baseline[-1]):
        told = _of_enough(store, tallies, version, (*compared, action.chosen_quarter), programme.smallest_group)
        panel = index_panel(told, version, programme.components, compared, smallest_group=programme.smallest_group)
        if panel:
            left_out = sum(any(quarter in compared for quarter, _ in tally) for tally in tallies.values()) - len(panel)
            shown = _with_chosen(told, panel, version, programme, action.chosen_quarter)
            return _judged(replace(result, version=version.version, left_out=left_out), panel, shown)
    return _unknowable(result, "no_index")


def _unknowable(result: ActionResult, reason: Unknowable) -> ActionResult:
    return replace(result, verdict="cannot_be_known", reason=reason)


def _units(store: FeedbackStore, action: Action) -> list[Where]:
    """Return every combination of the values met of the dimensions that are compared; `unknown` is no unit."""
    met = [[value for value in store.values(dimension) if value != UNKNOWN] for dimension in action.units]
    many = prod(map(len, met))
    if many > MOST_UNITS:
        raise SelectionError(
            f"Action {action.id}: {' × '.join(action.units)} make {many} units, and {MOST_UNITS} are the most that can "
            "be compared. Take a dimension out of its units in actions.toml."
        )
    return [
        tuple((dimension, (value,)) for dimension, value in zip(action.units, values, strict=True))
        for values in product(*met)
    ]


def _of_enough(
    store: FeedbackStore, tallies: Tallies, version: IndexVersion, quarters: Collection[Quarter | None], smallest: int
) -> dict[Where, Mapping[tuple[Quarter, str], MomentTally]]:
    """Return the sums of the units and quarters behind which there are enough customers, for every question weighed."""
    questions = index_questions(version)
    return {
        unit: {
            (quarter, stage): sums
            for quarter in {quarter for quarter, _ in tally} & set(quarters)
            if all(store.customers(quarter, unit, None, question) >= smallest for question in questions)
            for (when, stage), sums in tally.items()
            if when == quarter
        }
        for unit, tally in tallies.items()
    }


def _touched(action: Action, units: Collection[Where]) -> set[Where]:
    """Return the units in the segment; one dimension's values are alternatives, dimensions narrow each other."""
    return {unit for unit in units if all(dict(unit)[dimension][0] in values for dimension, values in action.segment)}


def _definitions(programme: Programme, baseline: Quarter) -> list[IndexVersion]:
    """Return the definitions of the index: the one in force in the baseline, then the newest."""
    ours = programme.index_version(baseline)
    others = sorted(programme.index_versions, key=lambda version: version.valid_from, reverse=True)
    return [*([] if ours is None else [ours]), *(version for version in others if version != ours)]


def _with_chosen(
    tallies: Tallies, panel: Panel, version: IndexVersion, programme: Programme, chosen: Quarter | None
) -> Panel:
    """Add the quarter because of which one acted, which is shown and not compared, where every unit has it."""
    if chosen is None:
        return panel
    kept = {unit: tallies[unit] for unit in panel}
    also = index_panel(kept, version, programme.components, [chosen], smallest_group=programme.smallest_group)
    return {unit: {**series, **also[unit]} for unit, series in panel.items()} if len(also) == len(panel) else panel


def _judged(result: ActionResult, panel: Panel, shown: Panel) -> ActionResult:
    """Return the verdict; where even the largest effect could not have been told from chance, it cannot be known."""
    names, touched = _named(panel), {_name(unit) for unit in _touched(result.action, panel)}
    effect = action_effect(names, touched, start=result.action.started.ordinal, fewest_after=FEWEST_AFTER)
    if isinstance(effect, Unmeasurable):
        return _unknowable(result, _WHY.get(effect.reason, "no_touched"))
    counted = replace(result, touched=effect.touched, controls=effect.controls)
    if 1 / comb(effect.touched + effect.controls, effect.touched) >= SIGNIFICANCE:
        return _unknowable(counted, "too_few_units")
    found = replace(
        counted,
        verdict=effect.verdict,
        effect=effect.effect,
        low=effect.low,
        high=effect.high,
        p=effect.p,
        naive=effect.naive,
        study=_study(result, _named(shown), touched),
    )
    apart = effect.verdict in ("helped", "harmed") and _parallel(result, names, touched) is False
    return _unknowable(found, "moved_apart") if apart else found


def _name(unit: Where) -> str:
    return "/".join(values[0] for _, values in unit)


def _named(panel: Panel) -> dict[str, dict[int, float]]:
    return {_name(unit): {each.ordinal: value for each, value in series.items()} for unit, series in panel.items()}


def _parallel(result: ActionResult, panel: dict[str, dict[int, float]], touched: set[str]) -> bool | None:
    points = event_study(panel, touched, reference=result.baseline[-1].ordinal)
    if isinstance(points, Unmeasurable):
        return None
    return parallel_before(points, start=result.action.started.ordinal, units=len(panel))


def _study(result: ActionResult, panel: dict[str, dict[int, float]], touched: set[str]) -> tuple[StudyPoint, ...]:
    """Return the difference quarter by quarter, the reference and the chosen quarter among them."""
    points = event_study(panel, touched, reference=result.baseline[-1].ordinal)
    if isinstance(points, Unmeasurable):
        return ()
    chosen = None if result.action.chosen_quarter is None else result.action.chosen_quarter.ordinal
    drawn = [
        StudyPoint(Quarter.from_ordinal(point.period), point.effect, point.low, point.high, point.period == chosen)
        for point in points
    ]
    return tuple(sorted([*drawn, StudyPoint(result.baseline[-1], 0.0, None, None)], key=lambda point: point.quarter))
