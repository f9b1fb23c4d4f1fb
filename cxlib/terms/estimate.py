"""Results: a number with its interval, n and unit, or the refusal to give one, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

#: index: 0–100; points: NPS −100…100 or differences of an index; share: 0–1; mean: on the question's own scale.
Unit = Literal["index", "points", "share", "mean"]
Base = Literal["interval_only", "low", "normal"]
Verdict = Literal["real_rise", "real_fall", "no_real_change", "cannot_say"]
Refusal = Literal[
    "no_answers",  # nobody answered: there is no value, and it is not zero
    "small_group",  # fewer than the smallest group
    "dominated",  # weights, or one customer's many answers, leave fewer than it seems
    "complement",  # shown, it would reveal a small group by subtraction
    "no_index",  # the programme defines no index
    "stage_missing",  # a stage that the definition weighs has no answers
    "component_missing",  # a question of the definition was not asked then
    "no_previous",  # there is nothing to compare with
    "too_few_mentions",  # a regression would have more causes than mentions
    "not_comparable",  # a question became another in between
    "no_invitations",  # nobody knows how many were asked
]
Target = Literal["reached", "reached_not_certain", "not_reached", "none"]

#: 5–9 answers: the interval alone is shown; 10–29: marked as a low base (METHODS: exact coverage of adjusted Wald).
INTERVAL_ONLY_BELOW = 10
LOW_BASE_BELOW = 30


@dataclass(frozen=True)
class Estimate:
    """A number that may be shown.

    `low` and `high` are the ends of the 95 % interval in the same unit; `n` is the number of respondents; `effective`
    is Kish's n after weighting (equal to n without weights); `standard_error` is in the same unit, and `degrees` are
    the degrees of freedom that the interval has (infinitely many: normal).
    """

    value: float
    low: float
    high: float
    n: int
    unit: Unit
    effective: float
    standard_error: float
    degrees: float = inf

    @property
    def base(self) -> Base:
        """How far the number carries, by the effective n where weights make it smaller than n."""
        carries = min(self.n, self.effective + 1e-9)
        if carries < INTERVAL_ONLY_BELOW:
            return "interval_only"
        return "low" if carries < LOW_BASE_BELOW else "normal"


@dataclass(frozen=True)
class Withheld:
    """A number refused. It carries no n: a count under the smallest group is itself a disclosure."""

    reason: Refusal
    unit: Unit = "index"
    smallest_group: int = 5


@dataclass(frozen=True)
class Change:
    """The difference between two quarters, with its interval and what may be said of it."""

    value: float
    low: float
    high: float
    p: float
    unit: Unit
    verdict: Verdict


@dataclass(frozen=True)
class Distribution:
    """Shares (0–1) of detractors, passives and promoters among n answers."""

    detractors: float
    passives: float
    promoters: float
    n: int
