"""Employees' scores: the mean of a unit and quarter, kept beside the answers and joined to none of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cxlib.store.connection import Columns, Connection, columns, lent, send
from cxlib.store.scope import Scope
from cxlib.terms.employee import EmployeeScore
from cxlib.terms.feedback import Reconciliation, Rejection
from cxlib.terms.quarter import Quarter

if TYPE_CHECKING:
    import pandas as pd

_DIFFERENT = "this unit's quarter was imported before with other numbers; those were kept"

Key = tuple[str, int]
Mask = npt.NDArray[np.bool_]
Told = tuple[float, float | None, int]


def store_employees(
    connection: Connection, employees: pd.DataFrame, dimension: str, before: Reconciliation
) -> tuple[Reconciliation, bool]:
    """Keep the units' scores of a file; return where its rows went, and whether any was new."""
    send(connection, "employee_table", {})
    stored = _told(columns(connection, "employee_scores", {"dimension": dimension}))
    quarters = [Quarter.of(day.date()).ordinal for day in employees["day"]]
    frame = employees.assign(quarter=quarters, dimension=dimension)
    rows = list(zip(frame["unit"], quarters, frame["score"], frame["spread"], frame["n"], strict=True))
    found = [stored.get((str(unit), quarter)) for unit, quarter, *_ in rows]
    same = [known == _numbers(*numbers) for known, (_, _, *numbers) in zip(found, rows, strict=True)]
    is_new = np.array([known is None for known in found], dtype=np.bool_)
    is_same = np.array(same, dtype=np.bool_) & ~is_new
    fresh = frame[is_new]
    if len(fresh):
        with lent(connection, {"incoming_employees": fresh}):
            send(connection, "add_employees", {})
    return _reconciled(frame, is_new, is_same, before), bool(len(fresh))


def employee_scores(scope: Scope, dimension: str) -> tuple[EmployeeScore, ...]:
    """Every unit and quarter known by a dimension, oldest first; none in a store made before there were any."""
    if not bool(scope.ask("has_employees")["kept"][0]):
        return ()
    told = _told(scope.ask("employee_scores", {"dimension": dimension}))
    return tuple(EmployeeScore(unit, Quarter.from_ordinal(at), *numbers) for (unit, at), numbers in told.items())


def _told(found: Columns) -> dict[Key, Told]:
    spreads = np.ma.filled(np.ma.masked_invalid(found["spread"].astype(np.float64)), np.nan)
    return {
        (str(unit), int(quarter)): _numbers(score, spread, n)
        for unit, quarter, score, spread, n in zip(
            found["unit"], found["quarter"], found["score"], spreads, found["n"], strict=True
        )
    }


def _numbers(score: float, spread: float, n: int) -> Told:
    return float(score), None if np.isnan(spread) else float(spread), int(n)


def _reconciled(frame: pd.DataFrame, is_new: Mask, is_same: Mask, before: Reconciliation) -> Reconciliation:
    repeated = tuple(map(int, frame["row"][is_same]))
    other = tuple(map(int, frame["row"][~is_new & ~is_same]))
    rejections = (Rejection(_DIFFERENT, "", "", other),) if other else ()
    return replace(
        before,
        accepted=before.accepted - len(repeated) - len(other),
        duplicates=before.duplicates + len(repeated),
        duplicate_rows=tuple(sorted((*before.duplicate_rows, *repeated))),
        rejections=(*before.rejections, *rejections),
    )
