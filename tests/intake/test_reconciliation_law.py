"""The law of intake, on files that nobody would write: every row read is accepted, rejected once, or a duplicate."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxlib.errors import IntakeError
from cxlib.intake import Profile, read_file
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.programme import Programme

HEADER = ["id", "pvm", "vaihe", "kanava", "nps", "miksi"]
NASTY = st.sampled_from(
    ["", " ", '"', '""', "\n", "\r", ";", ",", "\0", "\u202e", "5.69E+17", "=1+1", "ä€", "\x85", "-"]
)
SOME_TEXT = st.one_of(NASTY, st.text(max_size=8))
ROW = st.tuples(
    st.one_of(st.sampled_from(["a", "b", "c", "d"]), SOME_TEXT),
    st.one_of(st.sampled_from(["1.2.2026", "28.2.2026", "2.28.2026"]), SOME_TEXT),
    st.one_of(st.sampled_from(["new", "ended", "Uusi"]), SOME_TEXT),
    st.one_of(st.sampled_from(["phone", "chat", "Puh.", "-"]), SOME_TEXT),
    st.one_of(st.integers(-2, 12).map(str), st.just("99"), SOME_TEXT),
    SOME_TEXT,
)
MESSY_ROW = st.one_of(ROW, ROW.map(lambda row: row[:3]), ROW.map(lambda row: (*row, "x")), st.just(()))


Definitions = tuple[Profile, Programme, Path]


def read(
    rows: list[tuple[str, ...]], definitions: Definitions, encoding: str = "utf-8"
) -> tuple[Feedback, Reconciliation]:
    profile, programme, folder = definitions
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([HEADER, *rows])
    path = folder / "sotku.csv"
    path.write_bytes(text.getvalue().encode(encoding, "surrogatepass"))
    return read_file(path, profile, programme)


@given(rows=st.lists(MESSY_ROW, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_is_accounted_for(rows: list[tuple[str, ...]], definitions: Definitions) -> None:
    try:
        feedback, account = read(rows, definitions)
    except IntakeError:  # nothing was taken
        return
    assert account.read == account.accepted + account.rejected + account.duplicates
    refused_rows = [row for rejection in account.rejections for row in rejection.rows]
    assert len(refused_rows) == len(set(refused_rows))
    assert not set(refused_rows) & set(account.duplicate_rows)
    assert all(2 <= row <= len(rows) + 1 for row in (*refused_rows, *account.duplicate_rows))
    assert account.responses == len(feedback.responses) <= account.accepted
    assert feedback.responses["response_key"].is_unique
    assert set(feedback.verbatims["response_key"]) <= set(feedback.responses["response_key"])
    assert not set(feedback.responses["row"]) & {*refused_rows, *account.duplicate_rows}


@given(rows=st.lists(ROW, min_size=1, max_size=8))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_accepted_content_is_within_the_programme(rows: list[tuple[str, ...]], definitions: Definitions) -> None:
    try:
        feedback, _ = read(rows, definitions)
    except IntakeError:
        return
    responses = feedback.responses
    assert responses["nps"].dropna().between(0, 10).all()
    assert set(responses["stage"]) <= {"new", "ended"}
    assert set(responses["channel"].dropna()) <= {"phone", "chat"}
    assert responses["day"].notna().all()
    assert not feedback.verbatims["text"].str.contains("[\x00\x85\u202e]").any()


@given(rows=st.lists(ROW, min_size=1, max_size=8))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reading_twice_gives_the_same(rows: list[tuple[str, ...]], definitions: Definitions) -> None:
    try:
        first, account = read(rows, definitions)
    except IntakeError:
        return
    again, account_again = read(rows, definitions)
    assert account == account_again
    assert first.responses.equals(again.responses)
    assert first.verbatims.equals(again.verbatims)


@given(rows=st.lists(MESSY_ROW, min_size=1, max_size=12), extra=st.integers(0, 11))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_repeated_at_the_end_adds_no_response(
    rows: list[tuple[str, ...]], extra: int, definitions: Definitions
) -> None:
    try:
        once, account = read(rows, definitions)
        twice, account_again = read([*rows, rows[extra % len(rows)]], definitions)
    except IntakeError:
        return
    assert set(twice.responses["response_key"]) == set(once.responses["response_key"])
    assert account_again.read <= account.read + 1
