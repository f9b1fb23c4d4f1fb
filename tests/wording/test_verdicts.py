"""A change is named by what may be said of it, and noise gets no arrow and no size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

import pytest

from cxlib.terms.estimate import Change, Verdict, Withheld
from cxlib.terms.quarter import Quarter
from cxlib.wording.tongue import Tongue, tongue
from cxlib.wording.verdicts import change_described, change_in_full, change_sentence, change_words, verdict_arrow

LAST = Quarter(2026, 2)
RISE = Change(4.2, 1.8, 6.6, 0.001, "points", "real_rise")


def test_every_verdict_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    changes: dict[str, Change | Withheld] = {
        "real_rise": RISE,
        "real_fall": Change(-4.2, -6.6, -1.8, 0.001, "points", "real_fall"),
        "no_real_change": Change(1.0, -1.4, 3.4, 0.4, "points", "no_real_change"),
        "cannot_say": Change(5.0, -6.0, 16.0, 0.4, "points", "cannot_say"),
        "withheld": Withheld("no_previous", "points"),
    }
    assert set(get_args(Verdict)) < set(changes)
    said = {
        name: f"{verdict_arrow(change)} {change_words(change, spoken)} | {change_sentence(change, LAST, spoken)} | "
        f"{change_described(change, spoken)} | {change_in_full(change, spoken)}"
        for name, change in changes.items()
    }
    agrees("verdicts", said, spoken)


@pytest.mark.parametrize("verdict", ["no_real_change", "cannot_say"])
def test_noise_has_neither_arrow_nor_size(verdict: Verdict) -> None:
    change = Change(12.6, -3.0, 28.2, 0.1, "points", verdict)
    assert verdict_arrow(change) not in ("↑", "↓")
    assert "12" not in change_words(change, tongue("fi"))


def test_no_term_of_statistics_is_used(spoken: Tongue) -> None:
    said = change_sentence(RISE, LAST, spoken).lower()
    assert not any(term in said for term in ("merkitsev", "signifi", "p-ar", "p-v", "p ="))
