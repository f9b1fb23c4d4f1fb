"""Why the index moved: exact parts that add up to the change, and still do after rounding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, floor, sqrt

from cxlib.measures.intervals import Z
from cxlib.terms.obstacle import Unmeasurable

#: 2 to this power evaluations are made at once while a page waits.
MOST_FACTORS = 10


@dataclass(frozen=True)
class Segment:
    """A segment in one quarter: its share of customers (0–1, summing to 1), its mean, and the variance of that mean."""

    share: float
    mean: float
    variance: float = 0.0


@dataclass(frozen=True)
class SegmentParts:
    """What one segment adds to the change: by weighing more or less (`mix`), and by its own change (`within`)."""

    mix: float
    within: float
    low: float
    high: float


@dataclass(frozen=True)
class Kitagawa:
    """`total` = Σ mix + Σ within, exactly, in index points; `low`–`high` is the interval of Σ within."""

    segments: dict[str, SegmentParts]
    mix: float
    within: float
    low: float
    high: float
    total: float


def kitagawa(before: Mapping[str, Segment], now: Mapping[str, Segment]) -> Kitagawa | Unmeasurable:
    """Return the change of a weighted mean as a change of mix and a change within segments.

    Parameters
    ----------
    before, now
        Segment → its share, mean and variance of the mean. A segment that is in one quarter only takes the mean it has
        there, so that all it does counts as mix.

    Notes
    -----
    mix_s = (w₁ − w₀)((m₀ + m₁)/2 − M̄) with M̄ = (I₀ + I₁)/2, within_s = ½(w₀ + w₁)(m₁ − m₀). Taking M̄ off changes no
    sum, since the shares sum to 1, and makes mix_s mean "more of a group that is below average". The interval takes the
    shares as known: SE² = Σ w̄² (Var m₀ + Var m₁). Three factors at once give slightly other splits; this two-way split
    is the one reported.

    References
    ----------
    Kitagawa, E. M. (1955). JASA 50, 1168–1194. Golden: 04_kitagawa_small.csv, 04_dasgupta.json (R DasGuptR 2.1.0).

    Examples
    --------
    Every stage improved, and yet the index fell, for there are more customers who have left:

    >>> before = {"new": Segment(0.20, 70), "established": Segment(0.68, 60), "ended": Segment(0.12, 40)}
    >>> now = {"new": Segment(0.15, 72), "established": Segment(0.65, 61), "ended": Segment(0.20, 42)}
    >>> found = kitagawa(before, now)
    >>> round(found.total, 3), round(found.within, 3), round(found.mix, 3)
    (-0.75, 1.335, -2.085)
    """
    if not before or not now:
        return Unmeasurable("too_few")
    names = [*before, *(name for name in now if name not in before)]
    pairs = {name: _both(before.get(name), now.get(name)) for name in names}
    was, is_ = (sum(pair[at].share * pair[at].mean for pair in pairs.values()) for at in (0, 1))
    middle = (was + is_) / 2
    segments = {name: _parts(first, second, middle) for name, (first, second) in pairs.items()}
    mix, within = sum(part.mix for part in segments.values()), sum(part.within for part in segments.values())
    half = sqrt(sum(((part.high - part.low) / 2) ** 2 for part in segments.values()))
    return Kitagawa(segments, mix, within, within - half, within + half, is_ - was)


def shapley(value: Callable[[frozenset[str]], float], factors: Sequence[str]) -> dict[str, float] | Unmeasurable:
    """Return each factor's exact part of value(all factors) − value(none); the parts sum to it.

    Parameters
    ----------
    value
        The index when the factors in the set have their new values and the others their old ones.
    factors
        At most `MOST_FACTORS`, for each doubles the work.

    Notes
    -----
    φ_f = Σ over sets S without f of (value(S ∪ f) − value(S)) / (K C(K−1, |S|)): the mean over every order in which the
    factors could have changed. No order is given preference; none is claimed to have happened.

    References
    ----------
    Shapley, L. S. (1953); as a decomposition: Shorrocks, A. F. (2013). J. Econ. Inequality 11, 99–126. Golden:
    04_decomp.json.

    Examples
    --------
    >>> shapley(lambda changed: (3 if "price" in changed else 2) * (5 if "sales" in changed else 4), ("price", "sales"))
    {'price': 4.5, 'sales': 2.5}
    """
    if not 1 <= len(factors) <= MOST_FACTORS:
        return Unmeasurable("too_few" if not factors else "too_many")
    sets = {frozenset(some) for size in range(len(factors) + 1) for some in combinations(factors, size)}
    values = {some: value(some) for some in sets}
    k = len(factors)
    return {
        factor: sum(
            (values[some | {factor}] - values[some]) / (k * comb(k - 1, len(some)))
            for some in sorted(sets, key=lambda each: (len(each), sorted(each)))
            if factor not in some
        )
        for factor in factors
    }


def rounded_parts(parts: Mapping[str, float], total: float, decimals: int) -> dict[str, float]:
    """Return the parts rounded so that they sum to the rounded total, moving each as little as possible.

    Notes
    -----
    Largest remainder: every part is rounded down, and the units still missing go to those with the largest remainders.

    Examples
    --------
    >>> rounded_parts({"mix": 0.345, "within": 0.345, "definition": 0.31}, 1.0, 1)
    {'mix': 0.4, 'within': 0.3, 'definition': 0.3}
    """
    unit = 10**decimals
    scaled = {name: part * unit for name, part in parts.items()}
    whole = {name: floor(part) for name, part in scaled.items()}
    missing = round(total * unit) - sum(whole.values())
    order = sorted(scaled, key=lambda name: whole[name] - scaled[name])
    for at in range(abs(missing)):
        name = order[at % len(order)] if missing > 0 else order[-1 - at % len(order)]
        whole[name] += 1 if missing > 0 else -1
    return {name: count / unit for name, count in whole.items()}


def _both(before: Segment | None, now: Segment | None) -> tuple[Segment, Segment]:
    """Return the segment in both quarters; one that is missing takes the other's mean, and has no change of its own."""
    there = before or now
    assert there is not None
    if before is None or now is None:
        share_before, share_now = (0.0 if each is None else each.share for each in (before, now))
        return Segment(share_before, there.mean), Segment(share_now, there.mean)
    return before, now


def _parts(before: Segment, now: Segment, middle: float) -> SegmentParts:
    weight = (before.share + now.share) / 2
    mix = (now.share - before.share) * ((before.mean + now.mean) / 2 - middle)
    within = weight * (now.mean - before.mean)
    half = Z * weight * sqrt(before.variance + now.variance)
    return SegmentParts(mix, within, within - half, within + half)
