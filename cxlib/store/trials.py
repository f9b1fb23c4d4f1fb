"""Reads for components that no version of the index has: any question's answers, scored as if they were in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cxlib.store.definitions import component_score
from cxlib.store.feedback_store import QuarterStage
from cxlib.store.scope import Scope
from cxlib.store.tallies import crowd_pair_sums, pattern_pair_sums, turned_both_ways
from cxlib.terms.programme import Component
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import Array, MomentTally, RepeatTally

_STAGES = 2**20


def component_tally(scope: Scope, components: Sequence[Component]) -> dict[QuarterStage, MomentTally]:
    """Sums of any components per quarter and stage, from the distinct combinations of answers."""
    found = scope.ask("pattern_weights")
    scores = _scores(scope, components)[found["pattern_id"]]
    sums = np.stack([found[name].astype(np.float64) for name in ("respondents", "weight", "weight_squared")])
    groups, place = np.unique(found["quarter"].astype(np.int64) * _STAGES + found["stage"], return_inverse=True)
    tallies = {}
    for at, group in enumerate(groups.tolist()):
        tally = _moments(scores[place == at], sums[:, place == at])
        if tally.respondents:
            quarter, stage = divmod(group, _STAGES)
            tallies[Quarter.from_ordinal(quarter), scope.vocabulary.stages[stage]] = tally
    return tallies


def component_repeats(
    scope: Scope, components: Sequence[Component], quarter: Quarter, since: Quarter
) -> dict[tuple[QuarterStage, QuarterStage], RepeatTally]:
    """Cross sums of any components over answers of the same customers, both ways round."""
    span = tuple(map(Quarter.from_ordinal, range(since.ordinal, scope.quarter(quarter) + 1)))
    mask, scores = scope.mask((), span), _scores(scope, components)
    groups, sums = pattern_pair_sums(scores, scope.ask("repeat_tally_filtered", chosen=scope.cells.relation(mask)))
    crowds, more = crowd_pair_sums(scope, mask, scope.cells.stage.astype(np.int64), scores)
    return turned_both_ways(scope, [*groups, *crowds], [*sums, *more])


def _scores(scope: Scope, components: Sequence[Component]) -> Array:
    """A row of scores 0–100 per combination of answers, a column per component; NaN where it was not answered."""
    found = scope.ask("pattern_answers")
    highest = int(scope.ask("patterns")["pattern_id"].max(initial=0))
    scores = np.full((highest + 1, len(components)), np.nan)
    for at, component in enumerate(components):
        question = scope.vocabulary.programme.question(component.question)
        number = scope.vocabulary.question(component.question)
        assert question is not None  # the line above has refused questions that do not exist
        rows = found["question"] == number
        table = {
            answer: component_score(component, question, answer) for answer in range(question.low, question.high + 1)
        }
        given = found["score"][rows]
        scores[found["pattern_id"][rows], at] = [table.get(int(answer), np.nan) for answer in given]
    return scores


def _moments(scores: Array, sums: Array) -> MomentTally:
    answered = np.isfinite(scores).astype(np.float64)
    scored = np.nan_to_num(scores)
    any_of = answered.any(axis=1)
    respondents, weight, squared = sums
    return MomentTally(
        int(respondents[any_of].sum()),
        float(weight[any_of].sum()),
        float(squared[any_of].sum()),
        respondents @ answered,
        weight @ answered,
        weight @ scored,
        (answered * squared[:, None]).T @ answered,
        (scored * squared[:, None]).T @ answered,
        (scored * squared[:, None]).T @ scored,
    )
