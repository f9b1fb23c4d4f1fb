"""A change of the index taken apart: definition, mix of groups and own change, each part with its interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from cxlib.measures.intervals import effective_respondents
from cxlib.measures.narrowing import is_pooled
from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.tally import Array, MomentTally, RepeatTally

#: (0: before, 1: now; lifecycle stage; group)
Place = tuple[int, str, str]
Tallies = Mapping[Place, MomentTally]
Repeats = Mapping[tuple[Place, Place], RepeatTally]
#: Real, or complex while derivatives are taken.
Numbers = npt.NDArray[Any]
#: So small that its square is nothing beside 1, and yet its product with any sum is a number.
_STEP = 1e-30


@dataclass(frozen=True)
class Uncertain:
    """A part in index points, its standard error and degrees of freedom (Satterthwaite); an error of 0: certain."""

    value: float
    standard_error: float
    degrees: float


@dataclass(frozen=True, eq=False)
class Taken:
    """A change taken apart: `total` = `definition` + `mix` + Σ `components`, and Σ `group_mix` = `mix`, exactly.

    Σ `group_within` = Σ `components`. `shares` (group → before, now) are weighed by stages and components.
    """

    total: Uncertain
    definition: Uncertain
    mix: Uncertain
    components: dict[str, Uncertain]
    group_mix: dict[str, Uncertain]
    group_within: dict[str, Uncertain]
    shares: dict[str, tuple[float, float]]


@dataclass(frozen=True, eq=False)
class _Frame:
    """The definitions as weights over stages × components; `overlap` is where the link is taken: 0 before, 1 now."""

    stages: tuple[str, ...]
    groups: tuple[str, ...]
    bridging: Array
    pooled: bool
    link_new: Array
    link_old: Array
    link_pooled: tuple[bool, bool]
    overlap: int
    linked: bool


def take_apart(
    tallies: Tallies,
    version: IndexVersion,
    components: Sequence[Component],
    *,
    link: tuple[IndexVersion, IndexVersion, int] | None = None,
    repeats: Repeats | None = None,
) -> Taken:
    """Return the change between two quarters as definition, mix of groups and own change of each component.

    Parameters
    ----------
    tallies
        (0 before or 1 now, stage, group) → tally. The caller has made sure that the definition can be measured in both
        quarters (`index_refusal`).
    version
        The definition under which mix and own change are told apart.
    components
        What the tallies' axes stand for.
    link
        The old definition, the new one, and the quarter (0 or 1) in which both are measured; None where it did not
        change. Then the change is from the old index before to the new index now.
    repeats
        Pairs of answers by the same customer, by both places; each pair is there both ways round.

    Returns
    -------
    Taken
        In index points.

    Notes
    -----
    With p_g the share of group g among those of stage s who answered component k, and m_g its mean: the centred
    Kitagawa split of every stage and component, times v_s ω_k, summed. mix_g = (p₁ − p₀)((m₀ + m₁)/2 − M̄), within_g =
    ½(p₀ + p₁)(m₁ − m₀). Since the index is a sum of such terms, this is also the exact Shapley split over the factors
    mix and components. A group that is in one quarter only takes its mean from there, so that all it does is mix.
    Definition: new index − old index on the same respondents of the overlap quarter.

    Every part is a smooth function of the sums A = Σ w a and T = Σ w a y of each place, so that a respondent's
    influence on it is Σ_k w a_k (∂/∂A_k + y_k ∂/∂T_k); the derivatives are exact to rounding by the complex step. Hence
    the shares are not taken as known: they come from those who answered. Variance Σ n/(n − 1) Σ u² over stages and
    quarters, plus the products of the same customer's influences. Wrong where a group has so few answers (under ten)
    that its mean is far from normal, and too narrow where all of a group answered alike.

    References
    ----------
    Kitagawa, E. M. (1955). JASA 50, 1168–1194. Binder, D. A. (1983). Int. Stat. Review 51, 279–292. Squire, W. & Trapp,
    G. (1998). SIAM Review 40, 110–112 (complex step). Golden: 04_kitagawa_small.csv, 04_kitagawa_cells.csv.

    Examples
    --------
    Every stage improved, and yet the mean of all answers fell, for there are more customers who have left:

    >>> def tally(n, mean):
    ...     one, square = (lambda x: np.array([float(x)])), (lambda x: np.array([[float(x)]]))
    ...     return MomentTally(n, n, n, one(n), one(n), one(n * mean), square(n), square(n * mean), square(n * mean**2))
    >>> from cxlib.terms.quarter import Quarter
    >>> ease = Component("ease", "minmax", 1.0)
    >>> version = IndexVersion(1, Quarter(2026, 1), (ease,), ((EVERYONE, 1.0),))
    >>> rows = {"new": ((20, 70), (15, 72)), "old": ((68, 60), (65, 61)), "ended": ((12, 40), (20, 42))}
    >>> tallies = {(t, stage, stage): tally(*row[t]) for stage, row in rows.items() for t in (0, 1)}
    >>> found = take_apart(tallies, version, (ease,))
    >>> round(found.total.value, 3), round(found.mix.value, 3), round(found.components["ease/minmax"].value, 3)
    (-0.75, -2.085, 1.335)
    """
    frame = _frame(tallies, version, components, link)
    keys = [component.key for component in components]
    sums = _sums(tallies, frame, len(components))
    values = _parts(sums, frame)
    gradient = _gradient(lambda at: _parts(at, frame), sums)
    errors = _errors(tallies, frame, gradient, repeats or {})
    found = [Uncertain(float(value), *error) for value, error in zip(values, errors, strict=True)]
    k, g = len(keys), len(frame.groups)
    mixes, withins = found[3 + k : 3 + k + g], found[3 + k + g :]
    used = np.abs(frame.bridging).sum(axis=0) > 0
    return Taken(
        found[0],
        found[1],
        found[2],
        {key: part for key, part, is_used in zip(keys, found[3 : 3 + k], used, strict=True) if is_used},
        dict(zip(frame.groups, mixes, strict=True)),
        dict(zip(frame.groups, withins, strict=True)),
        _shares(sums, frame),
    )


def _frame(
    tallies: Tallies,
    version: IndexVersion,
    components: Sequence[Component],
    link: tuple[IndexVersion, IndexVersion, int] | None,
) -> _Frame:
    stages = tuple(dict.fromkeys(stage for _, stage, _ in tallies))
    groups = tuple(dict.fromkeys(group for _, _, group in tallies))
    old, new, overlap = link or (version, version, 0)
    return _Frame(
        stages,
        groups,
        _weights(version, stages, components),
        is_pooled(version),
        _weights(new, stages, components),
        _weights(old, stages, components),
        (is_pooled(new), is_pooled(old)),
        overlap,
        link is not None,
    )


def _weights(version: IndexVersion, stages: Sequence[str], components: Sequence[Component]) -> Array:
    """Return v_s ω_k; of a definition that pools everybody the same ω_k in one row."""
    weighed = {component.key: component.weight for component in version.components}
    omega = np.array([weighed.get(component.key, 0.0) for component in components])
    if is_pooled(version):
        return omega[None, :]
    shares = dict(version.stage_weights)
    return np.outer([shares.get(stage, 0.0) for stage in stages], omega)


def _sums(tallies: Tallies, frame: _Frame, width: int) -> Array:
    """Return [A or T, quarter, stage, group, component]."""
    sums = np.zeros((2, 2, len(frame.stages), len(frame.groups), width))
    for (quarter, stage, group), tally in tallies.items():
        place = quarter, frame.stages.index(stage), frame.groups.index(group)
        sums[(0, *place)], sums[(1, *place)] = tally.answered, tally.total
    return sums


def _parts(sums: Numbers, frame: _Frame) -> Numbers:
    """Return, along the last axis, total, definition, mix, components, mix by group, own change by group."""
    weights = frame.bridging[..., :, None, :]
    counted = sums.sum(axis=-3, keepdims=True) if frame.pooled else sums
    answered, total = np.moveaxis(counted, -5, 0)
    share = _ratio(answered, answered.sum(axis=-2, keepdims=True))
    mean = _ratio(total, answered)
    (share0, share1), (mean0, mean1) = (np.moveaxis(each, -4, 0) for each in (share, mean))
    is0, is1 = (np.moveaxis(answered.real > 0, -4, 0)[at] for at in (0, 1))
    mean0, mean1 = np.where(is0, mean0, mean1), np.where(is1, mean1, mean0)
    middle = ((share0 * mean0 + share1 * mean1) / 2).sum(axis=-2, keepdims=True)
    mix = weights * (share1 - share0) * ((mean0 + mean1) / 2 - middle)
    within = weights * (share0 + share1) / 2 * (mean1 - mean0)
    definition = _link(sums, frame)
    components = within.sum(axis=(-3, -2))
    all_mix = mix.sum(axis=(-3, -2, -1))
    change = definition + all_mix + components.sum(axis=-1)
    whole = np.stack([change, definition, all_mix], axis=-1)
    return np.concatenate([whole, components, mix.sum(axis=(-3, -1)), within.sum(axis=(-3, -1))], axis=-1)


def _link(sums: Numbers, frame: _Frame) -> Numbers:
    """Return new index − old index in the overlap quarter."""
    if not frame.linked:
        return np.zeros(sums.shape[:-5], dtype=sums.dtype)
    there = np.moveaxis(sums, -4, 0)[frame.overlap].sum(axis=-2)
    levels = []
    for weights, pooled in zip((frame.link_new, frame.link_old), frame.link_pooled, strict=True):
        answered, total = np.moveaxis(there.sum(axis=-2, keepdims=True) if pooled else there, -3, 0)
        levels.append((weights * _ratio(total, answered)).sum(axis=(-2, -1)))
    return np.asarray(levels[0] - levels[1])


def _ratio(above: Numbers, below: Numbers) -> Numbers:
    """Return above / below, and 0 where nobody answered."""
    empty = below.real <= 0
    return np.where(empty, 0.0, above / np.where(empty, 1.0, below))


def _gradient(parts: Callable[[Numbers], Numbers], sums: Array) -> Array:
    """Return the derivative of every part by every sum: [part, A or T, quarter, stage, group, component]."""
    filled = np.flatnonzero(np.broadcast_to(sums[0] > 0, sums.shape).ravel())
    steps = np.zeros((len(filled), sums.size), dtype=complex)
    steps[np.arange(len(filled)), filled] = 1j * _STEP
    moved = parts(sums + steps.reshape(len(filled), *sums.shape))
    gradient = np.zeros((moved.shape[-1], sums.size))
    gradient[:, filled] = moved.imag.T / _STEP
    return gradient.reshape(-1, *sums.shape)


def _errors(tallies: Tallies, frame: _Frame, gradient: Array, repeats: Repeats) -> list[tuple[float, float]]:
    """Return the standard error and degrees of freedom of every part."""
    slopes = {place: _slopes(gradient, frame, place) for place in tallies}
    squares: dict[tuple[int, str], Array] = {}
    people: dict[tuple[int, str], int] = {}
    weights: dict[tuple[int, str], Array] = {}
    for place, tally in tallies.items():
        sample = _sample(place, frame)
        alpha, beta = slopes[place]
        own = _products((alpha, beta), (alpha, beta), (tally.pairs, tally.cross, tally.cross.T, tally.products))
        squares[sample] = squares.get(sample, 0.0) + own
        people[sample] = people.get(sample, 0) + tally.respondents
        weighed = np.array([tally.weight, tally.weight_squared])
        weights[sample] = weights.get(sample, np.zeros(2)) + weighed
    small = {sample: n / max(n - 1, 1) for sample, n in people.items()}
    parts = np.array([np.maximum(squares[sample], 0.0) * small[sample] for sample in squares])
    alone = parts.sum(axis=0)
    total = alone + np.zeros_like(alone)
    for (one, other), repeat in repeats.items():
        if one in slopes and other in slopes:
            scale = sqrt(small[_sample(one, frame)] * small[_sample(other, frame)])
            sums = repeat.pairs, repeat.left, repeat.right, repeat.products
            total += scale * _products(slopes[one], slopes[other], sums)
    effective = {sample: effective_respondents(*sums) for sample, sums in weights.items()}
    freedom = np.array([max(min(people[sample], effective[sample]) - 1, 1) for sample in squares])[:, None]
    spread = (parts**2 / freedom).sum(axis=0)
    variance = np.where(total > 0, total, alone)
    # What is the same by construction (no mix within a stage by stages) has no spread but rounding.
    certain = alone <= 1e-18
    return [
        (0.0, np.inf) if sure else (sqrt(float(var)), float(one**2 / each))
        for sure, var, one, each in zip(certain, variance, alone, spread, strict=True)
    ]


def _sample(place: Place, frame: _Frame) -> tuple[int, str]:
    """Return which sample a place belongs to: its quarter's stage, or its quarter where stages are not told apart."""
    return (place[0], EVERYONE) if frame.pooled else place[:2]


def _slopes(gradient: Array, frame: _Frame, place: Place) -> tuple[Array, Array]:
    """Return ∂/∂A and ∂/∂T of every part at a place, [part, component] each."""
    quarter, stage, group = place[0], frame.stages.index(place[1]), frame.groups.index(place[2])
    return gradient[:, 0, quarter, stage, group], gradient[:, 1, quarter, stage, group]


def _products(one: tuple[Array, Array], other: tuple[Array, Array], sums: tuple[Array, Array, Array, Array]) -> Array:
    """Return Σ (α_k + β_k y_ik)(α'_l + β'_l y_jl) over the pairs that the sums are of, for every part."""
    (alpha, beta), (other_alpha, other_beta), (pairs, left, right, both) = one, other, sums
    by_alpha = alpha @ pairs + beta @ left
    by_beta = alpha @ right + beta @ both
    return np.asarray((by_alpha * other_alpha + by_beta * other_beta).sum(axis=1))


def _shares(sums: Array, frame: _Frame) -> dict[str, tuple[float, float]]:
    """Return each group's share of the answers before and now, by the weights of the definition."""
    answered = sums[0].sum(axis=1, keepdims=True) if frame.pooled else sums[0]
    share = _ratio(answered, answered.sum(axis=-2, keepdims=True))
    weighed = (frame.bridging[None, :, None, :] * share).sum(axis=(1, 3))
    return {group: (float(weighed[0, at]), float(weighed[1, at])) for at, group in enumerate(frame.groups)}
