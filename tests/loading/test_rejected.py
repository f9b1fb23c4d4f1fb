"""Rows that were refused: kept redacted, corrected and imported again, let go, and never doubled or lost."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest

from cxlib import loading
from cxlib.errors import SelectionError, StoreError
from cxlib.loading.rejected import ERASED
from cxlib.store import rejects
from cxlib.store.imports import imported_files
from cxlib.store.rejects import let_go, rejected_rows, rejects_folder
from cxlib.store.tombstones import bury, customer_hash, response_hash
from cxlib.terms.feedback import Reconciliation
from tests import small_survey
from tests.small_survey import line, write

SAID = "Soittakaa 040 123 4567, t. Matti Meikäläinen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_survey.settle(tmp_path / "bank")


def imported(folder: Path, *lines: str, name: str = "answers.csv") -> Reconciliation:
    return loading.import_files(folder, [write(folder.parent / name, list(lines))], "own")[0]


def corrected(folder: Path, path: Path, **changes: str) -> Reconciliation:
    """Correct the file of refused rows as in a spreadsheet, and import it."""
    loading.write_rejected(folder, rejected_rows(folder), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows({**row, **changes} for row in rows)
    return loading.import_files(folder, [path], "own")[0]


def test_a_refused_row_waits_redacted_with_its_reason(folder: Path) -> None:
    imported(folder, line("R1"), line("R2", nps=15, why=SAID))
    (row,) = rejected_rows(folder)
    assert (row.file, row.row, row.column, row.cell("nps")) == ("answers.csv", 3, "nps", "15")
    assert row.reason == "not an answer on the scale 0–10"
    assert row.cell("id") == "R2"
    assert "040" not in row.cell("why")
    assert "Meikäläinen" not in row.cell("why")
    file = rejects_folder(folder) / "own.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Meikäläinen" not in file.read_text("utf-8")


def test_a_row_refused_twice_waits_once(folder: Path) -> None:
    for name in ("answers.csv", "answers.csv", "again.csv"):
        imported(folder, line("R1"), line("R2", nps=15), name=name)
    assert len(rejected_rows(folder)) == 1


def test_corrected_rows_come_in_and_wait_no_longer(folder: Path, tmp_path: Path) -> None:
    imported(folder, line("R1"), line("R2", nps=15, why="=SUM(1) jonotin"))
    outcome = corrected(folder, tmp_path / "fix.csv", nps="5")
    assert (outcome.read, outcome.accepted, outcome.responses) == (1, 1, 1)
    assert rejected_rows(folder) == ()
    assert len(imported_files(folder)) == 2


def test_a_correction_that_is_wrong_again_waits_in_its_own_place(folder: Path, tmp_path: Path) -> None:
    imported(folder, line("R1"), line("R2", nps=15))
    corrected(folder, tmp_path / "fix.csv", nps="16")
    (row,) = rejected_rows(folder)
    assert (row.file, row.row, row.cell("nps")) == ("answers.csv", 3, "16")


def test_correcting_the_file_itself_settles_them_too(folder: Path) -> None:
    imported(folder, line("R1"), line("R2", nps=15))
    outcome = imported(folder, line("R1"), line("R2", nps=5))
    assert (outcome.accepted, outcome.duplicates) == (1, 1)
    assert rejected_rows(folder) == ()


def test_rows_without_ids_are_settled_by_what_else_they_say(tmp_path: Path) -> None:
    profile = small_survey.PROFILE.replace('response = ["id"]\n', "").replace('customer = "customer"\n', "")
    folder = small_survey.settle(tmp_path / "bank", profile=profile)
    imported(folder, line("R1", why="eka"), line("R2", nps=15, why="toka"))
    imported(folder, line("R8", why="muu"), line("R9", nps=5, why="aivan muu"))
    assert len(rejected_rows(folder)) == 1
    imported(folder, line("R1", why="eka"), line("R2", nps=5, why="toka"))
    assert rejected_rows(folder) == ()


def test_a_row_with_too_many_fields_is_cut_at_its_delimiters(folder: Path, tmp_path: Path) -> None:
    imported(folder, line("R1"), line("R2", why="hidas; ja kallis"))
    (row,) = rejected_rows(folder)
    assert row.cell("why") == "hidas; ja kallis"
    assert corrected(folder, tmp_path / "fix.csv").accepted == 1
    assert rejected_rows(folder) == ()


def test_letting_go(folder: Path) -> None:
    imported(folder, line("R1"), line("R2", nps=15), line("R3", nps=16))
    assert let_go(folder, {rejected_rows(folder)[0].id}) == 1
    assert [row.cell("id") for row in rejected_rows(folder)] == ["R3"]
    assert let_go(folder, {rejected_rows(folder)[0].id}) == 1
    assert not list(rejects_folder(folder).iterdir())


def test_more_than_can_be_corrected_by_hand_are_counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejects, "MOST_KEPT", 2)
    outcome = imported(folder, line("R1"), *(line(f"R{n}", nps=15) for n in range(2, 7)))
    assert len(rejected_rows(folder)) == 2
    assert "3 rejected rows were not kept" in outcome.notes[-1]


def test_nothing_to_write_is_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match="No rejected row waits"):
        loading.write_rejected(folder, (), tmp_path / "fix.csv")


def test_a_damaged_file_of_rows_names_the_way_out(folder: Path) -> None:
    imported(folder, line("R1"), line("R2", nps=15))
    (rejects_folder(folder) / "own.json").write_text('[{"id": "x"', "utf-8")
    with pytest.raises(StoreError, match=r"own\.json .* is damaged\. Move it away"):
        rejected_rows(folder)


def test_an_erased_respondent_is_neither_taken_nor_kept(folder: Path) -> None:
    bury(folder, [*response_hash(folder, "own", ["R2"]), *customer_hash(folder, ["CR3"])])
    outcome = imported(folder, line("R1"), line("R2", why=SAID), line("R3"), line("R4"))
    assert [(one.reason, one.rows) for one in outcome.rejections] == [(ERASED, (3, 4))]
    assert (outcome.accepted, outcome.responses, outcome.read) == (2, 2, 4)
    assert rejected_rows(folder) == ()


def test_a_rejected_row_of_an_erased_respondent_is_not_kept(folder: Path, tmp_path: Path) -> None:
    bury(folder, [*response_hash(folder, "own", ["R2"]), *customer_hash(folder, ["CR3"])])
    lines = [line("R1"), line("R2", nps=15, why="kvarkki"), line("R3", nps=16, why="kvarkki"), line("R4", nps=17)]
    (tried,) = loading.try_files(folder, [write(tmp_path / "answers.csv", lines)], "own")
    outcome = imported(folder, *lines)
    for said in (tried, outcome):
        assert [(one.reason, one.example, one.rows) for one in said.rejections] == [
            ("not an answer on the scale 0–10", "", (5,)),
            (ERASED, "", (3, 4)),
        ]
        assert (said.read, said.accepted, said.responses) == (4, 1, 1)
    assert [row.cell("id") for row in rejected_rows(folder)] == ["R4"]
    assert "kvarkki" not in (rejects_folder(folder) / "own.json").read_text("utf-8")


def test_a_file_of_nobody_but_an_erased_respondent_keeps_its_books(folder: Path, tmp_path: Path) -> None:
    bury(folder, customer_hash(folder, ["CR2"]))
    (tried,) = loading.try_files(folder, [write(tmp_path / "answers.csv", [line("R2", nps=15)])], "own")
    assert [(one.reason, one.rows) for one in tried.rejections] == [(ERASED, (2,))]


def test_the_ledger_tells_files_apart(folder: Path) -> None:
    imported(folder, line("R1"), line("R2", nps=15))
    imported(folder, line("R1"))
    imported(folder, line("R3"), name="more.csv")
    latest, first = imported_files(folder)
    assert (first.file, first.read, first.accepted, first.rejected, first.snapshot) == (
        *("answers.csv", 2, 1, 1),
        "cx-000001",
    )
    assert (latest.file, latest.snapshot, latest.duplicates) == ("more.csv", "cx-000002", 0)
    assert len(latest.digest) == 64
    assert latest.digest != first.digest
