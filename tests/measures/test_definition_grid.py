"""The grid of definitions: what is varied, what is counted, and when there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxlib.measures.definition_grid import definition_grid
from cxlib.measures.index import cx_index
from cxlib.measures.revision import stage_means
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.quarter import Quarter

NOW = Quarter(2026, 3)
WAYS = (
    Component("ease", "minmax", 0.5),
    Component("ease", "top_box", 0.0),
    Component("care", "minmax", 0.5),
    Component("care", "top_box", 0.0),
)
VERSION = IndexVersion(1, NOW, (WAYS[0], WAYS[2]), (("new", 0.3), ("ended", 0.7)))


@pytest.fixture
def quarters(moments):
    low, high = [[40, 20, 50, 30]] * 6 + [[60, 30, 70, 50]] * 6, [[60, 40, 55, 35]] * 6 + [[70, 60, 75, 55]] * 6
    return ({"new": moments(rows), "ended": moments(rows[::2])} for rows in (low, high))


def test_the_tried_definition_comes_first_and_all_rise(quarters):
    before, now = quarters
    tried = replace(VERSION, components=(replace(WAYS[0], weight=0.8), replace(WAYS[2], weight=0.2)))
    grid = definition_grid(before, now, VERSION, tried, WAYS)
    # 4 sets of weights (tried, now = all alike, leaning on each), 4 scorings, 2 means, 2 sets of stage weights.
    assert [row.weights[0][1] for row in grid.rows] == pytest.approx([0.8, 0.5, 0.7, 0.3])
    assert [row.scenarios for row in grid.rows] == [16] * 4
    assert (grid.scenarios, grid.rising, grid.falling) == (64, 64, 0)
    assert 0 < grid.smallest < grid.largest


def test_the_change_by_the_definition_itself_lies_in_the_grid(quarters):
    before, now = quarters
    grid = definition_grid(before, now, VERSION, VERSION, WAYS)
    was, is_ = (cx_index(each, VERSION, WAYS, smallest_group=5).value for each in (before, now))
    assert grid.rows[0].smallest <= is_ - was <= grid.rows[0].largest
    turned = definition_grid(now, before, VERSION, VERSION, WAYS)
    assert (turned.rising, turned.falling) == (grid.falling, grid.rising)
    assert (turned.smallest, turned.largest) == pytest.approx((-grid.largest, -grid.smallest))


def test_no_change_neither_rises_nor_falls(quarters):
    before, _ = quarters
    grid = definition_grid(before, before, VERSION, VERSION, WAYS)
    assert (grid.rising, grid.falling, grid.smallest, grid.largest) == (0, 0, 0, 0)


def test_means_weigh_stages_as_the_index_does(quarters):
    before, _ = quarters
    means = stage_means(before, VERSION.stage_weights, WAYS)
    index = cx_index(before, VERSION, WAYS, smallest_group=5)
    assert 0.5 * means["ease/minmax"] + 0.5 * means["care/minmax"] == pytest.approx(index.value)
    pooled = stage_means(before, ((EVERYONE, 1.0),), WAYS)
    assert pooled["ease/minmax"] == pytest.approx((12 * 50 + 6 * 50) / 18)


def test_what_was_not_asked_or_answered_is_refused(quarters, moments):
    before, now = quarters
    unasked = {stage: moments([[40, 20, None, None]] * 8) for stage in ("new", "ended")}
    assert definition_grid(unasked, now, VERSION, VERSION, WAYS) == Unmeasurable("no_overlap", "care/minmax")
    assert definition_grid({}, now, VERSION, VERSION, WAYS).reason == "no_answers"
    assert definition_grid({"new": before["new"]}, now, VERSION, VERSION, WAYS).reason == "stage_missing"
