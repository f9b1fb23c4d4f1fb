"""The top of the causes: it keeps still under noise, changes when the causes do, and never mixes in praise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cxlib.measures.root_causes import RootCauses, root_causes
from cxlib.measures.steady_causes import blaming, praising, ranks_of, standings
from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import CauseTally

EASE = (Component("ease", "minmax", 1.0),)
ONE = IndexVersion(1, Quarter(2026, 1), EASE, ((EVERYONE, 1.0),))
#: Twelve causes that many mention and that take alike: the hardest case for a list of three.
SHARES = np.array([0.15, 0.12, 0.10, 0.10, 0.08, 0.08, 0.06, 0.05, 0.04, 0.03, 0.03, 0.02])
POINTS = np.array([-12, -12, -14, -12, -14, -10, -16, -16, -18, -20, -10, -20.0])
NAMES = tuple(f"c{at}" for at in range(len(SHARES)))


def quarter(
    random: np.random.Generator, n: int, shares: np.ndarray = SHARES, points: np.ndarray = POINTS
) -> RootCauses:
    mentions = (random.random((n, len(shares))) < shares).astype(float)
    score = np.clip(65 + mentions @ points + random.normal(0, 22, n), 0, 100)
    ones = np.ones(n)
    tally = CauseTally(
        *((EVERYONE,), NAMES, np.zeros(n, dtype=np.int64), score[:, None], mentions),
        *(ones > 0, ones.astype(int), ones),
    )
    found = root_causes(tally, ONE, EASE, smallest_group=5)
    assert isinstance(found, RootCauses)
    return found


@pytest.mark.parametrize("n", [150, 400])
def test_under_noise_the_top_is_called_changed_no_more_often_than_promised(n: int) -> None:
    random, chance = np.random.default_rng(1), 0.05
    found = [one for _ in range(30) for one in standings([quarter(random, n) for _ in range(9)], chance=chance)]
    judged = [one for one in found if one.judged]
    called, moved = sum(bool(one.sure) for one in judged), sum(bool(one.entered) for one in judged)
    assert len(judged) >= 200
    # Two standard errors of a rate of 5 % over so many quarters; without the test the list moves in half of them.
    assert called / len(judged) <= chance + 2 * np.sqrt(chance * (1 - chance) / len(judged))
    assert moved / len(judged) > 0.3


def test_a_planted_change_is_found() -> None:
    random, found = np.random.default_rng(2), 0
    more = SHARES.copy()
    more[8] = 0.25
    for _ in range(20):
        history = [quarter(random, 400) for _ in range(6)] + [quarter(random, 400, more) for _ in range(2)]
        found += any("c8" in one.sure for one in standings(history, chance=0.05)[6:])
    assert found >= 17


def test_a_cause_nobody_named_before_is_found_by_its_mentions() -> None:
    random = np.random.default_rng(3)
    before, now = SHARES.copy(), SHARES.copy()
    before[8], now[8] = 0.0, 0.25
    history = [quarter(random, 600, before) for _ in range(4)] + [quarter(random, 600, now)]
    last = standings(history, chance=0.05)[-1]
    assert "c8" in last.shown
    assert last.sure == ("c8",)


def test_a_variance_that_rounding_made_negative_is_none() -> None:
    found = quarter(np.random.default_rng(6), 400)
    still = replace(found, covariance=found.covariance * 0.0 - 1e-18)
    ranks = ranks_of(still, {})
    assert {rank.tied_from for rank in ranks.values()} == {rank.place for rank in ranks.values()}
    assert not standings([still, still], chance=0.05)[-1].sure


def test_a_first_quarter_has_nothing_to_compare_with() -> None:
    (first,) = standings([quarter(np.random.default_rng(4), 400)], chance=0.05)
    assert len(first.shown) == 3
    assert not first.judged
    assert not first.entered


def test_praise_is_never_among_the_blame() -> None:
    points = POINTS.copy()
    points[0], points[1] = 15.0, -1.0
    found = quarter(np.random.default_rng(5), 2000, points=points)
    polarity = {"c0": "positive", "c1": "positive"}
    blame, praise = blaming(found, polarity), praising(found, polarity)
    assert {"c0", "c1"}.isdisjoint(cause.theme for cause in blame.estimated)
    assert praise.estimated[0].theme == "c0"
    place = {cause.theme: at for at, cause in enumerate(found.estimated)}
    assert praise.covariance[0, 0] == found.covariance[place["c0"], place["c0"]]
    assert praise.impacts[0] == -found.impacts[place["c0"]]
    ranks = ranks_of(found, polarity)
    assert ranks["c0"].place == 1
    assert ranks["c0"].first > 0.95
    assert sorted(ranks[cause.theme].place for cause in blame.estimated) == list(range(1, len(blame.estimated) + 1))
    for rank in ranks.values():
        assert rank.tied_from <= rank.place <= rank.tied_to
        assert rank.best <= rank.place <= rank.worst
