"""The demo's files: the same bytes every time, and read whole by the profiles that ship with them."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from stdnum.fi import hetu

from cxlib.demo import definition_files, write_demo
from cxlib.demo.export import DOUBLED_ROWS
from cxlib.demo.personal import reserved_identity
from cxlib.demo.templates import PROFILES
from cxlib.intake import read_codebook, read_file, read_profile, read_programme
from cxlib.terms.feedback import Feedback, Reconciliation

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return write_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new folder with copies of the definitions, as a first start makes it."""
    folder = tmp_path_factory.mktemp("definitions")
    for path in definition_files():
        shutil.copy(path, folder / path.name)
    return folder


@pytest.fixture(scope="module")
def taken(files: tuple[Path, ...], definitions: Path) -> list[tuple[Feedback, Reconciliation]]:
    programme = read_programme(definitions / "programme.toml")
    profiles = [read_profile(definitions / f"{name}.toml") for name in PROFILES]
    return [read_file(path, profile, programme) for path, profile in zip(files, profiles, strict=True)]


def digest(files: tuple[Path, ...]) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]


def test_the_same_bytes_in_another_process_with_other_hashes(files: tuple[Path, ...], tmp_path: Path) -> None:
    code = "import sys, pathlib, cxlib.demo as d; d.write_demo(pathlib.Path(sys.argv[1]))"
    environment = {"PYTHONHASHSEED": "4711", "LC_ALL": "C", "PYTHONPATH": str(CHECKOUT)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment, cwd=tmp_path)
    assert digest(tuple(tmp_path / path.name for path in files)) == digest(files)


def test_another_seed_gives_another_company(files: tuple[Path, ...], tmp_path: Path) -> None:
    assert digest(write_demo(tmp_path, seed=5)) != digest(files)


def test_progress_goes_from_nothing_to_all(tmp_path: Path) -> None:
    shares: list[float] = []
    write_demo(tmp_path, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_the_export_looks_like_a_finnish_one(files: tuple[Path, ...]) -> None:
    text = files[0].read_text(encoding="utf-8")
    assert text.startswith("Vastaus-ID;Asiakasnumero;Vastauspäivä;")
    assert re.search(r";\d{1,2}\.\d{1,2}\.20\d\d;", text)
    assert re.search(r";\d+,\d;", text)


def test_every_row_is_accounted_for(taken: list[tuple[Feedback, Reconciliation]]) -> None:
    for _, told in taken:
        assert told.read == told.accepted + told.rejected + told.duplicates
        assert told.rejected == 0
    assert taken[0][1].duplicates == DOUBLED_ROWS
    assert 19_000 < taken[0][1].responses < 21_000
    assert 5_500 < len(taken[0][0].verbatims) < 6_500


def test_invitations_reach_whom_they_are_about(taken: list[tuple[Feedback, Reconciliation]]) -> None:
    invitations = taken[1][0].invitations
    assert 95_000 < invitations.invited.sum() < 105_000
    assert invitations.delivered.sum() == pytest.approx(0.975 * invitations.invited.sum(), rel=0.01)
    assert (invitations.delivered <= invitations.invited).all()


def test_nobody_answered_from_a_group_that_was_not_asked(taken: list[tuple[Feedback, Reconciliation]]) -> None:
    groups = ["stage", "product", "channel", "touchpoint", "segment", "age_group"]
    asked = taken[1][0].invitations[groups].fillna("").drop_duplicates()
    answered = taken[0][0].responses[groups].fillna("").drop_duplicates()
    assert len(answered.merge(asked, on=groups)) == len(answered)


def test_a_dash_is_no_open_answer(files: tuple[Path, ...], taken: list[tuple[Feedback, Reconciliation]]) -> None:
    raw = pd.read_csv(files[0], sep=";", dtype=str, keep_default_na=False)["Miksi annoit tämän arvosanan?"]
    assert (raw == "-").sum() > 10
    assert not taken[0][0].verbatims.text.isin(["-", ".", "ei mitään"]).any()


def test_the_definitions_belong_together(definitions: Path) -> None:
    programme, codebook = read_programme(definitions / "programme.toml"), read_codebook(definitions / "codebook.toml")
    assert programme.made_up
    assert [version.valid_from for version in programme.index_versions][1].previous in {
        quarter for event in programme.events for quarter in (event.quarter.previous,)
    }
    assert {theme.controllability for theme in codebook.themes} == {"ours", "partner", "regulation"}
    assert all(
        all((theme.owner.fi, theme.owner.sv, theme.owner.en)) and theme.action.fi and theme.action.en
        for theme in codebook.themes
    )


def test_identity_codes_are_valid_and_nobodys() -> None:
    for number in range(0, 100, 7):
        code = reserved_identity(1 + number % 28, 1 + number % 12, 40 + number % 50, number)
        assert hetu.is_valid(code, allow_temporary=True)
        assert not hetu.is_valid(code)
