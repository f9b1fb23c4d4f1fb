"""What stands beside the index: interval, target and number of answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.wording.explanation import answers, estimate_interval, estimate_value, explanation
from cxlib.wording.targets import target_name
from cxlib.wording.tongue import Tongue, tongue


def estimate(value: float, half: float = 1.7, n: int = 842, effective: float | None = None) -> Estimate:
    return Estimate(value, value - half, value + half, n, "index", float(n) if effective is None else effective, 0.9)


def test_every_branch_reads_as_written(
    briefing: Briefing, spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    cases = {
        "at the target": briefing,
        "reached": replace(briefing, cx_index=estimate(72.5), target="reached", target_probability=0.998),
        "may be reached": replace(briefing, cx_index=estimate(69.0), target="not_reached", target_probability=0.12),
        "not reached": replace(briefing, cx_index=estimate(64.0), target="not_reached", target_probability=1e-9),
        "no target": replace(briefing, target="none", target_probability=None),
        "low base": replace(briefing, cx_index=estimate(70.5, 6.0, 21)),
        "five to nine answers": replace(briefing, cx_index=estimate(66.0, 9.0, 7)),
        "withheld": replace(briefing, cx_index=Withheld("small_group")),
    }
    said = {f"{case}": explanation(changed, spoken) for case, changed in cases.items()}
    agrees("explanation", said, spoken)


def test_the_sentence_of_the_best_picture(briefing: Briefing) -> None:
    said = (
        "Oikea arvo on todennäköisesti 68,8–72,2. Tavoite 70 on saavutettu, mutta ei vielä varmasti "
        "(todennäköisyys 72\xa0%). 842 vastausta."
    )
    assert explanation(briefing, tongue("fi")) == said


def test_the_point_is_not_shown_on_five_to_nine_answers(briefing: Briefing, spoken: Tongue) -> None:
    thin = estimate(66.0, 9.0, 7)
    shown = estimate_value(thin, spoken) + explanation(replace(briefing, cx_index=thin), spoken)
    assert "66" not in shown


def test_each_unit_is_written_its_own_way() -> None:
    finnish = tongue("fi")
    values = {unit: Estimate(0.5, 0.25, 0.75, 100, unit, 100.0, 0.1) for unit in ("index", "points", "share", "mean")}
    assert [estimate_value(value, finnish) for value in values.values()] == ["0,5", "+0,5", "50\u00a0%", "0,50"]
    assert [estimate_interval(value, finnish) for value in values.values()] == [
        "0,2–0,8",
        "+0,2…+0,8",
        "25–75\u00a0%",
        "0,25–0,75",
    ]


def test_one_answer_is_singular_and_none_is_plural() -> None:
    assert [answers(n, tongue("fi")) for n in (0, 1, 2)] == ["0 vastausta", "1 vastaus", "2 vastausta"]


def test_a_target_has_decimals_only_where_it_needs_them() -> None:
    assert [target_name(target, tongue("fi")) for target in (70.0, 70.5)] == ["Tavoite 70", "Tavoite 70,5"]
