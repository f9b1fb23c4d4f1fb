"""Reads by calendar month: a quarter's answers in three steps, for what has to be noticed early."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from cxlib.store.scope import Scope
from cxlib.terms.month import Month
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
