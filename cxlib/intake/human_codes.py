"""What people said an answer is about, and how they judged its tone, where a file brings it along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from cxlib.intake.codes_beside import codes_beside
from cxlib.intake.column import Column, read_column
from cxlib.intake.human_source import HumanCodes, HumanThemes
from cxlib.intake.ledger import Ledger, Mask
from cxlib.intake.open_answers import prompts
from cxlib.intake.profile import Profile
from cxlib.intake.profile_source import tidy
from cxlib.intake.sheet import Sheet


def human_codes(profile: Profile, sheet: Sheet, keys: pa.Array, ledger: Ledger, folder: Path) -> pd.DataFrame:
    """Return one row per code a person gave: `response_key`, `question`, `theme`; `folder` is where the file lies."""
    parts: list[pd.DataFrame] = []
    if profile.human_themes is not None:
        asked = _asked(profile, profile.human_themes.question, sheet, ledger)
        parts += [
            _rows(where, keys, asked).assign(theme=theme)
            for theme, where in _marked(profile.human_themes, sheet, ledger)
        ]
    if profile.human_codes is not None:
        asked = pa.repeat(profile.human_codes.question, sheet.table.num_rows)
        parts += list(_coded(profile.human_codes, sheet, keys, asked, ledger))
    parts += [codes_beside(source, folder, sheet, keys, ledger) for source in profile.human_beside]
    names = ["response_key", "question", "theme"]
    found = pd.concat([_empty(names), *(part for part in parts if len(part))], ignore_index=True)
    return found.drop_duplicates(ignore_index=True)


def check_tones(profile: Profile, sheet: Sheet, ledger: Ledger) -> None:
    """Reject rows with a tone that the profile does not know."""
    column = None if profile.human_tone is None else read_column(sheet, profile.human_tone.column)
    if column is not None and profile.human_tone is not None:
        tones = profile.human_tone.tones
        column.reject(ledger, lambda value: bool(value) and value not in tones, "not a tone that the profile knows")


def human_tones(profile: Profile, sheet: Sheet, keys: pa.Array, ledger: Ledger) -> pd.DataFrame:
    """Return one row per answer whose tone a person judged: `response_key`, `question`, `tone` (−1, 0 or 1)."""
    names = ["response_key", "question"]
    column = None if profile.human_tone is None else read_column(sheet, profile.human_tone.column)
    if column is None or profile.human_tone is None:
        return _empty(names).assign(tone=pd.Series(dtype="int8"))
    tones = profile.human_tone.tones
    judged = column.where(lambda value: value in tones) & ledger.open
    question = profile.human_themes.question if profile.human_themes else ""
    found = _rows(judged, keys, _asked(profile, question, sheet, ledger))
    marks = column.spread((tones.get(value, 0) for value in column.values), np.int8)
    return found.assign(tone=marks[judged]).drop_duplicates(names, ignore_index=True)


def _asked(profile: Profile, question: str, sheet: Sheet, ledger: Ledger) -> pa.Array:
    """The open question that codes on a row are about: the one named, else the first that the row answers."""
    if question or not profile.open_questions:
        return pa.repeat(question, sheet.table.num_rows)
    return prompts(profile.open_questions[0], sheet, ledger)


def _marked(source: HumanThemes, sheet: Sheet, ledger: Ledger) -> Iterator[tuple[str, Mask]]:
    for name, theme in source.columns.items():
        column = read_column(sheet, name)
        if column is not None:
            yield theme, column.where(lambda value: value in source.present) & ledger.open


def _coded(source: HumanCodes, sheet: Sheet, keys: pa.Array, asked: pa.Array, ledger: Ledger) -> Iterator[pd.DataFrame]:
    for name in source.columns:
        column = read_column(sheet, name)
        if column is None:
            continue
        _note_unknown(source, column, ledger)
        for theme in dict.fromkeys(source.codes.values()):
            where = column.where(lambda value, theme=theme: theme in _themes(value, source)) & ledger.open  # type: ignore[misc]
            yield _rows(where, keys, asked).assign(theme=theme)


def _themes(cell: str, source: HumanCodes) -> set[str]:
    """The themes of the codes in a cell: one, or several with a sign between them."""
    codes = cell.split(source.separator) if source.separator else [cell]
    return {source.codes[tidy(code)] for code in codes if tidy(code) in source.codes}


def _note_unknown(source: HumanCodes, column: Column, ledger: Ledger) -> None:
    known = {"", *source.none, *source.codes}

    def strange(cell: str) -> set[str]:
        return {tidy(code) for code in (cell.split(source.separator) if source.separator else [cell])} - known

    where = column.where(lambda value: bool(strange(value))) & ledger.open
    if where.any():
        places = np.flatnonzero(where).tolist()
        codes = ", ".join(sorted({code for place in places for code in strange(column.at(place))}))
        ledger.note(f"Codes in '{column.name}' without a theme in the profile: {codes} ({int(where.sum())} answers).")


def _rows(where: Mask, keys: pa.Array, asked: pa.Array) -> pd.DataFrame:
    taken = pa.array(np.flatnonzero(where))
    return pd.DataFrame({"response_key": keys.take(taken).to_pandas(), "question": asked.take(taken).to_pandas()})


def _empty(names: list[str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="str") for name in names})
