"""Those who said it beside the others: what is shown, what is hidden, and what the difference says."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.measures.saying import index_beside, said_trend, score_beside
from cxlib.measures.score import csat
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.programme import Component, IndexVersion, Label, Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.saying import SaidTally
from cxlib.terms.tally import MomentTally, ScoreTally

EASE = Component("ease", "minmax", 1.0)
VERSION = IndexVersion(1, Quarter(2026, 1), (EASE,), (("new", 0.25), ("ended", 0.75)))
RECOMMEND = Question("nps", Label(fi="Suosittelu"), "nps", 0, 10)
SATISFIED = Question("csat", Label(fi="Tyytyväisyys"), "csat", 1, 5)


def moments(*scores: float) -> MomentTally:
    y, n = np.array(scores, dtype=float), len(scores)
    flat = [np.array([float(x)]) for x in (n, n, y.sum())]
    square = [np.array([[float(x)]]) for x in (n, y.sum(), (y**2).sum())]
    return MomentTally(n, n, n, *flat, *square)


def scores(**counts: int) -> ScoreTally:
    given = {int(name[1:]): count for name, count in counts.items()}
    return ScoreTally(given, {score: float(count) for score, count in given.items()}, float(sum(given.values())))


def test_stages_are_weighed_alike_on_both_sides() -> None:
    """The same scores within each stage are no difference, however many more of the new say it."""
    said = {"new": moments(*[20, 40, 60] * 6), "ended": moments(*[70, 90] * 4)}
    others = {"new": moments(*[20, 40, 60] * 2), "ended": moments(*[70, 90] * 9)}
    beside = index_beside(said, others, VERSION, (EASE,), smallest_group=5)
    assert isinstance(beside.said, Estimate)
    assert beside.said.value == pytest.approx(0.25 * 40 + 0.75 * 80)
    assert isinstance(beside.difference, Change)
    assert beside.difference.value == pytest.approx(0)
    assert beside.difference.verdict == "no_real_change"


def test_a_real_difference_by_welchs_test() -> None:
    """One stage alone is Welch's comparison of two means."""
    one, other = np.array([10.0, 20, 30, 20, 10, 30]), np.array([50.0, 60, 70, 60, 50, 70, 60])
    version = IndexVersion(1, Quarter(2026, 1), (EASE,), (("new", 1.0),))
    beside = index_beside({"new": moments(*one)}, {"new": moments(*other)}, version, (EASE,), smallest_group=5)
    assert isinstance(beside.difference, Change)
    error = np.sqrt(one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other))
    assert beside.difference.value == pytest.approx(one.mean() - other.mean())
    assert (beside.difference.high - beside.difference.low) / 2 > 1.96 * error
    assert beside.difference.verdict == "real_fall"


@pytest.mark.parametrize(("said", "others"), [(4, 40), (40, 4)])
def test_neither_side_of_a_small_group_is_shown(said: int, others: int) -> None:
    tallies = [{"new": moments(*[50.0] * n)} for n in (said, others)]
    version = IndexVersion(1, Quarter(2026, 1), (EASE,), (("new", 1.0),))
    beside = index_beside(*tallies, version, (EASE,), smallest_group=5)
    assert {type(value) for value in (beside.said, beside.others, beside.difference)} == {Withheld}
    scored = score_beside(scores(s3=said), scores(s9=others), RECOMMEND, smallest_group=5)
    assert {type(value) for value in (scored.said, scored.others, scored.difference)} == {Withheld}


def test_scores_by_the_questions_own_statistic() -> None:
    nps = score_beside(scores(s3=20), scores(s10=20), RECOMMEND, smallest_group=5)
    assert isinstance(nps.said, Estimate)
    assert isinstance(nps.difference, Change)
    assert (nps.said.value, nps.difference.verdict) == (-100.0, "real_fall")
    csat_ = score_beside(scores(s5=15, s2=15), scores(s5=15, s2=15), SATISFIED, smallest_group=5)
    assert isinstance(csat_.difference, Change)
    assert (csat_.difference.value, csat_.difference.verdict) == (0.0, "no_real_change")


def test_shares_are_those_of_csat() -> None:
    first, second = scores(s0=30, s1=10), scores(s0=3)
    tally = SaidTally({Quarter(2026, 2): second, Quarter(2026, 1): first}, ({}, {}), (first, first))
    trend = said_trend(tally, smallest_group=5)
    assert [point.quarter for point in trend] == [Quarter(2026, 1), Quarter(2026, 2)]
    assert trend[0].share == csat(first, {1}, smallest_group=5)
    assert isinstance(trend[1].share, Withheld)
