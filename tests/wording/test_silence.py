"""Who did not answer, in every branch and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.briefing import ResponseRate
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter
from cxlib.terms.silence import (
    CellRate,
    Comparison,
    CrossedRates,
    Margin,
    RateGap,
    RateGroup,
    Silence,
    TippingPoint,
    Weighting,
)
from cxlib.wording.silence import (
    bias_sentence,
    cell_row,
    comparison_sentence,
    crossed_sentence,
    indicator_sentence,
    margin_sentence,
    obstacle_sentence,
    rate_row,
    silence_method,
    silence_sentence,
    supposed_sentence,
    tipping_sentence,
    weighting_sentence,
)
from cxlib.wording.tongue import Tongue

INDEX = Label(fi="CX-indeksi", sv="CX-index", en="CX index")


def rate(value: float, n: int = 1000) -> Estimate:
    return Estimate(value, value - 0.02, value + 0.02, n, "share", float(n), 0.01)


def gap(value: float) -> RateGap:
    return RateGap(value, value - 0.03, value + 0.03, 0.001 if abs(value) > 0.03 else 0.4)


def group(name: str, value: float) -> RateGroup:
    few = value < 0.1
    return RateGroup(name, Label(fi=name), rate(value), 0.5, 0.2 if few else 0.8, value - 0.18, gap(value - 0.192))


YOUNG, OLD = group("18–29", 0.078), group("30+", 0.2)
AGE = Margin("age", Label(fi="Ikäryhmä", sv="Åldersgrupp", en="Age group"), (YOUNG, OLD), 0.06)
NEW = Label(fi="Uusi asiakas", sv="Ny kund", en="New customer")
SELDOM = CellRate(("new", "18–29"), (NEW, YOUNG.label), rate(0.05, 400), 0.1, gap(-0.142))
USUAL = CellRate(("new", "30+"), (NEW, OLD.label), rate(0.19, 600), 0.1, gap(-0.002))
STAGE = Label(fi="Elinkaaren vaihe", sv="Livscykelfas", en="Lifecycle stage")
CROSSED = CrossedRates(("stage", "age"), (STAGE, AGE.label), (SELDOM, USUAL))
SHIFT = Change(2.0, 0.3, 3.7, 0.02, "points", "real_rise")
TIPPING = TippingPoint(63.6, SHIFT, 0.19, -2.47)
INDEX_PAIR = Comparison(
    "cx_index",
    Estimate(63.6, 62.4, 64.8, 1713, "index", 1713.0, 0.6),
    Estimate(62.8, 61.4, 64.1, 1713, "index", 1422.0, 0.7),
    10.6,
)
NPS_PAIR = Comparison(
    "nps",
    Estimate(2.9, -1.0, 6.7, 1713, "points", 1713.0, 2.0),
    Estimate(-3.1, -6.9, 0.6, 1713, "points", 1422.0, 1.9),
    None,
)
WEIGHTING = Weighting(1713, 1422.3, 1.2, 0.45, 3.0, 20)
FOUND = Silence(
    Quarter(2026, 3),
    (),
    ResponseRate(9000, 8900, 1713, rate(0.192, 8900)),
    (AGE,),
    0.852,
    WEIGHTING,
    (INDEX_PAIR, NPS_PAIR),
    TIPPING,
    5,
    (0.839, 0.872),
    CROSSED,
)


def test_every_sentence(agrees: Callable[[str, Mapping[str, str], Tongue], None], spoken: Tongue) -> None:
    nobody = replace(FOUND, response=ResponseRate(0, 0, 10, Withheld("no_invitations", "share")))
    evenly = replace(FOUND, margins=(replace(AGE, groups=(OLD, replace(YOUNG, gap=gap(-0.01)))),))
    hidden = replace(USUAL, rate=Withheld("complement", "share"), share_invited=None, gap=None)
    said = {
        "a group clearly less": silence_sentence(FOUND, spoken),
        "no group clearly less": silence_sentence(evenly, spoken),
        "no invitations": silence_sentence(nobody, spoken),
        "indicator": indicator_sentence(FOUND, spoken),
        "indicator without interval": indicator_sentence(replace(FOUND, indicator_interval=None), spoken),
        "a combination clearly less": crossed_sentence(FOUND, spoken),
        "no combination clearly less": crossed_sentence(
            replace(FOUND, crossed=replace(CROSSED, cells=(USUAL, hidden))), spoken
        ),
        "combinations refused": crossed_sentence(
            replace(FOUND, crossed=Unmeasurable("empty_margin", "channel")), spoken
        ),
        "one dimension": crossed_sentence(replace(FOUND, crossed=None), spoken),
        "combination": " | ".join(cell_row(SELDOM, spoken)),
        "combination withheld": " | ".join(cell_row(hidden, spoken)),
        "indicator withheld": indicator_sentence(replace(FOUND, indicator=Withheld("no_invitations")), spoken),
        "indicator refused": indicator_sentence(replace(FOUND, indicator=Unmeasurable("no_convergence")), spoken),
        "weights": weighting_sentence(FOUND, spoken),
        "weights, one capped": weighting_sentence(replace(FOUND, weighting=replace(WEIGHTING, capped=1)), spoken),
        "weights, none capped": weighting_sentence(replace(FOUND, weighting=replace(WEIGHTING, capped=0)), spoken),
        "weights withheld": weighting_sentence(replace(FOUND, weighting=Withheld("no_index")), spoken),
        "weights refused": weighting_sentence(replace(FOUND, weighting=Unmeasurable("no_convergence")), spoken),
        "index": comparison_sentence(INDEX_PAIR, INDEX, spoken),
        "nps": comparison_sentence(NPS_PAIR, INDEX, spoken),
        "bias": bias_sentence(INDEX_PAIR, INDEX, spoken),
        "bias not known": bias_sentence(NPS_PAIR, INDEX, spoken),
        "margin": margin_sentence(AGE, spoken),
        "margin refused": margin_sentence(replace(AGE, refused=Unmeasurable("empty_margin", "75+")), spoken),
        "margin of one group": margin_sentence(replace(AGE, refused=Unmeasurable("constant")), spoken),
        "margin that others tell": margin_sentence(replace(AGE, overlapping=True), spoken),
        "any other obstacle": obstacle_sentence(Unmeasurable("too_few"), spoken),
        "tipping below": tipping_sentence(FOUND, spoken),
        "tipping above": tipping_sentence(replace(FOUND, tipping=replace(TIPPING, difference=1.2)), spoken),
        "tipping withheld": tipping_sentence(replace(FOUND, tipping=Withheld("no_previous")), spoken),
        "tipping refused": tipping_sentence(replace(FOUND, tipping=Unmeasurable("too_few")), spoken),
        "supposed": supposed_sentence(TIPPING, -10.0, spoken),
        "row": " | ".join(rate_row(YOUNG, spoken)),
        "row withheld": " | ".join(rate_row(replace(OLD, rate=Withheld("small_group", "share")), spoken)),
        "method": " ".join(silence_method(spoken)),
    }
    agrees("silence", said, spoken)
