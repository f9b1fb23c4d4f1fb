"""How posts sound: shares of those with a tone, the net with its width, and agreement with a survey or a refusal."""

from __future__ import annotations

from math import atanh, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.measures.social import FEWEST_CHANGES, agreement, social_quarter
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.quarter import Quarter
from cxlib.terms.social import Agreement, PostTally, SocialQuarter

FIRST = Quarter(2023, 1)
COUNTS = st.integers(0, 400)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_shares_add_up_and_the_net_lies_in_its_interval(well: int, even: int, ill: int, untold: int) -> None:
    told = social_quarter(FIRST, PostTally({1: well, 0: even, -1: ill}, {None: untold}), 5)
    if well + even + ill < 5:
        assert all(isinstance(share, Withheld) for share in told.shares.values())
        assert told.posts is None
        return
    assert sum(share.value for share in told.shares.values()) == pytest.approx(1)
    assert told.net.value == pytest.approx(told.shares[1].value - told.shares[-1].value)
    assert -1 <= told.net.low <= told.net.value <= told.net.high <= 1
    assert told.net.low < told.net.high
    assert told.untold.value == pytest.approx(untold / (well + even + ill + untold))


def test_the_net_covers_what_it_should() -> None:
    """By simulation: 95 % intervals hold the true net in 93–97 % of draws."""
    chance = np.random.default_rng(7)
    shares, held, draws = (0.25, 0.15, 0.60), 0, 2_000
    for well, even, ill in chance.multinomial(60, shares, size=draws):
        net = social_quarter(FIRST, PostTally({1: int(well), 0: int(even), -1: int(ill)}), 5).net
        assert isinstance(net, Estimate)
        held += net.low <= shares[0] - shares[2] <= net.high
    assert 0.93 < held / draws < 0.97


def test_a_machine_is_heard_only_of_posts_without_a_tone() -> None:
    told = social_quarter(FIRST, PostTally({1: 10, -1: 10}, {1: 4, -1: 3, 0: 3, None: 2}), 5)
    assert [told.hinted[side].value for side in (1, 0, -1)] == [0.4, 0.3, 0.3]
    assert told.shares[1].n == 20
    assert social_quarter(FIRST, PostTally({1: 10, -1: 10}, {1: 4, None: 9}), 5).hinted == {}


def posts(nets: list[float]) -> list[SocialQuarter]:
    return [
        social_quarter(quarter(at), PostTally({1: round(50 + 50 * net), -1: round(50 - 50 * net)}), 5)
        for at, net in enumerate(nets)
    ]


def survey(values: list[float]) -> list[tuple[Quarter, Estimate]]:
    return [
        (quarter(at), Estimate(value, value - 2, value + 2, 300, "index", 300.0, 1.0))
        for at, value in enumerate(values)
    ]


def quarter(at: int) -> Quarter:
    return Quarter.from_ordinal(FIRST.ordinal + at)


def test_agreement_is_of_changes_with_fishers_interval() -> None:
    nets = [0.0, 0.2, -0.1, 0.3, 0.1, 0.5, 0.2, 0.4]
    index = [60.0, 62.0, 59.5, 63.0, 60.5, 64.0, 62.5, 63.0]
    found = agreement(posts(nets), survey(index))
    assert isinstance(found, Agreement)
    r = np.corrcoef(np.diff(nets), np.diff(index))[0, 1]
    assert found.correlation == pytest.approx(r)
    assert found.changes == 7
    half = 1.959964 / sqrt(4)
    assert (atanh(found.low), atanh(found.high)) == pytest.approx((atanh(r) - half, atanh(r) + half), abs=1e-4)


def test_two_that_only_drift_do_not_agree() -> None:
    chance = np.random.default_rng(3)
    drift = np.linspace(0, 1, 12)
    nets = list(0.6 * drift - 0.3 + chance.normal(0, 0.1, 12))
    index = list(50 + 10 * drift + chance.normal(0, 1.0, 12))
    assert np.corrcoef(nets, index)[0, 1] > 0.7
    found = agreement(posts(nets), survey(index))
    assert isinstance(found, Agreement)
    assert not found.is_sure


def test_too_few_changes_and_gaps_and_what_never_changes_are_refused() -> None:
    nets, index = [0.0, 0.2, -0.1, 0.3, 0.1, 0.5, 0.2], [60.0, 62.0, 59.5, 63.0, 60.5, 64.0, 62.5]
    assert agreement(posts(nets[:6]), survey(index[:6])) == Unmeasurable("too_few")
    assert isinstance(agreement(posts(nets), survey(index)), Agreement)
    assert len(nets) == FEWEST_CHANGES + 1
    gap = [pair for pair in survey(index) if pair[0] != quarter(3)]
    assert agreement(posts(nets), gap) == Unmeasurable("too_few")
    assert agreement(posts(nets), survey([60.0] * 7)) == Unmeasurable("constant")
    assert agreement(posts(nets), ()) == Unmeasurable("too_few")
