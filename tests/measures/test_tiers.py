"""Tiers tell no wrong order but in one table of twenty, whatever the truth is; simulated."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.measures.ranking import rank_ranges
from cxlib.measures.shrinkage import Shrinkage, placed, shrink
from cxlib.measures.tiers import spans, tiers

TABLES = 1500
#: Three standard errors of a simulated 5 %.
MOST_WRONG = 0.05 + 3 * np.sqrt(0.05 * 0.95 / TABLES)
EQUAL = np.zeros(12)
TRUTHS = {
    "all equal": EQUAL,
    "four levels": np.repeat([0.0, 2.0, 4.0, 6.0], 3),
    "far levels": np.repeat([0.0, 10.0, 20.0, 30.0], 3),
    "pairs far apart": np.repeat(np.arange(6) * 12.0, 2),
    "a line": np.linspace(0, 6, 12),
}


def covariances() -> np.ndarray:
    """Errors of different size that go together, as of causes that the same answers tell of."""
    random = np.random.default_rng(4)
    load, size = random.normal(size=(12, 3)), random.uniform(0.5, 2, 12)
    both = np.eye(12) + 0.3 * load @ load.T
    scale = np.sqrt(np.diagonal(both))
    return both / np.outer(scale, scale) * np.outer(size, size)


def by_the_first(values: np.ndarray, covariance: np.ndarray) -> list[int]:
    """What was done before: each compared with the first of its tier alone, at 5 %."""
    found, head = [1], 0
    for at in range(1, len(values)):
        error = np.sqrt(covariance[at, at] + covariance[head, head] - 2 * covariance[at, head])
        apart = values[at] - values[head] > 1.959964 * error
        head = at if apart else head
        found.append(found[-1] + int(apart))
    return found


def is_wrong(truth: np.ndarray, tier: list[int]) -> bool:
    """Whether two of different tiers are truly equal or the other way round."""
    told = np.array(tier)
    return bool(((told[:, None] < told[None, :]) & (truth[:, None] >= truth[None, :])).any())


def drawn(truth: np.ndarray, covariance: np.ndarray) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Simulated tables in the order of their estimates: truth, estimates, covariance."""
    root = np.linalg.cholesky(covariance)
    noise = np.random.default_rng(9).standard_normal((TABLES, len(truth))) @ root.T
    orders = [np.argsort(truth + each) for each in noise]
    return [(truth[at], (truth + each)[at], covariance[np.ix_(at, at)]) for at, each in zip(orders, noise, strict=True)]


@pytest.mark.parametrize("name", TRUTHS)
def test_one_table_of_twenty_at_most_tells_a_wrong_order(name: str) -> None:
    truth = TRUTHS[name]
    wrong = [is_wrong(true, tiers(values, errors)) for true, values, errors in drawn(truth, covariances())]
    assert np.mean(wrong) <= 0.05


def test_comparing_with_the_first_alone_tells_wrong_orders_of_most_tables() -> None:
    tables = drawn(EQUAL, covariances())
    before = np.mean([is_wrong(true, by_the_first(values, errors)) for true, values, errors in tables])
    assert before > 0.5
    assert np.mean([max(tiers(values, errors)) > 1 for _, values, errors in tables]) < 0.01


def test_levels_that_are_far_apart_are_found() -> None:
    found = [tiers(values, np.eye(12)) for _, values, _ in drawn(np.repeat([0.0, 10.0, 20.0, 30.0], 3), np.eye(12))]
    assert np.mean([each == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4] for each in found]) > 0.95


@pytest.mark.parametrize("name", TRUTHS)
def test_tier_and_rank_range_together_hold_as_often(name: str) -> None:
    """The places that are shown of a cause are those of its range within its tier."""
    outside = 0
    for true, values, errors in drawn(TRUTHS[name], covariances()):
        best, worst = rank_ranges(values, np.sqrt(np.diagonal(errors)))
        first, last = np.array(spans(tiers(values, errors))).T
        ahead, behind = (true[None, :] < true[:, None]).sum(axis=1), (true[None, :] > true[:, None]).sum(axis=1)
        low, high = np.maximum(best, first), np.minimum(worst, last)
        outside += bool(((low > 1 + ahead) | (high < len(true) - behind)).any())
    assert outside / TABLES <= 0.05


@pytest.mark.parametrize("between", [0.0, 2.0, 6.0])
def test_groups_drawn_to_the_middle_keep_it_too(between: float) -> None:
    random = np.random.default_rng(12)
    sizes = np.array([400, 200, 120, 60, 30, 15, 12, 300])
    wrong = 0
    for _ in range(TABLES):
        truth = 60 + between * random.standard_normal(8)
        values = truth + 40 / np.sqrt(sizes) * random.standard_normal(8)
        names = [str(at) for at in range(8)]
        found = shrink(
            dict(zip(names, values, strict=True)),
            dict(zip(names, 1600 / sizes, strict=True)),
            dict(zip(names, sizes.tolist(), strict=True)),
        )
        assert isinstance(found, Shrinkage)
        order = placed(found)
        told = np.array([order[name].tied_from for name in names])
        # Where all are alike, any order is wrong.
        wrong += bool(((told[:, None] < told[None, :]) & (truth[:, None] <= truth[None, :])).any())
    assert wrong / TABLES <= MOST_WRONG


@given(
    st.lists(st.floats(-50, 50), min_size=1, max_size=9),
    st.integers(0, 10_000),
    st.floats(0.01, 100),
)
def test_tiers_keep_to_the_order_and_to_nothing_else(values: list[float], seed: int, scale: float) -> None:
    ordered = np.sort(np.array(values))
    load = np.random.default_rng(seed).normal(size=(len(values), len(values) + 1))
    covariance = load @ load.T
    tier = tiers(ordered, covariance)
    assert tier[0] == 1
    assert all(0 <= later - earlier <= 1 for earlier, later in pairwise(tier))
    assert max(tiers(ordered, 9 * covariance)) <= max(tier)
    mirrored = tiers(-ordered[::-1], covariance[::-1, ::-1])
    assert [max(tier) + 1 - each for each in reversed(mirrored)] == tier
    for (first, last), number in zip(spans(tier), tier, strict=True):
        assert tier[first - 1 : last] == [number] * (last - first + 1)
    assert tiers(scale * ordered, scale**2 * covariance) == tier


def test_numbers_without_error_stand_apart_and_equal_ones_together() -> None:
    assert tiers(np.array([1.0, 1.0, 2.0]), np.zeros((3, 3))) == [1, 1, 2]
    assert tiers(np.array([5.0]), np.eye(1)) == [1]
    assert tiers(np.array([]), np.zeros((0, 0))) == []
    assert tiers(np.array([0.0, 3.0]), np.eye(2)) == [1, 2]
    assert tiers(np.array([0.0, 3.0]), np.eye(2), degrees=4) == [1, 1]
