"""What readers are served where a snapshot is damaged, lost or of another version."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from cxlib.errors import DamagedSnapshot, NoStore, OutdatedSnapshot, StoreError
from cxlib.store import folder as layout
from cxlib.store.folder import StoreFolder, current
from cxlib.store.snapshot import open_snapshot
from cxlib.store.writer import Writer
from tests.store.survey import a_codebook, a_programme, accepted, made_up, write


@pytest.fixture
def two_snapshots(folder: Path) -> Path:
    write(folder, made_up(2, 10, first=100))
    path = StoreFolder(folder).file("cx-000002")
    path.chmod(0o600)
    return folder


@pytest.mark.parametrize("harm", ["cut", "emptied", "flipped", "gone", "header"])
def test_a_damaged_snapshot_is_not_served(two_snapshots: Path, harm: str) -> None:
    path = StoreFolder(two_snapshots).file("cx-000002")
    content = bytearray(path.read_bytes())
    if harm == "gone":
        path.unlink()
    elif harm == "header":
        content[4096:8192] = bytes(4096)
        path.write_bytes(content)
    else:
        content[len(content) // 2] ^= 0xFF
        path.write_bytes({"cut": bytes(content[:-4096]), "emptied": b"", "flipped": bytes(content)}[harm])
    store = open_snapshot(two_snapshots, a_programme())
    assert store.name == "cx-000001"
    assert store.notice is not None
    assert (
        "The newest snapshot, cx-000002, is damaged, so cx-000001 before it is used. Import the files again"
        in store.notice
    )
    assert sum(store.respondents(quarter) for quarter in store.quarters()) == 30


def test_an_import_after_damage_goes_on_from_what_is_whole_and_says_so(two_snapshots: Path) -> None:
    StoreFolder(two_snapshots).file("cx-000002").write_bytes(b"no database")
    (outcome,) = write(two_snapshots, made_up(2, 10, first=100))
    assert "cx-000002, is damaged" in outcome.notes[0]
    store = open_snapshot(two_snapshots, a_programme())
    assert (store.name, store.notice) == ("cx-000003", None)
    assert sum(store.respondents(quarter) for quarter in store.quarters()) == 40


def test_rows_that_the_ledger_does_not_know_are_damage(two_snapshots: Path) -> None:
    """A file that DuckDB opens without a word, because whole transactions are missing, and whose seal was lost."""
    place = StoreFolder(two_snapshots)
    with duckdb.connect(str(place.file("cx-000002"))) as connection:
        connection.execute("delete from response where response_id = 3")
    layout._write(place.seal("cx-000002"), layout._seal(place.file("cx-000002")))
    store = open_snapshot(two_snapshots, a_programme())
    assert store.name == "cx-000001"


def test_tables_of_another_version_are_no_damage(two_snapshots: Path) -> None:
    place = StoreFolder(two_snapshots)
    with duckdb.connect(str(place.file("cx-000002"))) as connection:
        connection.execute("drop table stage_cause")
    layout._write(place.seal("cx-000002"), layout._seal(place.file("cx-000002")))
    with pytest.raises(OutdatedSnapshot, match=r"made by another version of Kuulo.*import the files again"):
        open_snapshot(two_snapshots, a_programme())


def test_nothing_whole_names_the_way_out(folder: Path) -> None:
    path = StoreFolder(folder).file("cx-000001")
    path.chmod(0o600)
    path.write_bytes(b"")
    with pytest.raises(
        DamagedSnapshot, match=r"No snapshot in .* is whole\. Bring the store folder back from a backup"
    ):
        open_snapshot(folder, a_programme())
    with pytest.raises(DamagedSnapshot), Writer(folder, a_programme()) as writer:
        writer.add(made_up(1, 5), accepted(made_up(1, 5)), a_codebook())


def test_a_lost_current_serves_the_newest_file(two_snapshots: Path) -> None:
    place = StoreFolder(two_snapshots)
    for content in ("", "nonsense", "../../etc/passwd"):
        (place.store / "CURRENT").write_text(content)
        assert current(two_snapshots) == "cx-000002"


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match=r"Nothing has been imported into .* yet\. Import a file with"):
        open_snapshot(tmp_path, a_programme())
    assert current(tmp_path) is None


@pytest.mark.parametrize("sealed", [True, False])
def test_no_flipped_byte_gives_other_numbers(
    two_snapshots: Path, monkeypatch: pytest.MonkeyPatch, sealed: bool
) -> None:
    """At places all over the file. Of a file too large to be sealed whole, every number is right or refused."""
    if not sealed:
        monkeypatch.setattr(layout, "SEALED_BYTES", 0)
    path = StoreFolder(two_snapshots).file("cx-000002")
    content = path.read_bytes()
    right = {"cx-000001": 30, "cx-000002": 40}
    served = set()
    places = 40 if sealed else 12
    for place in range(places):
        flipped = bytearray(content)
        flipped[len(content) * (2 * place + 1) // (2 * places)] ^= 0x20
        path.write_bytes(flipped)
        try:
            store = open_snapshot(two_snapshots, a_programme())
            answered = sum(tally.respondents for tally in store.score_tally("recommend").values())
            counted = sum(store.respondents(quarter) for quarter in store.quarters())
            store.close()
        except DamagedSnapshot:
            continue
        served.add(store.name)
        assert counted == right[store.name]
        assert answered <= counted
    assert ("cx-000002" in served) is not sealed


def test_a_lost_secret_is_said(folder: Path) -> None:
    (folder / "secret.key").write_text("short")
    with pytest.raises(StoreError, match=r"secret\.key .* is not the key that was made there"):
        write(folder, made_up(2, 5, first=100))
