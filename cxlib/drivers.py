"""What goes together with the index: waiting, handling, transfers and whatever else was measured, all at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.contrast import recipe_of
from cxlib.measures.grouped_drivers import GroupedDriver, grouped_drivers
from cxlib.measures.intervals import SIGNIFICANCE
from cxlib.measures.people import Customers, customers_behind
from cxlib.measures.togetherness import product_terms
from cxlib.measures.withholding import refusal
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.driver import DriverResult, DriverShare, Encounters, Togetherness
from cxlib.terms.estimate import LOW_BASE_BELOW, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import EVERYONE, IndexVersion, Operation, Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import Array


@dataclass(frozen=True, eq=False)
class Rows:
    """Respondents who answered all that the index is made of, weighed as they count in it."""

    outcome: Array
    measured: Array
    answers: Array
    weight: Array
    customer: Customers


def index_drivers(store: FeedbackStore, programme: Programme, quarter: Quarter | None = None) -> DriverResult:
    """Return which measurements go together with the index of a quarter, jointly.

    Parameters
    ----------
    quarter
        The latest that has answers when left out.

    Raises
    ------
    NoStore
        When the store holds no answers.
    SelectionError
        When the quarter lies outside those measured.

    Notes
    -----
    The outcome is each respondent's own index, weighed so that the stages count as in the definition. A measurement
    that does not apply to everybody (nobody waits on the web) enters as two columns, whether it was measured and its
    distance from its mean, so that nobody is left out. Not the questions of the index itself: they make it up; a
    question that is no part of it, such as one asked at some touchpoints only, is a driver like any other. Pairs that
    go with more together than each by itself are told only where they survive correction (`product_terms`).
    Measurements of fewer than `LOW_BASE_BELOW` customers are left out, and so is everything where few customers, or one
    with many answers, stand behind the rows (`customers_behind`).
    """
    quarters = store.quarters()
    if not quarters:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    asked = quarter or quarters[-1]
    if not quarters[0] <= asked <= quarters[-1]:
        raise SelectionError(unknown("quarter", str(asked), [str(known) for known in quarters]))
    rows = _rows(store.encounters(asked), programme, programme.index_version(asked))
    if isinstance(rows, Withheld):
        return DriverResult(asked, (), None, 0, rows)
    beside = _beside(programme, asked, rows)
    kept = [(operation, values) for operation, values in beside if _is_known(values, rows.customer)]
    groups = [(operation.id, _columns(values)) for operation, values in kept]
    found = grouped_drivers(groups, rows.outcome, rows.weight, customer=rows.customer)
    n = len(rows.outcome)
    if isinstance(found, Unmeasurable):
        return DriverResult(asked, (), None, n, found)
    by_name = {operation.id: (operation, values) for operation, values in kept}
    shares = tuple(_share(driver, *by_name[driver.name]) for driver in found)
    measured = [(operation.id, values) for operation, values in kept]
    terms = product_terms(measured, rows.outcome, rows.weight, customer=rows.customer)
    pairs = tuple(
        Togetherness(
            term.names,
            (by_name[term.names[0]][0].label, by_name[term.names[1]][0].label),
            *(term.points, term.low, term.high, term.p, term.together),
        )
        for term in terms
        if term.p < SIGNIFICANCE
    )
    explained = sum(share.importance for share in shares)
    whole = found[0].all_low, found[0].all_high
    return DriverResult(asked, shares, explained, n, None, pairs, len(terms), *whole)


def _beside(programme: Programme, quarter: Quarter, rows: Rows) -> list[tuple[Operation, Array]]:
    """Return what was measured, and the questions that are no part of the quarter's index, with their values."""
    version = programme.index_version(quarter)
    inside = {component.question for component in version.components} if version else set()
    measured = [(operation, rows.measured[:, at]) for at, operation in enumerate(programme.operations)]
    asked = [
        (Operation(question.id, question.label), rows.answers[:, at])
        for at, question in enumerate(programme.questions)
        if question.id not in inside
    ]
    return measured + asked


def _rows(encounters: Encounters, programme: Programme, version: IndexVersion | None) -> Rows | Withheld:
    smallest = programme.smallest_group
    if version is None:
        return Withheld("no_index", "share", smallest)
    recipe = recipe_of(version, programme.components)
    if (recipe.positions < 0).any():
        return Withheld("component_missing", "share", smallest)
    scores = encounters.scores[:, recipe.positions]
    complete = np.isfinite(scores).all(axis=1) & (encounters.weight > 0)
    weight = np.where(complete, encounters.weight, 0.0) * _stage_factors(encounters, version, complete)
    counts = weight > 0
    customer, kept = encounters.customer[counts], weight[counts]
    withheld = refusal(len(kept), "share", smallest)
    if withheld is None and customers_behind(customer, kept) < smallest:
        withheld = Withheld("dominated", "share", smallest)
    if withheld is not None:
        return withheld
    outcome = scores[counts] @ recipe.weights
    return Rows(outcome, encounters.measured[counts], encounters.answers[counts], kept, customer)


def _stage_factors(encounters: Encounters, version: IndexVersion, complete: npt.NDArray[np.bool_]) -> Array:
    """Return what makes each stage's respondents together weigh as much as the definition says."""
    weighed = dict(version.stage_weights)
    if set(weighed) == {EVERYONE}:
        return np.ones(len(complete))
    totals = np.bincount(encounters.stage, np.where(complete, encounters.weight, 0.0), len(encounters.stages))
    factors = [
        weighed.get(stage, 0.0) / total if total > 0 else 0.0
        for stage, total in zip(encounters.stages, totals, strict=True)
    ]
    return np.asarray(np.array(factors)[encounters.stage] * totals.sum(), dtype=np.float64)


def _share(driver: GroupedDriver, operation: Operation, values: Array) -> DriverShare:
    known = values[np.isfinite(values)]
    return DriverShare(
        operation=operation.id,
        label=operation.label,
        unit=operation.unit,
        importance=driver.importance,
        low=driver.low,
        high=driver.high,
        slope=driver.slope,
        slope_low=driver.slope_low,
        slope_high=driver.slope_high,
        measured=len(known),
        is_yes_or_no=bool(np.isin(known, (0, 1)).all()),
    )


def _is_known(values: Array, customer: Customers) -> bool:
    """Tell whether a measurement is known of enough customers and differs among them."""
    known = np.isfinite(values)
    return customers_behind(customer[known]) >= LOW_BASE_BELOW and bool(np.ptp(values[known]) > 0)


def _columns(values: Array) -> Array:
    """Return the distance from the mean (0 where not measured), and whether it was measured where not all are."""
    known = np.isfinite(values)
    centred = np.where(known, values - values[known].mean(), 0.0)
    return centred[:, None] if known.all() else np.column_stack([centred, known.astype(np.float64)])
