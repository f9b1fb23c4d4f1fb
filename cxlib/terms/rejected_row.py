"""A row that was refused, kept until somebody corrects it or lets it go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RejectedRow:
    """One row of a file with what speaks against it; `cells` are the columns that its profile reads, redacted.

    `id` is the same however often the same row is refused. `key` and `customer` are keyed hashes of who wrote it, empty
    where the file does not say; `at` is when it was refused (UTC, ISO 8601), and `day` that of the answer, empty where
    the row does not tell it.
    """

    id: str
    profile: str
    file: str
    row: int
    reason: str
    column: str
    cells: tuple[tuple[str, str], ...]
    key: str = ""
    customer: str = ""
    at: str = ""
    day: str = ""

    def cell(self, column: str) -> str:
        """Return what stands in a column; nothing where the row has none.

        >>> RejectedRow("1", "own", "a.csv", 2, "no date", "day", (("day", ""), ("nps", "9"))).cell("nps")
        '9'
        """
        return dict(self.cells).get(column, "")
