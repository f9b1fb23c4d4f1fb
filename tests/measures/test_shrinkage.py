"""Empirical-Bayes shrinkage against R's metafor, and its laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.shrinkage import Shrinkage, paule_mandel, placed, shrink, shrink_estimates, shrink_nps
from cxlib.terms.estimate import Estimate
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


def estimates(**groups: tuple[float, int]) -> dict[str, Estimate]:
    return {
        name: Estimate(value, value - 1, value + 1, n, "index", float(n), 30 / n**0.5)
        for name, (value, n) in groups.items()
    }


def test_estimates_of_any_measure_are_shrunk_by_their_size_and_share_places_that_chance_gave() -> None:
    found = shrink_estimates(estimates(big=(70.0, 900), small=(85.0, 10), middle=(69.0, 700), low=(40.0, 800)))
    assert isinstance(found, Shrinkage)
    assert found.groups["small"].pull > 5 * found.groups["big"].pull
    order = placed(found)
    assert [order[name].place for name in order] == [1, 2, 3, 4]
    assert next(iter(order)) == "small"
    assert (order["big"].tied_from, order["big"].tied_to) == (1, 3)
    assert (order["low"].tied_from, order["low"].tied_to) == (4, 4)
    assert next(iter(placed(found, best_first=False))) == "low"


def test_pooled_estimates_are_the_ones_of_nps(scores) -> None:
    tallies = {name: scores(*counts) for name, counts in SEGMENTS.items()}
    exact = shrink_nps(tallies)
    values = {}
    for name, tally in tallies.items():
        raw, n = exact.groups[name].raw, tally.respondents
        d, p, r = (SEGMENTS[name][at] / n for at in range(3))
        values[name] = Estimate(raw, raw, raw, n, "points", float(n), 100 * ((r + d - (r - d) ** 2) / n) ** 0.5)
        assert p >= 0
    found = shrink_estimates(values)
    for name, group in found.groups.items():
        # The pooled divisor is N here and N − k there.
        assert group.value == pytest.approx(exact.groups[name].value, abs=0.6)


def test_two_groups_or_no_variance_have_no_order() -> None:
    assert shrink_estimates(estimates(a=(1.0, 9), b=(2.0, 9))) == Unmeasurable("too_few")
    still = {name: Estimate(5.0, 5.0, 5.0, 9, "index", 9.0, 0.0) for name in "abc"}
    assert shrink_estimates(still) == Unmeasurable("no_variance")
