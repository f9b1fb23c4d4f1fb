"""Employees by unit and quarter: means only, those of a few refused before anything else, every row accounted for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cxlib.errors import DefinitionError
from cxlib.intake import read_file, read_profile, read_programme
from cxlib.intake.employees import TOO_FEW_EMPLOYEES
from cxlib.terms.programme import Dimension, EmployeeMeasure, Label, Programme, Value

CHANNEL = Dimension("channel", Label(fi="Kanava"), (Value("web", Label(fi="Verkko")), Value("phone", Label())))
MEASURE = EmployeeMeasure("channel", Label(fi="Työtyytyväisyys"), 1, 5, 5)
PROGRAMME = Programme("Test", "fi", (), (), (), (CHANNEL, Dimension("product", Label())), employees=MEASURE)
PROFILE = """content = "employees"
[file]
delimiter = ";"
decimal = ","
[date]
column = "when"
formats = ["quarter"]
[[dimensions]]
id = "channel"
column = "team"
[employees]
score = "mean"
n = "count"
spread = "sd"
"""
FILE = """when;team;mean;sd;count
2026Q1;Verkko;3,75;0,8;20
2026Q1;phone;4;;12
2026Q1;dealer;9;;4
2026Q1;;3,5;;8
2026Q2;phone;5,5;;12
2026Q2;Verkko;3,9;2,9;20
2026Q2;Verkko;3,9;;many
2026Q1;Verkko;3,75;0,8;20
2026Q3;phone;4,1;;12
2026Q3;phone;4,2;;12
2026Q2;mill;4,2;;12
"""


def profile(tmp_path: Path, text: str = PROFILE) -> Path:
    path = tmp_path / "staff.toml"
    path.write_text(text, "utf-8")
    return path


def test_each_row_is_taken_or_rejected_with_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(FILE, "utf-8")
    feedback, account = read_file(file, read_profile(profile(tmp_path)), PROGRAMME)
    told = feedback.employees
    assert told[["unit", "score", "n", "row"]].to_numpy().tolist() == [["web", 3.75, 20, 2], ["phone", 4.0, 12, 3]]
    assert told["spread"].tolist() == [0.8, pytest.approx(np.nan, nan_ok=True)]
    assert account.duplicate_rows == (9,)
    reasons = {row: one for one in account.rejections for row in one.rows}
    assert reasons[4].reason == TOO_FEW_EMPLOYEES  # first of all that is wrong with that row
    assert reasons[4].example == ""
    assert {row: one.reason.split(" the")[0] for row, one in reasons.items() if row != 4} == {
        5: "no unit",
        6: "not an answer on",
        7: "not a standard deviation that",
        8: "not a whole number of 0 or more",
        10: "two rows for one unit and quarter",
        11: "two rows for one unit and quarter",
        12: "not a value of 'channel' that",
    }
    assert account.read == 11 == account.accepted + account.rejected + account.duplicates
    assert account.responses == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (PROFILE.partition("[employees]")[0], r"needs the table \[employees\]"),
        (PROFILE.replace('[[dimensions]]\nid = "channel"\ncolumn = "team"\n', ""), r"one \[\[dimensions\]\]: the unit"),
        (PROFILE + '[keys]\ncustomer = "person"\n', "keys"),
        (PROFILE.replace("sd", "").replace("spread", "name"), "name"),
    ],
)
def test_a_profile_that_cannot_work_is_refused(tmp_path: Path, changed: str, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        read_profile(profile(tmp_path, changed))


def test_units_are_those_of_the_programme(tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(FILE, "utf-8")
    found = read_profile(profile(tmp_path))
    with pytest.raises(DefinitionError, match=r"has no \[employees\]"):
        read_file(file, found, replace(PROGRAMME, employees=None))
    with pytest.raises(DefinitionError, match="no dimension of the employees 'channel'"):
        read_file(file, found, replace(PROGRAMME, employees=replace(MEASURE, dimension="product")))


BLOCK = """name = "T"
smallest_group = 8
[[dimensions]]
id = "team"
label = "Tiimi"
[[dimensions]]
id = "person"
label = "Henkilö"
personal = true
[employees]
dimension = "team"
label = "Henkilöstö"
scale = [1, 5]
"""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (BLOCK.replace('dimension = "team"', 'dimension = "person"'), "one of team"),
        (BLOCK + "smallest_group = 4\n", "5 or more"),
        (BLOCK.replace("scale = [1, 5]\n", ""), r"'scale' is missing in \[employees\]"),
    ],
)
def test_a_block_that_cannot_be_is_refused(tmp_path: Path, changed: str, said: str) -> None:
    path = tmp_path / "programme.toml"
    path.write_text(changed, "utf-8")
    with pytest.raises(DefinitionError, match=said):
        read_programme(path)


def test_the_smallest_group_is_the_programmes_where_not_said(tmp_path: Path) -> None:
    path = tmp_path / "programme.toml"
    path.write_text(BLOCK, "utf-8")
    assert read_programme(path).employees == EmployeeMeasure("team", Label(fi="Henkilöstö"), 1, 5, 8)
