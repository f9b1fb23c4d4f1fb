"""Every kind of question gives its statistics, in the direction of its best answer."""

from __future__ import annotations

import pytest

from cxlib.errors import SelectionError
from cxlib.measures.question import STATISTICS, measure_question, positive_answers
from cxlib.terms.programme import Label, Question
from cxlib.terms.tally import ScoreTally


def tally(counts: dict[int, int]) -> ScoreTally:
    return ScoreTally(counts, {k: float(n) for k, n in counts.items()}, float(sum(counts.values())))


RECOMMEND = Question("recommend", Label(), "nps", 0, 10)
ANSWERS = tally({0: 10, 7: 30, 10: 60})


@pytest.mark.parametrize(
    ("statistic", "value", "unit"),
    [
        (None, 50, "points"),
        ("promoters", 0.6, "share"),
        ("passives", 0.3, "share"),
        ("detractors", 0.1, "share"),
        ("mean", 8.1, "mean"),
    ],
)
def test_a_recommendation_question(statistic, value, unit):
    answer = measure_question(RECOMMEND, ANSWERS, statistic, smallest_group=5)
    assert answer.value == pytest.approx(value)
    assert answer.unit == unit


@pytest.mark.parametrize("kind", ["csat", "ces", "rating"])
def test_a_scale_whose_best_answer_is_its_lowest(kind):
    best_low = Question("q", Label(), kind, 1, 5, best="low")
    best_high = Question("q", Label(), kind, 1, 5)
    counts = tally({1: 12, 2: 8, 4: 5})
    assert measure_question(best_low, counts, "positive", smallest_group=5).value == pytest.approx(0.8)
    assert measure_question(best_high, counts, "positive", smallest_group=5).value == pytest.approx(0.2)
    assert measure_question(best_low, counts, "mean", smallest_group=5).value == pytest.approx(48 / 25)


def test_the_answers_named_as_positive_are_the_ones_that_count():
    question = Question("q", Label(), "csat", 1, 6, positive=frozenset({4, 5, 6}))
    assert positive_answers(question) == {4, 5, 6}
    assert measure_question(question, tally({3: 5, 4: 15}), smallest_group=5).value == 0.75


def test_a_recommendation_scale_turned_round_is_turned_back():
    turned = Question("q", Label(), "nps", 0, 10, best="low")
    mirrored = tally({10 - answer: n for answer, n in ANSWERS.counts.items()})
    assert measure_question(turned, mirrored, smallest_group=5) == measure_question(
        RECOMMEND, ANSWERS, smallest_group=5
    )
    assert positive_answers(turned) == {0, 1}


def test_every_statistic_of_every_kind_is_withheld_without_answers():
    for kind, statistics in STATISTICS.items():
        question = Question("q", Label(), kind, 0, 10)
        for statistic in statistics:
            assert measure_question(question, ScoreTally(), statistic, smallest_group=5).reason == "no_answers"


def test_a_statistic_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(SelectionError, match="no statistic of question recommend 'promotors'"):
        measure_question(RECOMMEND, ANSWERS, "promotors", smallest_group=5)
