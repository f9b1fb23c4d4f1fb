"""A stage's row, and the same row as one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.wording.stages import (
    stage_answers,
    stage_basis,
    stage_change,
    stage_change_interval,
    stage_sentence,
    stage_value,
)
from cxlib.wording.tongue import Tongue


def test_every_branch_reads_as_written(
    briefing: Briefing, spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    rising, steady = briefing.stages
    lines = {
        "rising": rising,
        "steady": steady,
        "five to nine answers": replace(rising, value=Estimate(66.0, 57.0, 75.0, 7, "index", 7.0, 4.6)),
        "withheld": replace(rising, value=Withheld("small_group")),
        "no comparison": replace(rising, change=Withheld("no_previous", "points")),
    }
    said = {}
    for case, line in lines.items():
        row = (stage_value(line, spoken), stage_change(line, spoken), stage_answers(line, spoken))
        under = f"{stage_basis(line, spoken)} / {stage_change_interval(line, spoken)}"
        said[case] = f"{' | '.join(row)} || {under} || {stage_sentence(line, spoken)}"
    agrees("stages", said, spoken)
