"""What the closed columns mean: scores, lifecycle stages and other dimensions, operational numbers, weights."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from cxlib.intake.column import Column, read_column, texts
from cxlib.intake.ledger import Ledger
from cxlib.intake.profile import OperationSource, Profile, QuestionSource, ValueSource
from cxlib.intake.profile_source import folded, tidy
from cxlib.intake.sheet import Sheet
from cxlib.terms.programme import EVERYONE, Programme, Question, Value

_WHOLE: Final = re.compile(r"([+-]?\d{1,9})(?:[.,]0+)?")
#: A score that names the highest one beside it: 8/10, 80 %.
_OUT_OF: Final = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:/\s*(\d{1,3})|%)")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")
#: What makes text bold, linked or live somewhere; names of things need none of it. An at sign within a word stays: by
#: it an e-mail address is told, which is then not stored. Faces, stars and hearts stay: they are an answer.
_MARKUP: Final = re.compile(r"(?!(?<=\w)@(?=\w))[^\w\s.,&/+'’%()–☀-⛿✀-➿⬀-⯿\U0001f300-\U0001faff-]")
#: Stands for a value that cannot be taken; no kept value looks like it.
_REFUSED: Final = "?"
#: A longer value of a dimension is an answer in a wrong column.
_LONGEST_VALUE: Final = 80
#: What stands in the column of a choice that was not made, where tools write anything at all.
_NOT_TICKED: Final = frozenset({"0", "No", "no", "False", "false", "FALSE", "Not Selected", "Not selected", "Ei"})
#: No answer in int16; a scale ends at ±100.
_NO_SCORE: Final = -32768
_BAD_SCORE: Final = -32767


def scores(source: QuestionSource, question: Question, sheet: Sheet, ledger: Ledger) -> pd.Series | None:
    """Return one question's answers as nullable Int16; rows whose answer is not on the scale are rejected."""
    if source.scale is None or source.scale == (question.low, question.high):
        return _given(source, question, sheet, ledger)
    low, high = source.scale
    given = _given(source, replace(question, low=low, high=high), sheet, ledger)
    if given is None:
        return None
    place = source.column or next(iter(source.points))
    ledger.note(f"Answers of '{place}' were moved from the scale {low}–{high} to {question.low}–{question.high}.")
    moved = question.low + (given.astype("float64") - low) * (question.high - question.low) / (high - low)
    return (moved + 0.5).apply(np.floor).astype("Int16")


def _given(source: QuestionSource, question: Question, sheet: Sheet, ledger: Ledger) -> pd.Series | None:
    if source.points:
        return _pointed(source, question, sheet, ledger)
    column = read_column(sheet, source.column)
    if column is None:
        return None
    meanings = column.spread((_score(value, source, question) for value in column.values), np.int16)
    ledger.reject(
        meanings == _BAD_SCORE,
        f"not an answer on the scale {question.low}–{question.high}",
        source.column,
        column.at,
    )
    return pd.Series(pd.arrays.IntegerArray(meanings, meanings <= _BAD_SCORE))


def _pointed(source: QuestionSource, question: Question, sheet: Sheet, ledger: Ledger) -> pd.Series | None:
    """Answers to a question whose every point has a column of its own: the point of the one that is filled."""
    found = [(read_column(sheet, name), number) for name, number in source.points.items()]
    columns = [(column, number) for column, number in found if column is not None]
    if not columns:
        return None
    chosen = np.full(sheet.table.num_rows, _NO_SCORE, dtype=np.int16)
    for column, number in columns:
        where = column.where(lambda value: bool(value) and value not in source.missing and value not in _NOT_TICKED)
        ledger.reject(where & (chosen != _NO_SCORE), f"two answers to '{question.id}'", column.name, column.at)
        chosen[where] = number
    return pd.Series(pd.arrays.IntegerArray(chosen, chosen == _NO_SCORE))


def _score(value: str, source: QuestionSource, question: Question) -> int:
    if not value or value in source.missing:
        return _NO_SCORE
    words = source.verbal.get(folded(value))
    if words is not None:
        return words
    whole = _WHOLE.fullmatch(value) or _out_of(value, question)
    if whole is None:
        return _BAD_SCORE
    if whole[1] in source.missing:
        return _NO_SCORE
    number = int(whole[1])
    return number if question.low <= number <= question.high else _BAD_SCORE


def _out_of(value: str, question: Question) -> re.Match[str] | None:
    """A score that names the highest one beside it, where that is the question's own."""
    found = _OUT_OF.fullmatch(value)
    return found if found is not None and int(found[2] or 100) == question.high else None


def stages(profile: Profile, programme: Programme, sheet: Sheet, ledger: Ledger) -> pa.Array:
    """Return the lifecycle stage of every row; without stages in the programme everybody is in one."""
    if not programme.stages or profile.stage is None:
        return pa.repeat(EVERYONE, sheet.table.num_rows)
    column = read_column(sheet, profile.stage.column)
    if column is None:
        return pa.repeat(profile.stage.constant, sheet.table.num_rows)
    column.reject(ledger, lambda value: not value, "no lifecycle stage")
    return _mapped(profile.stage, programme.stages, column, ledger, "not a lifecycle stage of the programme")


def dimension(source: ValueSource, known: tuple[Value, ...], sheet: Sheet, ledger: Ledger) -> pa.Array | None:
    """Return the value ids of one dimension, null where the file has none."""
    if source.constant:
        return pa.repeat(source.constant, sheet.table.num_rows)
    column = read_column(sheet, source.column)
    if column is None:
        return None
    if source.option:
        return _ticked(source, column)
    return _mapped(source, known, column, ledger, f"not a value of '{source.id}' that the programme or profile knows")


def _ticked(source: ValueSource, column: Column) -> pa.Array:
    """Whether one choice was made: it is among those joined in the cell, or its own column is filled.

    Where choices are joined and the cell is empty, nobody knows; a choice's own column is empty where it was not made.
    """
    wanted = folded(source.option)

    def meaning(value: str) -> int:
        if source.separator:
            chosen = wanted in (folded(part) for part in _choices(value, source.option, source.separator))
            return -1 if not value or value in source.missing else int(not chosen)
        return int(not value or value in _NOT_TICKED)

    return texts(column.spread((meaning(value) for value in column.values), np.int64), ["yes", "no"])


def _choices(value: str, option: str, separator: str) -> list[str]:
    """The choices joined in a cell; an option that holds the separator itself stands between two of them."""
    if separator.strip() and separator.strip() in option:
        around = f"{separator}{value}{separator}"
        return [option] if f"{separator}{option}{separator}" in around else []
    return value.split(separator.strip() or separator)


def _mapped(source: ValueSource, known: tuple[Value, ...], column: Column, ledger: Ledger, reason: str) -> pa.Array:
    """Source values as ids: by the profile's map, else by the programme's ids and labels, else by the policy."""
    policy = source.unmapped if source.unmapped != "default" else ("reject" if known else "keep")
    meanings = {**_known_values(known), **{folded(value): id_ for value, id_ in source.values.items()}}
    ids: list[str] = []
    places: list[int] = []
    for value in column.values:
        id_ = "" if not value or value in source.missing else meanings.get(folded(value), _REFUSED)
        if id_ == _REFUSED:
            id_ = kept(value) if policy == "keep" else {"blank": "", "reject": _REFUSED}[policy]
        ids.append(id_)
        places.append(-1 if not id_ else len(ids) - 1)
    spread = column.spread(places, np.int64)
    unknown = np.fromiter((id_ == _REFUSED for id_ in ids), dtype=np.bool_, count=len(ids))
    if unknown.any():
        ledger.reject(unknown[column.codes], reason, source.column, column.at)
    return texts(spread, ids)


def _known_values(known: tuple[Value, ...]) -> dict[str, str]:
    meanings: dict[str, str] = {}
    for value in known:
        for name in (value.label.en, value.label.sv, value.label.fi, value.id):
            if name:
                meanings[folded(name)] = value.id
    return meanings


def kept(value: str) -> str:
    """A value that no definition knows, as it may stand in a filter, a URL and a chart: signs of markup gone.

    >>> kept("Yö & päivä (24/7)"), kept("<b>Espoo</b>"), kept("😀")
    ('Yö & päivä (24/7)', 'b Espoo /b', '😀')
    """
    return tidy(_MARKUP.sub(" ", value.replace("\ufe0f", "")))[:_LONGEST_VALUE].strip() or _REFUSED


def operation(source: OperationSource, decimal: str, sheet: Sheet, ledger: Ledger) -> npt.NDArray[np.float64] | None:
    """Return one operational measurement as float, NaN where the file has none."""
    column = read_column(sheet, source.column)
    if column is None:
        return None
    meant = (source.verbal.get(folded(value), _number(value, decimal, source.missing)) for value in column.values)
    numbers = np.fromiter(meant, dtype=np.float64, count=len(column.values))
    _reject_infinite(numbers, column, ledger, decimal)
    return numbers[column.codes]


def weights(name: str, decimal: str, sheet: Sheet, ledger: Ledger) -> npt.NDArray[np.float64]:
    """Return each row's weight; 1 where the profile names no column of weights."""
    column = read_column(sheet, name)
    if column is None:
        return np.ones(sheet.table.num_rows)
    numbers = np.array([_number(value, decimal, frozenset()) for value in column.values], dtype=np.float64)
    _reject_infinite(numbers, column, ledger, decimal)
    ledger.reject(~(numbers[column.codes] > 0), "a weight has to be more than 0", name, column.at)
    return numbers[column.codes]


def _reject_infinite(numbers: npt.NDArray[np.float64], column: Column, ledger: Ledger, decimal: str) -> None:
    bad = np.isinf(numbers)
    if bad.any():
        ledger.reject(bad[column.codes], f"not a number (decimal sign '{decimal[0]}')", column.name, column.at)


def _number(value: str, decimal: str, missing: frozenset[str]) -> float:
    """The number, NaN for none, infinity for what is no number; `decimal` is as `FileShape.decimals` says."""
    if not value or value in missing:
        return math.nan
    plain = value.replace(" ", "").replace("−", "-")
    if decimal.startswith(",") and ("," in plain or "." not in decimal):
        plain = plain.replace(".", "?").replace(",", ".")
    return float(plain) if _NUMBER.fullmatch(plain) else math.inf
