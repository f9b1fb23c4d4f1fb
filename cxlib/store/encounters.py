"""The read for drivers: a quarter's respondents with their scores and what was measured of their encounter."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cxlib.store.connection import Columns
from cxlib.store.scope import Scope
from cxlib.terms.driver import Encounters
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import Array


def encounters(scope: Scope, quarter: Quarter) -> Encounters:
    """One row per respondent; the columns of `measured` and `answers` are the programme's operations and questions."""
    number = scope.quarter(quarter)
    found = scope.ask("encounters", {"quarter": number})
    measured = scope.ask("encounter_operations", {"quarter": number})
    numbers = scope.vocabulary.names.of("operation")
    names = {numbers[operation.id]: at for at, operation in enumerate(scope.vocabulary.programme.operations)}
    values = np.full((len(found["response_id"]), len(names)), np.nan)
    place = np.searchsorted(found["response_id"], measured["response_id"])
    column = np.array([names.get(int(operation), -1) for operation in measured["operation"]], dtype=np.int64)
    kept = column >= 0
    values[place[kept], column[kept]] = measured["measured"][kept].astype(np.float64)
    stages = tuple(dict.fromkeys(scope.vocabulary.stages[int(stage)] for stage in found["stage"]))
    position = {number: stages.index(name) for number, name in scope.vocabulary.stages.items() if name in stages}
    return Encounters(
        stages=stages,
        stage=np.array([position[int(stage)] for stage in found["stage"]], dtype=np.int64),
        scores=scope.component_scores[found["index_id"]],
        measured=values,
        weight=found["weight"].astype(np.float64),
        answers=_answers(scope)[found["pattern_id"]],
        customer=_customers(found),
    )


def _customers(found: Columns) -> npt.NDArray[np.int64]:
    """A number per customer that means nothing outside this reading; whoever has no key is somebody of their own."""
    own = -1 - np.arange(len(found["response_id"]))
    unknown = np.ma.getmaskarray(found["customer"])
    numbers = np.unique(np.ma.getdata(found["customer"]), return_inverse=True)[1].ravel()
    return np.where(unknown, own, numbers).astype(np.int64)


def _answers(scope: Scope) -> Array:
    """A row per combination of answers, a column per question of the programme; NaN where it was not answered."""
    found = scope.ask("pattern_answers")
    numbers = scope.vocabulary.names.of("question")
    places = {numbers[question.id]: at for at, question in enumerate(scope.vocabulary.programme.questions)}
    highest = int(scope.ask("patterns")["pattern_id"].max(initial=0))
    answers = np.full((highest + 1, len(places)), np.nan)
    column = np.array([places.get(int(question), -1) for question in found["question"]], dtype=np.int64)
    kept = column >= 0
    answers[found["pattern_id"][kept], column[kept]] = found["score"][kept]
    return answers
