"""What became of a file that somebody put into the drop folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxlib.terms.feedback import Reconciliation


@dataclass(frozen=True)
class Delivery:
    """`state`: taken (imported), refused (moved aside with the reason beside it), waiting (still being written)."""

    file: str
    state: Literal["taken", "refused", "waiting"]
    reason: str = ""
    reconciliation: Reconciliation | None = None
