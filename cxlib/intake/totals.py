"""Rows under the answers that are none: sums, means and the remark of whoever made the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from cxlib.intake.profile_source import tidy

#: How such a row begins.
_TOTAL: Final = re.compile(
    r"(?:yhteensä|kaikki yhteensä|summa|keskiarvo|mediaani|ka|n|lkm|totalt?|grand total|sum|subtotal|average|mean"
    r"|median|count|medelvärde|medeltal|antal|snitt)\b.{0,20}",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(
    r"(?:päivitetty|laatinut|tulostettu|viety|lähde|huom|generated|exported|created|updated|printed|source|note|report"
    r"|uppdaterad|exporterad|källa|obs)\b.*",
    re.IGNORECASE | re.DOTALL,
)
#: So many rows at the end are looked at.
_LOOKED_AT: Final = 12


@dataclass(frozen=True)
class Totals:
    """The last rows that are no answers: how many, in which column they begin, and with what."""

    rows: int = 0
    column: str = ""
    values: tuple[str, ...] = ()


def totals(table: pa.Table, header: Sequence[str]) -> Totals:
    """Return the rows at the end of a table that are sums or remarks; only a profile that names them leaves them out.

    A row is one if it begins like one and leaves some column empty. All of them begin in one column.
    """
    if len(header) < 3:
        return Totals()
    found: list[tuple[str, str]] = []
    for record in reversed(table.slice(max(0, table.num_rows - _LOOKED_AT)).to_pylist()):
        filled = [name for name in header if tidy(record[name])]
        if not filled or len(filled) == len(header):
            break
        first = tidy(record[filled[0]])
        if not (_TOTAL.fullmatch(first) or (_REMARK.fullmatch(first) and len(filled) == 1)):
            break
        found.append((filled[0], first))
    begin = {column for column, _ in found}
    if len(begin) != 1 or len(found) == table.num_rows:
        return Totals()
    return Totals(len(found), begin.pop(), tuple(value for _, value in reversed(found)))
