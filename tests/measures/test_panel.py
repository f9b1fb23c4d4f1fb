"""Units with a gap are left out whole; a unit in one stage is measured by it alone."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.measures.panel import index_panel
from cxlib.terms.programme import Component, IndexVersion
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import MomentTally

FIRST, SECOND = Quarter(2026, 1), Quarter(2026, 2)
EASE = Component("ease", "minmax", 1.0)
VERSION = IndexVersion(1, FIRST, (EASE,), (("new", 0.25), ("ended", 0.75)))


def tally(mean, n=10):
    scores = np.full(n, float(mean))
    one, two = np.array([float(n)]), np.array([[float(n)]])
    total = np.array([scores.sum()])
    return MomentTally(n, n, n, one, one, total, two, total[:, None], np.array([[(scores**2).sum()]]))


def test_units_over_quarters():
    means = {"new": 80, "ended": 40}
    whole = {(quarter, stage): tally(mean) for quarter in (FIRST, SECOND) for stage, mean in means.items()}
    phone, chat, new = ((("channel", ("phone",)),), (("channel", ("chat",)),), (("stage", ("new",)),))
    tallies = {
        phone: whole,
        chat: {key: each for key, each in whole.items() if key != (SECOND, "ended")},  # no index in the second
        new: {key: each for key, each in whole.items() if key[1] == "new"},
    }
    panel = index_panel(tallies, VERSION, (EASE,), (FIRST, SECOND), smallest_group=5)
    assert set(panel) == {phone, new}
    assert panel[phone] == pytest.approx({FIRST: 50.0, SECOND: 50.0})
    assert panel[new] == pytest.approx({FIRST: 80.0, SECOND: 80.0})
    assert set(index_panel(tallies, VERSION, (EASE,), (FIRST,), smallest_group=5)) == {phone, chat, new}


def test_a_small_unit_is_no_unit():
    unit = (("stage", ("new",)),)
    assert index_panel({unit: {(FIRST, "new"): tally(80, 4)}}, VERSION, (EASE,), (FIRST,), smallest_group=5) == {}
