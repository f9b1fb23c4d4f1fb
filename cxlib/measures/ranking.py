"""How sure the order of the root causes is: chances, rank ranges, tiers, and a top list that keeps still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from cxlib.measures.intervals import SIGNIFICANCE
from cxlib.measures.root_causes import RootCauses
from cxlib.measures.tiers import tiers
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import Array

#: Draws for the chances; their own error is then under 0.01.
DRAWS = 4000
#: The draws are the same every time, so that a page shown twice says the same.
SEED = 20261121
#: An incumbent of the top three leaves it only where another is above it with this chance (METHODS 6).
DISPLACED = 0.8


@dataclass(frozen=True)
class Ranked:
    """One cause: its rank (1 takes most), chances (0–1) of the top and of rank 1, the ranks it may have, its tier."""

    theme: str
    rank: int
    top: float
    first: float
    best: int
    worst: int
    tier: int


def rank_causes(causes: RootCauses, places: int = 3) -> tuple[Ranked, ...] | Unmeasurable:
    """Return how sure the order of the estimated root causes is, most harmful first.

    Parameters
    ----------
    places
        How many are shown as the top.

    Notes
    -----
    Chances: draws from the normal distribution of the impacts with their joint covariance (against resampled
    respondents they differ by up to 0.03 at n ≈ 200). Rank range: 95 % joint, from Bonferroni intervals: best = 1 +
    number surely ahead of it, worst = K − number surely behind it; conservative. Tiers: see `tiers`, sharper, since
    they are made of differences of impacts that the same answers tell.

    References
    ----------
    Klein, Wright & Wieczorek (2020). J. R. Stat. Soc. A 183, 589–612. Golden: 06_rootcauses.json.
    """
    impact = causes.impacts
    if len(impact) < 2:
        return Unmeasurable("too_few")
    best, worst = rank_ranges(impact, np.sqrt(np.maximum(np.diagonal(causes.covariance), 0.0)))
    ranks = _drawn_ranks(impact, causes.covariance)
    tier = tiers(impact, causes.covariance, degrees=causes.degrees)
    return tuple(
        Ranked(
            cause.theme,
            at + 1,
            float((ranks[:, at] <= places).mean()),
            float((ranks[:, at] == 1).mean()),
            int(best[at]),
            int(worst[at]),
            tier[at],
        )
        for at, cause in enumerate(causes.estimated)
    )


def rank_ranges(impact: Array, errors: Array) -> tuple[Array, Array]:
    """Return the best and the worst rank (1 is the most negative) each may have, jointly at 95 %.

    >>> [list(map(int, each)) for each in rank_ranges(np.array([-9.0, -1.0, 5.0]), np.array([1.0, 1.0, 1.0]))]
    [[1, 2, 3], [1, 2, 3]]
    """
    half = float(ndtri(1 - SIGNIFICANCE / (2 * len(impact)))) * errors
    low, high = impact - half, impact + half
    surely_ahead = (high[None, :] < low[:, None]).sum(axis=1)
    surely_behind = (low[None, :] > high[:, None]).sum(axis=1)
    return 1 + surely_ahead, len(impact) - surely_behind


def steady_top(
    names: Sequence[str], before: Sequence[str], chances: Mapping[tuple[str, str], float]
) -> tuple[str, ...]:
    """Return the top causes to show: last quarter's stay unless clearly displaced.

    Parameters
    ----------
    names
        This quarter's causes, most harmful first.
    before
        What was shown as the top in the previous quarter.
    chances
        (one, other) → chance that `one` is now more harmful than `other` (`chance_above`).

    Notes
    -----
    Without any true change the three worst differ between two quarters in 70 % of cases at 200 answers a quarter. An
    incumbent that ranks below a newcomer leaves only where the newcomer is above it with a chance over `DISPLACED`.
    """
    shown = [theme for theme in names if theme in before]
    for newcomer in names:
        if newcomer in shown:
            continue
        if len(shown) < len(before):
            shown.append(newcomer)
            continue
        weakest = max(shown, key=names.index, default=None)
        if weakest is not None and chances.get((newcomer, weakest), 0.0) > DISPLACED:
            shown[shown.index(weakest)] = newcomer
    return tuple(sorted(shown, key=names.index))


def chance_above(causes: RootCauses) -> dict[tuple[str, str], float]:
    """Return for every ordered pair of estimated causes the chance that the first is the more harmful."""
    names = [cause.theme for cause in causes.estimated]
    ranks = _drawn_ranks(causes.impacts, causes.covariance)
    return {
        (one, other): float((ranks[:, first] < ranks[:, second]).mean())
        for first, one in enumerate(names)
        for second, other in enumerate(names)
        if first != second
    }


def _drawn_ranks(impact: Array, covariance: Array) -> Array:
    draws = np.random.default_rng(SEED).standard_normal((DRAWS, len(impact)))
    values, vectors = np.linalg.eigh(covariance)
    drawn = impact + draws @ (vectors * np.sqrt(np.maximum(values, 0.0))).T
    ranks: Array = np.argsort(np.argsort(drawn, axis=1), axis=1).astype(float) + 1
    return ranks
