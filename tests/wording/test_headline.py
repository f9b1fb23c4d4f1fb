"""The headline agrees with the interval, the change and the target, on every branch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest

from cxlib.terms.briefing import Briefing, TrendPoint
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection
from cxlib.wording.headline import headline, level, movement
from cxlib.wording.tongue import Tongue, tongue

CHANGES = {
    "rise": Change(4.2, 1.8, 6.6, 0.001, "points", "real_rise"),
    "slight rise": Change(1.2, 0.4, 2.0, 0.004, "points", "real_rise"),
    "fall": Change(-4.2, -6.6, -1.8, 0.001, "points", "real_fall"),
    "slight fall": Change(-1.2, -2.0, -0.4, 0.004, "points", "real_fall"),
    "no real change": Change(1.0, -1.4, 3.4, 0.4, "points", "no_real_change"),
    "cannot say": Change(5.0, -6.0, 16.0, 0.4, "points", "cannot_say"),
    "not comparable": Withheld("small_group", "points"),
}
LEVELS = {
    "above": (72.5, "reached"),
    "at": (70.5, "reached_not_certain"),
    "near": (69.0, "not_reached"),
    "below": (64.0, "not_reached"),
    "no target": (64.0, "none"),
}


def estimate(value: float, n: int = 842) -> Estimate:
    return Estimate(value, value - 1.7, value + 1.7, n, "index", float(n), 0.87)


def branches(briefing: Briefing) -> Iterator[tuple[str, Briefing]]:
    for change_name, change in CHANGES.items():
        for level_name, (value, target) in LEVELS.items():
            yield (
                f"{change_name}, {level_name}",
                replace(briefing, change=change, cx_index=estimate(value), target=target),
            )
    first = replace(briefing, quarters=(briefing.quarter,), change=Withheld("no_previous"))
    yield "first quarter", first
    yield "first quarter, no target", replace(first, target="none")
    points = [replace(point, version=1 if point.quarter < briefing.quarter else 2) for point in briefing.trend]
    yield "definition changed", replace(briefing, trend=tuple(points), change=Withheld("no_previous"))
    yield "previous quarter missing", replace(briefing, change=Withheld("no_previous"))
    yield "five to nine answers", replace(briefing, cx_index=estimate(70.5, n=7))
    yield "filtered", replace(briefing, selection=Selection(briefing.quarter, (("stage", ("new",)),)))
    for reason in ("no_answers", "small_group", "complement", "no_index", "stage_missing", "component_missing"):
        yield f"withheld: {reason}", replace(briefing, cx_index=Withheld(reason), definition=None)


def test_every_branch_reads_as_written(
    briefing: Briefing, spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    agrees("headline", {case: headline(changed, spoken) for case, changed in branches(briefing)}, spoken)


def test_the_sentence_of_the_best_picture(briefing: Briefing) -> None:
    assert headline(briefing, tongue("fi")) == "CX-indeksi nousi selvästi ja on nyt tavoitteen tasolla"


def test_a_point_over_the_target_with_an_interval_that_is_not_is_never_said_to_exceed_it(briefing: Briefing) -> None:
    assert level(briefing) == "at"
    assert "ylittää" not in headline(briefing, tongue("fi"))


@pytest.mark.parametrize("name", ["no real change", "cannot say", "not comparable"])
def test_noise_neither_rises_nor_falls(briefing: Briefing, name: str) -> None:
    said = headline(replace(briefing, change=CHANGES[name]), tongue("fi"))
    assert "nousi" not in said
    assert "laski" not in said


def test_the_first_number_of_a_definition_is_not_compared_with_the_trend_before_it(briefing: Briefing) -> None:
    points = tuple(TrendPoint(point.quarter, point.value, point.quarter.number) for point in briefing.trend)
    assert movement(replace(briefing, trend=points)) == "new_definition"


def test_a_first_quarter_is_not_a_gap(briefing: Briefing) -> None:
    missing = replace(briefing, change=Withheld("no_previous"), quarters=(Quarter(2025, 1), briefing.quarter), trend=())
    assert movement(missing) == "no_comparison"
    assert movement(replace(missing, quarters=(briefing.quarter,))) == "first"


def test_no_headline_is_longer_than_a_screen_can_hold(briefing: Briefing, spoken: Tongue) -> None:
    assert max(len(headline(changed, spoken)) for _, changed in branches(briefing)) <= 90
