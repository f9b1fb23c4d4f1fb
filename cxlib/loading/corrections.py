"""Refused rows written out, to be corrected in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from cxlib.errors import SelectionError
from cxlib.intake.refused_rows import write_refused
from cxlib.loading.definitions import named_profile
from cxlib.terms.rejected_row import RejectedRow


def write_rejected(folder: Path, rows: Sequence[RejectedRow], path: Path, told: Callable[[str], str] = str) -> None:
    """Write refused rows to a file that is corrected in a spreadsheet and imported by the same profile.

    `told` says a reason in the language of whoever corrects the rows.

    Raises
    ------
    SelectionError
        When there are none, or they are of several profiles, whose columns are others.
    """
    profiles = sorted({row.profile for row in rows})
    if len(profiles) != 1:
        found = ", ".join(profiles) or "none"
        raise SelectionError(
            f"A file of rejected rows is of one profile, and those that wait are of: {found}. Name one with --profile."
            if profiles
            else "No rejected row waits for a correction."
        )
    columns = named_profile(folder, profiles[0]).columns
    met = {name for row in rows for name, _ in row.cells}
    write_refused(
        path, [name for name in columns if name in met], [(row.id, told(row.reason), dict(row.cells)) for row in rows]
    )
