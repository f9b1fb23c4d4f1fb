"""Outcomes by profile: yes, no and not known; every row accounted for; a profile that cannot work is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cxlib.errors import DefinitionError
from cxlib.intake import read_file, read_profile
from cxlib.terms.programme import Label, Outcome, Programme

PROGRAMME = Programme("Test", "fi", (), (), (), (), outcomes=(Outcome("stayed", Label()), Outcome("bought", Label())))
PROFILE = """content = "outcomes"
[keys]
customer = "id"
[date]
column = "day"
formats = ["%d.%m.%Y"]
[[outcomes]]
id = "stayed"
column = "stays"
yes = ["Kyllä", "1"]
no = ["ei"]
[[outcomes]]
id = "bought"
column = "buys"
yes = ["x"]
no = ["-"]
"""
FILE = """id,day,stays,buys
A1,1.7.2026,kyllä,x
A2,2.7.2026,EI,
A3,3.7.2026,,
,4.7.2026,1,-
A5,5.7.2026,perhaps,x
A6,no day,1,x
A7,7.7.2026,1,-
"""


def profile(tmp_path: Path, text: str = PROFILE) -> Path:
    path = tmp_path / "later.toml"
    path.write_text(text, "utf-8")
    return path


def test_each_row_is_told_or_rejected_with_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "later.csv"
    file.write_text(FILE, "utf-8")
    feedback, account = read_file(file, read_profile(profile(tmp_path)), PROGRAMME)
    told = feedback.outcomes
    assert told["customer_key"].tolist() == ["A1", "A2", "A7"]
    assert told["stayed"].tolist() == [1, 0, 1]
    assert told["bought"].isna().tolist() == [False, True, False]
    assert told["bought"].dropna().tolist() == [1, 0]
    assert {(one.reason.split(",")[0], one.rows) for one in account.rejections} >= {
        ("no outcome is told of", (4,)),
        ("no customer", (5,)),
        ("neither a yes nor a no that the profile knows", (6,)),
    }
    assert account.read == 7 == account.accepted + account.rejected
    assert account.responses == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (PROFILE.replace('customer = "id"', ""), "needs [keys] with customer"),
        (PROFILE.replace('no = ["ei"]', 'no = ["kyllä"]'), "no value stands under both"),
        (PROFILE + '[[questions]]\nid = "nps"\ncolumn = "q"\n', "questions"),
    ],
)
def test_a_profile_that_cannot_work_is_refused(tmp_path: Path, changed: str, said: str) -> None:
    with pytest.raises(DefinitionError, match=said.replace("[", r"\[").replace("]", r"\]")):
        read_profile(profile(tmp_path, changed))


def test_an_outcome_that_the_programme_does_not_name_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "later.csv"
    file.write_text(FILE, "utf-8")
    with pytest.raises(DefinitionError, match="There is no outcome 'bought'"):
        read_file(file, read_profile(profile(tmp_path)), replace(PROGRAMME, outcomes=PROGRAMME.outcomes[:1]))
