"""What customers did later, told by customer and day: stayed, renewed, bought more."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cxlib.intake.column import read_column
from cxlib.intake.days import days
from cxlib.intake.ledger import Ledger
from cxlib.intake.profile import OutcomeSource, Profile
from cxlib.intake.profile_source import folded
from cxlib.intake.respondents import customer_keys
from cxlib.intake.sheet import Sheet

Told = npt.NDArray[np.int8]

_UNKNOWN = -1


def outcomes(profile: Profile, sheet: Sheet, ledger: Ledger) -> pd.DataFrame:
    """Return one row per accepted row: `customer_key`, `day`, `row`, and a column per outcome (1, 0, or not known)."""
    customers = customer_keys(profile, sheet, ledger)
    assert customers is not None  # the header was checked for it
    nobody = np.asarray(pc.is_null(customers))
    ledger.reject(nobody, "no customer", profile.customer_key, lambda place: "")
    told = {source.id: _told(source, sheet, ledger) for source in profile.outcomes}
    silent = np.all([values == _UNKNOWN for values in told.values()], axis=0)
    ledger.reject(silent, "no outcome is told of", profile.outcomes[0].column, lambda place: "")
    table = pa.table(
        {
            "customer_key": customers,
            "day": pa.array(days(profile.date, profile.file.kind, sheet, ledger)),
            "row": pa.array(sheet.rows),
            **{name: pa.array(values, mask=values == _UNKNOWN) for name, values in told.items()},
        }
    )
    accepted = ledger.accepted_of(table)
    for name in told:
        accepted[name] = pd.array(accepted[name].to_numpy(np.float64, na_value=np.nan), dtype="Float64").astype("Int8")
    return accepted


def _told(source: OutcomeSource, sheet: Sheet, ledger: Ledger) -> Told:
    """1, 0 or not known by row; rows with a value that the profile does not know are rejected."""
    column = read_column(sheet, source.column)
    if column is None:
        return np.full(sheet.table.num_rows, _UNKNOWN, dtype=np.int8)
    column.reject(ledger, lambda value: _meant(source, value) is None, "neither a yes nor a no that the profile knows")
    meanings = (_meant(source, value) for value in column.values)
    return column.spread((_UNKNOWN if meant is None else meant for meant in meanings), np.int8)


def _meant(source: OutcomeSource, value: str) -> int | None:
    if value == "":
        return _UNKNOWN
    word = folded(value)
    return 1 if word in source.yes else 0 if word in source.no else None
