"""Why the index moved: the change from one quarter to the next as parts that add up to it exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where

#: definition: the index is made of other things than before; mix: other customers answered, or answered about other
#: things; component: the same kind of customers gave other answers to one question of the index.
PartKind = Literal["definition", "mix", "component"]
#: index: by the definition's stage weights; plain: the mean over all answers, in which more of a stage weighs more.
Quantity = Literal["index", "plain"]

#: The group that small groups are counted in together.
OTHERS = "others"


@dataclass(frozen=True)
class Part:
    """One part of a change in index points. `shown` is its value rounded so that the parts sum to the rounded total."""

    kind: PartKind
    key: str
    label: Label
    change: Change
    shown: float


@dataclass(frozen=True)
class MixGroup:
    """One group's part in the change: by being more or less of those who answered, and by its own change.

    `share_before` and `share_now` (0–1) are of the answers, by the weights of stages and components.
    """

    group: str
    label: Label
    share_before: float
    share_now: float
    mix: Change
    mix_shown: float
    within: Change
    within_shown: float


@dataclass(frozen=True)
class Bridge:
    """From one level to the next: `start` + Σ parts = `end`, exactly; `total` is `end` − `start`.

    `groups` are those of the dimension `by`; their mixes sum to the part `mix`, their changes of their own to the sum
    of the components. `mix_refused` says why there is no part `mix`, where there is none.
    """

    quantity: Quantity
    by: str
    by_label: Label
    start: Estimate
    end: Estimate
    total: Change
    total_shown: float
    parts: tuple[Part, ...]
    groups: tuple[MixGroup, ...]
    mix_refused: Unmeasurable | None = None

    def part(self, kind: PartKind) -> Part | None:
        """Return the part of this kind; of the components the first."""
        return next((part for part in self.parts if part.kind == kind), None)


@dataclass(frozen=True)
class Movement:
    """Why the index of a quarter is not the previous quarter's.

    `overlap` is the quarter in which old and new definition were both measured, where the definition changed. `plain`
    is the mean over all answers, by lifecycle stage: what a shift between stages would do to an index without fixed
    stage weights; None where the index is itself that mean.
    """

    quarter: Quarter
    previous: Quarter
    where: Where
    by: str
    dimensions: tuple[tuple[str, Label], ...]
    overlap: Quarter | None
    bridge: Bridge | Withheld
    plain: Bridge | Withheld | None
    smallest_group: int
