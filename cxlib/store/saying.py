"""Who said it and who wrote otherwise: sums over respondents, by whether one of their open answers is found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from cxlib.store.cells import Mask
from cxlib.store.finding import found
from cxlib.store.months import moments_of
from cxlib.store.open_answers import MISSING
from cxlib.store.scope import Scope
from cxlib.terms.quarter import Quarter
from cxlib.terms.saying import SaidTally
from cxlib.terms.selection import Search
from cxlib.terms.tally import MomentTally, ScoreTally


def said_tally(scope: Scope, wanted: Search, quarter: Quarter) -> SaidTally:
    """Return those who said it and the others who wrote, in every quarter of the search and closer in one of them."""
    spoken, vocabulary = scope.open_answers, scope.vocabulary
    wrote = spoken.chosen(
        scope.mask(wanted.where, wanted.quarters or None), 0, wanted.scores, vocabulary.languages(wanted.languages)
    )
    met = found(scope, replace(wanted, themes=()), wrote)
    if wanted.themes:
        met &= (spoken.themes & vocabulary.theme_mask(wanted.themes)) != 0
    people = scope.authors
    writing, saying = people.having(wrote), people.having(met)
    quarters = scope.cells.quarter[spoken.cell[people.first]].astype(np.int64)
    now = quarters == quarter.ordinal
    return SaidTally(
        by_quarter=_by_quarter(people.weight, quarters, writing, saying),
        moments=(_moments(scope, now & saying), _moments(scope, now & writing & ~saying)),
        scores=(_scores(scope, now & saying), _scores(scope, now & writing & ~saying)),
        customers=(people.customers(now & saying), people.customers(now & writing & ~saying)),
    )


def _by_quarter(
    weight: npt.NDArray[np.float64], quarters: npt.NDArray[np.int64], writing: Mask, saying: Mask
) -> dict[Quarter, ScoreTally]:
    tallies = {}
    for ordinal in np.unique(quarters[writing]).tolist():
        here = writing & (quarters == ordinal)
        groups = (weight[here & ~saying], weight[here & saying])
        tallies[Quarter.from_ordinal(ordinal)] = ScoreTally(
            {said: len(group) for said, group in enumerate(groups)},
            {said: float(group.sum()) for said, group in enumerate(groups)},
            float((weight[here] ** 2).sum()),
        )
    return tallies


def _moments(scope: Scope, chosen: Mask) -> dict[str, MomentTally]:
    """The index's sums by stage of some writers."""
    people = scope.authors
    stage = scope.cells.stage[scope.open_answers.cell[people.first[chosen]]]
    scores, weight = scope.component_scores[people.index_id[chosen]], people.weight[chosen]
    each = np.ones(len(weight), dtype=np.int64)
    return {
        scope.vocabulary.stages[int(number)]: moments_of(scores[at], each[at], weight[at])
        for number in np.unique(stage)
        for at in (stage == number,)
    }


def _scores(scope: Scope, chosen: Mask) -> ScoreTally:
    people = scope.authors
    score, weight = scope.open_answers.score[people.first[chosen]], people.weight[chosen]
    given = score != MISSING
    values = np.unique(score[given]).tolist()
    return ScoreTally(
        {value: int((score == value).sum()) for value in values},
        {value: float(weight[score == value].sum()) for value in values},
        float((weight[given] ** 2).sum()),
    )
