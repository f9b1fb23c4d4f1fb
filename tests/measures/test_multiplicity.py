"""Benjamini–Hochberg against the paper's own example, R, and scipy."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from cxlib.measures.multiplicity import benjamini_hochberg, family_level

# Benjamini & Hochberg (1995), section 3.2: fifteen p values, of which four are called real (Bonferroni: three).
PAPER = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1.0,
]


def test_the_example_of_the_paper():
    adjusted = benjamini_hochberg(PAPER)
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[:5] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625, 0.0603])
    assert family_level(PAPER) == pytest.approx(1 - 0.05 * 4 / 15)


def test_r_agrees(golden):
    for family in golden("02_multiplicity.json").values():
        assert benjamini_hochberg(family["p"]) == pytest.approx(family["BH"], abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
@settings(deadline=None)
def test_scipy_agrees_and_intervals_tell_the_same(p_values):
    adjusted = benjamini_hochberg(p_values)
    assert adjusted == pytest.approx(false_discovery_control(p_values))
    alpha = 1 - family_level(p_values)
    for p, q in zip(p_values, adjusted, strict=True):
        if abs(q - 0.05) > 1e-9 and abs(p - alpha) > 1e-12:
            assert (q < 0.05) == (p < alpha)


def test_an_empty_family_is_an_ordinary_interval():
    assert len(benjamini_hochberg([])) == 0
    assert family_level([]) == 0.95
