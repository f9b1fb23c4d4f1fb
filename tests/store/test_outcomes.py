"""What a customer did stays with the last answer before it, once, and is read as counts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cxlib.store.rebuilding import rebuild
from cxlib.store.snapshot import open_snapshot
from cxlib.store.writer import Writer
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.outcome import OutcomeCount, OutcomeTally
from cxlib.terms.quarter import Quarter
from tests.store.survey import a_codebook, a_programme, write

PROGRAMME = a_programme()


def answers(rows: list[tuple[str, str, int, str]]) -> Feedback:
    """Rows of (customer, day, recommendation, stage)."""
    customers, days, scores, stages = zip(*rows, strict=True)
    responses = pd.DataFrame(
        {
            "response_key": [f"R{number}" for number in range(len(rows))],
            "customer_key": pd.Series(customers, dtype="str"),
            "day": pd.to_datetime(list(days)),
            "weight": 1.0,
            "row": range(2, len(rows) + 2),
            "stage": pd.Series(stages, dtype="str"),
            "recommend": pd.array(scores, dtype="Int16"),
        }
    )
    return Feedback("answers", responses, pd.DataFrame())


def later(rows: list[tuple[str, str, int | None]]) -> Feedback:
    customers, days, stayed = zip(*rows, strict=True)
    told = pd.DataFrame(
        {
            "customer_key": pd.Series(customers, dtype="str"),
            "day": pd.to_datetime(list(days)),
            "row": range(2, len(rows) + 2),
            "stayed": pd.array(stayed, dtype="Int8"),
        }
    )
    return Feedback("later", answers([("x", "2025-01-01", 1, "new")]).responses[:0], pd.DataFrame(), outcomes=told)


def add(folder: Path, feedback: Feedback) -> tuple[Reconciliation, str | None]:
    size = len(feedback.outcomes)
    with Writer(folder, PROGRAMME) as writer:
        outcome = writer.add(feedback, Reconciliation("f", "p", size, size, 0, 0, (), ()), a_codebook())
        return outcome, writer.publish()


def tally(folder: Path) -> OutcomeTally:
    store = open_snapshot(folder, PROGRAMME)
    found = store.outcome_tally("stayed", PROGRAMME.questions[0])
    store.close()
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(
        tmp_path,
        answers(
            [
                ("A", "2025-01-10", 10, "new"),
                ("A", "2025-04-10", 3, "new"),
                ("B", "2025-02-10", 9, "established"),
                ("C", "2025-07-10", 8, "new"),
            ]
        ),
    )
    return tmp_path


def test_an_outcome_belongs_to_the_last_answer_before_it(folder: Path) -> None:
    account, name = add(
        folder,
        later([("A", "2025-03-01", 1), ("A", "2025-09-01", 0), ("B", "2025-09-01", 1), ("C", "2025-07-10", 1)]),
    )
    assert name == "cx-000002"
    assert account.accepted == 4
    assert account.notes[-1].startswith("Rows of customers who had not answered within 400 days before")
    found = tally(folder)
    assert found.counts == {
        (None, "detractors"): OutcomeCount(1, 1, 0),
        (None, "promoters"): OutcomeCount(2, 2, 2),
        ("new", "detractors"): OutcomeCount(1, 1, 0),
        ("new", "promoters"): OutcomeCount(1, 1, 1),
        ("established", "promoters"): OutcomeCount(1, 1, 1),
    }
    assert (found.first, found.last) == (Quarter(2025, 1), Quarter(2025, 2))


def test_imported_again_nothing_changes_and_a_contradiction_is_rejected(folder: Path) -> None:
    add(folder, later([("A", "2025-03-01", 1), ("B", "2025-09-01", 1)]))
    before = tally(folder)
    account, name = add(folder, later([("A", "2025-03-01", 1), ("B", "2025-09-01", 0)]))
    assert name is None
    assert (account.accepted, account.duplicates, account.duplicate_rows) == (0, 1, (2,))
    assert [(one.rows, one.reason.split(" with ")[0]) for one in account.rejections] == [
        ((3,), "this customer's outcome was imported before")
    ]
    assert tally(folder) == before


def test_of_two_outcomes_after_one_answer_the_earlier_counts(folder: Path) -> None:
    account, _ = add(folder, later([("B", "2025-06-01", 0), ("B", "2025-05-01", 1), ("B", "2027-01-01", 1)]))
    assert tally(folder).counts[None, "promoters"] == OutcomeCount(1, 1, 1)
    assert (account.read, account.accepted, account.rejected) == (3, 2, 1)
    assert account.rejections[0].rows == (2,)


def test_a_rebuild_keeps_outcomes_and_no_outcome_is_nothing(folder: Path) -> None:
    assert tally(folder).counts == {}
    add(folder, later([("A", "2025-03-01", 1)]))
    before = tally(folder)
    rebuild(folder, PROGRAMME, a_codebook())
    assert tally(folder) == before != OutcomeTally({})
