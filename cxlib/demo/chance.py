"""Chance that comes out the same on every machine: built on one documented stream of random numbers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

#: Six uniform numbers have variance 6/12; this makes it 1.
ROOT_TWO = 1.4142135623730951


class Chance:
    """Draws that need nothing but `random.Random.random`.

    Notes
    -----
    Python promises that `random()` gives the same sequence for the same seed in every version; it promises nothing
    of `choice`, `shuffle` or `gauss`, and logarithms may differ in the last digit between processors. So every draw
    here is an addition, a multiplication or a comparison of `random()`.

    >>> Chance(7).below(100) == Chance(7).below(100)
    True
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def unit(self) -> float:
        """A number in [0, 1)."""
        return self._random.random()

    def happens(self, probability: float) -> bool:
        return self._random.random() < probability

    def below(self, end: int) -> int:
        """A whole number from 0 to `end` − 1."""
        return int(self._random.random() * end)

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[tuple[Item, float]]) -> Item:
        """One item, each as often as its weight says; the weights sum to 1."""
        mark = self._random.random()
        for item, weight in items:
            mark -= weight
            if mark < 0:
                return item
        return items[-1][0]

    def normal(self) -> float:
        """Nearly standard normal: six uniform numbers added up, centred and scaled (never beyond ±4.3)."""
        draw = self._random.random
        return (draw() + draw() + draw() + draw() + draw() + draw() - 3.0) * ROOT_TWO

    def long_tailed(self, mean: float) -> float:
        """A positive number with many small values and a few large, as waiting times have; `mean` on average."""
        draw = self._random.random
        return mean * 4.0 * draw() * draw()
