"""The ledger of files and the refused rows, as records and as lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from cxlib.terms.imported_file import ImportedFile
from cxlib.terms.rejected_row import RejectedRow
from cxlib.wording.reconciliation import imported_file_line, no_imports_sentence, rejected_row_line, waiting_sentence
from cxlib.wording.tongue import Tongue


def ledger_record(files: Sequence[ImportedFile]) -> list[dict[str, object]]:
    """Return the files imported, the latest first."""
    return [{**asdict(file), "added_at": file.added_at.isoformat(timespec="seconds")} for file in files]


def ledger_text(files: Sequence[ImportedFile], tongue: Tongue) -> str:
    return "\n".join(imported_file_line(file, tongue) for file in files) or no_imports_sentence(tongue)


def rejects_record(rows: Sequence[RejectedRow]) -> list[dict[str, object]]:
    """Return the refused rows without the hashes of who wrote them."""
    return [
        {
            "id": row.id,
            "profile": row.profile,
            "file": row.file,
            "row": row.row,
            "reason": row.reason,
            "column": row.column,
            "cells": dict(row.cells),
            "at": row.at,
        }
        for row in rows
    ]


def rejects_text(rows: Sequence[RejectedRow], tongue: Tongue) -> str:
    lines = [f"  {rejected_row_line(row, tongue)}" for row in rows]
    return "\n".join([waiting_sentence(len(rows), tongue), *lines])
