"""Empirical-Bayes shrinkage against R's metafor, and its laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.shrinkage import paule_mandel, shrink, shrink_nps
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import ScoreTally

# golden/02_shrinkage.csv and 02_shrinkage_fit.json (metafor 3.8-1, pooled variance, Paule–Mandel): n 7 and n 150.
SEGMENTS = {
    "A": (30, 40, 80), "B": (4, 3, 3), "C": (2, 4, 10), "D": (12, 20, 18), "E": (1, 2, 5),
    "F": (55, 60, 70), "G": (0, 3, 4), "H": (6, 9, 15), "I": (9, 8, 30), "J": (3, 2, 1),
}  # fmt: skip


def test_metafor_agrees_on_the_quoted_segments(scores):
    found = shrink_nps({name: scores(*counts) for name, counts in SEGMENTS.items()})
    assert (found.middle, found.middle_error) == pytest.approx((25.155411752186, 7.24865436603), abs=1e-6)
    assert found.between == pytest.approx(261.768847424798, abs=1e-6)
    small, large = found.groups["G"], found.groups["A"]
    assert (small.raw, small.value, small.pull) == pytest.approx((57.1428571, 32.2943342510, 0.776821111794), abs=1e-6)
    assert (large.raw, large.value) == pytest.approx((33.3333333, 32.1905875093872), abs=1e-6)


def test_metafor_agrees_on_the_whole_table(golden):
    table, fit = golden("02_shrinkage.csv").set_index("segment"), golden("02_shrinkage_fit.json")
    for variances in ("v_adj", "v_pooled"):
        found = shrink(table.y.to_dict(), table[variances].to_dict(), table.n.to_dict())
        assert found.between == pytest.approx(fit[f"{variances}_PM"]["tau2"], abs=1e-6)
        for name, group in found.groups.items():
            assert group.value == pytest.approx(table[f"blup_{variances}_PM"][name], abs=1e-6)
            error = (group.high - group.low) / 2 / 1.959963984540054
            assert error == pytest.approx(table[f"sepred_{variances}_PM"][name], abs=1e-6)


def test_what_cannot_be_shrunk_is_refused(scores):
    assert shrink_nps({"a": scores(1, 1, 1), "b": scores(1, 1, 1)}) == Unmeasurable("too_few")
    assert shrink_nps({name: ScoreTally() for name in "abc"}) == Unmeasurable("too_few")
    assert shrink_nps({name: scores(0, 0, 9) for name in "abc"}) == Unmeasurable("no_variance")
    refused = shrink({"a": 1.0, "b": 2.0, "c": 3.0}, {"a": 1.0, "b": 0.0, "c": 1.0}, {"a": 5, "b": 5, "c": 5})
    assert refused == Unmeasurable("no_variance", "b")


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(1, 500)), min_size=3, max_size=20))
@settings(deadline=None)
def test_a_shrunken_value_lies_between_the_raw_one_and_the_middle(groups):
    names = [str(at) for at in range(len(groups))]
    values, variances = ({n: g[at] for n, g in zip(names, groups, strict=True)} for at in (0, 1))
    found = shrink(values, variances, dict.fromkeys(names, 9))
    for group in found.groups.values():
        assert min(group.raw, found.middle) - 1e-9 <= group.value <= max(group.raw, found.middle) + 1e-9
        assert group.low <= group.value <= group.high
    assert found.between >= 0
    y, v = (np.array(list(each.values())) for each in (values, variances))
    if found.between > 0:
        w = 1 / (v + found.between)
        assert w @ (y - w @ y / w.sum()) ** 2 == pytest.approx(len(y) - 1, abs=1e-6)
    assert paule_mandel(y + 7, v) == pytest.approx(found.between, abs=1e-6)
