"""Two drivers that go with more together than each by itself: product terms that survive correction for all pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from cxlib.measures.drivers import FEWEST_TOGETHER
from cxlib.measures.grouped_drivers import ROWS_PER_COLUMN
from cxlib.measures.intervals import t_quantile, two_sided_p
from cxlib.measures.multiplicity import benjamini_hochberg
from cxlib.measures.people import Customers, customers_behind
from cxlib.terms.estimate import LOW_BASE_BELOW
from cxlib.terms.tally import Array


@dataclass(frozen=True)
class ProductTerm:
    """What both being one standard deviation above their means goes with beyond each; `p` adjusted over all tried."""

    names: tuple[str, str]
    points: float
    low: float
    high: float
    p: float
    together: int


def product_terms(
    measured: Sequence[tuple[str, Array]], outcome: Array, weights: Array, *, customer: Customers | None = None
) -> tuple[ProductTerm, ...]:
    """Return for every pair of drivers known of enough respondents together what their product adds, surest first.

    Parameters
    ----------
    measured
        Name and values of each driver; NaN where it was not measured.
    outcome, weights
        Of each respondent; weights are positive.
    customer
        Whose each row is; None: everybody has one.

    Notes
    -----
    One weighted regression per pair, of the outcome on all drivers (each in standard deviations from its mean, 0 and a
    flag of its own where not measured), on whether both were measured, and on the product. Standard errors by the
    sandwich, clustered by customer, since weights and spread are not even; p adjusted by Benjamini–Hochberg over the
    pairs tried. A pair is left out where fewer than `LOW_BASE_BELOW` customers have both, or where its product follows
    from the other columns. Wrong where the drivers' own slopes bend: a product then stands in for the bend.

    References
    ----------
    White, H. (1980). Econometrica 48, 817–838; Liang, K.-Y. & Zeger, S. L. (1986). Biometrika 73, 13–22 (sandwich and
    its clusters). Benjamini & Hochberg (1995). JRSS B 57, 289–300.

    Examples
    --------
    >>> draw = np.random.default_rng(1)
    >>> wait, transfers = draw.normal(size=(2, 400))
    >>> score = 60 - 2 * wait - transfers - 3 * wait * transfers + draw.normal(size=400)
    >>> (pair,) = product_terms([("wait", wait), ("transfers", transfers)], score, np.ones(400))
    >>> pair.names, round(pair.points), pair.p < 0.001
    (('wait', 'transfers'), -3, True)
    """
    known = {name: np.isfinite(values) for name, values in measured}
    scaled = {name: _scaled(values, weights) for name, values in measured}
    base = _independent(
        [np.ones(len(outcome)), *scaled.values(), *(each.astype(np.float64) for each in known.values())]
    )
    who = np.arange(len(outcome)) if customer is None else customer
    found: list[tuple[tuple[str, str], float, float, float, int]] = []
    for first, second in combinations(scaled, 2):
        both = known[first] & known[second]
        together = int(both.sum())
        if customers_behind(who[both]) < max(FEWEST_TOGETHER, LOW_BASE_BELOW):
            continue
        plain = _independent([*base.T, both.astype(np.float64)])
        design = _independent([*plain.T, scaled[first] * scaled[second]])
        if design.shape[1] == plain.shape[1] or len(outcome) < ROWS_PER_COLUMN * design.shape[1]:
            continue
        estimate, error = _last_coefficient(design, outcome, weights, who)
        found.append(((first, second), estimate, error, float(len(outcome) - design.shape[1]), together))
    adjusted = benjamini_hochberg([two_sided_p(each[1], each[2], each[3]) for each in found])
    terms = [
        ProductTerm(pair, value, value - t_quantile(df) * error, value + t_quantile(df) * error, float(p), together)
        for (pair, value, error, df, together), p in zip(found, adjusted, strict=True)
    ]
    return tuple(sorted(terms, key=lambda term: term.p))


def _scaled(values: Array, weights: Array) -> Array:
    """Return standard deviations from the mean, and 0 where not measured."""
    known = np.isfinite(values)
    mean = np.average(values[known], weights=weights[known])
    spread = np.sqrt(np.average((values[known] - mean) ** 2, weights=weights[known]))
    return np.where(known, (np.where(known, values, mean) - mean) / (spread or 1.0), 0.0)


def _independent(columns: Sequence[npt.NDArray[np.float64]]) -> Array:
    """Return the columns that do not follow from those before them."""
    kept: list[Array] = []
    for column in columns:
        if kept:
            design = np.column_stack(kept)
            rest = column - design @ np.linalg.lstsq(design, column, rcond=None)[0]
            if float(rest @ rest) <= 1e-10 * max(float(column @ column), 1e-300):
                continue
        kept.append(column)
    return np.column_stack(kept)


def _last_coefficient(design: Array, outcome: Array, weights: Array, who: Customers) -> tuple[float, float]:
    """Return the last column's coefficient and its sandwich standard error, one influence per customer."""
    bread = np.linalg.inv((design * weights[:, None]).T @ design)
    coefficients = bread @ (design.T @ (weights * outcome))
    influence = design * (weights * (outcome - design @ coefficients))[:, None]
    met, cluster = np.unique(who, return_inverse=True)
    summed = np.zeros((len(met), design.shape[1]))
    np.add.at(summed, cluster.ravel(), influence)
    n, width = design.shape
    corrected = len(met) / max(len(met) - 1, 1) * (n - 1) / (n - width)
    spread = bread @ (summed.T @ summed) @ bread * corrected
    return float(coefficients[-1]), float(np.sqrt(spread[-1, -1]))
