"""What readers are served while files are written, broken off and replaced."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from textwrap import dedent

import pytest

from cxlib.errors import StoreBusy
from cxlib.store.folder import StoreFolder, current, only_writer
from cxlib.store.snapshot import open_snapshot
from tests.store.survey import a_programme, made_up, respondents, write

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
