"""A small programme and made-up feedback to it, with gaps wherever a file may have them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from cxlib.store.snapshot import open_snapshot
from cxlib.store.writer import Writer
from cxlib.terms.codebook import Codebook, Theme
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.programme import (
    Component,
    Dimension,
    IndexVersion,
    Label,
    OpenQuestion,
    Operation,
    Programme,
    Question,
    Value,
)
from cxlib.terms.quarter import Quarter

FIRST = Quarter(2025, 1)
COMPONENTS = (
    Component("recommend", "nps_category", 0.5),
    Component("satisfaction", "minmax", 0.3),
    Component("effort", "minmax", 0.2),
)


def a_programme(**changes: object) -> Programme:
    """Return a programme with three questions, two stages, three dimensions (one personal), and an index."""
    fields: dict[str, object] = {
        "name": "Test",
        "language": "fi",
        "questions": (
            Question("recommend", Label(), "nps", 0, 10),
            Question("satisfaction", Label(), "csat", 1, 5, positive=frozenset({4, 5})),
            Question("effort", Label(), "ces", 1, 7, best="low"),
        ),
        "open_questions": (OpenQuestion("why", Label()), OpenQuestion("wish", Label())),
        "stages": (Value("new", Label()), Value("established", Label())),
        "dimensions": (
            Dimension("channel", Label(), (Value("web", Label()), Value("phone", Label()))),
            Dimension("product", Label()),
            Dimension("employee", Label(), personal=True),
        ),
        "operations": (Operation("waited", Label(), "min"),),
        "index_versions": (IndexVersion(1, FIRST, COMPONENTS, (("new", 0.5), ("established", 0.5))),),
    }
    return Programme(**{**fields, **changes})  # type: ignore[arg-type]


def a_codebook(themes: int = 3, version: str = "1") -> Codebook:
    return Codebook(version, tuple(Theme(f"theme{i}", Label(), "either", "ours") for i in range(themes)))


def made_up(seed: int, respondents: int = 60, *, first: int = 0, customers: int = 20) -> Feedback:
    """Return feedback drawn at random: three quarters, weights, gaps in every column, answers with keys and themes."""
    draw = np.random.default_rng(seed)
    size = respondents

    def some(values: list[object], missing: float) -> list[object]:
        return [None if draw.random() < missing else values[draw.integers(len(values))] for _ in range(size)]

    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(draw.integers(0, 270, size), unit="D")
    responses = pd.DataFrame(
        {
            "response_key": [f"R{first + number}" for number in range(size)],
            "customer_key": pd.Series(some([f"C{i}" for i in range(customers)], 0.2), dtype="str"),
            "day": days,
            "weight": draw.choice([0.5, 1.0, 1.7], size),
            "row": np.arange(size) + 2,
            "stage": pd.Series(some(["new", "established"], 0.1), dtype="str"),
            "channel": pd.Series(some(["web", "phone"], 0.2), dtype="str"),
            "product": pd.Series(some(["loan", "card", "car"], 0.1), dtype="str"),
            "employee": pd.Series(some(["Aino", "Bo"], 0.5), dtype="str"),
            "recommend": pd.array(some(list(range(11)), 0.1), dtype="Int16"),
            "satisfaction": pd.array(some([1, 2, 3, 4, 5], 0.3), dtype="Int16"),
            "effort": pd.array(some([1, 4, 7], 0.5), dtype="Int16"),
            "waited": draw.choice([1.5, 30.0, np.nan], size),
        }
    )
    words = ["wait", "price", "kind", "slow", "app"]
    rows = [
        {
            "response_key": f"R{first + number}",
            "question": question,
            "text": f"{number} {question} " + " ".join(said) + " " + "x" * int(draw.integers(1, 200)),
            "language": str(draw.choice(["fi", "en"])),
            "language_source": "declared",
            "keys": said,
            "themes": [f"theme{i}" for i in range(3) if draw.random() < 0.3],
            "redactions": 0,
        }
        for number in range(size)
        for question in ("why", "wish")
        if draw.random() < 0.5 and (said := [word for word in words if draw.random() < 0.4] or ["kind"])
    ]
    columns = ["response_key", "question", "text", "language", "language_source", "keys", "themes", "redactions"]
    return Feedback(f"made up {seed}", responses, pd.DataFrame(rows, columns=columns))


def accepted(feedback: Feedback, file: str = "file.csv", profile: str = "survey") -> Reconciliation:
    """Return the reconciliation of a file all of whose rows were accepted."""
    responses, groups = len(feedback.responses), len(feedback.invitations)
    return Reconciliation(file, profile, responses + groups, responses + groups, responses, 0, (), ())


def write(folder: Path, *files: Feedback, programme: Programme | None = None, themes: int = 3) -> list[Reconciliation]:
    """Import files one after the other, each published by itself."""
    outcomes = []
    for feedback in files:
        with Writer(folder, programme or a_programme()) as writer:
            outcomes.append(writer.add(feedback, accepted(feedback), a_codebook(themes)))
            writer.publish()
    return outcomes


def respondents(folder: Path) -> int:
    """Count the respondents that readers of a folder are told of."""
    store = open_snapshot(folder, a_programme())
    try:
        return sum(store.respondents(quarter) for quarter in store.quarters())
    finally:
        store.close()
