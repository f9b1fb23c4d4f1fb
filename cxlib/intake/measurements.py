"""Operational data in a file of their own: what was measured of a contact, told by customer or response, and day."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cxlib.intake.answers import operation
from cxlib.intake.days import days
from cxlib.intake.ledger import Ledger
from cxlib.intake.profile import Profile
from cxlib.intake.respondents import customer_keys, response_keys
from cxlib.intake.sheet import Sheet
from cxlib.terms.feedback import Joining


def measurements(profile: Profile, sheet: Sheet, ledger: Ledger) -> pd.DataFrame:
    """Return one row per accepted row: `key` (of the customer or the response), `day`, `row`, a column per operation.

    An operation that a row does not tell is NaN.
    """
    keys = response_keys(profile, sheet, ledger) if profile.response_keys else customer_keys(profile, sheet, ledger)
    assert keys is not None  # the header was checked for it
    nobody = np.asarray(pc.fill_null(pc.equal(keys, ""), True))
    ledger.reject(nobody, "no customer", profile.customer_key, lambda place: "")
    told = {source.id: operation(source, profile.file.decimals, sheet, ledger) for source in profile.operations}
    found = {name: values for name, values in told.items() if values is not None}
    silent = np.all([np.isnan(values) for values in found.values()], axis=0)
    ledger.reject(silent, "nothing is measured", profile.operations[0].column, lambda place: "")
    table = pa.table(
        {
            "key": keys,
            "day": pa.array(days(profile.date, profile.file.kind, sheet, ledger)),
            "row": pa.array(sheet.rows),
            **{name: pa.array(values) for name, values in found.items()},
        }
    )
    return ledger.accepted_of(table)


def joining(profile: Profile) -> Joining:
    """Return how the rows of a file find the answers that they belong to."""
    joins = profile.joins
    assert joins is not None  # the profile was read for it
    return Joining(joins.answers if profile.response_keys else "", joins.days)
