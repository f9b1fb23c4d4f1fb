"""Did the action help: those it touched against those it did not, without the quarter that made one act."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, comb
from typing import Literal

import numpy as np

from cxlib.measures.intervals import SIGNIFICANCE, t_quantile, two_sided_p
from cxlib.measures.multiplicity import benjamini_hochberg
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import Array

#: Fewer untouched units than this, and whether it helped cannot be known.
FEWEST_CONTROLS = 4
#: Beyond so many assignments a fixed sample of them is tried instead of all.
MOST_ASSIGNMENTS = 200_000
SEED = 20261121

ActionVerdict = Literal["helped", "harmed", "no_evidence", "too_early"]


@dataclass(frozen=True)
class ActionEffect:
    """Effect in index points with its permutation interval and p; `naive` is the touched units' own change."""

    effect: float
    low: float
    high: float
    p: float
    naive: float
    touched: int
    controls: int
    verdict: ActionVerdict


@dataclass(frozen=True)
class EventPoint:
    """Difference touched − untouched in one period, relative to the reference period, with its 95 % interval."""

    period: int
    effect: float
    low: float
    high: float


#: unit → period → its index
Panel = Mapping[str, Mapping[int, float]]


def action_effect(
    panel: Panel, touched: Collection[str], *, start: int, selection: Iterable[int] = (), fewest_after: int = 2
) -> ActionEffect | Unmeasurable:
    """Return what the action changed, by difference in differences over units.

    Parameters
    ----------
    panel
        Unit → period (quarter ordinal or month) → index. Units without periods on both sides are left out.
    touched
        The units the action touched.
    start
        The first period in which it could have worked.
    selection
        Periods because of which the units were chosen; never part of the baseline.
    fewest_after
        With fewer periods after it is too early to say.

    Returns
    -------
    ActionEffect or Unmeasurable
        `no_control` with fewer than four untouched units, `too_few` without a touched one or a baseline, `no_variance`
        where no unit changed differently from another.

    Notes
    -----
    Each unit's mean after minus its mean before; effect = mean of the touched − mean of the others. p: the share of all
    ways to choose as many units that give an effect at least as large either way (exact; a fixed sample of them above
    `MOST_ASSIGNMENTS`). Interval: all effects τ that the same test does not reject. Units picked because they were at
    their worst improve by themselves: with the selection quarter in the baseline, 10–20 % of useless actions look like
    successes. It is wrong where the action reaches the others too, or where something else happened to the touched
    units alone.

    References
    ----------
    Bertrand, Duflo & Mullainathan (2004). QJE 119, 249–275 (collapse). Fisher (1935) for the test. Golden:
    08_action.json.
    """
    found = {unit: _change(series, start, set(selection)) for unit, series in panel.items()}
    changes = {unit: change for unit, change in found.items() if change is not None}
    treated = [unit for unit in changes if unit in touched]
    controls = [unit for unit in changes if unit not in touched]
    if not treated:
        return Unmeasurable("too_few")
    if len(controls) < FEWEST_CONTROLS:
        return Unmeasurable("no_control")
    values = np.array([changes[unit] for unit in (*treated, *controls)])
    if np.ptp(values) <= 1e-12:
        return Unmeasurable("no_variance")
    effect, p, low, high = permutation_test(values, len(treated))
    after = len({period for unit in treated for period in panel[unit] if period >= start})
    naive = float(values[: len(treated)].mean())
    verdict = _verdict(effect, p, early=after < fewest_after)
    return ActionEffect(effect, low, high, p, naive, len(treated), len(controls), verdict)


def permutation_test(values: Array, treated: int) -> tuple[float, float, float, float]:
    """Return effect, exact two-sided p, and the ends of the interval; the first `treated` values are touched.

    Notes
    -----
    Taking τ off the touched changes an assignment's effect by τ times its overlap with the true one, so that each
    assignment is as extreme as the observed for τ in one interval around it. p(τ) is the share of intervals that hold
    τ, and the ends of the interval are order statistics of theirs: nothing is searched.

    Examples
    --------
    >>> effect, p, low, high = permutation_test(np.array([5.0, 6.0, 7.0, 0.0, 1.0, -1.0, 0.5]), 3)
    >>> round(effect, 3), round(p, 4)
    (5.875, 0.0286)
    """
    n = len(values)
    flags = _assignments(n, treated)
    observed = float(values[:treated].mean() - values[treated:].mean())
    effects = flags @ values / treated - (1 - flags) @ values / (n - treated)
    overlap = flags[:, :treated].sum(axis=1) / treated - (1 - flags)[:, :treated].sum(axis=1) / (n - treated)
    p = float((np.abs(effects) >= abs(observed) - 1e-12).mean())
    rest = effects - observed * overlap
    size = np.abs(rest)
    down = np.where(rest > 0, size / np.maximum(1 - overlap, 1e-300), size / np.maximum(1 + overlap, 1e-300))
    up = np.where(rest > 0, size / np.maximum(1 + overlap, 1e-300), size / np.maximum(1 - overlap, 1e-300))
    always = np.abs(overlap) >= 1 - 1e-12
    reach = ceil(SIGNIFICANCE * len(flags) - 1e-9)
    ends = (np.sort(np.where(always, np.inf, each))[::-1][reach - 1] for each in (down, up))
    below, above = (float(end) for end in ends)
    return observed, p, observed - below, observed + above


def event_study(panel: Panel, touched: Collection[str], *, reference: int) -> tuple[EventPoint, ...] | Unmeasurable:
    """Return period by period how the touched differ from the others, relative to a period before the action.

    Notes
    -----
    effect_k = mean over touched of (y_k − y_ref) − the same of the others: the two-way fixed-effects coefficients of a
    complete panel. SE clustered by unit with R's CR1 factor; t with units − 1 degrees of freedom. Units with gaps are
    left out.

    References
    ----------
    golden/08_action.json, `event_study` (R lm, sandwich vcovCL HC1).
    """
    periods = sorted({period for series in panel.values() for period in series})
    whole = {unit: series for unit, series in panel.items() if all(period in series for period in periods)}
    treated = np.array([unit in touched for unit in whole], dtype=bool)
    if reference not in periods or treated.sum() < 2 or len(periods) < 2:
        return Unmeasurable("too_few")
    if (~treated).sum() < FEWEST_CONTROLS:
        return Unmeasurable("no_control")
    values = np.array([[series[period] for period in periods] for series in whole.values()])
    moves = values - values[:, [periods.index(reference)]]
    units, coefficients = len(values), 2 * (len(periods) - 1) + len(values)
    factor = units / (units - 1) * (values.size - 1) / (values.size - coefficients)
    effects = moves[treated].mean(axis=0) - moves[~treated].mean(axis=0)
    variances = sum(
        ((moves[group] - moves[group].mean(axis=0)) ** 2).sum(axis=0) / group.sum() ** 2
        for group in (treated, ~treated)
    )
    half = t_quantile(units - 1) * np.sqrt(factor * np.asarray(variances))
    return tuple(
        EventPoint(period, float(effects[at]), float(effects[at] - half[at]), float(effects[at] + half[at]))
        for at, period in enumerate(periods)
        if period != reference
    )


def parallel_before(points: Sequence[EventPoint], *, start: int, units: int) -> bool | None:
    """Tell whether touched and others moved alike before the action; None where no period before is known."""
    before = [point for point in points if point.period < start]
    if not before:
        return None
    errors = [(point.high - point.low) / 2 / t_quantile(units - 1) for point in before]
    p_values = [two_sided_p(point.effect, error, units - 1) for point, error in zip(before, errors, strict=True)]
    return bool(benjamini_hochberg(p_values).min() >= SIGNIFICANCE)


def _change(series: Mapping[int, float], start: int, selection: set[int]) -> float | None:
    before = [value for period, value in series.items() if period < start and period not in selection]
    after = [value for period, value in series.items() if period >= start and period not in selection]
    if not before or not after:
        return None
    return sum(after) / len(after) - sum(before) / len(before)


def _assignments(n: int, treated: int) -> Array:
    """Return one row per way to choose the touched units, the true one first among them."""
    if comb(n, treated) <= MOST_ASSIGNMENTS:
        chosen = np.array(list(combinations(range(n), treated)))
    else:
        random = np.random.default_rng(SEED)
        chosen = np.array([range(treated), *(random.permutation(n)[:treated] for _ in range(MOST_ASSIGNMENTS // 10))])
    flags = np.zeros((len(chosen), n))
    np.put_along_axis(flags, chosen, 1.0, axis=1)
    return flags


def _verdict(effect: float, p: float, *, early: bool) -> ActionVerdict:
    if early:
        return "too_early"
    if p >= SIGNIFICANCE:
        return "no_evidence"
    return "helped" if effect > 0 else "harmed"
