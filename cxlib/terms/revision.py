"""A definition of the index that is tried out: what it would do to every quarter, before anybody publishes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import IndexVersion
from cxlib.terms.quarter import Quarter

#: measured: counted anew from the raw answers; linked: the old index moved to the new level; unknown: neither can be.
Origin = Literal["measured", "linked", "unknown"]


@dataclass(frozen=True)
class Link:
    """New index − old index in the overlap quarter, in points, with its 95 % interval and standard error."""

    value: float
    low: float
    high: float
    standard_error: float
    n: int

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Scenario:
    """One way the index could have been defined: weights of its components, by the keys of the means."""

    name: str
    weights: tuple[tuple[str, float], ...]
    geometric: bool = False


@dataclass(frozen=True)
class ScenarioChange:
    """The index of two quarters under one scenario."""

    scenario: Scenario
    before: float
    now: float

    @property
    def change(self) -> float:
        return self.now - self.before


@dataclass(frozen=True)
class RevisedQuarter:
    """One quarter twice: as published, by the definition then in force, and as the tried definition would have it.

    `difference` is tried − published on the same answers; refused where both cannot be measured in the quarter.
    """

    quarter: Quarter
    version: int | None
    published: Estimate | Withheld
    tried: Estimate | Withheld
    origin: Origin
    difference: Link | Withheld | Unmeasurable


@dataclass(frozen=True)
class GridRow:
    """The latest change under all scenarios that share a set of weights; in index points."""

    weights: tuple[tuple[str, float], ...]
    scenarios: int
    rising: int
    falling: int
    smallest: float
    largest: float


@dataclass(frozen=True)
class Grid:
    """The latest change under every reasonable definition: the first row is the one tried."""

    rows: tuple[GridRow, ...]

    @property
    def scenarios(self) -> int:
        return sum(row.scenarios for row in self.rows)

    @property
    def rising(self) -> int:
        return sum(row.rising for row in self.rows)

    @property
    def falling(self) -> int:
        return sum(row.falling for row in self.rows)

    @property
    def smallest(self) -> float:
        return min(row.smallest for row in self.rows)

    @property
    def largest(self) -> float:
        return max(row.largest for row in self.rows)


@dataclass(frozen=True)
class Revision:
    """What a definition would do: to this quarter, to its change, to the history, and to the target.

    `current` is the definition in force in `quarter`; `overlap` the quarter whose link carries the history that cannot
    be measured anew; `text` the block for programme.toml that would publish the definition.
    """

    quarter: Quarter
    current: IndexVersion
    tried: IndexVersion
    quarters: tuple[RevisedQuarter, ...]
    change: Change | Withheld
    tried_change: Change | Withheld
    overlap: Quarter | None
    grid: Grid | Withheld | Unmeasurable
    text: str

    @property
    def now(self) -> RevisedQuarter:
        return next(each for each in self.quarters if each.quarter == self.quarter)

    @property
    def is_changed(self) -> bool:
        """Whether the tried definition is another than the one in force."""
        mine, theirs = ({(c.key, c.weight) for c in version.components} for version in (self.current, self.tried))
        return mine != theirs or self.current.stage_weights != self.tried.stage_weights
