"""The heading over the bars says no more than the intervals allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Distribution, Estimate, Withheld
from cxlib.wording.distributions import (
    distribution_alt,
    distribution_count,
    distribution_note,
    distribution_title,
    group_names,
    nps_sentence,
)
from cxlib.wording.tongue import Tongue


def nps(value: float, half: float, n: int = 100) -> Estimate:
    return Estimate(value, value - half, value + half, n, "points", float(n), half / 1.96)


def test_every_branch_reads_as_written(
    briefing: Briefing, spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    best, worst = briefing.stages
    few, hidden = Distribution(0.2, 0.3, 0.5, 7), Withheld("small_group")
    agrees(
        "distributions",
        {
            "apart": distribution_title((best, worst), spoken),
            "overlapping": distribution_title((best, replace(worst, nps=nps(40, 14))), spoken),
            "one known": distribution_title((best, replace(worst, nps=hidden)), spoken),
            "intervals not known": distribution_title((replace(best, nps=None), replace(worst, nps=None)), spoken),
            "low base": distribution_title((best, replace(worst, nps=nps(-60, 30, 12))), spoken),
            "alt": distribution_alt((best, replace(worst, distribution=hidden)), spoken),
            "nps": nps_sentence(briefing.stages, spoken) + nps_sentence((), spoken),
            "count": distribution_count(best.distribution, spoken),
            "withheld": f"{distribution_count(hidden, spoken)}|{distribution_note(hidden, spoken)}",
            "few": f"{distribution_count(few, spoken)}|{distribution_note(few, spoken)}",
            "groups": " | ".join(group_names(spoken)),
        },
        spoken,
    )
