"""Sufficient statistics: what the store reduces rows to, and all that a measure may see. They add."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MomentTally:
    """Sums over respondents that give means, variances and covariances of K component scores (0–100).

    With a_k = 1 where respondent i answered component k (else 0), y_k its score and w the respondent's weight:
    `respondents` = number with at least one answered component; `weight` = Σ w; `weight_squared` = Σ w² (both over
    those);
    `counts[k]` = Σ a_k; `answered[k]` = Σ w a_k; `total[k]` = Σ w a_k y_k;
    `pairs[k, l]` = Σ w² a_k a_l; `cross[k, l]` = Σ w² a_k a_l y_k; `products[k, l]` = Σ w² a_k a_l y_k y_l.
    """

    respondents: int
    weight: float
    weight_squared: float
    counts: Array
    answered: Array
    total: Array
    pairs: Array
    cross: Array
    products: Array

    @classmethod
    def empty(cls, components: int) -> MomentTally:
        flat, square = (components,), (components, components)
        return cls(0, 0.0, 0.0, *(np.zeros(flat) for _ in range(3)), *(np.zeros(square) for _ in range(3)))

    def __add__(self, other: MomentTally) -> MomentTally:
        return MomentTally(
            self.respondents + other.respondents,
            self.weight + other.weight,
            self.weight_squared + other.weight_squared,
            self.counts + other.counts,
            self.answered + other.answered,
            self.total + other.total,
            self.pairs + other.pairs,
            self.cross + other.cross,
            self.products + other.products,
        )


@dataclass(frozen=True, eq=False)
class RepeatTally:
    """Cross sums over ordered pairs (i, j) of different answers by one customer, i in group A and j in group B.

    `pairs[k, l]` = Σ w_i w_j a_ik a_jl; `left[k, l]` = Σ w_i w_j a_ik a_jl y_ik; `right[k, l]` = Σ w_i w_j a_ik a_jl
    y_jl;
    `products[k, l]` = Σ w_i w_j a_ik a_jl y_ik y_jl. They turn a variance into one clustered by customer.
    """

    pairs: Array
    left: Array
    right: Array
    products: Array

    @classmethod
    def empty(cls, components: int) -> RepeatTally:
        return cls(*(np.zeros((components, components)) for _ in range(4)))

    def __add__(self, other: RepeatTally) -> RepeatTally:
        return RepeatTally(
            self.pairs + other.pairs, self.left + other.left, self.right + other.right, self.products + other.products
        )


@dataclass(frozen=True)
class ScoreTally:
    """How many respondents gave each answer to one question, plain and weighted.

    `counts[value]` = number; `weights[value]` = Σ w; `weights_squared` = Σ w² over all who answered.
    """

    counts: dict[int, int] = field(default_factory=dict)
    weights: dict[int, float] = field(default_factory=dict)
    weights_squared: float = 0.0

    @property
    def respondents(self) -> int:
        return sum(self.counts.values())

    def __add__(self, other: ScoreTally) -> ScoreTally:
        values = sorted({*self.counts, *other.counts})
        return ScoreTally(
            {value: self.counts.get(value, 0) + other.counts.get(value, 0) for value in values},
            {value: self.weights.get(value, 0.0) + other.weights.get(value, 0.0) for value in values},
            self.weights_squared + other.weights_squared,
        )


@dataclass(frozen=True, eq=False)
class CauseTally:
    """Respondents of one quarter counted by stage, component scores and the themes they mentioned.

    One row per distinct combination: `stage[r]` indexes `stages`; `scores[r, k]` is component k's score 0–100 or NaN;
    `mentions[r, t]` is 1.0 where theme t was mentioned; `wrote[r]` is True where there was an open answer; `count[r]`
    respondents, and
    `weight[r]` the weight of each. Rows without an open answer are there too: they carry the baseline.
    `mentioners[t]` is how many customers stand behind the mentions of theme t, at the least; None: as many as mentions.
    """

    stages: tuple[str, ...]
    themes: tuple[str, ...]
    stage: npt.NDArray[np.int64]
    scores: Array
    mentions: Array
    wrote: npt.NDArray[np.bool_]
    count: npt.NDArray[np.int64]
    weight: Array
    mentioners: npt.NDArray[np.int64] | None = None


@dataclass(frozen=True)
class InvitedTally:
    """How many were asked, reached and answered."""

    invited: int = 0
    delivered: int = 0
    answered: int = 0

    def __add__(self, other: InvitedTally) -> InvitedTally:
        return InvitedTally(
            self.invited + other.invited, self.delivered + other.delivered, self.answered + other.answered
        )
