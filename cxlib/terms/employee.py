"""How the employees of a unit find their work, beside what its customers say: means of units, never of a person."""

from __future__ import annotations

from dataclasses import dataclass

from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter


@dataclass(frozen=True)
class EmployeeScore:
    """The mean score of a unit's employees in a quarter; `spread` is their standard deviation where it was told."""

    unit: str
    quarter: Quarter
    score: float
    spread: float | None
    n: int


@dataclass(frozen=True)
class EmployeeUnit:
    """One unit: what its employees and its customers say. Where either is withheld, neither is shown."""

    unit: str
    label: Label
    employees: Estimate | Withheld
    index: Estimate | Withheld

    @property
    def is_told(self) -> bool:
        return isinstance(self.employees, Estimate) and isinstance(self.index, Estimate)


@dataclass(frozen=True)
class Beside:
    """How two numbers of the same units go together.

    `correlation` lies in [−1, 1]; `slope` is how many index points go with one step more of the employees' score.
    Each has its 95 % interval, which rests on the number of units.
    """

    correlation: float
    low: float
    high: float
    slope: float
    slope_low: float
    slope_high: float
    units: int

    @property
    def is_sure(self) -> bool:
        """Whether both intervals leave 0 out."""
        return self.low * self.high > 0 and self.slope_low * self.slope_high > 0


@dataclass(frozen=True)
class EmployeeResult:
    """The employees' scores of `measured`, the last known by `quarter`, beside the index of `quarter`.

    `beside` says why where it cannot be said how they go together; without `[employees]` in the programme, or any
    score imported, `units` is empty and `measured` None.
    """

    quarter: Quarter
    measured: Quarter | None
    units: tuple[EmployeeUnit, ...]
    beside: Beside | Unmeasurable

    @property
    def told(self) -> tuple[EmployeeUnit, ...]:
        return tuple(unit for unit in self.units if unit.is_told)
