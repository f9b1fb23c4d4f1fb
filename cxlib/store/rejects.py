"""The rows that were refused, one file for each profile, kept until they are corrected, let go or erased."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from dataclasses import asdict
from pathlib import Path

from cxlib.errors import StoreError
from cxlib.store.folder import put_file
from cxlib.terms.rejected_row import RejectedRow

#: More refused rows than this of one profile are not corrected by hand: the file or its profile is wrong.
MOST_KEPT = 10_000


def rejects_folder(folder: Path) -> Path:
    """Return where the refused rows of an organisation lie under its data folder."""
    return folder / "rejects"


def rejected_rows(folder: Path, profile: str | None = None) -> tuple[RejectedRow, ...]:
    """Return the rows that wait for a correction, by profile and file, in the order of the files' rows."""
    place = rejects_folder(folder)
    names = [profile] if profile is not None else sorted(path.stem for path in place.glob("*.json"))
    found = [row for name in names for row in _read(place / f"{name}.json")]
    return tuple(sorted(found, key=lambda row: (row.profile, row.file, row.row)))


def keep_rejected(folder: Path, profile: str, rows: Iterable[RejectedRow]) -> int:
    """Add refused rows to those kept of a profile; the same row is kept once. Return how many found no room."""
    kept = {row.id: row for row in rejected_rows(folder, profile)}
    left = 0
    for row in rows:
        if row.id in kept or len(kept) < MOST_KEPT:
            kept[row.id] = row
        else:
            left += 1
    _write(folder, profile, kept.values())
    return left


def let_go(folder: Path, ids: Collection[str]) -> int:
    """Forget refused rows: they were corrected, or nobody wants them; return how many there were."""
    gone = 0
    for profile in {row.profile for row in rejected_rows(folder)}:
        before = rejected_rows(folder, profile)
        after = [row for row in before if row.id not in ids]
        if len(after) < len(before):
            _write(folder, profile, after)
            gone += len(before) - len(after)
    return gone


def _read(path: Path) -> list[RejectedRow]:
    try:
        records = json.loads(path.read_text("utf-8"))
        return [RejectedRow(**{**record, "cells": _cells(record["cells"])}) for record in records]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"{path.name} in {path.parent} is damaged. Move it away; the rows are refused again when their file is "
            "imported again."
        ) from error


def _cells(pairs: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in pairs)


def _write(folder: Path, profile: str, rows: Iterable[RejectedRow]) -> None:
    place = rejects_folder(folder)
    path = place / f"{profile}.json"
    records = [asdict(row) for row in rows]
    if not records:
        path.unlink(missing_ok=True)
        return
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    put_file(path, json.dumps(records, ensure_ascii=False, indent=0))
    os.chmod(path, 0o600)  # noqa: PTH101 (readable by its owner alone, as the organisation's key is)
