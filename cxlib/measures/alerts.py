"""Alerts with a stated false-alarm budget: a standardised EWMA and the limit that keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Literal

import numpy as np
from scipy.optimize import brentq

from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import Array

#: How much of the newest point an EWMA takes in; .2 finds a shift of one standard error in 7–12 points (METHODS 9).
MEMORY = 0.2
WEEKS_IN_QUARTER = 13
#: A level to compare with that rests on fewer points is itself too uncertain: alarms multiply.
FEWEST_BASELINE = 30
NODES = 60


@dataclass(frozen=True)
class Signal:
    """One point of a watched series: its smoothed deviation and the limit, both in standard errors."""

    deviation: float
    limit: float
    verdict: Literal["calm", "risen", "fallen"]


def run_length_for(series: int, false_alarms: float = 1.0, points: int = WEEKS_IN_QUARTER) -> float:
    """Return the in-control run length each of the series must have for the whole set to keep its budget.

    Parameters
    ----------
    series
        How many series are watched.
    false_alarms
        How many false alarms a quarter the reader accepts from all of them together.
    points
        Points a quarter.

    Notes
    -----
    Expected false alarms = series × points / run length. Thirty series at 3σ give one a quarter, at 2σ eighteen.

    Examples
    --------
    >>> run_length_for(30)
    390.0
    """
    return max(series * points / false_alarms, 2.0)


@lru_cache(maxsize=64)
def ewma_limit(run_length: float, memory: float = MEMORY) -> float:
    """Return the limit L (in standard errors of the EWMA) with a wanted mean number of points between false alarms.

    Notes
    -----
    Two-sided, independent normal points, limits ± L √(λ/(2 − λ)). The run length solves the Fredholm equation l(u) = 1
    + ∫ l(x) φ((x − (1 − λ)u)/λ)/λ dx, here by Gauss–Legendre quadrature. Autocorrelated points give more alarms than
    promised.

    References
    ----------
    Crowder, S. V. (1987). Technometrics 29, 401–407. Golden: 09_ewma_limits.csv (R spc).

    Examples
    --------
    >>> round(ewma_limit(370.4), 3)
    2.859
    """
    return float(brentq(lambda limit: run_length_of(limit, memory) - run_length, 0.1, 6.0, xtol=1e-9))


def run_length_of(limit: float, memory: float = MEMORY, shift: float = 0.0) -> float:
    """Return the mean number of points until an EWMA from 0 passes ± limit, when the mean has shifted by so many σ.

    >>> round(run_length_of(2.859, 0.2, shift=1.0), 1)
    9.8
    """
    edge = limit * sqrt(memory / (2 - memory))
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    at, weights = nodes * edge, weights * edge

    def kernel(start: Array) -> Array:
        steps = (at[None, :] - (1 - memory) * start[:, None]) / memory - shift
        return np.asarray(weights * np.exp(-(steps**2) / 2) / (memory * sqrt(2 * np.pi)))

    lengths = np.linalg.solve(np.eye(NODES) - kernel(at), np.ones(NODES))
    return float(1 + (kernel(np.zeros(1)) @ lengths)[0])


def watch(
    values: Sequence[float],
    errors: Sequence[float],
    *,
    level: float,
    limit: float,
    memory: float = MEMORY,
) -> tuple[Signal, ...] | Unmeasurable:
    """Return for each point of a series whether it has left its level.

    Parameters
    ----------
    values, errors
        The points, oldest first, and each one's standard error (its own n counts).
    level
        What the series is compared with, from a baseline of its own (`FEWEST_BASELINE` points).
    limit
        From `ewma_limit(run_length_for(series))`.

    Notes
    -----
    z_t = (x_t − μ₀)/SE_t, e_t = λ z_t + (1 − λ) e_(t−1) from 0, limits ± L √(λ/(2 − λ) (1 − (1 − λ)^2t)). The level is
    taken as known; estimated from few points it makes for more alarms (8 points: 22 % a quarter instead of 4 %).

    References
    ----------
    Roberts, S. W. (1959). Technometrics 1, 239–250. Golden: 09_charts.json (R qcc 2.7).

    Examples
    --------
    >>> [signal.verdict for signal in watch([0.1, -0.3, 2.6, 2.9], [1, 1, 1, 1], level=0.0, limit=2.0)]
    ['calm', 'calm', 'calm', 'risen']
    """
    if not values:
        return Unmeasurable("too_few")
    if min(errors) <= 0:
        return Unmeasurable("no_variance", str(list(errors).index(min(errors))))
    smoothed, signals = 0.0, []
    for step, (value, error) in enumerate(zip(values, errors, strict=True), start=1):
        smoothed = memory * (value - level) / error + (1 - memory) * smoothed
        bound = limit * sqrt(memory / (2 - memory) * (1 - (1 - memory) ** (2 * step)))
        verdict: Literal["calm", "risen", "fallen"] = "calm"
        if abs(smoothed) > bound:
            verdict = "risen" if smoothed > 0 else "fallen"
        signals.append(Signal(smoothed, bound, verdict))
    return tuple(signals)
