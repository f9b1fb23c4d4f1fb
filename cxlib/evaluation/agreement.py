"""What was found against what a person labelled: precision, recall and F1 with their intervals."""

from __future__ import annotations

from dataclasses import dataclass

from cxlib.measures.intervals import wilson


@dataclass(frozen=True)
class Figure:
    """A share (0–1) of `of` cases with its 95 % interval (Wilson's)."""

    value: float
    low: float
    high: float
    of: int

    def text(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f})"

    def record(self) -> dict[str, float | int]:
        return {"value": round(self.value, 4), "low": round(self.low, 4), "high": round(self.high, 4), "of": self.of}


def share(hits: int, of: int) -> Figure | None:
    """Return hits ÷ of, or None of nothing.

    >>> share(9, 10).text()
    '0.900 (0.596–0.982)'
    """
    if not of:
        return None
    low, high, _ = wilson(hits / of, of)
    return Figure(hits / of, low, high, of)


@dataclass(frozen=True)
class Agreement:
    """Counts that add: rightly found, found though not labelled, labelled but not found."""

    found: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.found + other.found, self.false + other.false, self.missed + other.missed)

    @property
    def labelled(self) -> int:
        return self.found + self.missed

    @property
    def precision(self) -> Figure | None:
        return share(self.found, self.found + self.false)

    @property
    def recall(self) -> Figure | None:
        return share(self.found, self.labelled)

    @property
    def f1(self) -> Figure | None:
        """F1 is 2J / (1 + J) of the Jaccard share J = found ÷ (found + false + missed), and so are its ends.

        >>> round(Agreement(8, 2, 2).f1.value, 3)
        0.8
        """
        jaccard = share(self.found, self.found + self.false + self.missed)
        if jaccard is None:
            return None
        value, low, high = (2 * end / (1 + end) for end in (jaccard.value, jaccard.low, jaccard.high))
        return Figure(value, low, high, jaccard.of)
