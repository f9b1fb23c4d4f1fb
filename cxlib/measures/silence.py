"""The index on weights that bring those who answered to those who were invited, from tallies by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from cxlib.measures.intervals import effective_respondents, t_quantile
from cxlib.measures.narrowing import is_pooled
from cxlib.terms.estimate import Estimate
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.tally import Array, MomentTally

ITERATIONS = 500
#: Settled where no margin is off by more than this share of the respondents.
TOLERANCE = 1e-10
#: No answer counts for more than three, or for less than a third. Tighter caps leave a group that answers at half the
#: rate of the others short of its share.
CAPS = (1 / 3, 3.0)

#: A cell by its values, in the order of the margins.
Values = tuple[str, ...]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class RakedCells:
    """`factors` per cell multiply the weights of its respondents; their mean over respondents is 1.

    `members` are the margins' indicators, cells × values. `capped` respondents had their factor cut or lifted.
    """

    cells: tuple[Values, ...]
    factors: Array
    members: Array
    n: int
    effective: float
    capped: int

    @property
    def design_effect(self) -> float:
        return self.n / self.effective


def rake_cells(
    tallies: Mapping[Values, MomentTally],
    frame: Sequence[Mapping[str, float]],
    *,
    caps: tuple[float, float] | None = CAPS,
) -> RakedCells | Unmeasurable:
    """Return factors per cell under which every margin of the respondents is that of the invited.

    Parameters
    ----------
    tallies
        Cell → its respondents.
    frame
        Per margin, in the order of a cell's values: value → number or share of the invited.
    caps
        Lowest and highest factor; what is cut is spread over the others, and the margins then hold only nearly.

    Returns
    -------
    RakedCells or Unmeasurable
        `empty_margin` names a value invited of which nobody answered, or the other way round; `no_convergence`;
        `too_few` without respondents.

    Notes
    -----
    The same as `rake` on the respondents one by one, since those of a cell get the same factor; it starts from the
    weights that came with the answers.

    References
    ----------
    Deming & Stephan (1940). Ann. Math. Stat. 11, 427–444. Deville & Särndal (1992). JASA 87, 376–382.

    Examples
    --------
    >>> def tally(n):
    ...     return MomentTally(n, n, n, *(np.full(1, float(n)) for _ in range(3)), *(np.ones((1, 1)) for _ in range(3)))
    >>> found = rake_cells({("new",): tally(3), ("ended",): tally(1)}, [{"new": 50, "ended": 50}])
    >>> [round(float(factor), 3) for factor in found.factors], round(found.effective, 2)
    ([0.667, 2.0], 3.0)
    """
    cells = tuple(cell for cell, tally in tallies.items() if tally.weight > 0)
    if not cells:
        return Unmeasurable("too_few")
    base = np.array([tallies[cell].weight for cell in cells])
    total = float(base.sum())
    columns, wanted = [], []
    for at, shares in enumerate(frame):
        for value in dict.fromkeys([*shares, *(cell[at] for cell in cells)]):
            member = np.array([cell[at] == value for cell in cells], dtype=float)
            if (shares.get(value, 0) > 0) != member.any():
                return Unmeasurable("empty_margin", value)
            if member.any():
                columns.append(member)
                wanted.append(shares[value] / sum(shares.values()) * total)
    members = np.column_stack(columns) if columns else np.ones((len(cells), 1))
    factors = _fitted(base, members, wanted)
    people = np.array([tallies[cell].respondents for cell in cells])
    if factors is None:
        return Unmeasurable("no_convergence")
    final, outside = _capped(factors, base, caps)
    if final is None:
        return Unmeasurable("no_convergence")
    squares = np.array([tallies[cell].weight_squared for cell in cells])
    effective = effective_respondents(float(final @ base), float(final**2 @ squares))
    return RakedCells(cells, final, members, int(people.sum()), effective, int(people[outside].sum()))


def weighted_index(
    tallies: Mapping[Values, MomentTally],
    raked: RakedCells,
    version: IndexVersion,
    components: Sequence[Component],
    *,
    stage_at: int | None,
) -> Estimate | Unmeasurable:
    """Return the index on raked weights, with an error that knows of the calibration.

    Parameters
    ----------
    tallies
        The cells that were raked.
    raked
        Their factors.
    version, components
        The definition, and what the tallies' axes stand for.
    stage_at
        Which of a cell's values is its lifecycle stage; None where there are no stages.

    Returns
    -------
    Estimate or Unmeasurable
        In index points. `empty_margin` names a stage or component that nobody answered.

    Notes
    -----
    z_i = v_s Σ_k ω_k a_ik (y_ik − m_sk) / A_sk on the raked weights, u_i = g d_i (z_i − x_i β̂) with β̂ from least
    squares of z on the margins under the base weights d; SE² = n/(n − 1) Σ (u − ū)². Sums over a cell are all that it
    takes. t with n_eff − 1 degrees of freedom. A customer who answered twice is taken for two. Capped factors are
    treated as if uncapped.

    References
    ----------
    Deville & Särndal (1992). JASA 87, 376–382. By law equal to `calibrated_error`, whose golden is 03_survey.json.
    """
    place = {component.key: at for at, component in enumerate(components)}
    used = [component for component in version.components if component.weight]
    at = [place[component.key] for component in used]
    omega = np.array([component.weight for component in used])
    answered, total = (
        np.array([getattr(tallies[cell], name)[at] for cell in raked.cells]) for name in ("answered", "total")
    )
    pooled = is_pooled(version) or stage_at is None
    stage = np.array([EVERYONE if pooled or stage_at is None else cell[stage_at] for cell in raked.cells])
    shares = {EVERYONE: 1.0} if pooled else dict(version.stage_weights)
    value, slopes, means = 0.0, np.zeros_like(answered), np.zeros_like(answered)
    for name, share in shares.items():
        here = stage == name
        sums = raked.factors[here] @ answered[here]
        if share and not (sums > 0).all():
            return Unmeasurable("empty_margin", name)
        if share:
            mean = raked.factors[here] @ total[here] / sums
            value += share * float(omega @ mean)
            slopes[here], means[here] = share * omega / sums, mean
    error = _error(tallies, raked, at, slopes, means)
    half = t_quantile(max(raked.effective - 1, 1.0)) * error
    low, high = max(0.0, value - half), min(100.0, value + half)
    return Estimate(value, low, high, raked.n, "index", raked.effective, error)


def spread_of(tally: MomentTally, version: IndexVersion, components: Sequence[Component]) -> float:
    """Return the standard deviation of the respondents' own index scores, from sums over pairs of components."""
    place = {component.key: at for at, component in enumerate(components)}
    at = [place[component.key] for component in version.components if component.weight]
    omega = np.array([component.weight for component in version.components if component.weight])
    pairs, cross, products = (getattr(tally, name)[np.ix_(at, at)] for name in ("pairs", "cross", "products"))
    safe = np.where(pairs > 0, pairs, 1.0)
    covariance = products / safe - (cross / safe) * (cross.T / safe.T)
    return sqrt(max(float(omega @ covariance @ omega), 0.0))


def _error(
    tallies: Mapping[Values, MomentTally], raked: RakedCells, at: Sequence[int], slopes: Array, means: Array
) -> float:
    """Return the calibrated standard error of Σ slopes (y − mean) from the sums of the cells."""
    square = np.ix_(at, at)
    base = np.array([tallies[cell].weight for cell in raked.cells])
    linear = np.zeros(len(raked.cells))
    for row, cell in enumerate(raked.cells):
        tally = tallies[cell]
        linear[row] = slopes[row] @ (tally.total[at] - means[row] * tally.answered[at])
    root = np.sqrt(base)
    beta = np.linalg.lstsq(raked.members * root[:, None], linear / root, rcond=None)[0]
    expected = raked.members @ beta
    squares = 0.0
    for row, cell in enumerate(raked.cells):
        tally, mean = tallies[cell], means[row]
        cross = tally.cross[square]
        centred = tally.products[square] - cross * mean[None, :] - cross.T * mean[:, None]
        centred = centred + tally.pairs[square] * np.outer(mean, mean)
        first = slopes[row] @ (np.diag(cross) - mean * np.diag(tally.pairs[square]))
        own = (
            slopes[row] @ centred @ slopes[row] - 2 * expected[row] * first + expected[row] ** 2 * tally.weight_squared
        )
        squares += raked.factors[row] ** 2 * float(own)
    total = float(raked.factors @ (linear - expected * base))
    n = raked.n
    return sqrt(max(squares - total**2 / n, 0.0) * n / (n - 1)) if n > 1 else 0.0


def _fitted(base: Array, members: Array, wanted: Sequence[float]) -> Array | None:
    factors = np.ones(len(base))
    for _ in range(ITERATIONS):
        for column, target in zip(members.T, wanted, strict=False):
            factors = factors * np.where(column > 0, target / float(factors * base @ column), 1.0)
        off = np.abs((factors * base) @ members - (wanted or [float(factors @ base)]))
        if off.max() <= TOLERANCE * base.sum():
            return factors
    return None


def _capped(factors: Array, base: Array, caps: tuple[float, float] | None) -> tuple[Array | None, Mask]:
    """Return the factors within the caps, the sum of weights kept, and which cells were capped."""
    first = np.zeros(len(factors), dtype=bool) if caps is None else (factors < caps[0]) | (factors > caps[1])
    for _ in range(10 * ITERATIONS):
        outside = np.zeros_like(first) if caps is None else (factors < caps[0] - 1e-9) | (factors > caps[1] + 1e-9)
        if caps is None or not outside.any():
            return factors, first
        if outside.all():
            return None, first
        within = np.clip(factors, *caps)
        spare = float(base @ (factors - within)) / float(base[~outside].sum())
        factors = np.where(outside, within, within + spare)
    return None, first
