"""Employees beside customers: the last known score of each unit's employees and the index of its customers."""

from __future__ import annotations

from collections.abc import Mapping

from cxlib.measures.employees import employee_estimate, employees_beside
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.employee import EmployeeResult, EmployeeUnit
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label, Programme
from cxlib.terms.quarter import Quarter

#: Employees are asked once a year in many places; what is older says nothing of this quarter.
QUARTERS_BACK = 3


def employee_experience(
    store: FeedbackStore, programme: Programme, quarter: Quarter, index: Mapping[str, Estimate | Withheld]
) -> EmployeeResult:
    """Return the units' employees beside their customers.

    Parameters
    ----------
    quarter
        Of the index; employees' scores are those of the last quarter until then in which any were measured, of at most
        `QUARTERS_BACK` before.
    index
        The index of every unit, by the value of the programme's `employees.dimension`.

    Notes
    -----
    A unit that lacks either number is left out. Where either is withheld, the unit stays, and has no part in how the
    two go together (`employees_beside`).
    """
    nothing = EmployeeResult(quarter, None, (), Unmeasurable("too_few"))
    measure = programme.employees
    if measure is None:
        return nothing
    recent = [
        score
        for score in store.employee_scores(measure.dimension)
        if quarter.ordinal - QUARTERS_BACK <= score.quarter.ordinal <= quarter.ordinal
    ]
    if not recent:
        return nothing
    measured = max(score.quarter for score in recent)
    dimension = next(each for each in programme.dimensions if each.id == measure.dimension)
    labels = {value.id: value.label for value in dimension.values}
    smallest = max(measure.smallest_group, programme.smallest_group)
    scores = {score.unit: score for score in recent if score.quarter == measured}
    units = tuple(
        EmployeeUnit(
            name,
            labels.get(name, Label(fi=name)),
            employee_estimate(scores[name], measure.low, measure.high, smallest_group=smallest),
            value,
        )
        for name, value in index.items()
        if name in scores
    )
    return EmployeeResult(quarter, measured, units, employees_beside(units))
