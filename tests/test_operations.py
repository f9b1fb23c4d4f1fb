"""Operational data in a file of their own: each contact finds its answer, and none is lost that finds none."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.store.rejects import rejected_rows

Run = Callable[..., Any]
HEADER = "Vastaus-ID;Asiakasnumero;Vastattu;Elinkaari;Kanava;Suosittelu (0-10);Tyytyväisyys;Miksi?;Odotusaika (min)"
CONTACTS = "Asiakasnumero;Yhteydenottopäivä;Odotusaika (min);Siirtojen määrä;Ratkesi kerralla"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("CX_DATA", str(tmp_path / "own"))

    def call(*arguments: object) -> Any:
        code = main([*map(str, arguments), "--json"])
        printed = capsys.readouterr()
        assert code == 0, printed.err
        return json.loads(printed.out)

    return call


def written(path: Path, header: str, *rows: str) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return path


def answers(path: Path, *customers: str) -> Path:
    rows = (f"{name}-1;{name};15.2.2026;Uusi;Chat;9;4;Nopea palvelu;" for name in customers)
    return written(path, HEADER, *rows)


def measured(folder: Path) -> set[tuple[float, ...]]:
    """What is measured of each respondent, in the programme's order; none known is −1."""
    here = loading.organisation(folder)
    store = loading.open_store(here)
    try:
        rows = store.encounters(store.quarters()[-1])
        return {tuple(-1.0 if math.isnan(value) else float(value) for value in row) for row in rows.measured}
    finally:
        store.close()


def test_contacts_find_their_answers_once(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    run("import", answers(tmp_path / "a.csv", "A1", "A2"), "--profile", "plain")
    rows = (
        "A1;30.1.2026;12,5;2;Kyllä",  # the last contact before the answer
        "A1;20.1.2026;3;0;Ei",  # an earlier one
        "A2;16.2.2026;1;0;Ei",  # after the answer
        "A9;1.2.2026;7;1;Ei",  # whose answer is not there yet
        ";1.2.2026;7;1;Ei",
        "A2;1.2.2026;;;",
    )
    file = written(tmp_path / "o.csv", CONTACTS, *rows)
    [first] = run("import", file)
    assert (first["profile"], first["content"]) == ("operations", "operations")
    assert (first["read"], first["accepted"], first["rejected"], first["duplicates"]) == (6, 1, 5, 0)
    assert {one["reason"]: one["rows"] for one in first["rejections"]} == {
        "no customer": [6],
        "nothing is measured": [7],
        "a later contact before the same answer was measured; the later one counts": [3],
        "no answer of this customer is stored within 30 days after; the row waits for it": [4, 5],
    }
    assert measured(folder) == {(12.5, 2.0, 1.0), (-1.0, -1.0, -1.0)}
    [again] = run("import", file)
    assert (again["accepted"], again["duplicates"], again["duplicate_rows"]) == (0, 1, [2])
    assert len(rejected_rows(folder)) == 5

    run("import", answers(tmp_path / "b.csv", "A9"), "--profile", "plain")
    [later] = run("import", file)
    assert (later["accepted"], later["duplicates"]) == (1, 1)
    assert (7.0, 1.0, 0.0) in measured(folder)
    assert len(rejected_rows(folder)) == 4


def test_the_erased_are_not_measured_again(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    run("import", answers(tmp_path / "a.csv", "A1", "A2"), "--profile", "plain")
    file = written(tmp_path / "o.csv", CONTACTS, "A1;30.1.2026;12,5;2;Kyllä", "A2;30.1.2026;1;0;Ei")
    run("import", file)
    run("erase", "--respondent", "A2")
    [again] = run("import", file)
    assert [(one["reason"], one["rows"]) for one in again["rejections"]] == [
        ("this respondent's answers were erased, and are not taken again", [3])
    ]
    assert measured(folder) == {(12.5, 2.0, 1.0)}
    assert not rejected_rows(folder)


def test_by_response_id_of_a_profile_of_answers(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    run("import", answers(tmp_path / "a.csv", "A1"), "--profile", "plain")
    text = (loading.profile_folders(folder)[1] / "operations.toml").read_text("utf-8")
    text = text.replace('customer = "Asiakasnumero"', 'response = ["Vastaus-ID"]').replace(
        "\n[joins]", '\n[joins]\nanswers = "plain"'
    )
    (folder / "profiles").mkdir()
    (folder / "profiles" / "contacts.toml").write_text(text, "utf-8")
    header = CONTACTS.replace("Asiakasnumero", "Vastaus-ID")
    file = written(tmp_path / "o.csv", header, "A1-1;1.1.2020;12,5;2;Kyllä", "A9-1;1.1.2020;1;1;Ei")
    [outcome] = run("import", file, "--profile", "contacts")
    assert (outcome["accepted"], outcome["rejections"][0]["rows"]) == (1, [3])
    assert measured(folder) == {(12.5, 2.0, 1.0)}


def test_an_unknown_file_is_proposed_and_needs_no_rebuild(run: Run, tmp_path: Path) -> None:
    """A second file that brings new measurements: the stored answers stay readable at every step."""
    run("import", answers(tmp_path / "a.csv", *(f"A{n}" for n in range(30))), "--profile", "plain")
    before = run("measure", "csat")
    rows = (f"A{n};{n % 9 + 1}.2.2026;{n},5;{('kyllä', 'ei')[n % 2]}" for n in range(30))
    file = written(tmp_path / "puhelut.csv", "Asiakasnumero;Soitto;Jonotus min;Takaisinsoitto", *rows)
    run("propose", file, "--write")
    assert run("measure", "csat") == before
    [outcome] = run("import", file)
    assert (outcome["profile"], outcome["content"], outcome["accepted"]) == ("puhelut", "operations", 30)
    assert len(measured(tmp_path / "own")) == 30
