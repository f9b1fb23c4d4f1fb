"""A disk that is full before, while and after a snapshot is written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from cxlib.errors import StoreError
from cxlib.store import folder as layout
from cxlib.store.folder import StoreFolder
from tests.store.survey import made_up, respondents, write

ROOT = Path(__file__).parents[2]


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
