"""What a point of the trend says, and what the picture says to those who do not see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.briefing import Briefing, TrendPoint
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.wording.tongue import Tongue
from cxlib.wording.trends import events_sentence, trend_alt, trend_hover, version_break


def test_every_branch_reads_as_written(
    briefing: Briefing, spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    thin = Estimate(66.0, 57.2, 74.8, 7, "index", 7.0, 4.5)
    withheld = TrendPoint(briefing.quarter, Withheld("small_group"), 2)
    said = {
        "point": trend_hover(briefing.trend[-1], spoken),
        "five to nine answers": trend_hover(TrendPoint(briefing.quarter, thin, 2), spoken),
        "withheld": trend_hover(withheld, spoken),
        "alt": trend_alt(briefing, spoken),
        "alt of one": trend_alt(replace(briefing, trend=briefing.trend[-1:]), spoken),
        "alt of none": trend_alt(replace(briefing, trend=(withheld,)), spoken),
        "version break": version_break(spoken),
        "events": events_sentence(spoken),
    }
    agrees("trends", said, spoken)
