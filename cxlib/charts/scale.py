"""The height of a chart in values: which it shows, which it labels, and the room under them for marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

#: Heights as parts of the whole chart: one row of numbered marks, and the last value's text with its offset.
_LANE = 0.105
_LABEL = 0.13
#: Part of a step by which the lowest label may lie under the lowest value.
_NEAR = 0.4
_STEPS = (1, 2, 5, 10, 20, 25, 50)
_MOST_TICKS = 5


@dataclass(frozen=True)
class Window:
    """`low`–`high` is drawn; values lie above `floor`, marks between `low` and `floor`."""

    low: float
    floor: float
    high: float
    ticks: list[float]
    lanes: int

    @property
    def label_height(self) -> float:
        return (self.high - self.low) * _LABEL

    def lane(self, number: int) -> float:
        """Return the height of a row of marks; row 0 is the lowest."""
        return self.low + (self.high - self.low) * _LANE * (number + 0.6)


def window(values: Sequence[float], *, lanes: int = 0) -> Window:
    """Zoom on the values, on round numbers, with `lanes` rows for marks below and room for a text above.

    Parameters
    ----------
    values : sequence of float
        All that must fit; empty gives 0–100.
    lanes : int
        Rows of numbered marks.

    Returns
    -------
    Window
        Never less than ten units high, so that noise does not look like a mountain.

    >>> window([61.0, 72.2, 70.0]).ticks
    [60.0, 65.0, 70.0]
    """
    bottom, top = (min(values), max(values)) if values else (0.0, 100.0)
    lacking = max(0.0, 10 - (top - bottom)) / 2
    bottom, top = bottom - lacking, top + lacking
    step = next((step for step in _STEPS if (top - bottom) / step <= _MOST_TICKS - 1), _STEPS[-1])
    # A round number just under the values is worth a label; one far under them only flattens the line.
    first = ceil(bottom / step - _NEAR)
    base = min(bottom, float(first * step))
    whole = (top - base) / (1 - _LABEL - _LANE * (lanes + 0.2))
    high = top + whole * _LABEL
    ticks = [float(step * i) for i in range(first, floor(high / step) + 1)]
    return Window(low=high - whole, floor=base, high=high, ticks=ticks, lanes=lanes)
