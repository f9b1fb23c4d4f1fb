"""Why an analysis cannot be made: a refusal that names the margin, driver or unit in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Obstacle = Literal[
    "empty_margin",  # a group of the customer base in which nobody answered
    "no_convergence",  # the weights do not settle: the margins contradict each other
    "constant",  # a driver, or the outcome, that is the same for everybody
    "collinear",  # a driver that the others already determine
    "too_few",  # fewer groups, units, quarters or answers than the method needs
    "too_many",  # more factors or drivers than can be taken apart exactly
    "no_control",  # fewer than four units that the action did not touch
    "no_variance",  # nothing varies, so nothing can be told apart
    "no_overlap",  # no quarter in which both definitions were measured
]


@dataclass(frozen=True)
class Unmeasurable:
    """An analysis refused; `what` names the margin, driver, unit or quarter that stands in its way, or nothing."""

    reason: Obstacle
    what: str = ""
