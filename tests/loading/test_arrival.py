"""Files that somebody brought: tried beside the organisation, adopted as a whole or not at all, and never kept."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from cxlib import loading
from cxlib.errors import SelectionError, StoreError
from cxlib.loading import arrival
from cxlib.loading.arrival import Arrival
from cxlib.store.folder import current
from cxlib.store.rejects import rejected_rows
from tests import small_survey
from tests.small_survey import HEADER, line

UNKNOWN = "Tunnus;Pvm;Suosittelisitko (0-10);Miksi?\n" + "\n".join(
    f"X{n};{n % 27 + 1}.7.2026;{n % 11};Jonotin {n} minuuttia ja sitten {n} kertaa" for n in range(40)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_survey.settle(tmp_path / "bank")


def brought(folder: Path, *files: tuple[str, str]) -> Arrival:
    shipped = loading.profile_folders(folder)[1]
    return arrival.receive(folder, shipped, [(name, text.encode()) for name, text in files])


def silent(share: float, what: str) -> None:
    """Nobody is told."""


def test_what_is_known_is_tried_without_a_trace_and_then_taken(folder: Path) -> None:
    here = brought(folder, ("syksy.csv", "\n".join([HEADER, line("R1"), line("R2", nps=15)])))
    seen = arrival.looked_at(here, here.files[0])
    assert seen.profile is not None
    assert (seen.state, seen.profile.name) == ("ready", "own")
    (tried,) = arrival.tried(here, {here.files[0]: "own"}, silent)
    assert (tried.accepted, tried.rejected, tried.rejections[0].rows) == (1, 1, (3,))
    assert current(folder) is None
    assert rejected_rows(folder) == ()
    shares: list[float] = []
    (taken,) = arrival.taken(here, {here.files[0]: "own"}, lambda share, _: shares.append(share))
    assert replace(taken, notes=()) == replace(tried, notes=())
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    assert not here.scratch.exists()
    (row,) = rejected_rows(folder)
    (corrected,) = arrival.correct(folder, here.shipped, "own", [(row.id, {**dict(row.cells), "nps": "5"})], silent)
    assert corrected.accepted == 1
    assert rejected_rows(folder) == ()
    assert not list((folder / "uploads").iterdir())


def test_a_mapping_becomes_a_profile_and_a_part_of_the_programme_when_it_is_taken(folder: Path) -> None:
    before = (folder / "programme.toml").read_text("utf-8")
    first = brought(folder, ("eka.csv", "\n".join([HEADER, line("R1")])))
    arrival.taken(first, {first.files[0]: "own"}, silent)
    here = brought(folder, ("uusi.csv", UNKNOWN))
    assert arrival.looked_at(here, here.files[0]).state == "unknown"
    mapping = arrival.proposed(here, here.files[0], None)
    name = arrival.put_on_trial(here, mapping)
    arrival.withdraw(here, name)
    name = arrival.put_on_trial(here, mapping)
    assert arrival.tried(here, {here.files[0]: name}, silent)[0].accepted == 40
    assert (folder / "programme.toml").read_text("utf-8") == before
    assert arrival.taken(here, {here.files[0]: name}, silent)[0].responses == 40
    assert (folder / "profiles" / f"{name}.toml").is_file()
    assert (folder / "programme.toml").read_text("utf-8").startswith(before.rstrip())
    again = brought(folder, ("uusi.csv", UNKNOWN))
    seen = arrival.looked_at(again, again.files[0])
    assert seen.profile is not None
    assert (seen.state, seen.profile.name) == ("ready", name)


def test_an_import_that_fails_leaves_the_definitions_as_they_were(folder: Path) -> None:
    before = (folder / "programme.toml").read_text("utf-8")
    here = brought(folder, ("uusi.csv", UNKNOWN))
    name = arrival.put_on_trial(here, arrival.proposed(here, here.files[0], None))
    here.files[0].write_text("a;b\n1;2\n", "utf-8")
    with pytest.raises(StoreError):
        arrival.taken(here, {here.files[0]: name}, silent)
    assert (folder / "programme.toml").read_text("utf-8") == before
    assert not (folder / "profiles" / f"{name}.toml").exists()


def test_other_kinds_of_files_are_refused_and_names_are_made_safe(folder: Path) -> None:
    with pytest.raises(SelectionError, match=r"virus\.exe: answers come as csv"):
        brought(folder, ("virus.exe", "x"))
    here = brought(folder, ("../../etc/pass wd?.CSV", "x"), ("pass wd_.csv", "y"))
    assert [path.name for path in here.files] == ["pass wd_.csv", "pass wd_ (2).csv"]
    assert {path.parent for path in here.files} == {here.scratch / "files"}


def test_what_was_left_behind_goes_after_an_hour(folder: Path) -> None:
    old = brought(folder, ("a.csv", "x"))
    os.utime(old.scratch, (0, 0))
    new = brought(folder, ("b.csv", "x"))
    assert (old.scratch.exists(), new.scratch.exists()) == (False, True)
