"""Every sentence on what goes together with the index, in every language; none of them says cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.driver import DriverResult, DriverShare, Togetherness
from cxlib.terms.estimate import Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label, Operation, Programme, Question
from cxlib.terms.quarter import Quarter
from cxlib.wording.drivers import driver_sentence, drivers_alt, drivers_sentence, pair_lines, together_sentence
from cxlib.wording.tongue import Tongue

WAIT = Label(fi="Jonotusaika", sv="Kötid", en="Waiting time")
DRIVER = DriverShare("wait", WAIT, "min", 0.086, 0.059, 0.114, -0.36, -0.57, -0.15, 788)
RESULT = DriverResult(Quarter(2026, 3), (DRIVER,), 0.174, 1600, explained_low=0.14, explained_high=0.21)
HEARD = Label(fi="Kuulluksi tuleminen", sv="Att bli hörd", en="Being heard")
PAIR = Togetherness(("wait", "heard"), (WAIT, HEARD), -2.4, -3.9, -0.9, 0.01, 410)
PROGRAMME = Programme(
    "Esimerkkipankki", "fi", (Question("heard", HEARD, "rating", 1, 5),), (), (), (), (Operation("wait", WAIT, "min"),)
)


def test_every_branch_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    def refused(why: Withheld | Unmeasurable) -> str:
        return drivers_sentence(DriverResult(Quarter(2026, 3), (), None, 0, why), PROGRAMME, spoken)

    transfers = replace(DRIVER, unit="", slope=-5.3, slope_low=-7.1, slope_high=-3.5)
    said = {
        "all": drivers_sentence(RESULT, PROGRAMME, spoken),
        "a unit": driver_sentence(DRIVER, spoken),
        "a unit with a name": driver_sentence(replace(DRIVER, unit="pv"), spoken),
        "no unit": driver_sentence(transfers, spoken),
        "yes or no": driver_sentence(replace(transfers, is_yes_or_no=True), spoken),
        "not sure": driver_sentence(replace(DRIVER, slope_high=0.1), spoken),
        "together": together_sentence(spoken),
        "a pair": pair_lines(replace(RESULT, pairs=(PAIR,), pairs_tried=6), spoken)[0],
        "no pair": "".join(pair_lines(replace(RESULT, pairs_tried=6), spoken)),
        "no pair of one": "".join(pair_lines(replace(RESULT, pairs_tried=1), spoken)),
        "no pair tried": "".join(pair_lines(RESULT, spoken)),
        "constant question": refused(Unmeasurable("constant", "heard")),
        "alt": drivers_alt(RESULT, spoken),
        "withheld": refused(Withheld("no_index", "share")),
        "too few": refused(Unmeasurable("too_few")),
        "too many": refused(Unmeasurable("too_many")),
        "constant": refused(Unmeasurable("constant", "wait")),
        "constant index": refused(Unmeasurable("constant")),
        "collinear": refused(Unmeasurable("collinear", "wait")),
    }
    agrees("drivers", said, spoken)
