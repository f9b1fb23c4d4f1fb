"""Outcomes: what a customer did is kept with the last answer given before it, and read as counts alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from cxlib.store.connection import Connection, columns, lent, send
from cxlib.store.definitions import Names
from cxlib.store.scope import Scope
from cxlib.terms.feedback import Reconciliation, Rejection
from cxlib.terms.outcome import CLASSES, OutcomeCount, OutcomeTally
from cxlib.terms.programme import Question
from cxlib.terms.quarter import Quarter

if TYPE_CHECKING:
    import pandas as pd

#: An outcome is told of the answer before it for so long, in days; what is later has other reasons.
HORIZON_DAYS = 400
#: More answers than this under one customer key are a placeholder's, not one customer's.
MOST_ANSWERS = 200

#: Outcomes are kept among the measurements of an answer, under names that no operation can have.
_BEFORE_NAME = "outcome:"
_DIFFERENT = "this customer's outcome was imported before with another value; the stored one was kept"
_LATER = "an earlier row tells the outcome after the same answer; the earlier one counts"


def store_outcomes(
    connection: Connection, outcomes: pd.DataFrame, names: Names, secret: str, before: Reconciliation
) -> tuple[Reconciliation, bool]:
    """Keep the outcomes of a file; return where its rows went, and whether any was new."""
    outcomes = outcomes.reset_index(drop=True)
    frame = _long(outcomes, names)
    names.save(connection)
    with lent(connection, {"incoming_outcome": frame}):
        send(connection, "arrived_outcome", {"secret": secret, "horizon": HORIZON_DAYS, "most": MOST_ANSWERS})
    found = columns(connection, "outcome_rows")
    statuses: dict[int, set[str]] = {}
    for number, status in zip(found["number"], found["status"], strict=True):
        statuses.setdefault(int(number), set()).add(str(status))
    send(connection, "add_outcome", {})
    return _reconciled(outcomes, statuses, before), any("new" in each for each in statuses.values())


def outcome_tally(scope: Scope, outcome: str, question: Question) -> OutcomeTally:
    """Counts by stage and class of score, of all answers whose outcome is known."""
    number = scope.vocabulary.names.of("operation").get(_BEFORE_NAME + outcome)
    if number is None:
        return OutcomeTally({})
    asked = {"operation": number, "question": scope.vocabulary.question(question.id)}
    found = scope.ask("outcome_counts", asked)
    if not len(found["class"]):
        return OutcomeTally({})
    places = np.ma.masked_array(found["stage"]).tolist()  # None where a stage is not known
    stages = [None if place is None else scope.vocabulary.stages[int(place)] for place in places]
    counts = {
        (stage, CLASSES[int(kind)]): OutcomeCount(int(answers), int(customers), int(came_true))
        for stage, kind, answers, customers, came_true in zip(
            stages, found["class"], found["answers"], found["customers"], found["came_true"], strict=True
        )
    }
    first, last = int(found["first_quarter"].min()), int(found["last_quarter"].max())
    return OutcomeTally(counts, Quarter.from_ordinal(first), Quarter.from_ordinal(last))


def _long(outcomes: pd.DataFrame, names: Names) -> pd.DataFrame:
    """One row per row of the file and outcome known."""
    import pandas as pd  # noqa: PLC0415 (readers of a snapshot do without)

    told = [name for name in outcomes.columns if name not in ("customer_key", "day", "row")]
    numbers = names.add("operation", [_BEFORE_NAME + name for name in told])
    parts = []
    for name in told:
        known = outcomes[name].notna()
        part = outcomes.loc[known, ["customer_key", "day"]].copy()
        part["number"] = outcomes.index[known].to_numpy("int64")
        part["operation"] = numbers[_BEFORE_NAME + name]
        part["measured"] = outcomes.loc[known, name].astype("float64")
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _reconciled(outcomes: pd.DataFrame, statuses: dict[int, set[str]], before: Reconciliation) -> Reconciliation:
    row = outcomes["row"].to_dict()
    wrong = {
        reason: tuple(row[number] for number, found in statuses.items() if kind in found and not found & skipped)
        for kind, reason, skipped in (("different", _DIFFERENT, set()), ("later", _LATER, {"different"}))
    }
    rejections = tuple(Rejection(reason, "customer", "", rows) for reason, rows in wrong.items() if rows)
    repeated = tuple(row[number] for number, found in statuses.items() if found == {"duplicate"})
    without = len(outcomes) - len(statuses)
    said = f"Rows of customers who had not answered within {HORIZON_DAYS} days before, which count nowhere: {without}."
    notes = (said,) if without else ()
    return replace(
        before,
        accepted=before.accepted - len(repeated) - sum(map(len, wrong.values())),
        duplicates=before.duplicates + len(repeated),
        duplicate_rows=tuple(sorted((*before.duplicate_rows, *repeated))),
        rejections=(*before.rejections, *rejections),
        notes=(*before.notes, *notes),
    )
