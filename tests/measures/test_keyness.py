"""Words that came up, by their authorities, and found again where they were planted."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import fisher_exact

from cxlib.measures.keyness import FALSE_TOPICS, burst, keyness, risen

START = date(2026, 7, 1)


@pytest.mark.parametrize(("now", "answers", "before"), [(3, 800, 3000), (8, 500, 9000), (1, 400, 400)])
def test_a_new_word_by_fishers_exact_test(now: int, answers: int, before: int) -> None:
    table = [[now, answers - now], [0, before]]
    assert keyness(now, 0, answers, before).p == pytest.approx(fisher_exact(table, "greater").pvalue)


def test_a_word_as_common_as_before_is_no_news() -> None:
    assert keyness(50, 500, 800, 8000).odds == pytest.approx(0, abs=0.01)
    assert keyness(20, 500, 800, 8000).odds < 0 < keyness(80, 500, 800, 8000).odds


def test_one_false_topic_in_twenty_at_most_where_nothing_happened() -> None:
    """Three hundred words in two hundred quiet quarters: some quarter in twenty may name one."""
    chance, shares = np.random.default_rng(7), np.geomspace(0.003, 0.2, 300)
    quarters = [
        [
            keyness(int(now), int(before), 600, 6000)
            for now, before in zip(chance.binomial(600, shares), chance.binomial(6000, shares), strict=True)
        ]
        for _ in range(200)
    ]
    assert sum(bool(risen(quarter)) for quarter in quarters) <= 200 * FALSE_TOPICS + 8


def test_a_planted_topic_is_first() -> None:
    """The share of banking77's unseen intent: 40 answers of 840, against 3,000 before."""
    chance, shares = np.random.default_rng(3), np.geomspace(0.003, 0.2, 300)
    tested = [
        keyness(int(now), int(before), 840, 3000)
        for now, before in zip(chance.binomial(840, shares), chance.binomial(3000, shares), strict=True)
    ]
    assert risen([*tested, keyness(24, 9, 840, 3000), keyness(12, 0, 840, 3000)])[0][0] in {300, 301}


def test_a_burst_is_where_it_was_planted() -> None:
    everybody = [START + timedelta(days=day) for day in range(91)] * 5
    planted = [START + timedelta(days=day) for day in (*range(30, 44), 3, 80)]
    found = burst(planted, everybody, 5)
    assert found is not None
    assert (found.first, found.last) == (START + timedelta(days=30), START + timedelta(days=43))
    assert found.answers == 14


def test_no_burst_of_few() -> None:
    assert burst([START] * 4, [START] * 50, 5) is None
    assert risen([]) == []
