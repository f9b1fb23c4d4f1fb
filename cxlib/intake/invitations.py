"""Who was asked and reached: invitations one by one or in counted groups, without which no response rate is known."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from cxlib.intake import answers
from cxlib.intake.column import Column, encode, read_column
from cxlib.intake.days import days
from cxlib.intake.ledger import Ledger
from cxlib.intake.profile import InvitationSource, Profile
from cxlib.intake.respondents import response_keys, settle_repeats
from cxlib.intake.sheet import Sheet
from cxlib.terms.programme import Programme

Counts = npt.NDArray[np.int64]


def invitations(profile: Profile, programme: Programme, sheet: Sheet, ledger: Ledger) -> pd.DataFrame:
    """Return one row per accepted row: `day`, `stage`, dimensions, `invited` and `delivered` as counts, and `row`."""
    assert profile.invitations is not None
    known = {dimension.id: dimension.values for dimension in programme.dimensions}
    places: dict[str, pa.Array | None] = {
        "day": pa.array(days(profile.date, profile.file.kind, sheet, ledger)),
        "stage": answers.stages(profile, programme, sheet, ledger),
        **{source.id: answers.dimension(source, known[source.id], sheet, ledger) for source in profile.dimensions},
    }
    invited, delivered = _counts(profile.invitations, sheet, ledger)
    if profile.response_keys:
        settle_repeats(encode(response_keys(profile, sheet, ledger)), sheet, {}, {}, ledger)
    table = pa.table(
        {
            **{name: column for name, column in places.items() if column is not None},
            "invited": pa.array(invited),
            "delivered": pa.array(delivered),
            "row": pa.array(sheet.rows),
        }
    )
    return ledger.accepted_of(table)


def _counts(source: InvitationSource, sheet: Sheet, ledger: Ledger) -> tuple[Counts, Counts]:
    reached = read_column(sheet, source.delivered)
    if source.kind == "rows":
        one = np.ones(sheet.table.num_rows, dtype=np.int64)
        if reached is None:
            return one, one
        return one, reached.where(lambda value: value in source.delivered_values).astype(np.int64)
    asked = read_column(sheet, source.invited)
    assert asked is not None  # the header was checked for it
    invited = _whole(asked, ledger)
    delivered = invited if reached is None else _whole(reached, ledger)
    ledger.reject(delivered > invited, "more delivered than invited", source.delivered, (reached or asked).at)
    return invited, delivered


def _whole(column: Column, ledger: Ledger) -> Counts:
    """Counts as whole numbers; rows with anything else are rejected."""
    column.reject(ledger, lambda value: not _is_count(value), "not a whole number of 0 or more")
    return column.spread((int(value) if _is_count(value) else 0 for value in column.values), np.int64)


def _is_count(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10
