"""A watched series that makes its own level as it goes: each point against the mean of all before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import asin, pi, sin, sqrt
from typing import Literal

from cxlib.measures.alerts import MEMORY, Signal, watch
from cxlib.measures.intervals import Z
from cxlib.measures.score import effective_of, share_of
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import ScoreTally

#: Points that make the first level; nothing is judged before there are so many.
FEWEST_BEFORE = 3


@dataclass(frozen=True)
class Move:
    """The series left its level at point `at` (counted from 0): the level is the mean of the `points` before it."""

    at: int
    direction: Literal["risen", "fallen"]
    deviation: float
    limit: float
    level: float
    points: int


def moves(
    values: Sequence[float], errors: Sequence[float], *, limit: float, memory: float = MEMORY
) -> tuple[Move, ...] | Unmeasurable:
    """Return every point at which a series left its level, oldest first.

    Parameters
    ----------
    values, errors
        The points, oldest first, and each one's standard error.
    limit
        From `ewma_limit(run_length_for(series, …))`.

    Returns
    -------
    tuple of Move or Unmeasurable
        `too_few` with fewer than `FEWEST_BEFORE` + 1 points, `no_variance` where a point has no standard error.

    Notes
    -----
    The EWMA of `watch` over recursive residuals, from 0. As these are independent and standard normal while nothing
    moves, the run length that the limit stands for holds from the first point on, and no baseline of thirty points has
    to be waited for or taken as known. After an alarm the series starts anew with the next point: what it moved to is
    its new level. (The point that gave the alarm is left out of it: chosen for being far out, it would make for another
    alarm back.) The price: a shift that is not found soon becomes part of the level and fades, and a level that is
    still made of few points finds only large shifts. Neighbouring points that are alike for other reasons (the same
    customers answering again, a season) alarm more often than promised.

    References
    ----------
    Quesenberry, C. P. (1991). SPC Q charts for start-up processes and short or long runs. J. Quality Technology 23,
    213–224. Brown, Durbin & Evans (1975). JRSS B 37, 149–192 (recursive residuals).

    Examples
    --------
    >>> found = moves([50, 51, 49, 50, 56, 57, 56, 56], [1] * 8, limit=2.4)
    >>> [(move.at, move.direction, round(move.level, 1), move.points) for move in found]
    [(4, 'risen', 50.0, 4)]
    """
    judged = path(values, errors, limit=limit, memory=memory)
    if isinstance(judged, Unmeasurable):
        return judged
    return tuple(
        Move(one.at, one.signal.verdict, one.signal.deviation, one.signal.limit, one.level, one.points)
        for one in judged
        if one.signal.verdict != "calm"
    )


@dataclass(frozen=True)
class Judged:
    """A point that was compared: its place in the series, its signal, and the level of the `points` before it."""

    at: int
    signal: Signal
    level: float
    points: int


def path(
    values: Sequence[float], errors: Sequence[float], *, limit: float, memory: float = MEMORY
) -> tuple[Judged, ...] | Unmeasurable:
    """Return every point that could be compared, with its smoothed deviation and limit; for the terms see `moves`.

    Examples
    --------
    >>> [(one.at, one.signal.verdict) for one in path([50, 51, 49, 50, 56, 57], [1] * 6, limit=2.4)]
    [(3, 'calm'), (4, 'risen')]
    """
    if len(values) <= FEWEST_BEFORE:
        return Unmeasurable("too_few")
    if min(errors) <= 0:
        return Unmeasurable("no_variance")
    found: list[Judged] = []
    start = 0
    while len(run := _run(values[start:], errors[start:], limit, memory)):
        found += [replace(one, at=start + one.at) for one in run]
        if run[-1].signal.verdict == "calm":
            break
        start += run[-1].at + 1
    return tuple(found)


def recursive_residuals(values: Sequence[float], errors: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return each point's distance from the mean of those before it, in standard errors of that distance, and the mean.

    Notes
    -----
    z_t = (x_t − m) / √(SE_t² + 1/Σ 1/SE²) with m the mean of the earlier points, each weighed by 1/SE²; t from the
    second point on. The mean takes all earlier points for points on one level.

    >>> residuals, means = recursive_residuals([50.0, 52.0, 54.0], [1.0, 1.0, 1.0])
    >>> [round(z, 3) for z in residuals], means
    ([1.414, 2.449], [50.0, 51.0])
    """
    residuals, means = [], []
    weight, total = errors[0] ** -2, values[0] * errors[0] ** -2
    for value, error in zip(values[1:], errors[1:], strict=True):
        mean = total / weight
        residuals.append((value - mean) / sqrt(error**2 + 1 / weight))
        means.append(mean)
        weight, total = weight + error**-2, total + value * error**-2
    return residuals, means


def level_interval(level: float, errors: Sequence[float]) -> tuple[float, float]:
    """Return where the level of points with these standard errors probably lies, as if all were on one level.

    Notes
    -----
    m ± 1.96 / √(Σ 1/SE²), the error of the mean of `recursive_residuals`. Too short where the points move together.

    >>> [round(end, 2) for end in level_interval(50.0, [1.0, 1.0, 1.0, 1.0])]
    [49.02, 50.98]
    """
    half = Z / sqrt(sum(error**-2 for error in errors))
    return level - half, level + half


def stabilised(tally: ScoreTally) -> tuple[float, float]:
    """Return the share of answers 1 among 0 and 1 so that its standard error does not depend on it, and that error.

    Notes
    -----
    arcsin √((x + 3/8) / (n + 3/4)), standard error 1 / (2 √(n + 1/2)), on Kish's n under weights; good from about two
    mentions on. A share of none has a standard error too, as it must.

    References
    ----------
    Anscombe, F. J. (1948). The transformation of Poisson, binomial and negative-binomial data. Biometrika 35, 246–254.

    >>> at, error = stabilised(ScoreTally({0: 90, 1: 10}, {0: 90.0, 1: 10.0}, 100.0))
    >>> round(at, 3), round(error, 3), round(share_again(at), 3)
    (0.327, 0.05, 0.103)
    """
    n = effective_of(tally)
    mentions = share_of(tally, {1}) * n
    return asin(sqrt((mentions + 0.375) / (n + 0.75))), 0.5 / sqrt(n + 0.5)


def share_again(stable: float) -> float:
    """Return the share (0–1) that a stabilised one stands for; beyond all shares, the last one."""
    return sin(min(max(stable, 0.0), pi / 2)) ** 2


def _run(values: Sequence[float], errors: Sequence[float], limit: float, memory: float) -> list[Judged]:
    """Return the points from the first that can be compared up to the first that is out of its level."""
    if len(values) <= FEWEST_BEFORE:
        return []
    residuals, means = recursive_residuals(values, errors)
    judged = residuals[FEWEST_BEFORE - 1 :]
    signals = watch(judged, [1.0] * len(judged), level=0.0, limit=limit, memory=memory)
    if isinstance(signals, Unmeasurable):
        return []
    run = [Judged(at, signal, means[at - 1], at) for at, signal in enumerate(signals, start=FEWEST_BEFORE)]
    out = next((place for place, one in enumerate(run) if one.signal.verdict != "calm"), len(run))
    return run[: out + 1]
