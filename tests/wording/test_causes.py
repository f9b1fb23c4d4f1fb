"""The root causes: share of those who wrote, impact with its interval, direction, owner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

from cxlib.terms.briefing import Causes, Direction, Rank, RootCause, TopShift
from cxlib.terms.codebook import Controllability
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.programme import Label
from cxlib.wording import causes as words
from cxlib.wording.tongue import Tongue, tongue

WAIT = RootCause(
    theme="wait",
    label=Label(fi="Käsittelyaika venyy"),
    share=Estimate(0.34, 0.30, 0.38, 611, "share", 611.0, 0.02),
    impact=Estimate(-4.0, -5.9, -2.1, 611, "points", 611.0, 0.97),
    mentions=208,
    direction="better",
    change=Change(1.5, 0.1, 2.9, 0.04, "points", "real_rise"),
    owner=Label(fi="M. Virtanen"),
    controllability="ours",
    action=Label(fi="Lainapäätös 2 tunnissa", sv="Lånebeslut på 2 timmar", en="Loan decision in 2 hours"),
)


def impact(value: float, half: float) -> Estimate:
    return Estimate(value, value - half, value + half, 611, "points", 611.0, half / 1.96)


def causes(*found: RootCause, shift: TopShift | None = None) -> Causes:
    uncoded = Estimate(0.38, 0.34, 0.42, 611, "share", 611.0, 0.02)
    named = tuple(replace(cause, theme=f"{cause.theme}{at}") for at, cause in enumerate(found))
    return Causes(named, 72.0, uncoded, 611, tuple(cause.theme for cause in named), shift, ("2026-3",))


TIED = Rank(place=3, tied_from=2, tied_to=6, best=1, worst=12, top=0.69, first=0.04, of=12)
ALONE = Rank(place=1, tied_from=1, tied_to=1, best=1, worst=1, top=1.0, first=1.0, of=12)
APP, PRICE = Label(fi="Sovellus", sv="Appen", en="The app"), Label(fi="Hinnat", sv="Priser", en="Prices")


def test_every_branch_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    few = replace(WAIT, share=Estimate(0.3, 0.1, 0.6, 8, "share", 8.0, 0.15))
    said = {
        "takes from the index": words.cause_sentence(WAIT, spoken),
        "gives to the index": words.cause_sentence(replace(WAIT, impact=impact(2.0, 1.1)), spoken),
        "may be noise": words.cause_sentence(replace(WAIT, impact=impact(-0.8, 1.5)), spoken),
        "few wrote": words.cause_sentence(few, spoken),
        "withheld": words.cause_sentence(replace(WAIT, impact=Withheld("too_few_mentions")), spoken),
        "owner": words.owner_words(WAIT, spoken),
        "no owner": words.owner_words(replace(WAIT, owner=Label()), spoken),
        "action": words.action_words(WAIT, spoken),
        "no action": words.action_words(replace(WAIT, action=Label()), spoken),
        "uncoded": words.uncoded_sentence(causes(WAIT), spoken),
        "wrote": words.wrote_sentence(causes(WAIT), spoken),
        "tied": words.order_sentence(causes(replace(WAIT, rank=ALONE), replace(WAIT, rank=TIED)), spoken),
        "apart": words.order_sentence(causes(replace(WAIT, rank=ALONE)), spoken),
        "place alone": words.place_words(replace(WAIT, rank=ALONE), 1, spoken),
        "place shared": words.place_words(replace(WAIT, rank=TIED), 3, spoken),
        "place without an order": words.place_words(WAIT, 1, spoken),
        "top surely": words.top_sentence(replace(WAIT, rank=ALONE), spoken),
        "top perhaps": words.top_sentence(replace(WAIT, rank=TIED), spoken),
        "top of three": words.top_sentence(replace(WAIT, rank=replace(ALONE, of=3)), spoken),
        "ranks": words.rank_words(replace(WAIT, rank=TIED), spoken),
        "rank": words.rank_words(replace(WAIT, rank=ALONE), spoken),
        "top changed": words.shift_sentence(causes(WAIT, shift=TopShift((APP, PRICE), (), True)), spoken),
        "top changed perhaps": words.shift_sentence(causes(WAIT, shift=TopShift((APP,), (PRICE,), False)), spoken),
        "top shrunk": words.shift_sentence(causes(WAIT, shift=TopShift((), (PRICE,), False)), spoken),
        "top kept": words.shift_sentence(causes(WAIT, shift=TopShift((), (), False)), spoken),
        "top without a quarter before": words.shift_sentence(causes(WAIT), spoken),
        "praise": words.praise_title(spoken),
        "detector": words.detector_sentence(causes(WAIT), spoken),
        "how to read": words.order_title(spoken),
        "title of none sure": words.causes_title(causes(*[replace(WAIT, impact=impact(-0.8, 1.5))] * 3), spoken),
        "title of one sure": words.causes_title(causes(WAIT, replace(WAIT, impact=impact(-0.8, 1.5))), spoken),
    }
    for direction in get_args(Direction):
        said[f"direction {direction}"] = words.direction_in_full(replace(WAIT, direction=direction), spoken)
    for control in get_args(Controllability):
        said[f"control {control}"] = words.control_sentence(replace(WAIT, controllability=control), spoken)
    for many in range(4):
        said[f"title of {many}"] = words.causes_title(causes(*[WAIT] * many), spoken)
    agrees("causes", said, spoken)


def test_an_impact_whose_interval_holds_zero_takes_nothing() -> None:
    said = words.impact_sentence(replace(WAIT, impact=impact(-0.8, 1.5)), tongue("fi"))
    assert "matalampi" not in said
    assert "−2,3…+0,7" in said
