"""A series that makes its own level: exact residuals, the promised false alarms, and shifts found in time."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.measures.alerts import ewma_limit, run_length_for
from cxlib.measures.self_starting import level_interval, moves, recursive_residuals, share_again, stabilised
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import ScoreTally


def test_residuals_are_those_of_a_regression_on_a_constant():
    """Brown, Durbin & Evans (1975): their squares, with σ = 1, add up to the residual sum of squares."""
    values = np.random.default_rng(2).normal(50, 3, 40)
    residuals, means = recursive_residuals(list(values), [1.0] * 40)
    assert np.sum(np.square(residuals)) == pytest.approx(np.sum((values - values.mean()) ** 2))
    assert means[-1] == pytest.approx(values[:-1].mean())


def test_residuals_are_independent_and_standard_whatever_the_errors():
    random = np.random.default_rng(5)
    errors = random.uniform(0.5, 3.0, 12)
    drawn = np.array([recursive_residuals(list(random.normal(10, errors)), list(errors))[0] for _ in range(4000)])
    assert np.abs(drawn.mean(axis=0)).max() < 0.07
    assert np.abs(np.cov(drawn.T) - np.eye(11)).max() < 0.1


def test_while_nothing_moves_the_budget_is_kept():
    """19 series on a budget of one false alarm a quarter, restarts after alarms and all, in the twelfth quarter."""
    random, limit, alarms = np.random.default_rng(7), ewma_limit(run_length_for(19, 1.0, 3)), 0
    repetitions = 150
    for _ in range(repetitions):
        for _ in range(19):
            errors = random.uniform(1, 2, 36)
            found = moves(list(random.normal(60, errors)), list(errors), limit=limit)
            alarms += sum(move.at >= 33 for move in found)
    assert 0.55 < alarms / repetitions < 1.05


def test_a_share_that_does_not_move_keeps_the_budget_too():
    random, limit, alarms = np.random.default_rng(11), ewma_limit(57.0), 0
    for _ in range(1500):
        counts = random.binomial(165, 0.06, 36)
        stable = [stabilised(ScoreTally({0: 165 - x, 1: x}, {0: 165.0 - x, 1: float(x)}, 165.0)) for x in counts]
        found = moves([value for value, _ in stable], [error for _, error in stable], limit=limit)
        alarms += sum(move.at >= 33 for move in found)
    assert alarms / 1500 < 1.1 * 3 / 57


def test_a_shift_of_two_standard_errors_is_found_within_a_quarter_or_two():
    random, limit, delays = np.random.default_rng(3), ewma_limit(57.0), []
    for _ in range(300):
        values = np.concatenate([random.normal(60, 1, 24), random.normal(62, 1, 9)])
        found = [move for move in moves(list(values), [1.0] * 33, limit=limit) if move.at >= 24]
        delays.append(found[0].at - 24 if found else 9)
    assert np.median(delays) <= 2


def test_the_level_lies_where_its_interval_says_in_95_of_100():
    random, held = np.random.default_rng(7), 0
    errors = [0.8, 1.0, 1.2, 1.0, 0.9, 1.1]
    for _ in range(2000):
        values = random.normal(60, errors)
        _, means = recursive_residuals([*values, 0.0], [*errors, 1.0])
        low, high = level_interval(means[-1], errors)
        held += low <= 60 <= high
    assert 0.94 < held / 2000 < 0.96


def test_a_share_never_leaves_what_a_share_can_be():
    assert share_again(-0.1) == 0.0
    assert share_again(2.0) == 1.0


def test_refusals():
    assert moves([1.0, 2.0, 3.0], [1.0] * 3, limit=2.0) == Unmeasurable("too_few")
    assert moves([1.0, 2.0, 3.0, 4.0], [1.0, 1.0, 0.0, 1.0], limit=2.0) == Unmeasurable("no_variance")
    assert moves([50.0] * 20, [1.0] * 20, limit=2.0) == ()
