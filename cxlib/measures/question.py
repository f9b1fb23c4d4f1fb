"""Which statistics a question has, and any of them from its answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cxlib.errors import SelectionError, unknown
from cxlib.measures.score import DETRACTORS, PASSIVES, PROMOTERS, csat, mean_score, nps
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.programme import Question, QuestionKind
from cxlib.terms.tally import ScoreTally

#: The statistics of each kind of question; the first is the one shown when none is named.
STATISTICS: Mapping[QuestionKind, tuple[str, ...]] = MappingProxyType(
    {
        "nps": ("nps", "promoters", "passives", "detractors", "mean"),
        "csat": ("positive", "mean"),
        "ces": ("mean", "positive"),
        "rating": ("mean", "positive"),
    }
)


def measure_question(
    question: Question, tally: ScoreTally, statistic: str | None = None, *, smallest_group: int
) -> Estimate | Withheld:
    """Return a statistic of a question: its kind's usual one, or the one named.

    Parameters
    ----------
    question
        With its scale, which end is best, and which answers count as positive.
    tally
        The answers as they were given (not turned round).
    statistic
        One of `STATISTICS[question.kind]`; None takes the first.

    Raises
    ------
    SelectionError
        When the question has no such statistic; the text lists those it has.

    Notes
    -----
    A mean is on the question's own scale as it was asked: where `best` is `low`, a smaller mean is better. NPS groups
    and positive answers are read in the direction of `best`.

    Examples
    --------
    >>> from cxlib.terms.programme import Label
    >>> ease = Question("ease", Label(fi="Vaivattomuus"), "csat", 1, 5, best="low")
    >>> measure_question(ease, ScoreTally({1: 6, 5: 4}, {1: 6.0, 5: 4.0}, 10.0), smallest_group=5).value
    0.6
    """
    chosen = statistic or STATISTICS[question.kind][0]
    if chosen not in STATISTICS[question.kind]:
        raise SelectionError(unknown(f"statistic of question {question.id}", chosen, STATISTICS[question.kind]))
    if chosen == "mean":
        return mean_score(tally, (question.low, question.high), smallest_group=smallest_group)
    if chosen == "positive":
        return csat(tally, positive_answers(question), smallest_group=smallest_group)
    towards_best = tally if question.best == "high" else mirrored(tally, question)
    if chosen == "nps":
        return nps(towards_best, smallest_group=smallest_group)
    groups = {"promoters": PROMOTERS, "passives": PASSIVES, "detractors": DETRACTORS}
    return csat(towards_best, groups[chosen], smallest_group=smallest_group)


def positive_answers(question: Question) -> frozenset[int]:
    """Return the answers that count as positive: those named, else promoters for NPS and the two best for the rest.

    >>> from cxlib.terms.programme import Label
    >>> sorted(positive_answers(Question("q", Label(), "rating", 1, 6, best="low")))
    [1, 2]
    """
    if question.positive:
        return question.positive
    if question.kind == "nps":
        return PROMOTERS if question.best == "high" else frozenset({question.low, question.low + 1})
    best = (question.high - 1, question.high) if question.best == "high" else (question.low, question.low + 1)
    return frozenset(best)


def mirrored(tally: ScoreTally, question: Question) -> ScoreTally:
    """Return the answers turned round on the question's scale, so that the highest is the best."""
    ends = question.low + question.high
    return ScoreTally(
        {ends - answer: n for answer, n in tally.counts.items()},
        {ends - answer: weight for answer, weight in tally.weights.items()},
        tally.weights_squared,
    )
