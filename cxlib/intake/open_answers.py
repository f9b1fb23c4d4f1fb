"""What respondents wrote, as clean plain text; what only fills the box is no answer."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cxlib.intake.column import read_column
from cxlib.intake.ledger import Ledger, Mask
from cxlib.intake.profile import OpenSource, Profile
from cxlib.intake.profile_source import folded
from cxlib.intake.sheet import Rows, Sheet

#: Longer answers are pasted letters and logs; what is over is cut, and the cut noted.
LONGEST_ANSWER: Final = 10_000
#: Control signs, and signs that reverse or hide what is shown; written so that Python and Arrow read it alike.
_STRANGE_SIGNS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f" + "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
#: How those signs begin in UTF-8; å, ä and ö begin otherwise.
_FIRST_BYTES: Final = b"\xc2\xe2\xef"
#: An answer up to this long may be nothing but signs.
_LONGEST_SIGNS: Final = 12
#: How much a note lists: junk answers, and rows.
_JUNK_SHOWN: Final = 5
_ROWS_SHOWN: Final = 20


def open_answers(profile: Profile, sheet: Sheet, keys: pa.Array, ledger: Ledger) -> pd.DataFrame:
    """Return the open answers of the accepted rows: `response_key`, `question`, `text`, in the order of the file."""
    found = [_of_source(source, sheet, keys, ledger) for source in profile.open_questions]
    answers = pd.concat([_empty(), *(frame for frame in found if len(frame))], ignore_index=True)
    ordered = answers.sort_values("place", kind="stable")[["response_key", "question", "text"]]
    return one_text_each(ordered.reset_index(drop=True))


def one_text_each(answers: pd.DataFrame) -> pd.DataFrame:
    """Make what a respondent wrote to one question, in several boxes or on several rows, into one text of lines."""
    asked = ["response_key", "question"]
    several = answers.duplicated(asked, keep=False)
    if not several.any():
        return answers
    apart = answers[several].drop_duplicates()
    joined = apart.groupby(asked, sort=False)["text"].agg("\n".join)
    first = answers[several & ~answers.duplicated(asked)]
    texts = answers["text"].copy()
    texts[first.index] = joined.loc[pd.MultiIndex.from_frame(first[asked])].to_numpy()
    return answers.assign(text=texts)[~answers.duplicated(asked)].reset_index(drop=True)


def prompts(source: OpenSource, sheet: Sheet, ledger: Ledger) -> pa.Array:
    """Return which open question each row answers; a prompt that the profile does not know rejects its row."""
    if source.question:
        return pa.repeat(source.question, sheet.table.num_rows)
    column = read_column(sheet, source.prompt_column)
    if column is None:
        return pa.nulls(sheet.table.num_rows, pa.string())
    written = _written(sheet.table[source.column].combine_chunks())
    strange = column.where(lambda value: value not in source.prompts) & (written | column.where(bool))
    ledger.reject(strange, "not a prompt that the profile knows", source.prompt_column, column.at)
    names = [source.prompts.get(value, "") for value in column.values]
    return pa.array(names, pa.string()).take(pa.array(column.codes))


def _of_source(source: OpenSource, sheet: Sheet, keys: pa.Array, ledger: Ledger) -> pd.DataFrame:
    if source.column not in sheet.table.column_names:
        return _empty()
    column = pc.utf8_trim_whitespace(sheet.table[source.column].combine_chunks())
    places = np.flatnonzero(_written(column) & ledger.open)
    taken = pa.array(places)
    texts = _clean(column.take(taken), sheet.rows[places], ledger)
    wanted = _wanted(texts, source, ledger)
    frame = pd.DataFrame(
        {
            "response_key": keys.take(taken).to_pandas(),
            "question": prompts(source, sheet, ledger).take(taken).to_pandas(),
            "text": texts.to_pandas(),
            "place": places,
        }
    )
    return frame if wanted.all() else frame[wanted]


def _written(column: pa.Array) -> Mask:
    return np.asarray(pc.greater(pc.binary_length(column), 0), dtype=np.bool_)


def _clean(texts: pa.Array, rows: Rows, ledger: Ledger) -> pa.Array:
    """Texts without control and direction signs, and no longer than the longest answer."""
    if _may_be_strange(texts) and pc.any(pc.match_substring_regex(texts, _STRANGE_SIGNS.pattern)).as_py():
        texts = pa.array([_STRANGE_SIGNS.sub("", text).strip() for text in texts.to_pylist()], pa.string())
    long = np.asarray(pc.greater(pc.utf8_length(texts), LONGEST_ANSWER), dtype=np.bool_)
    if long.any():
        shown = ", ".join(str(row) for row in rows[long][:_ROWS_SHOWN])
        ledger.note(f"Answers cut at {LONGEST_ANSWER} characters: {int(long.sum())} (rows {shown}).")
        texts = pc.utf8_slice_codeunits(texts, 0, LONGEST_ANSWER)
    return texts


def _may_be_strange(texts: pa.Array) -> bool:
    """A quick look for the bytes with which strange signs begin; control signs below a space are gone already."""
    letters = texts.buffers()[2]
    if letters is None:
        return False
    signs = np.frombuffer(letters, dtype=np.uint8)
    return any(bool((signs == first).any()) for first in _FIRST_BYTES)


def _wanted(texts: pa.Array, source: OpenSource, ledger: Ledger) -> Mask:
    """Which answers say something: not those that the profile calls junk, nor mere signs."""
    longest = max([_LONGEST_SIGNS, *(len(answer) + 8 for answer in source.junk)])
    short = np.flatnonzero(np.asarray(pc.less_equal(pc.utf8_length(texts), longest), dtype=np.bool_))
    encoded = pc.dictionary_encode(texts.take(pa.array(short)))
    values = encoded.dictionary.to_pylist()
    junk = np.array([folded(text) in source.junk or _says_nothing(text) for text in values], dtype=np.bool_)
    wanted: Mask = np.ones(len(texts), dtype=np.bool_)
    if not junk.any():
        return wanted
    indices = encoded.indices.to_numpy()
    wanted[short[junk[indices]]] = False
    _note_junk(pd.Series(indices[junk[indices]]).map(lambda place: folded(values[place])), source, ledger)
    return wanted


def _note_junk(said: pd.Series[str], source: OpenSource, ledger: Ledger) -> None:
    counts = said.value_counts()
    most = ", ".join(f"'{text}' {count}" for text, count in counts.head(_JUNK_SHOWN).items())
    ledger.note(f"Answers in '{source.column}' that say nothing, taken as none: {len(said)} ({most}).")


def _says_nothing(text: str) -> bool:
    """Only punctuation and space: no letter, digit or pictograph."""
    return all(unicodedata.category(sign)[0] in "PZC" for sign in text)


def _empty() -> pd.DataFrame:
    frame = pd.DataFrame({name: pd.Series(dtype="str") for name in ("response_key", "question", "text")})
    return frame.assign(place=pd.Series(dtype="int64"))
