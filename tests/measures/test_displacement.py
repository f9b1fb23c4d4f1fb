"""A newcomer displaces a top cause only where the evidence bears the number of newcomers that tried."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.measures.displacement import sure_displacements
from cxlib.measures.root_causes import CauseImpact, RootCauses
from cxlib.terms.estimate import Estimate, Withheld


def causes(impacts, error=1.0):
    """Independent impacts with one standard error, most harmful first as `root_causes` gives them."""
    order = np.argsort(impacts, kind="stable")
    share = Withheld("no_answers", "share")
    found = tuple(
        CauseImpact(f"c{at}", 50, share, Estimate(impacts[at], impacts[at] - 2, impacts[at] + 2, 500, "points", 500, 1))
        for at in order
    )
    return RootCauses(60.0, 60.0, found, share, 500, 500, np.eye(len(impacts)) * error**2, 480.0)


def test_a_clear_newcomer_displaces_and_a_doubtful_one_does_not():
    now = causes([-2.0, -1.0, -0.5, -8.0, -2.5])
    found = sure_displacements(now, ("c0", "c1", "c2"), 0.05)
    assert set(found) == {("c3", "c0"), ("c3", "c1"), ("c3", "c2")}
    assert min(found.values()) > 1 - 0.05 / 6
    assert sure_displacements(now, (), 0.05) == {}
    assert sure_displacements(now, ("gone",), 0.05) == {}


def test_while_all_are_alike_a_displacement_is_as_rare_as_promised():
    random, hits, draws = np.random.default_rng(12), 0, 800
    for _ in range(draws):
        impacts = random.normal(-2, 1, 14)
        hits += bool(sure_displacements(causes(impacts), ("c0", "c1", "c2"), 0.05))
    assert hits / draws < 0.06
    assert hits


def test_a_shared_error_cancels():
    now = causes([-2.0, -4.0])
    together = RootCauses(**{**vars(now), "covariance": np.array([[1.0, 0.98], [0.98, 1.0]])})
    assert not sure_displacements(now, ("c0",), 0.05)
    assert sure_displacements(together, ("c0",), 0.05)["c1", "c0"] == pytest.approx(1.0)
