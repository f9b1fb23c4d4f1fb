"""The stages on the quarter page are judged as one family, so that more stages do not mean more false news."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cxlib.briefing import _as_family
from cxlib.measures.change import change_of
from cxlib.terms.briefing import StageLine
from cxlib.terms.estimate import Change, Withheld
from cxlib.terms.programme import Label

HIDDEN = Withheld("small_group", "points")
BLANK = StageLine("new", Label("Uusi"), HIDDEN, HIDDEN, HIDDEN)


def lines(changes, level):
    return [replace(BLANK, change=change_of(value, 1.0, level=level)) for value in changes]


def judged(*changes: float) -> list[Change]:
    found = [line.change for line in _as_family(lambda level: lines(changes, level))]
    assert all(isinstance(change, Change) for change in found)
    return [change for change in found if isinstance(change, Change)]


def test_one_stage_just_over_the_limit_among_dull_ones_is_no_news() -> None:
    assert change_of(2.1, 1.0).verdict == "real_rise"
    assert [change.verdict for change in judged(2.1, 0.2, -0.4)] == ["no_real_change"] * 3
    assert [change.verdict for change in judged(2.1)] == ["real_rise"]
    assert [change.verdict for change in judged(4.0, -3.0, 0.1)] == ["real_rise", "real_fall", "no_real_change"]


def test_interval_p_and_verdict_always_agree() -> None:
    random = np.random.default_rng(6)
    for _ in range(200):
        for change in judged(*random.normal(0, 2, 4)):
            assert (change.p < 0.05) == (change.verdict != "no_real_change") == (not change.low <= 0 <= change.high)


def test_a_withheld_stage_is_left_as_it_is() -> None:
    found = _as_family(lambda level: [BLANK, *lines([3.0], level)])
    assert found[0].change is HIDDEN
    assert isinstance(found[1].change, Change)
