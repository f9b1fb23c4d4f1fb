"""The store's folder: which snapshot is served, who may write, and how a finished file is put in its place."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from cxlib.errors import StoreBusy, StoreError

#: Snapshots kept beside the newest, so that a damaged one has predecessors to fall back to.
KEPT_SNAPSHOTS = 4
#: Space beyond the copy of the last snapshot that a writer wants: for the new rows and for DuckDB's own scratch files.
SPARE_BYTES = 64 * 2**20
#: Up to here a snapshot's bytes are checked against its seal at every open (some 60 ms); above, its length alone is.
SEALED_BYTES = 64 * 2**20

_SNAPSHOT = re.compile(r"cx-(\d{6,})")


@dataclass(frozen=True)
class StoreFolder:
    """The places of one organisation's store under its data folder (`CX_DATA`)."""

    data: Path

    @property
    def store(self) -> Path:
        return self.data / "store"

    @property
    def lock(self) -> Path:
        """The writers' lock. Never a database file: closing one anywhere in a process drops DuckDB's own lock on it."""
        return self.store / "writer.lock"

    def file(self, name: str) -> Path:
        return self.store / f"{name}.duckdb"

    def seal(self, name: str) -> Path:
        return self.store / f"{name}.seal"

    def unfinished(self, name: str) -> Path:
        return self.store / f"{name}.duckdb.tmp"

    @property
    def social(self) -> Path:
        """The data folder of the posts on social media, with a programme and a store of its own."""
        return self.data / "social"

    @property
    def purge(self) -> Path:
        """There while an erasure is being completed: names the first snapshot without what was erased."""
        return self.store / "PURGE"

    def names(self) -> tuple[str, ...]:
        """Every snapshot there is, newest first."""
        found = [path.stem for path in self.store.glob("cx-*.duckdb") if _SNAPSHOT.fullmatch(path.stem)]
        return tuple(sorted(found, key=number, reverse=True))


def number(name: str) -> int:
    """Return a snapshot's number.

    >>> number("cx-000012")
    12
    """
    match = _SNAPSHOT.fullmatch(name)
    if match is None:
        raise StoreError(f"'{name}' is not the name of a snapshot; they look like cx-000012.")
    return int(match.group(1))


def current(folder: Path) -> str | None:
    """Return the name of the snapshot that is served, or None where nothing was imported yet.

    Cheap enough to be asked every second: it reads one line. Where that line is lost, the newest file is served.

    >>> import tempfile
    >>> current(Path(tempfile.mkdtemp())) is None
    True
    """
    place = StoreFolder(folder)
    try:
        text = (place.store / "CURRENT").read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        text = ""
    return text if _SNAPSHOT.fullmatch(text) else next(iter(place.names()), None)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the writers' lock for the length of a with-block.

    Raises
    ------
    StoreBusy
        When another process, or another thread of this one, holds it.
    """
    place = StoreFolder(folder)
    place.store.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise StoreBusy(
            f"Another import or rebuild is writing to {place.store}. Wait until it has finished and try again."
        ) from None
    try:
        yield
    finally:
        lock.release()


def clean(folder: Path) -> None:
    """Remove what a killed writer left behind. Only for the holder of the lock."""
    place = StoreFolder(folder)
    served = current(folder)
    _purge(place, served)
    for name in place.names():
        if served is not None and number(name) > number(served):  # finished, but never made current
            _forget(place, name)
    for path in [*place.store.glob("*.tmp"), *place.store.glob("*.tmp.wal")]:
        if not path.is_dir():
            path.unlink(missing_ok=True)
        elif not path.with_suffix("").exists():  # DuckDB's scratch folder; that of a served snapshot may be in use
            shutil.rmtree(path, ignore_errors=True)


def copy_of(folder: Path, name: str, successor: str) -> Path:
    """Copy a snapshot, which nobody changes any more, to be added to; return the unfinished copy."""
    place = StoreFolder(folder)
    want_space(folder, place.file(name).stat().st_size + SPARE_BYTES)
    unfinished = place.unfinished(successor)
    with _told_if_full(place):
        shutil.copyfile(place.file(name), unfinished)
    return unfinished


def want_space(folder: Path, wanted: int) -> None:
    """Refuse to begin what the disk cannot hold.

    Raises
    ------
    StoreError
        When less than `wanted` bytes are free.
    """
    free = shutil.disk_usage(StoreFolder(folder).store).free
    if free < wanted:
        raise StoreError(
            f"The disk of {StoreFolder(folder).store} has {free // 2**20} MB free, and a new snapshot needs "
            f"{wanted // 2**20 + 1} MB. Free some space and run the same command again; the store is as it was."
        )


def put_in_place(folder: Path, name: str, *, alone: bool = False) -> None:
    """Turn a finished, closed file into the snapshot that is served. Whoever is killed in here loses nothing.

    With `alone`, every older snapshot goes, since something was erased from this one; who is killed in between leaves
    a note of it, which the next writer acts on.
    """
    place = StoreFolder(folder)
    unfinished = place.unfinished(name)
    if (leftover := unfinished.with_name(unfinished.name + ".wal")).exists():
        raise StoreError(f"{leftover.name} was left beside a finished snapshot. Run the same command again.")
    with _told_if_full(place):
        _to_disk(unfinished)
        unfinished.chmod(0o440)
        _write(place.seal(name), _seal(unfinished))
        if alone:
            _write(place.purge, name)
        unfinished.replace(place.file(name))
        _write(place.store / "CURRENT", name)
    _purge(place, name)
    _forget_old(place)


def is_whole(folder: Path, name: str) -> bool:
    """Whether a snapshot's file is as it was when it was published, by its length and, if small, by every byte."""
    place = StoreFolder(folder)
    try:
        sealed_length, digest = place.seal(name).read_text("ascii").split()
        length = place.file(name).stat().st_size
    except (FileNotFoundError, ValueError, UnicodeDecodeError):
        return False
    if str(length) != sealed_length:
        return False
    return length > SEALED_BYTES or _digest(place.file(name)) == digest


def secret(folder: Path) -> str:
    """Return the organisation's secret for hashing identities; made at first use, readable by its owner alone."""
    path = folder / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _existing_secret(path)
    with os.fdopen(descriptor, "w") as file:
        file.write(made := secrets.token_hex(16))
        file.flush()
        os.fsync(file.fileno())
    return made


def _existing_secret(path: Path) -> str:
    text = path.read_text("ascii").strip()
    if not re.fullmatch(r"[0-9a-f]{32}", text):
        raise StoreError(
            f"{path.name} in {path.parent} is not the key that was made there (32 hexadecimal digits). Bring it back "
            "from a backup: without it, answers imported again would not be recognised."
        )
    return text


@contextmanager
def _told_if_full(place: StoreFolder) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"The new snapshot could not be written to {place.store} ({error.strerror}). The store is as it was; "
            "make room and run the same command again."
        ) from error


def _seal(path: Path) -> str:
    return f"{path.stat().st_size} {_digest(path) if path.stat().st_size <= SEALED_BYTES else '-'}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def put_file(path: Path, text: str) -> None:
    """Write a small text file of the organisation's so that it is there as a whole, or as it was before."""
    put_bytes(path, text.encode("utf-8"))


def put_bytes(path: Path, content: bytes) -> None:
    """Write a file of the organisation's so that it is there as a whole, or as it was before.

    Raises
    ------
    StoreError
        When it cannot be written.
    """
    beside = path.with_name(path.name + ".tmp")
    try:
        beside.write_bytes(content)
        _to_disk(beside)
        beside.replace(path)
        _to_disk(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StoreError(
            f"{path} could not be written ({error.strerror}). It is as it was; make room and run the command again."
        ) from error


def _write(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".tmp")
    beside.write_text(text + "\n", "ascii")
    _to_disk(beside)
    beside.replace(path)
    _to_disk(path.parent)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def empty(folder: Path) -> None:
    """Take every snapshot away, as the made-up company's are when an organisation's own answers come.

    Raises
    ------
    StoreBusy
        When somebody is writing.
    """
    place = StoreFolder(folder)
    with only_writer(folder):
        last = max(map(number, place.names()), default=0)
        _write(place.store / "LAST", f"{last}\n")
        (place.store / "CURRENT").unlink(missing_ok=True)
        for name in place.names():
            _forget(place, name)


def first_name(folder: Path) -> str:
    """Return the name for the first snapshot of an empty store.

    One that was emptied goes on counting: a server keeps what it read under a name, and DuckDB the file it has open.
    """
    last = StoreFolder(folder).store / "LAST"
    return f"cx-{(int(last.read_text('ascii')) if last.is_file() else 0) + 1:06d}"


def purge_pending(folder: Path) -> bool:
    """Whether snapshots are still there that were to go because something was erased."""
    return StoreFolder(folder).purge.is_file()


def _purge(place: StoreFolder, served: str | None) -> None:
    """Remove the snapshots from before an erasure, once the one without what was erased is served."""
    if not place.purge.is_file():
        return
    first = place.purge.read_text("ascii").strip()
    if served is not None and _SNAPSHOT.fullmatch(first) and number(served) >= number(first):
        for name in place.names():
            if number(name) < number(first):
                _forget(place, name)
    place.purge.unlink()


def _forget_old(place: StoreFolder) -> None:
    for name in place.names()[KEPT_SNAPSHOTS:]:
        _forget(place, name)


def _forget(place: StoreFolder, name: str) -> None:
    place.file(name).unlink(missing_ok=True)
    place.seal(name).unlink(missing_ok=True)
