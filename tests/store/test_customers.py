"""How many customers stand behind answers, against a plain count of who they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxlib.store.connection import writing
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.folder import StoreFolder
from cxlib.store.snapshot import open_snapshot
from cxlib.store.writer import finish
from cxlib.terms.feedback import Feedback
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where
from tests.store import oracle
from tests.store.survey import a_programme, made_up, write

FILES = (made_up(41, 90, customers=9), made_up(42, 60, first=90, customers=9))
FILTERS: tuple[Where, ...] = (
    (),
    (("channel", ("web",)),),
    (("stage", ("new", "unknown")), ("product", ("loan", "car"))),
    (("product", ("card",)),),
)


def counted(rows: pd.DataFrame, quarter: Quarter, asked: str | None) -> int:
    rows = rows[(rows["quarter"] == quarter) & (rows[asked].notna() if asked else True)]
    keys = rows["customer_key"].where(rows["customer_key"].notna(), rows["response_key"] + " alone")
    # By weight those count who answered any component of the index.
    weighed = rows if asked else rows[~np.isnan(oracle.scores_of(rows)).all(axis=1)]
    shares = [rows.groupby(keys).size(), weighed.groupby(keys)["weight"].sum()]
    return int(min(each.sum() ** 2 / (each**2).sum() for each in shares) + 1e-6) if len(rows) else 0


def assert_counts(store: FeedbackStore, *files: Feedback) -> None:
    for where in FILTERS:
        for without in (None, *FILTERS[1:3]):
            rows = oracle.rows_of(*files, where=where)
            if without is not None:
                rows = rows.drop(oracle.rows_of(*files, where=without).index, errors="ignore")
            for asked in (None, "effort"):
                every = [counted(rows, quarter, asked) for quarter in store.quarters()]
                assert [store.customers(quarter, where, without, asked) for quarter in store.quarters()] == every
                assert store.customers(None, where, without, asked) == max(every)


def test_one_customers_answers_are_one_customers(tmp_path: Path) -> None:
    write(tmp_path, *FILES)
    assert_counts(open_snapshot(tmp_path, a_programme()), *FILES)


def test_sixty_answers_of_one_customer_hide_behind_nobody(tmp_path: Path) -> None:
    feedback = made_up(43, 64)
    feedback.responses["day"] = pd.Timestamp("2025-02-01")
    feedback.responses["customer_key"] = pd.Series(["often"] * 60 + ["a", "b", "c", None], dtype="str")
    write(tmp_path, feedback)
    store = open_snapshot(tmp_path, a_programme())
    assert (store.respondents(Quarter(2025, 1)), store.customers(Quarter(2025, 1))) == (64, 1)
    assert_counts(store, feedback)


@pytest.mark.parametrize("is_added_to", [False, True])
def test_a_snapshot_of_an_earlier_version_counts_customers_too(tmp_path: Path, is_added_to: bool) -> None:
    """Before the table of repeated answers was kept, and after the next import has made it."""
    write(tmp_path, FILES[0])
    place = StoreFolder(tmp_path)
    place.file("cx-000001").chmod(0o600)
    connection = writing(place.file("cx-000001").rename(place.unfinished("cx-000001")))
    connection.execute("drop table repeated")
    finish(connection, tmp_path, "cx-000001", a_programme())
    if is_added_to:
        write(tmp_path, FILES[1])
    assert_counts(open_snapshot(tmp_path, a_programme()), *(FILES if is_added_to else FILES[:1]))
