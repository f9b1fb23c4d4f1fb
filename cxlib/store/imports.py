"""The ledger of files: what was imported, when, by which profile, and what became of its rows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from cxlib.store.connection import Columns, columns
from cxlib.store.folder import current
from cxlib.store.opening import open_newest_whole
from cxlib.terms.imported_file import ImportedFile


def imported_files(folder: Path) -> tuple[ImportedFile, ...]:
    """Return every file that brought something, the latest first; none where nothing was imported yet.

    Raises
    ------
    DamagedSnapshot
        When no snapshot is whole.
    """
    if current(folder) is None:
        return ()
    connection, _, _ = open_newest_whole(folder)
    try:
        found = columns(connection, "batches")
    finally:
        connection.close()
    return tuple(_line(found, place) for place in reversed(range(len(found["batch"]))))


def _line(found: Columns, place: int) -> ImportedFile:
    rejected, duplicates = _given(found, "rows_rejected", place), _given(found, "rows_duplicate", place)
    return ImportedFile(
        number=int(found["batch"][place]),
        file=str(found["file"][place]),
        profile=str(found["profile"][place]),
        read=int(found["rows_read"][place]),
        accepted=int(found["rows_accepted"][place]),
        responses=int(found["responses"][place]),
        added_at=_moment(found["added_at"][place]),
        digest=str(_given(found, "digest", place) or ""),
        snapshot=str(_given(found, "snapshot", place) or ""),
        rejected=None if rejected is None else int(rejected),
        duplicates=None if duplicates is None else int(duplicates),
    )


def _given(found: Columns, name: str, place: int) -> Any:
    """A value that may be missing: the column was not always kept."""
    if name not in found or bool(np.ma.getmaskarray(found[name])[place]):
        return None
    return found[name][place]


def _moment(value: np.datetime64) -> datetime:
    moment: datetime = value.astype("datetime64[us]").item()
    return moment.replace(tzinfo=UTC)
