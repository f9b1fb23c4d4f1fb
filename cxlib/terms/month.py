"""A calendar month: the step in which alerts look at the answers; a quarter has three."""

from __future__ import annotations

from dataclasses import dataclass

from cxlib.terms.quarter import Quarter


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month.

    >>> Month.from_ordinal(Month(2026, 8).ordinal) == Month(2026, 8)
    True
    >>> str(Month(2026, 8).quarter), str(Month(2026, 8))
    ('2026Q3', '2026-08')
    """

    year: int
    number: int

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Month:
        return cls(ordinal // 12, ordinal % 12 + 1)

    @property
    def ordinal(self) -> int:
        """Months counted from year 0, so that neighbours differ by one."""
        return self.year * 12 + self.number - 1

    @property
    def quarter(self) -> Quarter:
        return Quarter.from_ordinal(self.ordinal // 3)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"
