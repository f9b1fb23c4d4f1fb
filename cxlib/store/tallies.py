"""Reads that reduce answers to sufficient statistics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from cxlib.store.cells import MOMENT_SUMS, Mask, Sums, added_up
from cxlib.store.connection import Columns
from cxlib.store.definitions import STAGE
from cxlib.store.feedback_store import QuarterStage
from cxlib.store.scope import Scope
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where
from cxlib.terms.tally import CauseTally, InvitedTally, MomentTally, RepeatTally, ScoreTally

#: Quarter and stage as one number, so that cells can be grouped by both.
_STAGES = 2**20


def respondents(scope: Scope, quarter: Quarter, where: Where) -> int:
    return int(scope.cells.answered[scope.mask(where, (quarter,))].sum())


def customers(scope: Scope, quarter: Quarter | None, where: Where, without: Where | None, question: str | None) -> int:
    """The least number of customers; in all quarters together they may be the same ones every time."""
    if quarter is not None:
        return scope.customers.count(scope.quarter(quarter), where, without, question)
    counts = (scope.customers.count(each.ordinal, where, without, question) for each in scope.quarters)
    return max(counts, default=0)


def index_tally(scope: Scope, where: Where) -> dict[QuarterStage, MomentTally]:
    """Sums per quarter and stage; without a filter from the table that has them so."""
    if not where:
        return _moment_tallies(scope, *_gathered(scope, scope.everybody))
    moments = scope.cells.moments(scope.ask, scope.vocabulary.pair_of)
    mask = scope.mask(where)
    if moments is None:
        found = scope.ask("index_tally_filtered", chosen=scope.cells.relation(mask))
        return _moment_tallies(scope, *_gathered(scope, found))
    return _moment_tallies(scope, *added_up(moments, mask & (scope.cells.answered > 0), _quarter_stage(scope)))


def repeat_tally(
    scope: Scope, quarter: Quarter, where: Where, since: Quarter | None = None
) -> dict[tuple[QuarterStage, QuarterStage], RepeatTally]:
    """Every pair is stored once; here it is counted both ways round."""
    number, first = scope.quarter(quarter), (since or quarter.previous).ordinal
    if where:
        chosen = scope.cells.relation(scope.mask(where, tuple(map(Quarter.from_ordinal, range(first, number + 1)))))
        groups, sums = _pattern_pair_sums(scope, scope.ask("repeat_tally_filtered", chosen=chosen))
    else:
        groups, sums = _pair_sums(scope, scope.ask("repeat_tally", {"quarter": number, "since": first}))
    span = scope.mask(where, tuple(map(Quarter.from_ordinal, range(first, number + 1))))
    crowds, more = crowd_pair_sums(scope, span, scope.cells.stage.astype(np.int64))
    return turned_both_ways(scope, [*groups, *crowds], [*sums, *more])


def crowd_pair_sums(
    scope: Scope, mask: Mask, codes: npt.NDArray[np.int64], scores: npt.NDArray[np.float64] | None = None
) -> tuple[list[list[int]], list[Sums]]:
    """The same of customers with too many answers to pair them one by one, by the codes of the chosen cells.

    `scores` are given for every pattern, [pattern, component]; None takes those of the programme's components.
    """
    if not len(scope.crowds.customer):
        return [], []
    scored = scope.component_scores[scope.index_of] if scores is None else scores
    group = np.full(len(mask), -1, dtype=np.int64)
    keys = np.stack([scope.cells.quarter.astype(np.int64), codes], axis=1)[mask]
    met, group[mask] = np.unique(keys, axis=0, return_inverse=True) if len(keys) else (keys, group[mask])
    pairs, sums = scope.crowds.crowd_pairs(group, met[:, 0], scored)
    return [[*met[one].tolist(), *met[other].tolist()] for one, other in pairs], list(sums)


def turned_both_ways(
    scope: Scope, groups: list[list[int]], sums: Sums | list[Sums]
) -> dict[tuple[QuarterStage, QuarterStage], RepeatTally]:
    both: dict[tuple[QuarterStage, QuarterStage], RepeatTally] = {}
    for (left_quarter, left_stage, right_quarter, right_stage), (pairs, total_i, total_j, products) in zip(
        groups, sums, strict=True
    ):
        left, right = _named(scope, left_quarter, left_stage), _named(scope, right_quarter, right_stage)
        for key, tally in (
            ((left, right), RepeatTally(pairs, total_i, total_j, products)),
            ((right, left), RepeatTally(pairs.T, total_j.T, total_i.T, products.T)),
        ):
            both[key] = both[key] + tally if key in both else tally
    return both


def score_tally(
    scope: Scope, question: str, where: Where, quarter: Quarter | None, by: str | None
) -> dict[str | None, ScoreTally]:
    number = scope.vocabulary.question(question)
    if not where and by in (None, STAGE):
        ordinal = None if quarter is None else scope.quarter(quarter)
        asked = {"question": number, "quarter": ordinal, "by_stage": by == STAGE}
        tallies = _by_group(scope.ask("score_tally_everybody", asked))
    else:
        tallies = _chosen_scores(
            scope, number, question, scope.mask(where, None if quarter is None else (quarter,)), by
        )
    if by is None:
        return {None: tallies.get(0, ScoreTally())}
    return _by_value(scope, by, {value: tally for value, tally in tallies.items() if tally.respondents})


def _chosen_scores(scope: Scope, number: int, question: str, mask: Mask, by: str | None) -> dict[int, ScoreTally]:
    """Answers in the chosen cells, per number of a value: from memory, or where that is too much from the table."""
    asked = scope.vocabulary.programme.question(question)
    dimension = None if by is None else scope.vocabulary.dimension(by)
    width = 1 if asked is None else asked.high - asked.low + 1
    kept = scope.cells.scores(scope.ask, number, width)
    if kept is None:
        return _by_group(scope.ask("score_tally", {"question": number}, scope.cells.relation(mask, dimension)))
    group = np.zeros(len(scope.cells), np.int64) if dimension is None else scope.cells.values[:, dimension]
    values, sums = added_up(kept[1], mask, group)
    return {int(value): _score_tally(kept[0], sums[place]) for place, value in enumerate(values)}


def _by_group(found: Columns) -> dict[int, ScoreTally]:
    return {value: _scores(found, found["value"] == value) for value in np.unique(found["value"]).tolist()}


def cause_tally(scope: Scope, quarter: Quarter, where: Where) -> CauseTally:
    number = scope.quarter(quarter)
    if where:
        found = scope.ask("cause_tally_filtered", chosen=scope.cells.relation(scope.mask(where, (quarter,))))
    else:
        found = scope.ask("cause_tally", {"quarter": number})
    stages = scope.vocabulary.programme.stage_ids
    stages += tuple(stage for stage in scope.vocabulary.values_of(STAGE) if stage not in stages)
    places = np.array([stages.index(scope.vocabulary.stages[n]) for n in sorted(scope.vocabulary.stages)], np.int64)
    place_of = np.zeros(max(scope.vocabulary.stages, default=0) + 1, dtype=np.int64)
    place_of[sorted(scope.vocabulary.stages)] = places
    bits = np.array(list(scope.vocabulary.themes.values()), dtype=np.int64)
    mentions = (np.bitwise_and.outer(found["themes"].astype(np.int64), 1 << bits) != 0).astype(np.float64)
    count = found["respondents"].astype(np.int64)
    again, cells = scope.mentioned_again(number), scope.mask(where, (quarter,))
    return CauseTally(
        stages=stages,
        themes=tuple(scope.vocabulary.themes),
        stage=place_of[found["stage"]],
        scores=scope.component_scores[found["index_id"]],
        mentions=mentions,
        wrote=found["wrote"].astype(np.bool_),
        count=count,
        weight=found["weight"].astype(np.float64),
        mentioners=again.mentioners(cells, bits, count.astype(np.float64) @ mentions),
    )


def invited_tally(scope: Scope, where: Where) -> dict[QuarterStage, InvitedTally]:
    cells = scope.cells
    counts = np.stack([cells.invited, cells.delivered, cells.answered], axis=1).astype(np.float64)
    groups, sums = added_up(counts, scope.mask(where), _quarter_stage(scope))
    return {
        _named(scope, *divmod(int(group), _STAGES)): InvitedTally(int(invited), int(delivered), int(answered))
        for group, (invited, delivered, answered) in zip(groups, sums, strict=True)
    }


def _quarter_stage(scope: Scope) -> npt.NDArray[np.int64]:
    return scope.cells.quarter.astype(np.int64) * _STAGES + scope.cells.stage


def _named(scope: Scope, quarter: int, stage: int) -> QuarterStage:
    return Quarter.from_ordinal(quarter), scope.vocabulary.stages[stage]


def _gathered(scope: Scope, found: Columns) -> tuple[npt.NDArray[np.int64], Sums]:
    """Rows of (quarter, stage, pair of components, sums) as groups and [group, pair, sum]."""
    key = found["quarter"].astype(np.int64) * _STAGES + found["stage"]
    groups, place = np.unique(key, return_inverse=True)
    pair_of = scope.vocabulary.pair_of
    pair = pair_of[found["component_i"].astype(np.int64) + 1, found["component_j"].astype(np.int64) + 1]
    sums = np.zeros((len(groups), len(scope.vocabulary.pairs), len(MOMENT_SUMS)))
    for column, name in enumerate(MOMENT_SUMS):
        sums[place, pair, column] = found[name]
    return groups, sums


def _moment_tallies(scope: Scope, groups: npt.NDArray[np.int64], sums: Sums) -> dict[QuarterStage, MomentTally]:
    """[group, pair of components, sum] as tallies with the components in the programme's order."""
    width = len(scope.vocabulary.programme.components)
    places = scope.vocabulary.components
    i, j = (places[[pair[side] for pair in scope.vocabulary.pairs[1:]]] for side in (0, 1))
    same = i == j
    flat = np.zeros((3, len(groups), width))
    square = np.zeros((3, len(groups), width, width))
    for row, name in enumerate(("counts", "answered", "total")):
        flat[row][:, i[same]] = sums[:, 1:, MOMENT_SUMS.index(name)][:, same]
    for left, right, cross in ((i, j, "cross_i"), (j, i, "cross_j")):
        for row, name in enumerate(("pairs", cross, "products")):
            square[row][:, left, right] = sums[:, 1:, MOMENT_SUMS.index(name)]
    counts, weight, _, weight_squared = sums[:, 0, :4].T
    return {
        _named(scope, *divmod(int(group), _STAGES)): MomentTally(
            int(counts[g]), float(weight[g]), float(weight_squared[g]), *flat[:, g], *square[:, g]
        )
        for g, group in enumerate(groups)
        if counts[g]
    }


def _pair_sums(scope: Scope, found: Columns) -> tuple[list[list[int]], Sums]:
    """Rows of (quarters, stages, components, sums) as groups and [group, sum, component, component]."""
    groups, place = _pair_groups(found)
    width = len(scope.vocabulary.programme.components)
    sums = np.zeros((len(groups), 4, width, width))
    i, j = (scope.vocabulary.components[found[name].astype(np.int64)] for name in ("component_i", "component_j"))
    for row, name in enumerate(("pairs", "total_i", "total_j", "products")):
        sums[place, row, i, j] = found[name]
    return groups, sums


def _pattern_pair_sums(scope: Scope, found: Columns) -> tuple[list[list[int]], Sums]:
    """The same from rows of (quarters, stages, patterns, pairs), by the component scores that the patterns have."""
    return pattern_pair_sums(scope.component_scores[scope.index_of], found)


def pattern_pair_sums(scores: npt.NDArray[np.float64], found: Columns) -> tuple[list[list[int]], Sums]:
    """The same by scores given for every pattern: [pattern, component], NaN where a component was not answered."""
    groups, place = _pair_groups(found)
    width, order = scores.shape[1], np.argsort(place, kind="stable")
    left, right = (scores[found[name][order]] for name in ("left_pattern", "right_pattern"))
    weight = found["pairs"].astype(np.float64)[order, None]
    answered = weight * np.isfinite(left), np.isfinite(right).astype(np.float64)
    scored = weight * np.nan_to_num(left), np.nan_to_num(right)
    sums = np.zeros((len(groups), 4, width, width))
    bounds = np.searchsorted(place[order], np.arange(len(groups) + 1))
    for group in range(len(groups)):
        rows = slice(bounds[group], bounds[group + 1])
        for row, (one, other) in enumerate(
            ((answered, answered), (scored, answered), (answered, scored), (scored, scored))
        ):
            sums[group, row] = one[0][rows].T @ other[1][rows]
    return groups, sums


def _pair_groups(found: Columns) -> tuple[list[list[int]], npt.NDArray[np.int64]]:
    names = ("left_quarter", "left_stage", "right_quarter", "right_stage")
    keys = np.stack([found[name].astype(np.int64) for name in names])
    order = np.lexsort(keys[::-1])
    is_first = np.diff(keys[:, order], axis=1, prepend=keys[:, order[:1]] - 1).any(axis=0)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.cumsum(is_first) - 1
    return keys[:, order[is_first]].T.tolist(), place


def _score_tally(answers: npt.NDArray[np.int64], sums: Sums) -> ScoreTally:
    given = [(int(answer), row) for answer, row in zip(answers, sums, strict=True) if row[0]]
    return ScoreTally(
        {answer: int(row[0]) for answer, row in given},
        {answer: float(row[1]) for answer, row in given},
        float(sums[:, 2].sum()),
    )


def _scores(found: Columns, rows: npt.NDArray[Any]) -> ScoreTally:
    sums = np.stack(
        [found[name][rows].astype(np.float64) for name in ("respondents", "weight", "weight_squared")], axis=1
    )
    return _score_tally(found["score"][rows].astype(np.int64), sums)


def _by_value(scope: Scope, by: str, tallies: Mapping[int, ScoreTally]) -> dict[str | None, ScoreTally]:
    numbers = scope.vocabulary.values[by]
    return {value: tallies[numbers[value]] for value in scope.vocabulary.values_of(by) if numbers[value] in tallies}
