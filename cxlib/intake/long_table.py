"""A long table has one answer a row: what was asked in one column, what was answered in another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from cxlib.intake.column import read_column
from cxlib.intake.ledger import Ledger
from cxlib.intake.profile import Profile
from cxlib.intake.profile_source import tidy
from cxlib.intake.sheet import Sheet

#: How the two columns of such a table are named, as what was asked and what was answered.
_ASKED: Final = re.compile(
    r"(?:question|kysymys|fråga|item|väittämä|mittari|metric|variable)(?:.?(?:text|teksti|name|nimi|label|code|id))?",
    re.IGNORECASE,
)
_ANSWERED: Final = re.compile(
    r"(?:answer|vastaus|svar|response|value|arvo|värde)(?:.?(?:text|teksti|value|arvo))?", re.IGNORECASE
)
_MOST_QUESTIONS: Final = 200


def long_columns(table: pa.Table, header: Sequence[str]) -> tuple[str, str] | None:
    """Return the columns that say what was asked and what was answered, where every row is one answer; else None.

    Both are told by their names, and by some other column whose values stand on as many rows as there are questions.
    """
    asked = [name for name in header if _ASKED.fullmatch(name)]
    given = [name for name in header if _ANSWERED.fullmatch(name)]
    if len(asked) != 1 or len(given) != 1 or table.num_rows < 4:
        return None
    questions = pc.count_distinct(table[asked[0]]).as_py()
    pairs = (table.group_by([name, asked[0]]).aggregate([]).num_rows for name in header if name not in (*asked, *given))
    is_long = any(pairs_ >= 0.9 * table.num_rows for pairs_ in pairs)
    return (asked[0], given[0]) if is_long and 1 < questions <= min(_MOST_QUESTIONS, table.num_rows // 2) else None


def by_question(table: pa.Table, asked: str, given: str) -> dict[str, pa.ChunkedArray]:
    """Return the answers to each question of a long table."""
    names = pa.array([tidy(name) for name in table[asked].to_pylist()], pa.string())
    found = dict.fromkeys(name for name in names.to_pylist() if name)
    return {name: table[given].filter(pc.equal(names, name)) for name in found}


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
