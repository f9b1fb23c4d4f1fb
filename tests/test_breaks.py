"""A question that became another: no change is told across the break, the trend marks it, and quarters stay apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxlib.__main__ import main

PROFILE = """
[keys]
response = ["id"]
[date]
column = "day"
formats = ["iso"]
[[questions]]
id = "csat"
column = "csat"
[programme]
name = "Oma"
[[programme.questions]]
id = "csat"
label = "Tyytyväisyys"
kind = "csat"
scale = [1, 5]
breaks = [{quarter = "2026Q2", label = {fi = "Tyytyväisyys kysyttiin toisin", en = "Satisfaction asked otherwise"}}]
[[programme.index.versions]]
version = 1
valid_from = "2025Q1"
components = [{question = "csat", transform = "minmax", weight = 1}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with three quarters of forty answers each; the question was changed before the third."""
    monkeypatch.setenv("CX_DATA", str(tmp_path / "data"))
    days = ("2025-11-01", "2026-02-01", "2026-05-01")
    rows = [f"{quarter}-{n},{day},{1 + (n + quarter) % 5}" for quarter, day in enumerate(days) for n in range(40)]
    (tmp_path / "oma.csv").write_text("\n".join(["id,day,csat", *rows]), "utf-8")
    (tmp_path / "oma.toml").write_text(PROFILE, "utf-8")
    assert main(["import", str(tmp_path / "oma.csv"), "--profile", str(tmp_path / "oma.toml")]) == 0
    return tmp_path


@pytest.mark.parametrize(("quarter", "is_told"), [("2026Q1", True), ("2026Q2", False)])
def test_change_across_a_break(folder: Path, quarter: str, is_told: bool, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["brief", "--quarter", quarter, "--json"]) == 0
    told = capsys.readouterr().out
    assert ('"not_comparable"' in told) is not is_told
    assert json.loads(told)


def test_the_break_is_an_event_of_the_trend(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["brief", "--quarter", "2026Q2", "--json"]) == 0
    assert "Tyytyväisyys kysyttiin toisin" in capsys.readouterr().out


def test_quarters_on_both_sides_are_not_counted_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["measure", "csat", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["n"] == 40
    assert main(["measure", "csat", "--by", "quarter"]) == 0
    said = capsys.readouterr().out
    assert "2026Q2 (ei verrattavissa aiempaan)" in said
    assert "2026Q1 (" not in said


def test_explaining_a_change_across_a_break_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--quarter", "2026Q2"]) == 0
    assert "jokin kysymyksistä on muuttunut" in capsys.readouterr().out
