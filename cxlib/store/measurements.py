"""Operational data that came in a file of their own, kept with the answer that each contact was followed by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from cxlib.store.connection import Connection, columns, lent, send
from cxlib.store.definitions import Names
from cxlib.store.outcomes import MOST_ANSWERS
from cxlib.terms.feedback import Feedback, Joining, Reconciliation, Rejection

_DIFFERENT = "this answer's measurement was imported before with another value; the stored one was kept"
_LATER = "a later contact before the same answer was measured; the later one counts"
_NO_ANSWER = "no answer of this customer is stored within {days} days after; the row waits for it"
_NO_RESPONSE = "no answer with this id is stored; the row waits for it"


def store_measurements(
    connection: Connection, feedback: Feedback, names: Names, secret: str, before: Reconciliation
) -> tuple[Reconciliation, bool]:
    """Keep the measurements of a file with the answers that they belong to; return where its rows went.

    A row whose answer is not there waits among the rejected ones, and comes in when it is imported again with the
    answers there. The second value tells whether any was new.
    """
    measured = feedback.measurements.reset_index(drop=True)
    by = feedback.joining
    with lent(connection, {"incoming_measurement": _long(measured, names)}):
        asked = {"secret": secret, "profile": by.answers, "days": by.days, "most": MOST_ANSWERS}
        send(connection, "arrived_measurement", asked)
    found = columns(connection, "measurement_rows")
    statuses: dict[int, set[str]] = {}
    for number, status in zip(found["number"], found["status"], strict=True):
        statuses.setdefault(int(number), set()).add(str(status))
    send(connection, "add_measurement", {})
    wrong = _wrong(measured, statuses, by)
    is_new = any("new" in found and not found & {"different", "later"} for found in statuses.values())
    return _reconciled(measured, statuses, wrong, before), is_new


def _long(measured: pd.DataFrame, names: Names) -> pd.DataFrame:
    """One row per row of the file and operation measured."""
    numbers = names.of("operation")
    wide = measured.drop(columns="row").rename_axis("number").reset_index()
    told = wide.melt(["number", "key", "day"], var_name="operation", value_name="measured").dropna(subset="measured")
    return told.assign(operation=told["operation"].map(numbers).astype("int16"))


def _wrong(measured: pd.DataFrame, statuses: Mapping[int, set[str]], by: Joining) -> dict[str, tuple[int, ...]]:
    """The rows refused for each reason."""
    row = measured["row"].tolist()
    no_answer = _NO_RESPONSE if by.answers else _NO_ANSWER.format(days=by.days)
    different = [number for number, found in statuses.items() if "different" in found]
    later = [number for number, found in statuses.items() if "later" in found and "different" not in found]
    waiting = [number for number in range(len(row)) if number not in statuses]
    reasons = {_DIFFERENT: different, _LATER: later, no_answer: waiting}
    return {reason: tuple(row[number] for number in numbers) for reason, numbers in reasons.items() if numbers}


def _reconciled(
    measured: pd.DataFrame,
    statuses: Mapping[int, set[str]],
    wrong: Mapping[str, tuple[int, ...]],
    before: Reconciliation,
) -> Reconciliation:
    row = measured["row"].tolist()
    repeated = tuple(row[number] for number, found in statuses.items() if found == {"duplicate"})
    return replace(
        before,
        accepted=before.accepted - len(repeated) - sum(map(len, wrong.values())),
        duplicates=before.duplicates + len(repeated),
        duplicate_rows=tuple(sorted((*before.duplicate_rows, *repeated))),
        rejections=(*before.rejections, *(Rejection(reason, "", "", rows) for reason, rows in wrong.items())),
    )
