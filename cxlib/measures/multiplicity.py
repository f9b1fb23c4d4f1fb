"""Many tests at once: how to call few of a page's differences real by mistake."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cxlib.measures.intervals import LEVEL, SIGNIFICANCE
from cxlib.terms.tally import Array


def benjamini_hochberg(p_values: Sequence[float]) -> Array:
    """Return adjusted p values: calling those under q real makes at most a share q of such calls mistaken, on average.

    Notes
    -----
    q_(i) = min over j ≥ i of p_(j) m / j. Holds for independent and for positively dependent tests; segments of one
    survey are such. The family is everything shown on the page, also what turned out dull.

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). JRSS B 57, 289–300. Golden: 02_multiplicity.json (R p.adjust).

    Examples
    --------
    >>> [round(float(q), 4) for q in benjamini_hochberg([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.0533, 0.0533, 0.5]
    """
    p = np.asarray(p_values, dtype=float)
    order = np.argsort(p)
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted


def family_level(p_values: Sequence[float]) -> float:
    """Return the level at which exactly those intervals leave 0 out whose tests Benjamini–Hochberg calls real.

    Notes
    -----
    1 − α R / m for R tests called real of m (R at least 1). Among intervals shown because their test was called real,
    at most a share α misses the truth on average.

    References
    ----------
    Benjamini, Y. & Yekutieli, D. (2005). False discovery rate–adjusted multiple confidence intervals for selected
    parameters. JASA 100, 71–81.

    Examples
    --------
    >>> family_level([0.01, 0.04, 0.03, 0.5]), family_level([0.3])
    (0.9875, 0.95)
    """
    if not len(p_values):
        return LEVEL
    real = int((benjamini_hochberg(p_values) < SIGNIFICANCE).sum())
    return 1 - SIGNIFICANCE * max(real, 1) / len(p_values)
