"""Every sentence on what customers did later, in every language; none of them says cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.outcome import OutcomeLine, OutcomeResult, OutcomeTable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter
from cxlib.wording.outcomes import (
    import_sentence,
    outcome_head,
    outcome_row,
    outcome_sentence,
    outcomes_meaning,
    outcomes_sentence,
    period_sentence,
)
from cxlib.wording.tongue import Tongue


def share(value: float, n: int = 400) -> Estimate:
    return Estimate(value, value - 0.03, value + 0.03, n, "share", float(n), 0.015)


SURE = Change(0.16, 0.14, 0.17, 0.001, "share", "real_rise")
CHANCE = Change(0.01, -0.01, 0.03, 0.4, "share", "no_real_change")
LINE = OutcomeLine(
    None,
    Label(fi="Kaikki asiakkaat", sv="Alla kunder", en="All customers"),
    {"promoters": share(0.94), "passives": share(0.9), "detractors": share(0.78)},
    SURE,
)
THIN = replace(
    LINE,
    stage="new",
    label=Label(fi="Uusi", sv="Ny", en="New"),
    shares={"promoters": Withheld("small_group", "share"), "passives": share(0.5, 7), "detractors": share(0.6)},
    difference=Withheld("small_group", "share"),
)
TABLE = OutcomeTable(
    "stayed",
    Label(fi="Pysyi asiakkaana", sv="Förblev kund", en="Stayed"),
    (LINE, THIN),
    Quarter(2023, 4),
    Quarter(2026, 1),
)
UNSURE = replace(TABLE, lines=(replace(LINE, difference=CHANCE),))


def test_every_branch_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    def whole(*tables: OutcomeTable) -> str:
        return outcomes_sentence(OutcomeResult(tables, 5), spoken)

    said = {
        "all apart": whole(TABLE),
        "some apart": whole(TABLE, UNSURE),
        "none apart": whole(UNSURE),
        "nothing known": outcomes_sentence(OutcomeResult((), 5, Withheld("no_answers", "share")), spoken),
        "how to import": import_sentence(spoken),
        "outcome": outcome_sentence(TABLE, LINE, spoken),
        "outcome, chance": outcome_sentence(UNSURE, UNSURE.lines[0], spoken),
        "outcome, withheld": outcome_sentence(TABLE, THIN, spoken),
        "period": period_sentence(TABLE, spoken),
        "head": " | ".join(outcome_head(spoken)),
        "row": " | ".join(outcome_row(LINE, spoken)),
        "row, chance": " | ".join(outcome_row(UNSURE.lines[0], spoken)),
        "row, thin": " | ".join(outcome_row(THIN, spoken)),
        "meaning": outcomes_meaning(spoken),
    }
    agrees("outcomes", said, spoken)
