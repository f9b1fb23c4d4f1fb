"""Shares after a score: intervals by customers, small groups kept from being told, and one family of tests."""

from __future__ import annotations

import pytest

from cxlib.measures.intervals import wilson
from cxlib.measures.outcomes import difference_of, outcome_differences, outcome_shares
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.outcome import OutcomeCount, OutcomeTally


def tally(**counts):
    """Keyword: stage__class=(answers, customers, came true)."""
    return OutcomeTally(
        {(None if stage == "all" else stage, kind): OutcomeCount(*count) for name, count in counts.items()
         for stage, kind in [name.split("__")]}
    )  # fmt: skip


def test_an_interval_rests_on_customers_not_answers():
    shares = outcome_shares(tally(all__promoters=(200, 50, 150)), (), smallest_group=5)[None]
    found = shares["promoters"]
    assert (found.value, found.n) == (0.75, 50)
    assert (found.low, found.high) == pytest.approx(wilson(0.75, 50)[:2])
    assert shares["detractors"] == Withheld("no_answers", "share", 5)


def test_a_small_group_takes_another_with_it():
    counts = tally(
        all__promoters=(63, 63, 40), new__promoters=(3, 3, 2),
        established__promoters=(40, 40, 30), ended__promoters=(20, 20, 8),
    )  # fmt: skip
    shares = outcome_shares(counts, ("new", "established", "ended"), smallest_group=5)
    assert shares["new"]["promoters"].reason == "small_group"
    assert shares["ended"]["promoters"].reason == "complement"
    assert isinstance(shares["established"]["promoters"], Estimate)
    unknown = tally(all__promoters=(63, 63, 40), unknown__promoters=(3, 3, 2), established__promoters=(60, 60, 38))
    assert (
        outcome_shares(unknown, ("established",), smallest_group=5)["established"]["promoters"].reason == "complement"
    )


def share(x, n):
    low, high, error = wilson(x / n, n)
    return Estimate(x / n, low, high, n, "share", float(n), error)


def test_newcombe_agrees_with_his_table():
    # Newcombe (1998), Statistics in Medicine 17, table II, method 10.
    found = [difference_of(share(*one), share(*other)) for one, other in (((56, 70), (48, 80)), ((9, 10), (3, 10)))]
    assert [(round(each.low, 4), round(each.high, 4)) for each in found] == [(0.0524, 0.3339), (0.1705, 0.8090)]
    turned = difference_of(share(48, 80), share(56, 70))
    assert (turned.low, turned.high) == pytest.approx((-found[0].high, -found[0].low))
    assert difference_of(Withheld("small_group", "share"), share(3, 10)) == Withheld("small_group", "share")


def test_a_difference_among_many_needs_more_to_be_real():
    weak, none = {"promoters": share(60, 100), "detractors": share(45, 100)}, {
        "promoters": share(50, 100), "detractors": share(50, 100)}  # fmt: skip
    alone = outcome_differences({"a": {None: weak}})["a", None]
    many = outcome_differences({"a": {None: weak}, **{f"b{i}": {None: none} for i in range(9)}})
    assert isinstance(alone, Change)
    assert alone.verdict == "real_rise"
    assert many["a", None].verdict == "no_real_change"
    assert {each.verdict for each in many.values()} == {"no_real_change"}
