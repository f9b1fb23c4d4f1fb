"""How long the texts of answers are kept."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from cxlib.terms.quarter import Quarter


@dataclass(frozen=True)
class Retention:
    """So many whole quarters before the one that is going on, or so many months back from the day.

    >>> Retention(quarters=2).kept_from(date(2026, 8, 15))
    datetime.date(2026, 1, 1)
    >>> Retention(months=6).kept_from(date(2026, 8, 31))
    datetime.date(2026, 2, 28)
    """

    quarters: int = 0
    months: int = 0

    def kept_from(self, today: date) -> date:
        """Return the first day whose texts are kept."""
        if self.quarters:
            return Quarter.from_ordinal(Quarter.of(today).ordinal - self.quarters).first_day
        months = today.year * 12 + today.month - 1 - self.months
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
