"""Made-up feedback of any size, made in SQL: what the bench fills its stores with. It is only large."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from cxlib.terms.codebook import Codebook, Theme
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.programme import Component, Dimension, IndexVersion, Label, OpenQuestion, Programme, Question, Value
from cxlib.terms.quarter import Quarter

STAGES = ("new", "established", "ended")
DIMENSIONS = ("product", "channel", "touchpoint", "customer_type")
OPEN_SHARE_PERCENT = 30


def programme() -> Programme:
    """Return the programme that the made-up feedback answers: three questions, three stages, four dimensions."""
    questions = (
        Question("recommend", Label(en="Recommend"), "nps", 0, 10),
        Question("satisfaction", Label(en="Satisfaction"), "csat", 1, 5, positive=frozenset({4, 5})),
        Question("effort", Label(en="Effort"), "ces", 1, 7),
    )
    version = IndexVersion(
        1,
        Quarter(2022, 1),
        (
            Component("recommend", "nps_category", 0.5),
            Component("satisfaction", "minmax", 0.3),
            Component("effort", "minmax", 0.2),
        ),
        (("new", 0.2), ("established", 0.65), ("ended", 0.15)),
        target=70.0,
    )
    return Programme(
        name="Bench",
        language="fi",
        questions=questions,
        open_questions=(OpenQuestion("why", Label(en="Why")),),
        stages=tuple(Value(stage, Label(en=stage)) for stage in STAGES),
        dimensions=tuple(Dimension(name, Label(en=name)) for name in DIMENSIONS),
        index_versions=(version,),
        made_up=True,
    )


def codebook() -> Codebook:
    """Return a codebook of twenty themes."""
    return Codebook("1", tuple(Theme(f"theme{i}", Label(en=f"Theme {i}"), "either", "ours") for i in range(1, 21)))


def feedback(first: int, last: int, rows: int, open_share_percent: int = OPEN_SHARE_PERCENT) -> Feedback:
    """Return the answers `first` to `last` (exclusive) of `rows`, in the order of time over twelve quarters."""
    span = {"first": first, "last": last, "rows": rows}
    with duckdb.connect() as connection:
        responses = connection.execute(query("responses"), span).df()
        share = {"first": first, "last": last, "share": open_share_percent}
        verbatims = connection.execute(query("verbatims"), share).df()
    for question in ("recommend", "satisfaction", "effort"):
        responses[question] = responses[question].astype("Int16")
    return Feedback("bench", responses, verbatims, pd.DataFrame(), pd.DataFrame(), pd.DataFrame())


def reconciliation(made: Feedback) -> Reconciliation:
    """Return the reconciliation of made-up feedback: every row accepted."""
    rows = len(made.responses)
    return Reconciliation("bench.csv", "bench", rows, rows, rows, 0, (), ())


def query(name: str) -> str:
    """Return the text of `sql/synthetic/<name>.sql`."""
    return (Path(__file__).parent / "sql" / "synthetic" / f"{name}.sql").read_text("utf-8")
