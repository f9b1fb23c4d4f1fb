"""Invitations: counted groups or one by one, with the same account of every row."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cxlib.intake import read_file, read_profile
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.programme import Programme

GROUPS = """
content = "invitations"
[date]
column = "kk"
formats = ["%Y-%m-%d"]
[stage]
column = "vaihe"
[[dimensions]]
id = "channel"
column = "kanava"
[invitations]
kind = "groups"
invited = "kutsuttu"
delivered = "toimitettu"
"""
ROWS = """
content = "invitations"
[keys]
response = ["kutsu"]
[date]
column = "pvm"
formats = ["%d.%m.%Y"]
[stage]
value = "new"
[invitations]
kind = "rows"
delivered = "tila"
delivered_values = ["perillä"]
"""


def read(folder: Path, profile: str, text: str, programme: Programme) -> tuple[Feedback, Reconciliation]:
    (folder / "kutsut.toml").write_text(profile, "utf-8")
    (folder / "kutsut.csv").write_text(text, "utf-8")
    return read_file(folder / "kutsut.csv", read_profile(folder / "kutsut.toml"), programme)


def test_groups_arrive_and_bad_rows_are_refused(tmp_path: Path, definitions: tuple[object, Programme, Path]) -> None:
    text = (
        "kk,vaihe,kanava,kutsuttu,toimitettu\n"
        "2026-01-01,new,phone,100,90\n2026-01-01,new,phone,10,10\n2026-01-01,new,,5,5\n"
        "2026-01-01,new,phone,x,1\n2026-01-01,new,phone,5,6\n2026-01-01,vanha,phone,5,5\n"
    )
    feedback, account = read(tmp_path, GROUPS, text, definitions[1])
    groups = feedback.invitations
    assert groups["invited"].tolist() == [100, 10, 5]
    assert groups["delivered"].tolist() == [90, 10, 5]
    assert groups["day"].tolist() == [pd.Timestamp("2026-01-01")] * 3
    assert groups["channel"].isna().tolist() == [False, False, True]
    assert groups["row"].tolist() == [2, 3, 4]
    assert {(found.reason, found.example, found.rows) for found in account.rejections} == {
        ("not a whole number of 0 or more", "x", (5,)),
        ("more delivered than invited", "6", (6,)),
        ("not a lifecycle stage of the programme", "vanha", (7,)),
    }
    assert (account.read, account.accepted, account.responses) == (6, 3, 0)
    assert feedback.responses.empty


def test_one_by_one_with_repeated_invitations(tmp_path: Path, definitions: tuple[object, Programme, Path]) -> None:
    text = "kutsu,pvm,tila\n1,1.1.2026,perillä\n2,1.1.2026,palautui\n1,1.1.2026,perillä\n3,2.1.2026,perillä\n"
    feedback, account = read(tmp_path, ROWS, text, definitions[1])
    assert feedback.invitations[["invited", "delivered"]].to_numpy().tolist() == [[1, 1], [1, 0], [1, 1]]
    assert account.duplicate_rows == (4,)
    assert account.read == account.accepted + account.rejected + account.duplicates


@pytest.mark.parametrize("column", ["delivered", "delivered_values"])
def test_a_state_needs_its_values(tmp_path: Path, column: str, definitions: tuple[object, Programme, Path]) -> None:
    lines = [line for line in ROWS.splitlines() if not line.startswith(f"{column} =")]
    with pytest.raises(Exception, match="takes delivered and delivered_values together"):
        read(tmp_path, "\n".join(lines), "", definitions[1])
