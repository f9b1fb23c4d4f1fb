"""The change beside the index: colour and arrow follow what may be said of it, whatever sign the text has."""

from __future__ import annotations

from cxlib.app.index_card import change_mark, change_size, described
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.wording.tongue import tongue

FINNISH = tongue("fi")
INDEX = Estimate(59.5, 57.0, 62.1, 396, "index", 396.0, 1.3)
FALL = Change(-4.6, -8.5, -0.7, 0.02, "points", "real_fall")
NOISE = Change(-0.6, -3.7, 2.6, 0.7, "points", "no_real_change")
NOTHING = Withheld("no_previous", "points")


def test_a_real_fall_with_a_real_minus_is_no_rise() -> None:
    assert change_size(INDEX, FALL, FINNISH) == "−4,6"
    assert change_mark(FALL) == ("red", "down")
    assert change_mark(Change(2.0, 0.3, 3.7, 0.02, "points", "real_rise")) == ("green", "up")


def test_noise_and_a_missing_comparison_have_neither_colour_nor_arrow() -> None:
    assert change_mark(NOISE) == change_mark(NOTHING) == ("off", "off")
    assert change_size(INDEX, NOTHING, FINNISH) is None


def test_the_change_is_described_with_its_interval_where_its_size_is_shown() -> None:
    assert described(INDEX, FALL, FINNISH) == "todellinen lasku (−8,5…−0,7)"
    assert described(INDEX, NOISE, FINNISH) == "ei erotu sattumasta (−3,7…+2,6)"
    few = Estimate(59.5, 50.0, 69.0, 7, "index", 7.0, 4.0)
    assert change_size(few, FALL, FINNISH) is None
    assert "…" not in described(few, FALL, FINNISH)
