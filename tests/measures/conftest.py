"""Tallies made by hand from rows, and the golden tables where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import CauseTally, MomentTally, RepeatTally, ScoreTally

GOLDEN = Path(__file__).parents[2].parent / "shared" / "golden"
THEMES = ("wait_time", "price", "app_login", "billing", "staff_friendly", "fast_resolution")


@pytest.fixture(scope="session")
def golden() -> Callable[[str], Any]:
    """Read a golden table: JSON as objects, CSV as a frame."""
    if not GOLDEN.is_dir():
        pytest.skip("the golden tables (../shared/golden) are not here")

    def read(name: str) -> Any:
        path = GOLDEN / name
        return json.loads(path.read_text("utf-8")) if path.suffix == ".json" else pd.read_csv(path)

    return read


@pytest.fixture(scope="session")
def survey(golden: Callable[[str], Any]) -> pd.DataFrame:
    """The synthetic survey with raked weights and the three component scores 0–100."""
    rows = (
        golden("data/responses.csv").merge(golden("03_weights.csv"), on=["resp_id", "quarter"]).sort_values("resp_id")
    )
    rows["nps100"] = np.select([rows.nps >= 9, rows.nps <= 6], [100.0, 0.0], 50.0)
    rows["csat100"] = (rows.csat - 1) / 4 * 100
    rows["ces100"] = (rows.ces - 1) / 6 * 100
    return rows.reset_index(drop=True)


@pytest.fixture(scope="session")
def components() -> tuple[Component, ...]:
    return Component("nps", "nps_category", 0.5), Component("csat", "minmax", 0.3), Component("ces", "minmax", 0.2)


@pytest.fixture(scope="session")
def pooled(components: tuple[Component, ...]) -> IndexVersion:
    return IndexVersion(1, Quarter(2026, 1), components, ((EVERYONE, 1.0),))


@pytest.fixture(scope="session")
def fixed(components: tuple[Component, ...]) -> IndexVersion:
    stages = (("new", 0.20), ("established", 0.68), ("ended", 0.12))
    return IndexVersion(1, Quarter(2026, 1), components, stages)


@pytest.fixture(scope="session")
def moments() -> Callable[..., MomentTally]:
    """Reduce rows of scores (NaN: not answered) to a MomentTally."""

    def reduce(scores: Any, weights: Any = None) -> MomentTally:
        y = np.asarray(scores, dtype=float).reshape(len(scores), -1)
        w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=float)
        a = (~np.isnan(y)).astype(float)
        y = np.where(a > 0, y, 0.0)
        some, square = a.any(axis=1), (w**2)[:, None]
        return MomentTally(
            int(some.sum()),
            float(w[some].sum()),
            float((w[some] ** 2).sum()),
            a.sum(axis=0),
            w @ a,
            w @ (a * y),
            (a * square).T @ a,
            (a * y * square).T @ a,
            (a * y * square).T @ (a * y),
        )

    return reduce


@pytest.fixture(scope="session")
def repeats_of() -> Callable[..., RepeatTally]:
    """Reduce two groups of rows to the pairs of different answers by one customer."""

    def reduce(one: pd.DataFrame, other: pd.DataFrame, columns: list[str], weight: str | None) -> RepeatTally:
        pairs = one.merge(other, on="customer_id", suffixes=("_i", "_j"))
        pairs = pairs[pairs.resp_id_i != pairs.resp_id_j]
        w = pairs[f"{weight}_i"] * pairs[f"{weight}_j"] if weight else pd.Series(1.0, pairs.index)
        left, right = (pairs[[f"{column}_{side}" for column in columns]].to_numpy(float) for side in "ij")
        a, b = (~np.isnan(left)).astype(float), (~np.isnan(right)).astype(float)
        left, right, w = np.nan_to_num(left), np.nan_to_num(right), w.to_numpy(float)[:, None]
        return RepeatTally((a * w).T @ b, (left * w).T @ b, (a * w).T @ right, (left * w).T @ right)

    return reduce


@pytest.fixture(scope="session")
def scores() -> Callable[..., ScoreTally]:
    """Count detractors, passives and promoters as the answers 3, 8 and 10."""

    def count(detractors: int, passives: int, promoters: int) -> ScoreTally:
        counts = {3: detractors, 8: passives, 10: promoters}
        return ScoreTally(counts, {k: float(n) for k, n in counts.items()}, float(sum(counts.values())))

    return count


@pytest.fixture(scope="session")
def causes_of() -> Callable[..., CauseTally]:
    """Make a CauseTally of rows: stage names, scores, theme flags, and optionally counts, weights and who wrote."""

    def make(stages: Any, y: Any, flags: Any, themes: Any, **kwargs: Any) -> CauseTally:
        names, stage = np.unique(np.asarray(stages), return_inverse=True)
        y, flags = (np.asarray(each, dtype=float) for each in (y, flags))
        y, flags = (each.reshape(-1, 1) if each.ndim == 1 else each for each in (y, flags))
        return CauseTally(
            tuple(str(name) for name in names),
            tuple(themes),
            stage.astype(np.int64),
            y,
            flags,
            np.asarray(kwargs.get("wrote", np.ones(len(stage))), dtype=bool),
            np.asarray(kwargs.get("count", np.ones(len(stage))), dtype=np.int64),
            np.asarray(kwargs.get("weight", np.ones(len(stage))), dtype=float),
        )

    return make
