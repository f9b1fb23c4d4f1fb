"""Changing what has been published: the one writer works on a copy, and puts it in its place or leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cxlib.store.connection import Connection
from cxlib.store.folder import clean, only_writer
from cxlib.store.opening import newest_whole
from cxlib.store.writer import finish, unfinished
from cxlib.terms.programme import Programme


@dataclass(frozen=True)
class Successor:
    """A copy of the newest snapshot, open for writing and seen by nobody."""

    folder: Path
    name: str
    connection: Connection

    def publish(self, programme: Programme, *, forgetting: bool = False) -> str:
        """Put it in its place and return its name; with `forgetting`, nothing that was deleted stays on the disk."""
        return finish(self.connection, self.folder, self.name, programme, forgetting=forgetting)


@contextmanager
def changing(folder: Path) -> Iterator[Successor | None]:
    """Lend the one writer a copy of the newest whole snapshot, or nothing where nothing has been imported.

    What has not been published when the block ends, leaves no trace. Readers go on reading meanwhile.

    Raises
    ------
    StoreBusy
        When somebody else is writing.
    """
    with only_writer(folder):
        clean(folder)
        base, _ = newest_whole(folder)
        if base is None:
            yield None
            return
        connection, name = unfinished(folder, base)
        try:
            yield Successor(folder, name, connection)
        finally:
            connection.close()
            clean(folder)
