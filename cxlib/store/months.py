"""Reads by calendar month: a quarter's answers in three steps, for what has to be noticed early."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from cxlib.store.cells import Mask
from cxlib.store.scope import Scope
from cxlib.terms.month import Month
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import MomentTally, ScoreTally


def month_tally(scope: Scope) -> dict[tuple[Month, str], MomentTally]:
    """Sums of the index's components by month and stage; those of a quarter's months add up to the quarter's."""
    found = scope.ask("month_moments")
    scores = scope.component_scores[found["index_id"]]
    groups, place = _grouped(found["month"], found["stage"])
    return {
        (Month.from_ordinal(int(month)), scope.vocabulary.stages[int(stage)]): moments_of(
            scores[place == group], found["respondents"][place == group], found["weight"][place == group]
        )
        for group, (month, stage) in enumerate(groups)
    }


def mention_tally(scope: Scope) -> dict[str, dict[Month, ScoreTally]]:
    """For each theme and month, how many of those who wrote mention it (1) or do not (0)."""
    found = scope.ask("month_mentions")
    months, place = np.unique(found["month"], return_inverse=True)
    count = found["respondents"].astype(np.float64)
    weights = found["weight"].astype(np.float64)
    sums = np.stack([count, count * weights, count * weights**2])
    of_all = _per_month(sums, place, len(months))
    tallies: dict[str, dict[Month, ScoreTally]] = {}
    for theme, bit in scope.vocabulary.themes.items():
        named = (found["themes"].astype(np.int64) >> bit & 1).astype(np.float64)
        of_some = _per_month(sums * named, place, len(months))
        tallies[theme] = {
            Month.from_ordinal(int(month)): _mentioned(of_all[:, at], of_some[:, at]) for at, month in enumerate(months)
        }
    return tallies


def month_customers(scope: Scope) -> dict[tuple[Month, str | None], int]:
    """The least number of customers behind the sums of `month_tally`; of all stages together under None."""
    tallies: dict[tuple[Month, str | None], MomentTally] = dict(month_tally(scope).items())
    for (month, _), tally in tuple(tallies.items()):
        tallies[month, None] = tallies[month, None] + tally if (month, None) in tallies else tally
    returning, stage = scope.returning, scope.cells.stage[scope.returning.cell]
    number = {name: number for number, name in scope.vocabulary.stages.items()}
    counts = {}
    for (month, name), tally in tallies.items():
        rows = returning.scored & (returning.month == month.ordinal)
        rows &= True if name is None else stage == number[name]
        counts[month, name] = returning.least(rows, tally.respondents, (tally.weight, tally.weight_squared))
    return counts


def mention_customers(scope: Scope) -> dict[str | None, dict[Month | Quarter, int]]:
    """The least number of customers behind the mentions of each theme, by month and by quarter; None: who wrote."""
    found, returning = scope.ask("month_mentions"), scope.returning
    bits = np.array(list(scope.vocabulary.themes.values()), dtype=np.int64)
    counts: dict[str | None, dict[Month | Quarter, int]] = {theme: {} for theme in (*scope.vocabulary.themes, None)}
    for period, of_all, of_several in _periods(found["month"], returning.month):
        rows = np.flatnonzero(of_several & returning.wrote)
        people, weight = found["respondents"][of_all].astype(np.float64), found["weight"][of_all].astype(np.float64)
        named = people @ (found["themes"][of_all].astype(np.int64)[:, None] >> bits & 1)
        for theme, least in zip(scope.vocabulary.themes, returning.mentioners(rows, bits, named), strict=True):
            counts[theme][period] = int(least)
        weights = float(people @ weight), float(people @ weight**2)
        counts[None][period] = returning.least(of_several & returning.wrote, int(people.sum()), weights)
    return counts


def _periods(months: npt.NDArray[Any], several: npt.NDArray[np.int64]) -> Iterator[tuple[Month | Quarter, Mask, Mask]]:
    """Yield every month and every quarter, with the rows of both columns of months that lie in it."""
    for number in np.unique(months):
        yield Month.from_ordinal(int(number)), months == number, several == number
    for number in np.unique(months // 3):
        yield Quarter.from_ordinal(int(number)), months // 3 == number, several // 3 == number


def _grouped(*columns: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    keys = np.stack([column.astype(np.int64) for column in columns], axis=1)
    groups, place = np.unique(keys, axis=0, return_inverse=True)
    return groups, place.ravel()


def moments_of(
    scores: npt.NDArray[np.float64], respondents: npt.NDArray[Any], weights: npt.NDArray[Any]
) -> MomentTally:
    """Sums over combinations of scores; those who answered no component of the index do not count."""
    any_answered = np.isfinite(scores).any(axis=1)
    scores, people, weight = scores[any_answered], respondents[any_answered].astype(float), weights[any_answered]
    answered, scored = np.isfinite(scores).astype(float), np.nan_to_num(scores)
    once, twice = (people * weight)[:, None], (people * weight**2)[:, None]
    return MomentTally(
        respondents=int(people.sum()),
        weight=float(once.sum()),
        weight_squared=float(twice.sum()),
        counts=people @ answered,
        answered=(once * answered).sum(axis=0),
        total=(once * scored).sum(axis=0),
        pairs=(twice * answered).T @ answered,
        cross=(twice * scored).T @ answered,
        products=(twice * scored).T @ scored,
    )


def _per_month(sums: npt.NDArray[np.float64], place: npt.NDArray[np.intp], months: int) -> npt.NDArray[np.float64]:
    return np.stack([np.bincount(place, row, months).astype(np.float64) for row in sums])


def _mentioned(everybody: npt.NDArray[np.float64], some: npt.NDArray[np.float64]) -> ScoreTally:
    rest = everybody - some
    return ScoreTally(
        {0: round(float(rest[0])), 1: round(float(some[0]))},
        {0: float(rest[1]), 1: float(some[1])},
        float(everybody[2]),
    )
