"""The drop folder: files come in by themselves, once each, and nothing that is refused gets lost."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from cxlib import inbox, loading
from cxlib.errors import StoreBusy
from cxlib.store.folder import current, only_writer
from cxlib.terms.delivery import Delivery
from tests import small_survey
from tests.small_survey import line, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_survey.settle(tmp_path / "bank")


def dropped(folder: Path, name: str, lines: list[str]) -> Path:
    return write(inbox.prepare(folder) / name, lines)


def moved(folder: Path, where: str) -> list[str]:
    return sorted(path.name.split(".")[0] for path in (folder / "inbox" / where).iterdir())


def respondents(folder: Path) -> int:
    store = loading.open_store(loading.organisation(folder))
    try:
        return sum(store.score_tally("nps")[None].counts.values())
    finally:
        store.close()


def test_a_file_is_recognised_imported_and_moved(folder: Path) -> None:
    dropped(folder, "viikko1.csv", [line("R1"), line("R2", nps=15)])
    (delivery,) = inbox.take_in(folder, still=0)
    assert delivery.state == "taken"
    assert delivery.reconciliation is not None
    assert (delivery.reconciliation.accepted, delivery.reconciliation.rejected) == (1, 1)
    assert (moved(folder, "done"), moved(folder, "refused")) == (["viikko1"], [])
    assert inbox.take_in(folder, still=0) == ()


def test_the_same_file_again_changes_nothing(folder: Path) -> None:
    for _ in range(2):
        dropped(folder, "viikko1.csv", [line("R1"), line("R2")])
        inbox.take_in(folder, still=0)
    assert respondents(folder) == 2
    assert current(folder) == "cx-000001"
    assert len(list((folder / "inbox" / "done").iterdir())) == 2


def test_a_file_that_nobody_knows_is_moved_aside_with_the_reason(folder: Path) -> None:
    (inbox.prepare(folder) / "outo.csv").write_text("a,b\n1,2\n", "utf-8")
    (inbox.prepare(folder) / "tyhja.csv").write_text("", "utf-8")
    dropped(folder, "hyva.csv", [line("R1")])
    found = {delivery.file: delivery.state for delivery in inbox.take_in(folder, still=0)}
    assert found == {"outo.csv": "refused", "tyhja.csv": "refused", "hyva.csv": "taken"}
    (reason,) = (folder / "inbox" / "refused").glob("outo*.reason.txt")
    assert "python -m cxlib propose" in reason.read_text("utf-8")
    assert respondents(folder) == 1


def test_a_half_written_file_waits(folder: Path) -> None:
    path = dropped(folder, "viikko1.csv", [line("R1")])
    (inbox.prepare(folder) / "lataus.csv.part").write_text("id", "utf-8")
    assert inbox.take_in(folder, still=60) == (Delivery("viikko1.csv", "waiting"),)
    os.utime(path, (time.time() - 900, time.time() - 900))
    assert [one.state for one in inbox.take_in(folder, still=60)] == ["waiting"], "an old time, but written just now"
    assert [one.state for one in inbox.take_in(folder, still=0)] == ["taken"]
    assert (folder / "inbox" / "lataus.csv.part").exists()


def test_a_name_may_say_the_profile(folder: Path) -> None:
    dropped(folder, "viikko1@own.csv", [line("R1")])
    dropped(folder, "viikko2@none.csv", [line("R2")])
    found = {delivery.file: delivery.state for delivery in inbox.take_in(folder, still=0)}
    assert found == {"viikko1@own.csv": "taken", "viikko2@none.csv": "refused"}


def test_a_busy_store_leaves_the_files_where_they_are(folder: Path) -> None:
    dropped(folder, "viikko1.csv", [line("R1")])
    with only_writer(folder), pytest.raises(StoreBusy):
        inbox.take_in(folder, still=0)
    assert [one.state for one in inbox.take_in(folder, still=0)] == ["taken"]


def test_watching_goes_on_over_a_busy_store_and_tells_of_it_once(folder: Path) -> None:
    told: list[Delivery] = []
    rounds = iter([False, False, True])
    dropped(folder, "viikko1.csv", [line("R1")])
    with only_writer(folder):
        inbox.watch(folder, told.append, seconds=0, still=0, until=lambda: next(rounds))
    assert [one.state for one in told] == ["waiting"]
    rounds = iter([False, True])
    inbox.watch(folder, told.append, seconds=0, still=0, until=lambda: next(rounds))
    assert [one.state for one in told] == ["waiting", "taken"]


def test_killed_between_storing_and_moving_nothing_is_doubled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> Path:
        raise KeyboardInterrupt

    dropped(folder, "viikko1.csv", [line("R1"), line("R2")])
    monkeypatch.setattr(inbox, "_move", killed)
    with pytest.raises(KeyboardInterrupt):
        inbox.take_in(folder, still=0)
    monkeypatch.undo()
    (delivery,) = inbox.take_in(folder, still=0)
    assert delivery.reconciliation is not None
    assert delivery.reconciliation.duplicates == 2
    assert (respondents(folder), moved(folder, "done")) == (2, ["viikko1"])
