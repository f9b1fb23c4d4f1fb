"""A unit's mean is kept once, joined to no answer, and a store from before there were any reads as without."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cxlib.store.rebuilding import rebuild
from cxlib.store.snapshot import open_snapshot
from cxlib.store.writer import Writer
from cxlib.terms.employee import EmployeeScore
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.programme import EmployeeMeasure, Label
from cxlib.terms.quarter import Quarter
from tests.store.survey import a_codebook, a_programme, made_up, write

PROGRAMME = a_programme(employees=EmployeeMeasure("channel", Label(), 1, 5, 5))
NOBODY = made_up(1, 5).responses[:0]


def staff(*rows: tuple[str, str, float, float | None, int]) -> Feedback:
    units, days, scores, spreads, counts = zip(*rows, strict=True)
    told = pd.DataFrame(
        {
            "unit": units,
            "day": pd.to_datetime(list(days)),
            "score": scores,
            "spread": pd.Series(spreads, dtype="float64"),
            "n": counts,
            "row": range(2, len(rows) + 2),
        }
    )
    return Feedback("staff", NOBODY, pd.DataFrame(), employees=told)


def add(folder: Path, feedback: Feedback) -> tuple[Reconciliation, str | None]:
    size = len(feedback.employees)
    with Writer(folder, PROGRAMME) as writer:
        account = writer.add(feedback, Reconciliation("f", "p", size, size, 0, 0, (), ()), a_codebook())
        return account, writer.publish()


def kept(folder: Path, dimension: str = "channel") -> tuple[EmployeeScore, ...]:
    store = open_snapshot(folder, PROGRAMME)
    found = store.employee_scores(dimension)
    store.close()
    return found


def test_new_known_and_contradicting_rows(tmp_path: Path) -> None:
    write(tmp_path, made_up(1, 40))
    assert kept(tmp_path) == ()
    both = staff(("web", "2025-01-01", 3.75, 0.8, 20), ("phone", "2024-10-01", 4.0, None, 12))
    account, name = add(tmp_path, both)
    assert (account.accepted, account.duplicates, name) == (2, 0, "cx-000002")
    expected = (
        EmployeeScore("phone", Quarter(2024, 4), 4.0, None, 12),
        EmployeeScore("web", Quarter(2025, 1), 3.75, 0.8, 20),
    )
    assert kept(tmp_path) == expected
    assert kept(tmp_path, "product") == ()
    again = staff(("web", "2025-02-01", 3.75, 0.8, 20), ("phone", "2024-12-01", 4.1, None, 12))
    account, name = add(tmp_path, again)
    assert name is None
    assert (account.accepted, account.duplicate_rows, account.rejections[0].rows) == (0, (2,), (3,))
    rebuild(tmp_path, PROGRAMME, a_codebook())
    assert kept(tmp_path) == expected
