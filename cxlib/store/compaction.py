"""Copying a snapshot into a file that never held what was erased from it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from cxlib.errors import StoreError
from cxlib.store.connection import send


def compact(path: Path) -> None:
    """Replace an unfinished, closed snapshot by a copy of what is in it.

    DuckDB leaves the bytes of a deleted row in its file until it needs their room.

    Raises
    ------
    StoreError
        When the disk is full.
    """
    beside = path.with_name(f"compact-{path.name}")
    beside.unlink(missing_ok=True)
    # the one connection that may open other files: it is given two by name, and nothing else
    with duckdb.connect(":memory:", config={"lock_configuration": "true"}) as connection:
        for step in ("attach_source", "attach_target", "copy_source", "checkpoint_target"):
            send(connection, step, {"source": str(path), "target": str(beside)})
    if (leftover := beside.with_name(f"{beside.name}.wal")).exists():
        raise StoreError(f"{leftover.name} was left beside a copied snapshot. Run the same command again.")
    beside.replace(path)
