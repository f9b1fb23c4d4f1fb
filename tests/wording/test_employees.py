"""Every sentence on employees beside customers, in every language; none of them says cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.employee import Beside, EmployeeResult, EmployeeUnit
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import EmployeeMeasure, Label, Programme
from cxlib.terms.quarter import Quarter
from cxlib.wording.employees import (
    beside_sentence,
    employees_axis,
    employees_heading,
    employees_import,
    employees_meaning,
    employees_sentence,
    unit_sentence,
    withheld_sentence,
)
from cxlib.wording.tongue import Tongue

MEASURE = EmployeeMeasure("channel", Label(fi="Työtyytyväisyys", sv="Arbetstrivsel", en="Job satisfaction"), 1, 5, 5)
PROGRAMME = Programme("Esimerkkipankki", "fi", (), (), (), (), employees=MEASURE)
WEB = EmployeeUnit(
    "web",
    Label(fi="Verkko", sv="Nätet", en="Web"),
    Estimate(3.54, 3.24, 3.84, 32, "mean", 32.0, 0.15),
    Estimate(61.2, 58.5, 63.9, 340, "index", 340.0, 1.4),
)
FEW = replace(WEB, employees=replace(WEB.employees, n=7, effective=7.0))
STAFF = replace(WEB, employees=Withheld("small_group", "mean", 10))
CUSTOMERS = replace(WEB, index=Withheld("stage_missing"))
FOUND = Beside(0.93, 0.51, 0.99, 15.0, 7.1, 22.8, 6)
RESULT = EmployeeResult(Quarter(2026, 3), Quarter(2026, 1), (WEB, STAFF, CUSTOMERS), FOUND)


def test_every_branch_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    def sentence(beside: Beside | Unmeasurable) -> str:
        return employees_sentence(replace(RESULT, beside=beside), spoken)

    said = {
        "heading": employees_heading(spoken),
        "together": sentence(FOUND),
        "the other way": sentence(replace(FOUND, correlation=-0.9, low=-0.99, high=-0.4, slope_low=-9, slope_high=-2)),
        "chance": sentence(replace(FOUND, low=-0.1)),
        "too few": sentence(Unmeasurable("too_few")),
        "constant": sentence(Unmeasurable("constant", "employees")),
        "nothing known": employees_sentence(replace(RESULT, measured=None, units=()), spoken),
        "how much": beside_sentence(FOUND, spoken),
        "how much, many units": beside_sentence(replace(FOUND, units=30), spoken),
        "a unit": unit_sentence(WEB, spoken),
        "a unit of few": unit_sentence(FEW, spoken),
        "withheld": withheld_sentence(RESULT, spoken),
        "none withheld": withheld_sentence(replace(RESULT, units=(WEB,)), spoken),
        "meaning": employees_meaning(RESULT, PROGRAMME, spoken),
        "axis": employees_axis(PROGRAMME, spoken),
        "import": employees_import(spoken),
    }
    agrees("employees", said, spoken)
