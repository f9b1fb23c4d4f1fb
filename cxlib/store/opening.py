"""Which snapshot to open: the one that is served, or the newest before it that is whole."""

from __future__ import annotations

from pathlib import Path

from cxlib.errors import DamagedSnapshot
from cxlib.store.connection import WAY_OUT, Connection, columns, reading
from cxlib.store.folder import StoreFolder, current, is_whole, number
from cxlib.store.ledger import verify


def newest_whole(folder: Path) -> tuple[str | None, str | None]:
    """Return the name of the newest snapshot that is whole, None in an empty store, and a notice if it is not the last.

    Raises
    ------
    DamagedSnapshot
        When there are snapshots and none of them is whole.
    """
    if current(folder) is None:
        return None, None
    connection, name, notice = open_newest_whole(folder)
    connection.close()
    return name, notice


def is_made_up(folder: Path) -> bool:
    """Tell whether the snapshot that is served holds made-up answers, whatever the definitions say by now."""
    if current(folder) is None:
        return False
    connection, _, _ = open_newest_whole(folder)
    try:
        return bool(columns(connection, "snapshot")["made_up"][0])
    finally:
        connection.close()


def open_newest_whole(folder: Path) -> tuple[Connection, str, str | None]:
    """Open the newest snapshot that is whole; return it, its name, and a notice if it is not the last."""
    while True:
        served = current(folder)
        try:
            found = _newest_whole_until(folder, served)
        except DamagedSnapshot:
            if current(folder) == served:
                raise
            continue
        if found[1] == served or current(folder) == served:
            return found
        found[0].close()  # newer ones were published meanwhile, and the one looked for made room for them


def _newest_whole_until(folder: Path, served: str | None) -> tuple[Connection, str, str | None]:
    reasons: list[str] = []
    for name in _candidates(folder, served):
        try:
            return _opened(folder, name), name, _notice(served, name)
        except DamagedSnapshot as error:
            reasons.append(f"{name}: {error}")
    tried = "\n".join(reasons) or f"{served}: the file is not there."
    raise DamagedSnapshot(f"No snapshot in {StoreFolder(folder).store} is whole. {WAY_OUT}\n{tried}")


def _candidates(folder: Path, served: str | None) -> list[str]:
    return [name for name in StoreFolder(folder).names() if served is None or number(name) <= number(served)]


def _opened(folder: Path, name: str) -> Connection:
    if not is_whole(folder, name):
        raise DamagedSnapshot("the file is not as it was published.")
    connection = reading(StoreFolder(folder).file(name))
    try:
        verify(connection)
    except DamagedSnapshot:
        connection.close()
        raise
    return connection


def _notice(served: str | None, name: str) -> str | None:
    if name == served:
        return None
    return (
        f"The newest snapshot, {served}, is damaged, so {name} before it is used. "
        "Import the files again that were added since; what is stored already is not added twice."
    )
