"""Reads by several dimensions add up to the reads without them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cxlib import loading
from cxlib.errors import SelectionError
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import InvitedTally, RepeatTally

QUARTER = Quarter(2026, 2)
FIELDS = ("counts", "answered", "total", "pairs", "cross", "products")


@pytest.fixture(scope="module")
def store(built_demo: Path) -> FeedbackStore:
    return loading.open_store(loading.organisation(built_demo))


@pytest.mark.parametrize("by", [("stage",), ("stage", "channel"), ("age_group", "product", "stage")], ids=str)
@pytest.mark.parametrize("where", [(), (("channel", ("phone", "web")),)], ids=str)
def test_groups_sum_to_the_stages(store: FeedbackStore, by: tuple[str, ...], where: tuple) -> None:  # type: ignore[type-arg]
    found = store.moments_by(QUARTER, where, by)
    at = by.index("stage")
    expected = {stage: tally for (quarter, stage), tally in store.index_tally(where).items() if quarter == QUARTER}
    for stage, whole in expected.items():
        parts = [tally for values, tally in found.items() if values[at] == stage]
        total = sum(parts[1:], parts[0])
        assert total.respondents == whole.respondents
        assert (total.weight, total.weight_squared) == pytest.approx((whole.weight, whole.weight_squared))
        for name in FIELDS:
            np.testing.assert_allclose(getattr(total, name), getattr(whole, name), rtol=1e-12)


def test_sums_asked_by_query_are_those_kept_in_memory(store: FeedbackStore) -> None:
    by = ("stage", "channel")
    kept = store.moments_by(QUARTER, (), by)
    cells = store._scope.cells  # type: ignore[attr-defined]
    most = cells.most_sums
    cells.most_sums = 0
    try:
        asked = store.moments_by(QUARTER, (), by)
    finally:
        cells.most_sums = most
    assert asked.keys() == kept.keys()
    for values, tally in kept.items():
        assert asked[values].respondents == tally.respondents
        for name in FIELDS:
            np.testing.assert_allclose(getattr(asked[values], name), getattr(tally, name), rtol=1e-12)


def test_invitations_sum_to_the_quarter(store: FeedbackStore) -> None:
    whole = sum((t for (q, _), t in store.invited_tally().items() if q == QUARTER), InvitedTally())
    assert sum(store.invited_by(QUARTER, (), ("age_group", "channel")).values(), InvitedTally()) == whole


def test_repeats_sum_to_those_of_the_stages(store: FeedbackStore) -> None:
    whole: dict[object, RepeatTally] = {}
    for (one, other), tally in store.repeats_by(QUARTER, (), ("stage", "channel")).items():
        key = (one[0], one[1][0]), (other[0], other[1][0])
        whole[key] = whole[key] + tally if key in whole else tally
    expected = store.repeat_tally(QUARTER)
    assert whole.keys() == expected.keys()
    for key, tally in expected.items():
        for name in ("pairs", "left", "right", "products"):
            np.testing.assert_allclose(getattr(whole[key], name), getattr(tally, name), rtol=1e-9, atol=1e-6)


def test_a_dimension_that_does_not_exist_is_named(store: FeedbackStore) -> None:
    with pytest.raises(SelectionError, match="Did you mean 'channel'"):
        store.moments_by(QUARTER, (), ("chanel",))
