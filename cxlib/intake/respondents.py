"""Who answered: ids, rows that repeat a row, and the several rows of one respondent made into one response."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cxlib.intake.ledger import Ledger, Mask
from cxlib.intake.profile import Profile
from cxlib.intake.sheet import Sheet

#: What a spreadsheet makes of a long number: its last digits are gone, so different ids look alike.
_DAMAGED: Final = r"^\s*\d([.,]\d+)?[eE]\+\d+\s*$"
DAMAGED_REASON: Final = "an id damaged by a spreadsheet: different ones now look alike"
_BETWEEN: Final = "\x1f"
#: Stands between the parts of an id made of several columns; a sign that nobody types.
KEYS_APART: Final = "␟"


def response_keys(profile: Profile, sheet: Sheet, ledger: Ledger) -> pa.Array:
    """Return what tells each response apart: the profile's id columns, or else the row's whole content."""
    if not profile.response_keys:
        keys = sheet.row_keys
        assert keys is not None  # the sheet was read for it
        return _numbered(keys, ledger) if profile.keeps_identical else keys
    parts = [_ids(sheet, name, ledger, "no response id", needed=True) for name in profile.response_keys]
    return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, KEYS_APART)


def customer_keys(profile: Profile, sheet: Sheet, ledger: Ledger) -> pa.Array | None:
    """Return the customer behind each row, null where the file does not say."""
    if profile.customer_key not in sheet.table.column_names:
        return None
    ids = _ids(sheet, profile.customer_key, ledger, "", needed=False)
    return pc.if_else(pc.equal(ids, ""), pa.scalar(None, pa.string()), ids)


def _ids(sheet: Sheet, name: str, ledger: Ledger, empty: str, *, needed: bool) -> pa.Array:
    ids = pc.utf8_trim_whitespace(sheet.table[name]).combine_chunks()
    if needed:
        ledger.reject(_mask(pc.equal(ids, "")), empty, name, lambda place: str(ids[place].as_py()))
    if pc.any(pc.match_substring(ids, "+")).as_py():
        damaged = _mask(pc.match_substring_regex(ids, _DAMAGED))
        ledger.reject(damaged, DAMAGED_REASON, name, lambda place: str(ids[place].as_py()))
    return ids


def told_by_rows(sheet: Sheet, profile: Profile) -> Sheet:
    """Return the sheet with a key made of each row's whole content, and with the columns that are read alone.

    Without ids, the same content is the same response, however often the file is read. All columns count, also those
    that are not read: two people may agree in all that is.
    """
    joined = pc.binary_join_element_wise(*sheet.table.columns, _BETWEEN)
    keys = pa.array([blake2b(text.encode(), digest_size=12).hexdigest() for text in joined.to_pylist()], pa.string())
    return replace(sheet, row_keys=keys, table=sheet.table.select([n for n in profile.columns if n in sheet.header]))


def _numbered(keys: pa.Array, ledger: Ledger) -> pa.Array:
    """Rows alike in all are responses of their own: the second is told from the first by its number."""
    series = keys.to_pandas()
    again = series.groupby(series).cumcount()
    if (count := int((again > 0).sum())) > 0:
        kept = "1 row repeats another row" if count == 1 else f"{count} rows repeat another row"
        ledger.note(f"{kept} exactly, each an answer of its own, as the profile says.")
    return pa.array(series.where(again == 0, series + KEYS_APART + (again + 1).astype(str)), pa.string())


def settle_repeats(
    keys: pa.DictionaryArray, sheet: Sheet, scores: Mapping[str, pd.Series], columns: Mapping[str, str], ledger: Ledger
) -> bool:
    """Mark rows that repeat a row, and reject the rows of respondents who contradict themselves.

    `keys` are the encoded response keys, `scores` the answers by question id and `columns` the columns they came from.
    Returns whether accepted rows may still be several of one respondent.
    """
    places, groups = _repeated(keys, ledger.open)
    if not len(places):
        return False
    again = sheet.table.take(pa.array(places)).to_pandas().assign(**{_BETWEEN: groups}).duplicated().to_numpy()
    ledger.mark_duplicates(_at(places[again], ledger))
    for question, answers in scores.items():
        given = answers.iloc[places].to_numpy(dtype="float64", na_value=np.nan)
        frame = pd.DataFrame({"place": places, "group": groups, "answer": given})
        _reject_contradictions(frame, columns[question], ledger)
    return bool(ledger.open[places].any())


def _reject_contradictions(given: pd.DataFrame, column: str, ledger: Ledger) -> None:
    """`given` holds the answers to one question on the rows of respondents who have several."""
    several = given.groupby("group")["answer"].transform("nunique") > 1
    if not several.any():
        return
    contradicting = given[several]

    def example(place: int) -> str:
        group = contradicting.loc[contradicting["place"] == place, "group"].iloc[0]
        answers = contradicting.loc[contradicting["group"] == group, "answer"].dropna().unique()
        return " and ".join(f"{answer:g}" for answer in answers)

    where = _at(contradicting["place"].to_numpy(), ledger)
    ledger.reject(where, "one respondent's rows give different answers", column, example)


def one_row_each(frame: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """Make the rows of one respondent into one: of each column the first value there is; `rows` names them all."""
    repeated = frame["response_key"].duplicated(keep=False)
    several = frame[repeated]
    _note_differences(several, ledger)
    grouped = several.groupby("response_key", sort=False)
    merged = grouped.first().assign(rows=grouped["row"].agg(list)).reset_index()
    single = frame[~repeated]
    single = single.assign(rows=pd.Series([[row] for row in single["row"].tolist()], index=single.index, dtype=object))
    together = pd.concat([single, merged[single.columns]]) if len(single) else merged[single.columns]
    return together.sort_values("row", ignore_index=True)


def _note_differences(several: pd.DataFrame, ledger: Ledger) -> None:
    counts = several.drop(columns="row").groupby("response_key").nunique().gt(1).sum()
    differing = [f"{name} ({count})" for name, count in counts.items() if count]
    if differing:
        ledger.note(f"Respondents whose rows differ, the first row counting: {', '.join(differing)}.")


def _repeated(keys: pa.DictionaryArray, open_rows: Mask) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The open rows whose key stands on another open row too, and the number of their key."""
    places = np.flatnonzero(open_rows)
    if len(keys.dictionary) == len(keys):
        return places[:0], places[:0]
    groups = keys.indices.to_numpy()[places].astype(np.int64)
    several = np.bincount(groups)[groups] > 1 if len(groups) else np.zeros(0, dtype=np.bool_)
    return places[several], groups[several]


def _at(places: npt.NDArray[np.int64], ledger: Ledger) -> Mask:
    mask: Mask = np.zeros(len(ledger.rows), dtype=np.bool_)
    mask[places] = True
    return mask


def _mask(truth: pa.Array) -> Mask:
    return np.asarray(truth, dtype=np.bool_)
