"""Do units whose employees are well have customers who are well? Joint over units, with the doubt of so few of them."""

from __future__ import annotations

from math import atanh, inf, sqrt, tanh

import numpy as np
from scipy.special import stdtrit

from cxlib.measures.intervals import SIGNIFICANCE, Z
from cxlib.measures.withholding import refusal
from cxlib.terms.employee import Beside, EmployeeScore, EmployeeUnit
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import Array

#: Of three units nothing can be said: the standard error of Fisher's z is 1/√(units − 3).
FEWEST_UNITS = 4


def employee_estimate(score: EmployeeScore, low: int, high: int, *, smallest_group: int) -> Estimate | Withheld:
    """Return a unit's mean on its own scale, with Student's interval.

    Parameters
    ----------
    score
        What was imported of the unit.
    low, high
        The ends of the scale.
    smallest_group
        A mean of fewer employees is withheld.

    Notes
    -----
    x̄ ± t(n − 1) · s/√n, cut at the ends of the scale. Where the file does not tell the spread s, the largest that a
    mean allows is taken, s² ≤ (x̄ − low)(high − x̄) · n/(n − 1), so that the interval is never too narrow and often too
    wide. It is wrong where all employees of a unit answered and only they are meant: then there is nothing to doubt.

    References
    ----------
    Bhatia, R. & Davis, C. (2000). A better bound on the variance. American Mathematical Monthly 107(4), 353–357.

    Examples
    --------
    >>> from cxlib.terms.quarter import Quarter
    >>> told = employee_estimate(EmployeeScore("phone", Quarter(2026, 3), 4.0, 0.8, 25), 1, 5, smallest_group=5)
    >>> round(told.low, 3), round(told.high, 3)
    (3.67, 4.33)
    >>> told = employee_estimate(EmployeeScore("phone", Quarter(2026, 3), 4.0, None, 25), 1, 5, smallest_group=5)
    >>> round(told.low, 3), round(told.high, 3)
    (3.27, 4.73)
    """
    withheld = refusal(score.n, "mean", smallest_group)
    if withheld is not None:
        return withheld
    n, mean = score.n, score.score
    widest = sqrt(max(0.0, (mean - low) * (high - mean)) * n / (n - 1))
    error = (widest if score.spread is None else score.spread) / sqrt(n)
    half = float(stdtrit(n - 1, 1 - SIGNIFICANCE / 2)) * error
    return Estimate(mean, max(low, mean - half), min(high, mean + half), n, "mean", float(n), error, float(n - 1))


def employees_beside(units: tuple[EmployeeUnit, ...]) -> Beside | Unmeasurable:
    """Return how the employees' scores and the index go together over units, all of them at once.

    Parameters
    ----------
    units
        Those of which either number is withheld take no part.

    Returns
    -------
    Beside or Unmeasurable
        `too_few` under four units; `constant` where one of the two numbers is the same everywhere ("employees", or ""
        for the index).

    Notes
    -----
    Pearson's r over units, each counting once, with Fisher's interval tanh(atanh r ± z/√(units − 3)); least squares for
    the slope with Student's interval on units − 2. There are as many observations as units, however many customers
    answered: one number per unit given to each of its customers would count the same employees thousands of times.
    Both numbers are themselves uncertain, which draws r and the slope towards 0. Units differ in much else, so this is
    going together and never a cause.

    References
    ----------
    Fisher, R. A. (1921). On the "probable error" of a coefficient of correlation. Metron 1, 3–32.

    Examples
    --------
    >>> from cxlib.terms.programme import Label
    >>> def unit(name, score, index):
    ...     told = Estimate(score, score - 0.2, score + 0.2, 30, "mean", 30.0, 0.1)
    ...     customers = Estimate(index, index - 3, index + 3, 300, "index", 300.0, 1.5)
    ...     return EmployeeUnit(name, Label(fi=name), told, customers)
    >>> pairs = [(3.2, 58.0), (3.5, 61.0), (3.6, 60.0), (3.9, 64.0), (4.1, 65.0)]
    >>> found = employees_beside(tuple(unit(str(at), *pair) for at, pair in enumerate(pairs)))
    >>> round(found.correlation, 3), round(found.low, 3), round(found.slope, 2), found.is_sure
    (0.97, 0.608, 7.97, True)
    >>> employees_beside(())
    Unmeasurable(reason='too_few', what='')
    """
    told = [(one.employees, one.index) for one in units]
    pairs = [(a.value, b.value) for a, b in told if isinstance(a, Estimate) and isinstance(b, Estimate)]
    if len(pairs) < FEWEST_UNITS:
        return Unmeasurable("too_few")
    score, index = np.array(pairs, dtype=np.float64).T
    for values, what in ((score, "employees"), (index, "")):
        if np.ptp(values) < 1e-9 * max(1.0, float(np.abs(values).max())):
            return Unmeasurable("constant", what)
    return _fitted(score, index)


def _fitted(score: Array, index: Array) -> Beside:
    units = len(score)
    across, along = score - score.mean(), index - index.mean()
    square = float(across @ across)
    slope = float(across @ along) / square
    r = max(-1.0, min(1.0, slope * sqrt(square / float(along @ along))))
    rest = along - slope * across
    error = sqrt(float(rest @ rest) / (units - 2) / square)
    half = float(stdtrit(units - 2, 1 - SIGNIFICANCE / 2)) * error
    centre = atanh(r) if abs(r) < 1 else inf * r
    reach = Z / sqrt(units - 3)
    return Beside(r, tanh(centre - reach), tanh(centre + reach), slope, slope - half, slope + half, units)
