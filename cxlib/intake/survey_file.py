"""Reads one survey file by a profile: accepted answers as columns, and an account of every row."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cxlib.errors import IntakeError
from cxlib.intake import answers
from cxlib.intake.column import encode, read_column
from cxlib.intake.csv_sheet import read_csv
from cxlib.intake.days import days, named_day
from cxlib.intake.employees import employees
from cxlib.intake.first_rows import check_is_file
from cxlib.intake.human_codes import check_tones, human_codes, human_tones
from cxlib.intake.invitations import invitations
from cxlib.intake.json_sheet import read_json
from cxlib.intake.ledger import Ledger
from cxlib.intake.long_table import refuse_unknown_names, widened
from cxlib.intake.measurements import joining, measurements
from cxlib.intake.open_answers import open_answers, prompts
from cxlib.intake.outcomes import outcomes
from cxlib.intake.profile import Profile
from cxlib.intake.profile_fit import check_fit
from cxlib.intake.profile_source import folded
from cxlib.intake.respondents import customer_keys, one_row_each, response_keys, settle_repeats, told_by_rows
from cxlib.intake.sheet import Sheet
from cxlib.intake.xlsx_sheet import read_xlsx
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.programme import Programme

#: Why a row is left out that the profile says is nobody's answer, such as a preview of the questionnaire.
LEFT_OUT: Final = "no answer of a respondent, as the profile says"

#: Told how far a reading has come: what is being done, and the share done (0–1).
Progress = Callable[[str, float], None]


def read_file(
    path: Path, profile: Profile, programme: Programme, *, progress: Progress | None = None
) -> tuple[Feedback, Reconciliation]:
    """Read a survey file.

    Parameters
    ----------
    path
        A CSV or XLSX file, as the profile says.
    profile, programme
        How the file is to be read, and what it is read for.
    progress
        Called with what is being done and the share done (0–1).

    Returns
    -------
    The accepted answers, and where every row went: `read = accepted + rejected + duplicates`.

    Raises
    ------
    IntakeError
        When the file as a whole cannot be read; then none of it is taken.
    DefinitionError
        When the profile names what the programme does not have.
    """
    tell = progress or _silent
    check_fit(profile, programme)
    tell("reading", 0.0)
    sheet = read_sheet(path, profile)
    profile = replace(profile, date=named_day(profile.date, path.stem))
    tell("checking", 0.3)
    ledger = Ledger(sheet.rows, sheet.ragged, len(sheet.header))
    _reject_empty(sheet, ledger)
    _leave_out(profile, sheet, ledger)
    refuse_unknown_names(profile, sheet, ledger)
    if profile.content == "invitations":
        feedback = _invitations(profile, programme, sheet, ledger)
    elif profile.content == "outcomes":
        told = outcomes(profile, sheet, ledger)
        feedback = Feedback(source=profile.name, responses=_nobody(), verbatims=pd.DataFrame(), outcomes=told)
    elif profile.content == "employees":
        units = employees(profile, programme, sheet, ledger)
        feedback = Feedback(source=profile.name, responses=_nobody(), verbatims=pd.DataFrame(), employees=units)
    elif profile.content == "operations":
        measured = measurements(profile, sheet, ledger)
        nobody, silent = _nobody(), pd.DataFrame()
        feedback = Feedback(profile.name, nobody, silent, measurements=measured, joining=joining(profile))
    else:
        feedback = _answers(profile, programme, sheet, ledger, path)
    tell("read", 1.0)
    return feedback, _reconciliation(path, profile, sheet, ledger, len(feedback.responses))


def read_sheet(path: Path, profile: Profile) -> Sheet:
    """Read the columns that a profile names, before anything in them has a meaning."""
    check_is_file(path)
    if profile.refuse:
        raise IntakeError(f"{path.name}: {profile.refuse}")
    sheet = {"csv": read_csv, "xlsx": read_xlsx, "json": read_json}[profile.file.kind](path, profile)
    if profile.is_told_by_rows and sheet.table.num_columns:
        sheet = told_by_rows(sheet, profile)
    return widened(sheet, profile) if profile.file.names_in else sheet


def _answers(profile: Profile, programme: Programme, sheet: Sheet, ledger: Ledger, path: Path) -> Feedback:
    keys = response_keys(profile, sheet, ledger)
    sheet, groups = _encoded(profile, sheet, keys)
    columns = {
        "response_key": keys,
        "customer_key": customer_keys(profile, sheet, ledger),
        "day": pa.array(days(profile.date, profile.file.kind, sheet, ledger)),
        "weight": pa.array(answers.weights(profile.weight, profile.file.decimals, sheet, ledger)),
        "row": pa.array(sheet.rows),
        "stage": answers.stages(profile, programme, sheet, ledger),
        **_dimensions(profile, programme, sheet, ledger),
        **_operations(profile, sheet, ledger),
    }
    scores = _scores(profile, programme, sheet, ledger)
    for source in profile.open_questions:
        prompts(source, sheet, ledger)
    check_tones(profile, sheet, ledger)
    asked = {source.id: source.column for source in profile.questions}
    several = settle_repeats(groups, sheet, scores, asked, ledger)
    table = pa.table({name: column for name, column in columns.items() if column is not None})
    responses = _frame(table, scores, ledger)
    verbatims = open_answers(profile, sheet, keys, ledger)
    return Feedback(
        source=profile.name,
        responses=one_row_each(responses, ledger) if several else responses,
        verbatims=verbatims,
        human_codes=human_codes(profile, sheet, keys, ledger, path.parent),
        human_tones=human_tones(profile, sheet, keys, ledger),
    )


def _encoded(profile: Profile, sheet: Sheet, keys: pa.Array) -> tuple[Sheet, pa.DictionaryArray]:
    """Reduce the closed columns and the response keys to their distinct values, two at a time."""
    apart = {*profile.response_keys, profile.customer_key, *(source.column for source in profile.open_questions)}
    names = [name for name in sheet.table.column_names if name not in apart]
    with ThreadPoolExecutor(max_workers=2) as workers:
        groups = workers.submit(encode, keys)
        columns = dict(zip(names, workers.map(encode, (sheet.table[name] for name in names)), strict=True))
        return replace(sheet, encoded=columns), groups.result()


def _frame(table: pa.Table, scores: dict[str, pd.Series], ledger: Ledger) -> pd.DataFrame:
    """The accepted rows as a frame."""
    frame = ledger.accepted_of(table)
    if "customer_key" not in frame:
        frame.insert(1, "customer_key", pd.Series(pd.NA, index=frame.index, dtype="str"))
    for question, given in scores.items():
        frame[question] = given.array if len(frame) == len(given) else given.array[ledger.open]
    return frame


def _dimensions(profile: Profile, programme: Programme, sheet: Sheet, ledger: Ledger) -> dict[str, pa.Array | None]:
    known = {dimension.id: dimension.values for dimension in programme.dimensions}
    return {source.id: answers.dimension(source, known[source.id], sheet, ledger) for source in profile.dimensions}


def _operations(profile: Profile, sheet: Sheet, ledger: Ledger) -> dict[str, pa.Array | None]:
    decimal = profile.file.decimals
    found = {source.id: answers.operation(source, decimal, sheet, ledger) for source in profile.operations}
    return {name: None if numbers is None else pa.array(numbers) for name, numbers in found.items()}


def _scores(profile: Profile, programme: Programme, sheet: Sheet, ledger: Ledger) -> dict[str, pd.Series]:
    questions = {question.id: question for question in programme.questions}
    found = {source.id: answers.scores(source, questions[source.id], sheet, ledger) for source in profile.questions}
    return {name: given for name, given in found.items() if given is not None}


def _invitations(profile: Profile, programme: Programme, sheet: Sheet, ledger: Ledger) -> Feedback:
    groups = invitations(profile, programme, sheet, ledger)
    return Feedback(source=profile.name, responses=_nobody(), verbatims=pd.DataFrame(), invitations=groups)


def _nobody() -> pd.DataFrame:
    """Return the columns of respondents without any: who takes feedback in need not ask what kind of file it was."""
    return pd.DataFrame(
        {
            "response_key": pd.Series(dtype="str"),
            "customer_key": pd.Series(dtype="str"),
            "day": pd.Series(dtype="datetime64[s]"),
            "weight": pd.Series(dtype="float64"),
            "row": pd.Series(dtype="int64"),
        }
    )


def _reject_empty(sheet: Sheet, ledger: Ledger) -> None:
    """A row of empty fields says nothing; it is no answer."""
    empty = np.ones(sheet.table.num_rows, dtype=np.bool_)
    for column in sheet.table.columns:
        if not empty.any():
            return
        empty &= np.asarray(pc.equal(column, ""), dtype=np.bool_)
    ledger.reject(empty, "the row is empty", "", lambda place: "")


def _leave_out(profile: Profile, sheet: Sheet, ledger: Ledger) -> None:
    """Rows that the profile says are no answers are accounted for like any other refused row."""
    for left in profile.left_out:
        column = read_column(sheet, left.column)
        if column is not None:
            column.reject(ledger, lambda value, left=left: folded(value) in left.values, LEFT_OUT)  # type: ignore[misc]


def _reconciliation(path: Path, profile: Profile, sheet: Sheet, ledger: Ledger, responses: int) -> Reconciliation:
    return Reconciliation(
        file=path.name,
        profile=profile.name,
        read=ledger.read,
        accepted=ledger.accepted,
        responses=responses,
        duplicates=len(ledger.duplicate_rows),
        duplicate_rows=ledger.duplicate_rows,
        rejections=ledger.rejections,
        notes=(*sheet.notes, *ledger.notes),
        content=profile.content,
    )


def _silent(what: str, share: float) -> None:
    """Nobody asked to be told."""
