"""Decompositions against DasGuptR and hand-made examples; the parts always add up."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.decomposition import Segment, kitagawa, rounded_parts, shapley
from cxlib.terms.obstacle import Unmeasurable

# golden/04_kitagawa_small.csv: shares and means of both quarters, centred mix, within.
SMALL = {
    "new": (0.2, 0.15, 70, 72, -0.58875, 0.35),
    "established": (0.68, 0.65, 60, 61, -0.03825, 0.665),
    "ended": (0.12, 0.2, 40, 42, -1.458, 0.32),
}
segment = st.tuples(st.floats(0.01, 1), st.floats(0, 100), st.floats(0, 9))


def test_every_stage_improved_and_the_index_fell():
    before = {name: Segment(row[0], row[2]) for name, row in SMALL.items()}
    now = {name: Segment(row[1], row[3]) for name, row in SMALL.items()}
    found = kitagawa(before, now)
    # golden/04_dasgupta.json (R DasGuptR 2.1.0): effect_mix −2.085, effect_within 1.335.
    assert (found.mix, found.within, found.total) == pytest.approx((-2.085, 1.335, -0.75), abs=1e-9)
    for name, row in SMALL.items():
        assert (found.segments[name].mix, found.segments[name].within) == pytest.approx(row[4:], abs=1e-9)


def test_nine_cells_agree_with_the_golden_table(golden):
    rows, expected = golden("data/decomp_cells.csv"), golden("04_kitagawa_cells.csv").set_index(["stage", "channel"])
    quarters = {}
    for quarter, part in rows.groupby("quarter"):
        shares = part.n / part.n.sum()
        quarters[quarter] = {
            f"{row.stage}/{row.channel}": Segment(share, row.score)
            for row, share in zip(part.itertuples(), shares, strict=True)
        }
    found = kitagawa(quarters["Q2"], quarters["Q3"])
    for name, part in found.segments.items():
        row = expected.loc[tuple(name.split("/"))]
        assert (part.mix, part.within) == pytest.approx((row.mix_centred, row.within), abs=1e-9)
    assert found.total == pytest.approx(-1.245)


def test_a_new_segment_is_all_mix_and_variances_make_an_interval():
    before = {"old": Segment(1.0, 60, 4.0)}
    now = {"old": Segment(0.8, 61, 4.0), "young": Segment(0.2, 50, 9.0)}
    found = kitagawa(before, now)
    assert found.segments["young"].within == 0
    assert found.mix + found.within == pytest.approx(found.total, abs=1e-12)
    assert (found.high - found.low) / 2 == pytest.approx(1.959963984540054 * 0.9 * np.sqrt(8))
    assert kitagawa({}, now) == Unmeasurable("too_few")


@given(st.lists(st.tuples(segment, segment), min_size=1, max_size=8))
@settings(deadline=None)
def test_parts_add_up_exactly_whatever_the_segments(pairs):
    totals = [sum(pair[at][0] for pair in pairs) for at in (0, 1)]
    before, now = (
        {str(k): Segment(pair[at][0] / totals[at], *pair[at][1:]) for k, pair in enumerate(pairs)} for at in (0, 1)
    )
    found = kitagawa(before, now)
    assert found.mix + found.within == pytest.approx(found.total, abs=1e-10)
    assert found.low <= found.within <= found.high
    back = kitagawa(now, before)
    assert back.mix == pytest.approx(-found.mix, abs=1e-9)


def test_five_factors_agree_with_the_golden_table(golden):
    table = golden("04_decomp.json")["five_factor"]
    given_, effects = table["input"], table["effects"]
    old, new = np.array(given_["scores_Q2_rows_stage_cols_nps_csat_ces"]), np.array(given_["scores_Q3"])

    def index(changed):
        scores = old.copy()
        for at, component in enumerate(("nps", "csat", "ces")):
            if component in changed:
                scores[:, at] = new[:, at]
        stages = given_["stage_w_Q3" if "mix" in changed else "stage_w_Q2"]
        return float(np.array(stages) @ scores @ given_["comp_w_Q3" if "weights" in changed else "comp_w_Q2"])

    found = shapley(index, tuple(effects))
    assert found == pytest.approx(effects, abs=1e-9)
    assert sum(found.values()) == pytest.approx(table["total"], abs=1e-12)
    # The same numbers from METHODS 4, without the file: −2.1005 + .7195 + .67967 + .3 + .33133 = −.07.
    assert json.dumps([round(found[name], 4) for name in ("mix", "weights", "nps")]) == "[-2.1005, 0.7195, 0.6797]"


def test_shapley_refuses_nothing_and_too_much():
    assert shapley(lambda changed: 0.0, ()) == Unmeasurable("too_few")
    assert shapley(lambda changed: 0.0, tuple("abcdefghijk")) == Unmeasurable("too_many")


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=6), st.integers(0, 2))
@settings(deadline=None)
def test_a_sum_of_factors_is_taken_apart_into_them(sizes, seed):
    names = [str(at) for at in range(len(sizes))]
    found = shapley(lambda changed: sum(sizes[int(name)] for name in changed), names)
    assert [found[name] for name in names] == pytest.approx(sizes, abs=1e-9)


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=9), st.integers(0, 2))
@settings(deadline=None)
def test_rounded_parts_sum_to_the_rounded_total(values, decimals):
    parts = {str(at): value for at, value in enumerate(values)}
    rounded = rounded_parts(parts, sum(values), decimals)
    assert sum(rounded.values()) == pytest.approx(round(sum(values) * 10**decimals) / 10**decimals, abs=1e-9)
    assert all(abs(rounded[name] - parts[name]) <= 1.0001 / 10**decimals for name in parts)
