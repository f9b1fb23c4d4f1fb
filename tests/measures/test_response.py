"""The response rate, and when there is none."""

from __future__ import annotations

import pytest

from cxlib.measures.response import response_rate
from cxlib.terms.tally import InvitedTally


def test_rate_of_the_golden_frame():
    # golden/03_r_indicator.json, 2026Q2: 211 of 1,201 invited answered.
    rate = response_rate(InvitedTally(1201, 1201, 211), smallest_group=5)
    assert rate.value == pytest.approx(0.1756869276015)
    assert (rate.n, rate.unit) == (1201, "share")
    assert rate.low < rate.value < rate.high


def test_undelivered_invitations_do_not_count_and_unknown_delivery_falls_back():
    assert response_rate(InvitedTally(100, 80, 20), smallest_group=5).value == 0.25
    assert response_rate(InvitedTally(100, 0, 20), smallest_group=5).value == 0.2


@pytest.mark.parametrize("tally", [InvitedTally(), InvitedTally(0, 0, 12), InvitedTally(100, 90, 91)])
def test_nobody_knows_how_many_were_asked(tally):
    assert response_rate(tally, smallest_group=5).reason == "no_invitations"


def test_few_invited_are_not_told_of():
    assert response_rate(InvitedTally(4, 4, 2), smallest_group=5).reason == "small_group"
