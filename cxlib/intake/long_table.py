"""A long table has one answer a row: what was asked in one column, what was answered in another."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from cxlib.intake.column import read_column
from cxlib.intake.ledger import Ledger
from cxlib.intake.profile import Profile
from cxlib.intake.profile_source import tidy
from cxlib.intake.sheet import Sheet


def widened(sheet: Sheet, profile: Profile) -> Sheet:
    """Return the sheet with a column for each answer that the profile names; a respondent stays on several rows."""
    shape = profile.file
    asked = sheet.table[shape.names_in].combine_chunks()
    names = pa.array([tidy(name) for name in asked.to_pylist()], pa.string())
    answers = sheet.table[shape.answers_in].combine_chunks()
    table = sheet.table
    for name in profile.answered:
        own = pc.if_else(pc.equal(names, name), answers, pa.scalar("", pa.string()))
        table = table.append_column(name, pa.chunked_array([own]))
    return replace(sheet, table=table)


def refuse_unknown_names(profile: Profile, sheet: Sheet, ledger: Ledger) -> None:
    """An answer to a question that the profile does not know is not lost without a word."""
    column = read_column(sheet, profile.file.names_in)
    if column is not None:
        known = {*profile.answered, *profile.file.ignored_names}
        column.reject(ledger, lambda name: name not in known, "not a question that the profile knows")
