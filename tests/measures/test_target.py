"""The target's status and probability, by the numbers of METHODS 1."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.target import target_status
from cxlib.terms.estimate import Estimate, Withheld


def index(value: float, error: float = 2.0) -> Estimate:
    return Estimate(value, value - 2 * error, value + 2 * error, 200, "index", 200.0, error)


def test_two_points_below_at_standard_error_two_is_sixteen_percent():
    status, probability = target_status(index(58), 60)
    assert status == "not_reached"
    assert probability == pytest.approx(0.16, abs=0.002)
    assert 1 - (1 - probability) ** 4 == pytest.approx(0.50, abs=0.005)


@pytest.mark.parametrize(
    ("value", "status"),
    [(64, "reached"), (63.9, "reached_not_certain"), (60, "reached_not_certain"), (59.9, "not_reached")],
)
def test_reached_needs_the_whole_interval(value, status):
    assert target_status(index(value), 60)[0] == status


def test_without_target_or_index_there_is_no_status():
    assert target_status(index(60), None) == ("none", None)
    assert target_status(Withheld("small_group"), 60) == ("none", None)


@given(st.floats(5, 95), st.floats(0.1, 10), st.floats(0, 100))
@settings(deadline=None)
def test_status_and_probability_go_together(value, error, target):
    status, probability = target_status(index(value, error), target)
    assert 0 <= probability <= 1
    assert {"reached": probability > 0.97, "reached_not_certain": probability >= 0.5}.get(status, probability < 0.5)
