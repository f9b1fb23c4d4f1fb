"""The joint regression behind the root causes: index = baseline + Σ impacts, exactly, with the impacts' covariance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxlib.terms.tally import Array

#: A cause of whose variance less than this share is its own, given the causes before it, is collinear with them.
OWN_VARIANCE = 1e-8
#: Up to so many themes a set of them is one exact number of a float.
THEMES_IN_A_KEY = 46

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Groups:
    """Respondents who count in the index, by stage and by the set of themes they mentioned: G groups, K components.

    With w̃_ik = v_s w_i a_ik / A_sk (which sums to 1 over all respondents) and y_ik the score: `weights[g, k]` = Σ
    w̃_ik, `totals[g, k]` = Σ w̃_ik y_ik, `squares[g]` = Σ h hᵀ with h_i = (w̃_i1 … w̃_iK, w̃_i1 y_i1 … w̃_iK y_iK).
    `people[g]` counts the respondents of the group, `sizes[s]` those of stage s; `mentions[g, t]` is 1 where the group
    mentioned theme t. Σ_k ω_k Σ_g totals is the index.
    """

    stage: Whole
    people: Array
    mentions: Array
    weights: Array
    totals: Array
    squares: Array
    sizes: Array


@dataclass(frozen=True, eq=False)
class Impacts:
    """Per theme of the regression: impact and coefficient in index points, exposure (share of all), covariance."""

    impact: Array
    coefficient: Array
    exposure: Array
    covariance: Array
    baseline: float
    index: float


def group_rows(stage: Whole, mentions: Array, count: Array, weights: Array, scores: Array, *, stages: int) -> Groups:
    """Sum rows by stage and themes; `weights` and `scores` are K × rows, w̃ and y, both 0 where not answered."""
    key = _keys(stage, mentions)
    order = np.argsort(key)
    starts = np.flatnonzero(np.diff(key[order], prepend=-1.0))
    single = np.concatenate([weights, weights * scores])[:, order]
    counted = single * count[order]
    sums, half, first = np.add.reduceat(counted, starts, axis=1).T, len(weights), order[starts]
    squares = np.empty((2 * half, 2 * half, len(starts)))
    for at, each in enumerate(counted):
        squares[at, at:] = squares[at:, at] = np.add.reduceat(single[at:] * each, starts, axis=1)
    return Groups(
        stage[first],
        np.add.reduceat(count[order], starts),
        mentions[first],
        sums[:, :half],
        sums[:, half:],
        np.ascontiguousarray(squares.transpose(2, 0, 1)),
        np.bincount(stage, count, stages).astype(float),
    )


def impacts(groups: Groups, themes: Sequence[int], component_weights: Array) -> Impacts:
    """Return what each of the themes takes from or gives to the index, the others held fixed.

    Notes
    -----
    Per component k, b_k is the weighted least-squares coefficient of its score on all theme flags, among those who
    answered it, with weights w̃_ik = v_s w_i / A_sk; x̄_kt = Σ w̃_ik x_it. impact_t = Σ_k ω_k x̄_kt b_kt, and Σ_k ω_k
    b_k0 is the baseline. The influence of respondent i on impact_t at fixed weights is z_ikt = b_kt (x_it − x̄_kt) +
    x̄_kt (G_k⁻¹ x_i)_t e_ik with residual e; since each stage weighs v_s whatever its n, u_it = Σ_k ω_k w̃_ik (z_ikt −
    stage mean of z_kt). Covariance: Σ_s n_s/(n_s − 1) Σ u uᵀ. As y enters u linearly, the sums of `Groups` are all that
    it takes. With one stage and one component it is golden/06_rootcauses.json.
    """
    design = _design(groups, themes)
    grams = _grams(groups, design)
    exposure = grams[:, 0, 1:]
    inverses = np.linalg.inv(_with_absent(grams))
    moments = groups.totals.T @ design
    coefficients = (inverses @ moments[:, :, None])[:, :, 0]
    slopes, leverage = coefficients[:, 1:], inverses[:, :, 1:] * exposure[:, None, :]
    of_score = np.stack([design @ each for each in leverage], axis=1)
    of_weight = (design[:, None, 1:] - exposure) * slopes - (design @ coefficients.T)[:, :, None] * of_score
    of_weight -= _stage_means(groups, of_weight, of_score)[groups.stage]
    influence = np.concatenate([of_weight, of_score], axis=1) * np.tile(component_weights, 2)[:, None]
    return Impacts(
        component_weights @ (exposure * slopes),
        component_weights @ slopes,
        component_weights @ exposure,
        _covariance(groups, influence),
        float(component_weights @ coefficients[:, 0]),
        float(component_weights @ moments[:, 0]),
    )


def collinear_themes(groups: Groups, themes: Sequence[int]) -> list[int]:
    """Return those of the themes that the ones before them, or the constant, already determine in some component."""
    found: set[int] = set()
    for gram in _grams(groups, _design(groups, themes)):
        found.update(_determined(gram[1:, 1:] - np.outer(gram[0, 1:], gram[0, 1:]), gram[0, 1:]))
    return [themes[at] for at in sorted(found)]


def _keys(stage: Whole, mentions: Array) -> Array:
    """Return a number per row that tells stages and sets of themes apart."""
    if mentions.shape[1] <= THEMES_IN_A_KEY:
        powers = 2.0 ** np.arange(mentions.shape[1])
        return np.asarray(mentions @ powers + stage * 2.0 ** mentions.shape[1], dtype=float)
    rows = np.column_stack([stage, mentions])
    return np.unique(rows, axis=0, return_inverse=True)[1].astype(float)


def _design(groups: Groups, themes: Sequence[int]) -> Array:
    return np.column_stack([np.ones(len(groups.stage)), groups.mentions[:, list(themes)]])


def _grams(groups: Groups, design: Array) -> Array:
    """Return per component the weighted sums of products of (1, themes)."""
    return np.stack([(design * column[:, None]).T @ design for column in groups.weights.T])


def _determined(covariance: Array, means: Array) -> list[int]:
    """Return the columns without variance of their own."""
    mentioned = np.flatnonzero(means > 0)  # what nobody who answered this component mentioned plays no part in it
    smallest = OWN_VARIANCE * means * np.maximum(1 - means, OWN_VARIANCE)
    try:
        own = np.diagonal(np.linalg.cholesky(covariance[np.ix_(mentioned, mentioned)])) ** 2
        if (own > smallest[mentioned]).all() and (means[mentioned] < 1 - OWN_VARIANCE).all():
            return []
    except np.linalg.LinAlgError:
        pass  # not positive definite: find out below which columns make it so
    kept: list[int] = []
    for at in mentioned[means[mentioned] < 1 - OWN_VARIANCE]:  # what everybody mentions is the constant itself
        these = np.array([*kept, int(at)])
        both = covariance[np.ix_(these, these)]
        explained = both[-1, :-1] @ np.linalg.solve(both[:-1, :-1], both[:-1, -1]) if kept else 0.0
        if both[-1, -1] - explained > smallest[at]:
            kept.append(int(at))
    return [int(at) for at in mentioned if at not in kept]


def _with_absent(grams: Array) -> Array:
    """Return the Gram matrices with 1 on the diagonal of a theme nobody mentioned: its coefficient becomes 0."""
    solvable = grams.copy()
    component, theme = np.nonzero(np.diagonal(grams, axis1=1, axis2=2) <= 0)
    solvable[component, theme, theme] = 1.0
    return solvable


def _stage_means(groups: Groups, of_weight: Array, of_score: Array) -> Array:
    """Return per stage and component the mean of z; 0 in a stage of one, which has no mean to differ from."""
    member = np.zeros((len(groups.sizes), len(groups.stage)))
    member[groups.stage, np.arange(len(groups.stage))] = groups.sizes[groups.stage] > 1
    sums = groups.weights[:, :, None] * of_weight + groups.totals[:, :, None] * of_score
    totals = member @ groups.weights
    means: Array = (member @ sums.reshape(len(sums), -1)).reshape(len(member), *sums.shape[1:])
    return means / np.where(totals > 0, totals, 1.0)[:, :, None]


def _covariance(groups: Groups, influence: Array) -> Array:
    """Return Σ_s n_s/(n_s − 1) Σ u uᵀ with u_i = h_i · `influence` of its group."""
    correction = np.where(groups.sizes > 1, groups.sizes / np.maximum(groups.sizes - 1, 1), 1.0)[groups.stage]
    spread = (groups.squares * correction[:, None, None]) @ influence
    flat = (-1, influence.shape[2]) if influence.shape[2] else (influence.shape[0], 0)
    covariance: Array = influence.reshape(flat).T @ spread.reshape(flat)
    return covariance
