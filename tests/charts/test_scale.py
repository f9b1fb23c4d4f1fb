"""The axis holds all values, starts on round numbers, and keeps noise from looking like a mountain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.charts.scale import window


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=20), st.integers(0, 4))
def test_everything_fits_and_few_labels_stand(values: list[float], lanes: int) -> None:
    view = window(values, lanes=lanes)
    assert view.low <= view.floor <= min(values)
    assert max(values) < view.high
    assert 1 <= len(view.ticks) <= 8
    assert all(view.floor - 1e-9 <= tick <= view.high for tick in view.ticks)
    assert all(view.low < view.lane(lane) < view.floor for lane in range(lanes))


def test_a_flat_line_is_drawn_flat() -> None:
    view = window([70.0, 70.2])
    assert view.high - view.low >= 10


@pytest.mark.parametrize(("values", "ticks"), [([61.0, 72.2], [60, 65, 70]), ([], [0, 25, 50, 75, 100])])
def test_labels_are_round(values: list[float], ticks: list[float]) -> None:
    assert window(values).ticks == ticks
