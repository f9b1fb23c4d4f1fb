"""A weighted sum of stage indices with its linearised standard error: the arithmetic under the index and its change."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from cxlib.measures.intervals import effective_respondents
from cxlib.terms.programme import Component, IndexVersion
from cxlib.terms.tally import Array, MomentTally, RepeatTally

#: Pairs of answers by the same customer, by the two groups they stand in; ((a, b)) is enough, ((b, a)) need not be
#: there.
Repeats = Mapping[Any, RepeatTally]
NO_REPEATS: Repeats = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Cell:
    """One stage of one quarter: `factor` is what its index counts in the sum, `keys` find it among the repeats."""

    keys: tuple[Hashable, ...]
    factor: float
    tally: MomentTally


@dataclass(frozen=True, eq=False)
class Recipe:
    """Where the definition's components stand in the tallies (−1: nowhere); `whole`: all of them, in order."""

    positions: npt.NDArray[np.int64]
    weights: Array
    whole: bool

    def row(self, values: Array) -> Array:
        return values if self.whole else values[self.positions]

    def square(self, values: Array) -> Array:
        return values if self.whole else values[self.positions][:, self.positions]


@dataclass(frozen=True)
class Contrast:
    """Σ factor × stage index with its standard error, its (Satterthwaite) degrees of freedom, n, and effective n."""

    value: float
    standard_error: float
    degrees: float
    n: int
    effective: float


@dataclass(frozen=True, eq=False)
class Linear:
    """Per cell (first axis S): index, component means, and the influence coefficients ω_k / A_k of K components."""

    index: Array
    means: Array
    coefficients: Array
    squares: Array  # Σ u² over the respondents of the cell
    respondents: Array
    effective: Array


def recipe_of(version: IndexVersion, components: Sequence[Component]) -> Recipe:
    """Return where the definition's components stand in the tallies, and what they weigh."""
    place = {component.key: at for at, component in enumerate(components)}
    weighed = [component for component in version.components if component.weight]
    positions = np.array([place.get(component.key, -1) for component in weighed], dtype=np.int64)
    weights = np.array([component.weight for component in weighed], dtype=float)
    return Recipe(positions, weights, len(positions) == len(components) and bool((np.diff(positions) == 1).all()))


def contrast(cells: Sequence[Cell], recipe: Recipe, repeats: Repeats = NO_REPEATS) -> Contrast:
    """Return the sum of the cells' indices; the caller has refused cells without answers to a component.

    Notes
    -----
    Stage s: m_k = Σ w a_k y_k / A_k with A_k = Σ w a_k, I_s = Σ_k ω_k m_k. A respondent's influence is u_i = Σ_k ω_k
    w_i a_ik (y_ik − m_k) / A_k, and Var I_s = n/(n − 1) Σ u². Answers by the same customer add their products u_i u_j,
    within a stage, between stages and between quarters. A stage with one respondent, or without any spread, takes the
    pooled spread of the other stages over its effective n; where there is none, one more answer at the far end of 0–100
    is imagined. Degrees of freedom: (Σ V)² / Σ (V² / ν), V = factor² Var, ν = n_eff − 1 by Kish's n_eff.

    Wrong where weights were calibrated to known totals (it is then too wide: METHODS 3) or where customers repeat and
    no `repeats` are given.

    References
    ----------
    Binder, D. A. (1983). International Statistical Review 51, 279–292 (linearisation). Satterthwaite, F. E. (1946).
    Biometrics Bulletin 2, 110–114. Numbers: golden/03_survey.json (R survey 4.1-1).
    """
    linear = linearise([cell.tally for cell in cells], recipe)
    factors = np.array([cell.factor for cell in cells])
    variances, degrees = cell_variances(linear)
    parts = factors**2 * variances
    alone = float(parts.sum())
    total = alone + _shared(cells, linear, recipe, repeats)
    return Contrast(
        float(factors @ linear.index),
        sqrt(total if total > 0 else alone),
        alone**2 / float((parts**2 / degrees).sum()),
        int(linear.respondents.sum()),
        1 / float((np.abs(factors) ** 2 / linear.effective).sum()) * float(np.abs(factors).sum()) ** 2,
    )


def linearise(tallies: Sequence[MomentTally], recipe: Recipe) -> Linear:
    """Return index, means, influence coefficients and Σ u² of each tally."""
    answered = np.array([recipe.row(tally.answered) for tally in tallies])
    means = np.array([recipe.row(tally.total) for tally in tallies]) / answered
    coefficients = recipe.weights / answered
    cross = np.array([recipe.square(tally.cross) for tally in tallies])
    across, down = means[:, None, :], means[:, :, None]
    centred = np.array([recipe.square(tally.products) for tally in tallies])
    centred = centred - cross * across - cross.transpose(0, 2, 1) * down
    centred += np.array([recipe.square(tally.pairs) for tally in tallies]) * across * down
    squares = (coefficients[:, None, :] @ centred @ coefficients[:, :, None])[:, 0, 0]
    rounding = 1e-12 * ((coefficients * means) ** 2).sum(axis=1)  # answers all alike have no spread but rounding
    return Linear(
        means @ recipe.weights,
        means,
        coefficients,
        np.where(squares > rounding, squares, 0.0),
        np.array([respondents_of(tally, recipe) for tally in tallies], dtype=float),
        np.array([effective_respondents(tally.weight, tally.weight_squared) for tally in tallies]),
    )


def cell_variances(linear: Linear) -> tuple[Array, Array]:
    """Return each cell's variance and degrees of freedom, with the pooled spread where a cell has none of its own."""
    n, own = linear.respondents, (linear.respondents > 1) & (linear.squares > 0)
    variances = np.where(own, linear.squares * n / np.maximum(n - 1, 1), 0.0)
    degrees = np.maximum(np.minimum(n, linear.effective) - 1, 1)
    if own.all():
        return variances, degrees
    if own.any():
        freedom = float((n[own] - 1).sum())
        pooled = float(((n[own] - 1) * variances[own] * linear.effective[own]).sum()) / freedom
        return np.where(own, variances, pooled / linear.effective), np.where(own, degrees, freedom)
    return (np.maximum(linear.index, 100 - linear.index) / (linear.effective + 1)) ** 2, np.maximum(n, 1)


def respondents_of(tally: MomentTally, recipe: Recipe) -> int:
    """Return how many respondents may stand behind these components: no more than answered any question at all."""
    return min(tally.respondents, round(float(recipe.row(tally.counts).sum())))


def repeated_products(linear: Linear, first: int, second: int, recipe: Recipe, repeat: RepeatTally) -> float:
    """Return Σ u_i u_j over the pairs of answers by one customer, i in cell `first` and j in cell `second`."""
    left, right = linear.means[first][:, None], linear.means[second][None, :]
    products = recipe.square(repeat.products) - recipe.square(repeat.left) * right - recipe.square(repeat.right) * left
    products = products + recipe.square(repeat.pairs) * left * right
    return float(linear.coefficients[first] @ products @ linear.coefficients[second])


def pairs_between(first: Cell, second: Cell, repeats: Repeats) -> RepeatTally | None:
    """Return the repeats between two cells, whichever way round the store keeps them; None where there are none."""
    found: RepeatTally | None = None
    for one in first.keys:
        for other in second.keys:
            repeat = repeats.get((one, other))
            if repeat is None and (other, one) in repeats:
                repeat = _turned(repeats[other, one])
            if repeat is not None:
                found = repeat if found is None else found + repeat
    return found


def _shared(cells: Sequence[Cell], linear: Linear, recipe: Recipe, repeats: Repeats) -> float:
    """Return what answers by the same customers add to the variance of the sum."""
    if not repeats:
        return 0.0
    small = np.where(linear.respondents > 1, linear.respondents / np.maximum(linear.respondents - 1, 1), 1.0)
    added = 0.0
    for first, one in enumerate(cells):
        for second, other in enumerate(cells):
            repeat = pairs_between(one, other, repeats)
            if repeat is not None:
                products = repeated_products(linear, first, second, recipe, repeat)
                added += one.factor * other.factor * sqrt(small[first] * small[second]) * products
    return added


def _turned(repeat: RepeatTally) -> RepeatTally:
    return RepeatTally(repeat.pairs.T, repeat.right.T, repeat.left.T, repeat.products.T)
