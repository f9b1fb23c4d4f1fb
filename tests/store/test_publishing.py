"""What readers are served while files are written, broken off, damaged and replaced."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import duckdb
import pytest

from cxlib.errors import DamagedSnapshot, NoStore, OutdatedSnapshot, StoreBusy, StoreError
from cxlib.store import folder as layout
from cxlib.store.folder import StoreFolder, current, only_writer
from cxlib.store.snapshot import open_snapshot
from cxlib.store.writer import Writer
from tests.store.survey import a_codebook, a_programme, accepted, made_up, write

ROOT = Path(__file__).parents[2]

#: A process that imports without end, and is told at which step to stop and wait to be killed.
IMPORTING = dedent(
    """
    import sys, time
    from pathlib import Path
    from cxlib.store import folder, writer
    from tests.store.survey import a_codebook, a_programme, accepted, made_up

    where, step = Path(sys.argv[1]), sys.argv[2]

    def wait(*_):
        print("reached", flush=True)
        time.sleep(600)

    def stop_before(module, name):
        usual = getattr(module, name)
        def stopping(*given, **named):
            if step == name or (given and step in [str(one) for one in given]):
                wait()
            return usual(*given, **named)
        setattr(module, name, stopping)

    stop_before(writer, "send")
    stop_before(writer, "put_in_place")
    stop_before(folder, "_to_disk")
    stop_before(folder, "_write")
    stop_before(folder, "_forget_old")
    with writer.Writer(where, a_programme()) as writing:
        feedback = made_up(99, 50, first=1000)
        writing.add(feedback, accepted(feedback), a_codebook())
        writing.publish()
    """
)
STEPS = (
    "arrived",
    "add_response",
    "add_posting",
    "fresh_pair",
    "checkpoint",
    "put_in_place",
    "_to_disk",
    "CURRENT",
    "_forget_old",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, made_up(1, 30))
    return tmp_path


def respondents(folder: Path) -> int:
    store = open_snapshot(folder, a_programme())
    try:
        return sum(store.respondents(quarter) for quarter in store.quarters())
    finally:
        store.close()


@pytest.mark.parametrize("step", STEPS)
def test_an_import_killed_at_any_step_leaves_a_whole_snapshot(folder: Path, step: str) -> None:
    """The one before, or, once it is in place, the new one; and the next import goes on from there."""
    at = str(StoreFolder(folder).store / "CURRENT") if step == "CURRENT" else step
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORTING, str(folder), at], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "reached"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert respondents(folder) == (80 if step == "_forget_old" else 30)
    write(folder, made_up(2, 20, first=500))
    assert respondents(folder) == (100 if step == "_forget_old" else 50)
    litter = [path.name for path in StoreFolder(folder).store.iterdir() if ".tmp" in path.name]
    assert litter == []


def test_kills_at_random_moments(folder: Path) -> None:
    """Never backwards, never torn: what was whole stays, whatever moment the writer dies at."""
    seen = 30
    for attempt in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", IMPORTING, str(folder), "never"], cwd=ROOT, start_new_session=True
        )
        time.sleep(0.6 + 0.35 * attempt)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert respondents(folder) >= seen
        seen = respondents(folder)
    assert seen in (30, 80)


def test_a_snapshot_is_one_read_only_file_beside_its_name(folder: Path) -> None:
    place = StoreFolder(folder)
    assert (place.store / "CURRENT").read_text() == "cx-000001\n"
    assert stat.S_IMODE(place.file("cx-000001").stat().st_mode) == 0o440
    assert not list(place.store.glob("*.wal"))


def test_the_newest_four_are_kept(folder: Path) -> None:
    write(folder, *(made_up(number, 5, first=100 * number) for number in range(2, 8)))
    names = StoreFolder(folder).names()
    assert names == ("cx-000007", "cx-000006", "cx-000005", "cx-000004")
    assert len(list(StoreFolder(folder).store.glob("*.seal"))) == 4


def test_one_writer_at_a_time(folder: Path) -> None:
    with only_writer(folder), pytest.raises(StoreBusy, match=r"Another import or rebuild is writing.*Wait until"):
        write(folder, made_up(2, 5, first=100))
    write(folder, made_up(2, 5, first=100))
    assert respondents(folder) == 35


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    """Each tries until it is its turn; every answer of both is there in the end."""
    script = dedent(
        """
        import sys, time
        from pathlib import Path
        from cxlib.errors import StoreBusy
        from tests.store.survey import made_up, write
        start = int(sys.argv[2])
        for batch in range(5):
            feedback = made_up(start + batch, 10, first=start + 10 * batch)
            while True:
                try:
                    write(Path(sys.argv[1]), feedback)
                    break
                except StoreBusy:
                    time.sleep(0.02)
        """
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), str(start)], cwd=ROOT) for start in (0, 1000)
    ]
    assert [process.wait() for process in processes] == [0, 0]
    assert respondents(tmp_path) == 100
    assert current(tmp_path) == "cx-000010"


def test_readers_see_whole_snapshots_that_only_go_forward(folder: Path) -> None:
    """Every snapshot adds ten respondents to the same quarter, so that a torn one would not have a round number."""
    stop, faults, seen = threading.Event(), [], set()

    def read() -> None:
        last, served = 0, 0
        while not stop.is_set():
            try:
                store = open_snapshot(folder, a_programme())
                number = int(store.name.removeprefix("cx-"))
                counted = sum(store.respondents(quarter) for quarter in store.quarters())
                answered = sum(tally.respondents for tally in store.score_tally("recommend", by="stage").values())
                asked = sum(tally.respondents for tally in store.score_tally("recommend").values())
                if counted != 20 + 10 * number or answered != asked or number < last or store.notice:
                    faults.append((number, last, counted, answered, asked, store.notice))
                last, served = number, served + 1
                seen.add(number)
                store.close()
            except Exception as error:  # noqa: BLE001 (any error at all is a fault here)
                faults.append(repr(error))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        write(folder, *(made_up(number, 10, first=100 * number) for number in range(2, 14)))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert faults == []
    assert len(seen) >= 4


def test_threads_share_one_store(folder: Path) -> None:
    store = open_snapshot(folder, a_programme())
    wanted = store.score_tally("recommend")[None].counts
    outcomes: list[object] = []

    def ask() -> None:
        for _ in range(10):
            quarter = store.quarters()[0]
            outcomes.append(store.score_tally("recommend")[None].counts == wanted)
            outcomes.append(
                store.cause_tally(quarter, (("stage", ("new",)),)).count.sum()
                == store.respondents(quarter, (("stage", ("new",)),))
            )

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [True] * 80


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


def test_a_full_disk_is_refused_before_anything_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr(layout.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(StoreError, match=r"has 0 MB free, and a new snapshot needs \d+ MB\. Free some space and run"):
        write(folder, made_up(2, 5, first=100))
    monkeypatch.undo()
    assert respondents(folder) == 30
    write(folder, made_up(2, 5, first=100))
    assert respondents(folder) == 35


@pytest.mark.parametrize("room", [-100_000, 300_000, 1_500_000])
def test_a_disk_that_fills_while_writing(folder: Path, room: int) -> None:
    """The limit of a process stands in for a full disk: the snapshot before stays, and the sentence says so."""
    script = dedent(
        """
        import resource, signal, sys
        from pathlib import Path
        from cxlib.errors import StoreError
        from tests.store.survey import made_up, write
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limit = int(sys.argv[2])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            write(Path(sys.argv[1]), made_up(3, 20_000, first=10_000))
        except StoreError as error:
            print(error)
        """
    )
    limit = str(StoreFolder(folder).file("cx-000001").stat().st_size + room)
    said = subprocess.run(
        [sys.executable, "-c", script, str(folder), limit], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "could not be written" in said.stdout, said.stderr
    assert respondents(folder) == 30
    write(folder, made_up(2, 5, first=100))
    assert respondents(folder) == 35


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 96 MB that is really full when it is full."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk; the limit of a process stands in for it above")
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", place], check=False, capture_output=True
    ).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_disk_that_is_full_at_any_moment(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The snapshot before is served, the sentence says what to do, and once there is room the same import succeeds."""
    write(small_disk, made_up(1, 30))
    monkeypatch.setattr(layout, "SPARE_BYTES", 0)  # the look before beginning would refuse all of these
    feedback, ballast = made_up(3, 4_000, first=10_000), small_disk / "ballast"
    for left in (6_000_000, 3_000_000, 50_000):
        disk = os.statvfs(small_disk)
        ballast.write_bytes(bytes(disk.f_bavail * disk.f_frsize - left))
        with pytest.raises(StoreError, match=r"Free some space|make room"):
            write(small_disk, feedback)
        ballast.unlink()
        assert respondents(small_disk) == 30
    write(small_disk, made_up(2, 5, first=100))
    assert respondents(small_disk) == 35
    assert not [path.name for path in StoreFolder(small_disk).store.iterdir() if ".tmp" in path.name]


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
