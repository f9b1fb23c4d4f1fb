"""A calendar quarter: the period in which the index is reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cxlib.errors import SelectionError


@dataclass(frozen=True, order=True)
class Quarter:
    """One calendar quarter.

    >>> Quarter.parse("2026Q3").previous
    Quarter(year=2026, number=2)
    >>> str(Quarter.of(date(2026, 9, 30)))
    '2026Q3'
    >>> Quarter.from_ordinal(Quarter(2026, 3).ordinal) == Quarter(2026, 3)
    True
    """

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2026Q3` (also `2026-Q3`, `Q3/2026`, `2026q3`).

        Raises
        ------
        SelectionError
            When the text is none of these.
        """
        tidy = text.strip().upper().replace(" ", "")
        match = re.fullmatch(r"(\d{4})[-/]?Q([1-4])", tidy) or re.fullmatch(r"Q([1-4])/(\d{4})", tidy)
        if match is None:
            raise SelectionError(f"'{text}' is not a quarter. Write it as 2026Q3.")
        first, second = match.groups()
        return cls(int(first), int(second)) if len(first) == 4 else cls(int(second), int(first))

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Quarter:
        return cls(ordinal // 4, ordinal % 4 + 1)

    @property
    def ordinal(self) -> int:
        """Quarters counted from year 0, so that neighbours differ by one; the store keeps this."""
        return self.year * 4 + self.number - 1

    @property
    def previous(self) -> Quarter:
        return Quarter.from_ordinal(self.ordinal - 1)

    @property
    def next(self) -> Quarter:
        return Quarter.from_ordinal(self.ordinal + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"
