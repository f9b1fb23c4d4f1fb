"""What goes together with the score, all drivers at once: shares of its explained variance, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Literal

import numpy as np

from cxlib.measures.intervals import t_quantile, two_sided_p
from cxlib.measures.multiplicity import benjamini_hochberg
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import Array

#: Up to so many drivers all 2^p subsets are gone through; above, Johnson's weights stand in.
EXACT_DRIVERS = 14
#: A pair that fewer respondents have in common says nothing of acting together.
FEWEST_TOGETHER = 10
SEED = 20261121


@dataclass(frozen=True)
class Driver:
    """One driver: its share of R² (`importance`, with interval), coefficient, and r² `alone` (double counts)."""

    name: str
    importance: float
    low: float
    high: float
    coefficient: float
    alone: float


@dataclass(frozen=True)
class Drivers:
    """All drivers, most important first; the importances sum to `explained` (R², 0–1)."""

    drivers: tuple[Driver, ...]
    explained: float
    method: Literal["lmg", "johnson"]
    n: int


@dataclass(frozen=True)
class Interaction:
    """Two drivers together: what their product adds, its interval, and p adjusted over all pairs tried."""

    names: tuple[str, str]
    coefficient: float
    low: float
    high: float
    p: float
    together: int


def drivers(
    values: Array, outcome: Array, names: Sequence[str], weights: Array | None = None, *, draws: int = 500
) -> Drivers | Unmeasurable:
    """Return how much of the outcome's variance goes together with each driver, jointly.

    Parameters
    ----------
    values
        Respondents × drivers, complete rows.
    outcome
        The score of each respondent.
    weights
        Of the respondents; None weighs all alike.
    draws
        Bootstrap samples of respondents for the intervals.

    Returns
    -------
    Drivers or Unmeasurable
        `too_few` respondents for the drivers, `constant` or `collinear` with the driver's name ("" is the outcome).

    Notes
    -----
    LMG: the mean increase of R² when the driver is added, over all orders; it is never negative and sums to R².
    Johnson's relative weights (= Genizi) above `EXACT_DRIVERS`. Interval: 2.5 and 97.5 % of the bootstrap, which keeps
    importance above 0 even for a driver without any: read its low end as "near nothing". Correlation, not cause: say
    "goes together with".

    References
    ----------
    Grömping, U. (2006). J. Stat. Softw. 17(1). Johnson, J. W. (2000). Multivar. Behav. Res. 35, 1–19.
    Golden: 05_drivers_*.csv (R relaimpo 2.2-7).

    Examples
    --------
    >>> speed, price = np.array([1.0, 2, 3, 4, 5, 6]), np.array([1.0, -1, -1, 1, 1, -1])
    >>> found = drivers(np.column_stack([speed, price]), 2 * speed + price, ["speed", "price"], draws=20)
    >>> round(found.explained, 6), [driver.name for driver in found.drivers]
    (1.0, ['speed', 'price'])
    """
    refused = _refused(values, outcome, names)
    if refused is not None:
        return refused
    w = np.ones(len(outcome)) if weights is None else np.asarray(weights, dtype=float)
    method: Literal["lmg", "johnson"] = "lmg" if len(names) <= EXACT_DRIVERS else "johnson"
    share = lmg if method == "lmg" else johnson
    correlation = _correlation(values, outcome, w)
    importance = share(correlation)
    coefficients = _weighted_fit(values, outcome, w)[0][1:]
    resampled = _resampled(values, outcome, w, draws, share)
    low, high = np.quantile(resampled, (0.025, 0.975), axis=0) if len(resampled) else (importance, importance)
    found = [
        Driver(
            name,
            float(importance[at]),
            float(min(low[at], importance[at])),
            float(max(high[at], importance[at])),
            float(coefficients[at]),
            float(correlation[0, 1 + at] ** 2),
        )
        for at, name in enumerate(names)
    ]
    ordered = tuple(sorted(found, key=lambda driver: -driver.importance))
    return Drivers(ordered, float(importance.sum()), method, len(outcome))


def lmg(correlation: Array) -> Array:
    """Return the LMG share of R² of each driver; the first row and column of `correlation` are the outcome's."""
    p = len(correlation) - 1
    explained = np.zeros(2**p)
    for size in range(1, p + 1):
        subsets = np.array(list(combinations(range(1, p + 1), size)))
        within = correlation[subsets[:, :, None], subsets[:, None, :]]
        towards = correlation[0][subsets]
        solved = np.linalg.solve(within, towards[:, :, None])[:, :, 0]
        explained[(2 ** (subsets - 1)).sum(axis=1)] = (towards * solved).sum(axis=1)
    masks = np.arange(2**p)
    sizes = np.array([mask.bit_count() for mask in range(2**p)])
    shares = np.zeros(p)
    for at in range(p):
        without = masks[masks & (1 << at) == 0]
        gained = explained[without | (1 << at)] - explained[without]
        shares[at] = (gained / (p * np.array([comb(p - 1, int(size)) for size in sizes[without]]))).sum()
    return shares


def johnson(correlation: Array) -> Array:
    """Return Johnson's relative weight of each driver; they sum to R²."""
    values, vectors = np.linalg.eigh(correlation[1:, 1:])
    root = (vectors * np.sqrt(values)) @ vectors.T
    shares: Array = root**2 @ np.linalg.solve(root, correlation[0, 1:]) ** 2
    return shares


def interactions(
    values: Array,
    outcome: Array,
    names: Sequence[str],
    weights: Array | None = None,
    *,
    fewest_together: int = FEWEST_TOGETHER,
) -> tuple[Interaction, ...] | Unmeasurable:
    """Return for each pair of drivers that enough respondents have both of what their product adds, surest first.

    Notes
    -----
    One weighted regression per pair, of the outcome on all drivers and that product; p adjusted by Benjamini–Hochberg
    over the pairs tried. Show only those under .05. The interval is the model's own, which takes the spread to be even.

    References
    ----------
    golden/05_drivers_extra.json, `interaction` (R lm with weights).
    """
    refused = _refused(values, outcome, names)
    if refused is not None:
        return refused
    w = np.ones(len(outcome)) if weights is None else np.asarray(weights, dtype=float)
    found = []
    for first, second in combinations(range(len(names)), 2):
        product = values[:, first] * values[:, second]
        together = int((product != 0).sum())
        design = np.column_stack([values, product])
        if together < fewest_together or np.linalg.matrix_rank(np.column_stack([np.ones(len(product)), design])) < (
            design.shape[1] + 1
        ):
            continue
        coefficients, errors, degrees = _weighted_fit(design, outcome, w)
        estimate, error = float(coefficients[-1]), float(errors[-1])
        found.append(((names[first], names[second]), estimate, error, degrees, together))
    adjusted = benjamini_hochberg([two_sided_p(each[1], each[2], each[3]) for each in found])
    pairs = [
        Interaction(pair, estimate, estimate - t_quantile(df) * error, estimate + t_quantile(df) * error, float(p), n)
        for (pair, estimate, error, df, n), p in zip(found, adjusted, strict=True)
    ]
    return tuple(sorted(pairs, key=lambda pair: pair.p))


def _refused(values: Array, outcome: Array, names: Sequence[str]) -> Unmeasurable | None:
    if not len(names) or len(outcome) < len(names) + 3:
        return Unmeasurable("too_few")
    spreads = values.max(axis=0) - values.min(axis=0)
    if not (spreads > 0).all():
        return Unmeasurable("constant", names[int(np.argmin(spreads))])
    if outcome.max() == outcome.min():
        return Unmeasurable("constant")
    scaled = (values - values.mean(axis=0)) / values.std(axis=0)
    for at in range(1, len(names) + 1):
        if np.linalg.matrix_rank(scaled[:, :at], tol=1e-8 * len(scaled) ** 0.5) < at:
            return Unmeasurable("collinear", names[at - 1])
    return None


def _correlation(values: Array, outcome: Array, weights: Array) -> Array:
    both = np.column_stack([outcome, values])
    centred = both - weights @ both / weights.sum()
    covariance = (centred * weights[:, None]).T @ centred
    scale = np.sqrt(np.diagonal(covariance))
    return np.asarray(covariance / np.outer(scale, scale))


def _resampled(values: Array, outcome: Array, weights: Array, draws: int, share: Callable[[Array], Array]) -> Array:
    """Return importances in samples of respondents; samples in which a driver does not vary are drawn again."""
    random, tries = np.random.default_rng(SEED), 0
    found: list[Array] = []
    while len(found) < draws and tries < 2 * draws:
        tries += 1
        rows = random.integers(0, len(outcome), len(outcome))
        if _refused(values[rows], outcome[rows], [""] * values.shape[1]) is None:
            found.append(share(_correlation(values[rows], outcome[rows], weights[rows])))
    return np.array(found)


def _weighted_fit(values: Array, outcome: Array, weights: Array) -> tuple[Array, Array, float]:
    """Return coefficients (constant first), model standard errors and degrees of freedom."""
    design = np.column_stack([np.ones(len(outcome)), values])
    inverse = np.linalg.inv((design * weights[:, None]).T @ design)
    coefficients = inverse @ (design.T @ (weights * outcome))
    residuals = outcome - design @ coefficients
    degrees = float(len(outcome) - design.shape[1])
    errors = np.sqrt(np.diagonal(inverse) * float(weights @ residuals**2) / degrees)
    return coefficients, errors, degrees
