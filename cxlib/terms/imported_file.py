"""A file that was imported, as the ledger has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ImportedFile:
    """One line of the ledger of files: every row read was accepted, rejected or a duplicate.

    `digest` (SHA-256) tells the file from any other, and `snapshot` is the first that has its answers; both are empty,
    and the numbers of other rows None, for files imported before the ledger kept them.
    """

    number: int
    file: str
    profile: str
    read: int
    accepted: int
    responses: int
    added_at: datetime
    digest: str = ""
    snapshot: str = ""
    rejected: int | None = None
    duplicates: int | None = None
