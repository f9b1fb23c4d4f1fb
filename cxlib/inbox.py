"""The drop folder: whatever is put into `inbox/` is recognised, imported, and moved aside with what became of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from cxlib import loading
from cxlib.errors import KuuloError, StoreError
from cxlib.terms.delivery import Delivery

#: A file whose length or time has changed within so many seconds is still being written.
SECONDS_STILL = 2.0
#: Names that a program gives a file while it writes it, and those that no person put there.
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".filepart", ".swp")


def place(folder: Path) -> Path:
    """Return the drop folder of an organisation."""
    return folder / "inbox"


def prepare(folder: Path) -> Path:
    """Make the drop folder and those to which files are moved."""
    for path in (place(folder), place(folder) / "done", place(folder) / "refused"):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place(folder)


def take_in(
    folder: Path, *, still: float = SECONDS_STILL, progress: loading.Progress | None = None
) -> tuple[Delivery, ...]:
    """Import every finished file in the drop folder, the oldest first, each published by itself.

    A file is moved when its answers are in the store; whoever is killed before that finds it there, imported, and what
    is stored already is not added twice.

    Raises
    ------
    StoreError
        When the store cannot be written to now: somebody else is writing, or the disk is full. The files stay.
    """
    prepare(folder)
    return tuple(_deliver(folder, path, still, progress) for path in list(_waiting(folder)))


def take_one(folder: Path, path: Path, *, progress: loading.Progress | None = None) -> Delivery:
    """Import one file of the drop folder that is known to be finished, and move it.

    Raises
    ------
    StoreError
        As `take_in`.
    """
    prepare(folder)
    return _deliver(folder, path, 0.0, progress)


def watch(
    folder: Path,
    tell: Callable[[Delivery], None],
    *,
    seconds: float = 5.0,
    still: float = SECONDS_STILL,
    until: Callable[[], bool] = lambda: False,
) -> None:
    """Take in whatever comes, until told to stop; a store that is busy or full is tried again, and told of once."""
    told = ""
    while not until():
        try:
            for delivery in take_in(folder, still=still):
                if delivery.state != "waiting":
                    tell(delivery)
            told = ""
        except StoreError as error:
            if str(error) != told:
                tell(Delivery("", "waiting", told := str(error)))
        time.sleep(seconds)


def _waiting(folder: Path) -> Iterator[Path]:
    files = [path for path in place(folder).iterdir() if path.is_file() and not path.is_symlink()]
    kept = [path for path in files if not path.name.startswith(".") and path.suffix.lower() not in _UNFINISHED]
    yield from sorted(kept, key=lambda path: (path.stat().st_mtime_ns, path.name))


def _deliver(folder: Path, path: Path, still: float, progress: loading.Progress | None) -> Delivery:
    if not _is_still(path, still):
        return Delivery(path.name, "waiting")
    try:
        (outcome,) = loading.import_files(folder, [path], _pinned(path), progress=progress)
    except StoreError:
        raise
    except KuuloError as error:
        reason = str(error)
        aside = _move(path, place(folder) / "refused")
        aside.with_name(f"{aside.name}.reason.txt").write_text(f"{reason}\n", "utf-8")
        return Delivery(path.name, "refused", reason)
    _move(path, place(folder) / "done")
    return Delivery(path.name, "taken", reconciliation=outcome)


def _is_still(path: Path, seconds: float) -> bool:
    """Whether nobody has written to a file for a while, and it was not put there with an older time and is growing."""
    before = path.stat()
    if time.time() - max(before.st_mtime, before.st_ctime) < seconds:
        return False
    after = path.stat()
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def _pinned(path: Path) -> str | None:
    """Return the profile that a file's name asks for: `answers@NAME.csv`; None where it is to be recognised."""
    _, at, name = path.stem.rpartition("@")
    return name if at and name else None


def _move(path: Path, target: Path) -> Path:
    """Move a file aside under a name that none has there."""
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
    aside, number = target / f"{path.stem}.{stamp}{path.suffix}", 2
    while aside.exists():
        aside, number = target / f"{path.stem}.{stamp}-{number}{path.suffix}", number + 1
    os.replace(path, aside)  # noqa: PTH105 (one step, also where a watcher looks at the same moment)
    aside.chmod(0o600)
    return aside
