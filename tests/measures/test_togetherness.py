"""Drivers that act together are found where planted, and not where measuring itself, weights or chance look like it."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.measures.togetherness import product_terms

N = 600


@pytest.fixture
def drawn():
    draw = np.random.default_rng(20261122)
    return draw, draw.normal(size=(3, N))


def test_a_planted_pair_is_found_with_its_size(drawn):
    draw, (wait, transfers, price) = drawn
    score = 60 - 3 * wait - transfers - 4 * wait * transfers + draw.normal(scale=10, size=N)
    found = product_terms([("wait", wait), ("transfers", transfers), ("price", price)], score, np.ones(N))
    best, *others = found
    assert best.names == ("wait", "transfers")
    assert best.p < 0.001
    assert best.low < -4 < best.high
    assert best.together == N
    assert all(term.p > 0.05 for term in others)


def test_what_adds_up_goes_not_together(drawn):
    draw, (wait, transfers, _) = drawn
    score = 60 - 3 * wait - 5 * transfers + draw.normal(scale=10, size=N)
    (pair,) = product_terms([("wait", wait), ("transfers", transfers)], score, np.ones(N))
    assert pair.p > 0.05
    assert pair.low < 0 < pair.high


def test_being_measured_is_not_taken_for_acting_together(drawn):
    """Those who waited score lower whatever they waited; the drivers are correlated among them."""
    draw, (wait, noise, _) = drawn
    phoned = draw.random(N) < 0.5
    handling = wait + 0.3 * noise
    score = 60 - 20 * phoned + draw.normal(scale=10, size=N)
    missing = np.where(phoned, wait, np.nan), np.where(phoned, handling, np.nan)
    (pair,) = product_terms([("wait", missing[0]), ("handling", missing[1])], score, np.ones(N))
    assert pair.p > 0.05
    assert pair.together == int(phoned.sum())


def test_a_unit_of_measurement_changes_nothing(drawn):
    draw, (wait, transfers, _) = drawn
    score, weights = 60 - 4 * wait * transfers + draw.normal(size=N), draw.uniform(0.5, 2, N)
    one = product_terms([("wait", wait), ("transfers", transfers)], score, weights)[0]
    other = product_terms([("wait", 60 * wait + 5), ("transfers", transfers)], score, weights)[0]
    assert (one.points, one.low, one.p) == pytest.approx((other.points, other.low, other.p))


def test_too_few_together_and_yes_or_no_twice_are_left_out(drawn):
    draw, (wait, transfers, _) = drawn
    rare = np.where(np.arange(N) < 20, transfers, np.nan)
    assert product_terms([("wait", wait), ("rare", rare)], draw.normal(size=N), np.ones(N)) == ()
    solved = (wait > 0).astype(float)
    assert product_terms([("solved", solved), ("unsolved", 1 - solved)], draw.normal(size=N), np.ones(N)) == ()
