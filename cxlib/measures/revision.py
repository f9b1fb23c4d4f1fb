"""A new definition of the index: its link to the old one, and how much hangs on the choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp, hypot, log, sqrt

import numpy as np

from cxlib.measures.contrast import Linear, Recipe, cell_variances, linearise, recipe_of
from cxlib.measures.index import cells_of, index_refusal
from cxlib.measures.intervals import Z, t_quantile
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.quarter import Quarter
from cxlib.terms.revision import Link, Scenario, ScenarioChange
from cxlib.terms.tally import Array, MomentTally


def link_versions(
    overlap: Mapping[str, MomentTally],
    old: IndexVersion,
    new: IndexVersion,
    components: Sequence[Component],
    *,
    smallest_group: int,
) -> Link | Withheld | Unmeasurable:
    """Return what to add to the old index so that it continues into the new one.

    Parameters
    ----------
    overlap
        Stage id → tally of a whole quarter in which both definitions can be measured.
    old, new
        The two definitions; both weigh stages, or both pool everybody.
    components
        What the tallies' axes stand for.

    Returns
    -------
    Link, Withheld or Unmeasurable
        Withheld as either index would be; `no_overlap` where one definition weighs stages and the other pools them.

    Notes
    -----
    L = I_new − I_old on the same respondents, so that its variance is that of the difference of influences, far less
    than that of either index: u_i = Σ_k (v'_s ω'_k − v_s ω_k) w_i a_ik (y_ik − m_sk) / A_sk. A level spliced with it
    carries √(SE² + SE_L²); changes inside one definition carry no link error. An additive link, since the scale is
    bounded and read in points. Where the raw answers allow it, recompute the history instead: the link takes the
    stages' mix of its own quarter for all time.

    References
    ----------
    IMF (2004/2020). Consumer Price Index Manual, ch. 9 (linking over an overlap). Golden: 07_chain.json (R survey
    4.1-1).
    """
    for version in (old, new):
        recipe = recipe_of(version, components)
        withheld = index_refusal(cells_of(overlap, version), recipe, smallest_group)
        if withheld is not None:
            return withheld
    cells_old, cells_new = ({cell.keys: cell for cell in cells_of(overlap, version)} for version in (old, new))
    if _is_pooled(old) != _is_pooled(new):
        return Unmeasurable("no_overlap")
    value, variance, spread, n = 0.0, 0.0, 0.0, 0
    for keys in dict.fromkeys([*cells_old, *cells_new]):
        weights = _weights(cells_new[keys].factor if keys in cells_new else 0.0, new, components)
        weights -= _weights(cells_old[keys].factor if keys in cells_old else 0.0, old, components)
        tally = (cells_new.get(keys) or cells_old[keys]).tally
        linear = linearise([tally], _used(weights, tally))
        own, degrees = _variance(linear)
        value, variance, n = value + float(linear.index[0]), variance + own, n + tally.respondents
        spread += own**2 / degrees
    error = sqrt(variance)
    half = (t_quantile(variance**2 / spread) if spread > 0 else Z) * error
    return Link(value, value - half, value + half, error, n)


def splice(history: Sequence[Estimate], link: Link) -> tuple[Estimate, ...]:
    """Return the old series on the level of the new definition, with the link's error in every interval.

    Examples
    --------
    >>> old = Estimate(54.66, 51.0, 58.0, 211, "index", 185.4, 2.08)
    >>> found = splice([old], Link(1.27, 0.8, 1.74, 0.238, 226))[0]
    >>> round(found.value, 2), round(found.standard_error, 3)
    (55.93, 2.094)
    """
    return tuple(_spliced(estimate, link) for estimate in history)


def sensitivity(
    before: Mapping[str, float], now: Mapping[str, float], scenarios: Sequence[Scenario]
) -> tuple[ScenarioChange, ...] | Unmeasurable:
    """Return the index of both quarters under every scenario.

    Parameters
    ----------
    before, now
        Component → its mean (0–100); for a geometric scenario above 0.

    Returns
    -------
    tuple of ScenarioChange, or Unmeasurable
        `constant` names the component whose mean of 0 has no logarithm, `no_overlap` one that was not measured in both.

    Notes
    -----
    Robustness belongs to the conclusion, not to the index: say whether the direction holds in all, and how far sizes
    differ.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, step 7. Golden: 01_sensitivity_grid.csv.

    Examples
    --------
    >>> nps_only = Scenario("NPS only", (("nps", 1.0),))
    >>> sensitivity({"nps": 45.0}, {"nps": 51.0}, [nps_only])[0].change
    6.0
    """
    found = []
    for scenario in scenarios:
        for key, weight in scenario.weights:
            if key not in before or key not in now:
                return Unmeasurable("no_overlap", key)
            if scenario.geometric and weight and min(before[key], now[key]) <= 0:
                return Unmeasurable("constant", key)
        found.append(ScenarioChange(scenario, _joined(before, scenario), _joined(now, scenario)))
    return tuple(found)


def stage_means(
    by_stage: Mapping[str, MomentTally], stage_weights: Sequence[tuple[str, float]], components: Sequence[Component]
) -> dict[str, float] | Withheld:
    """Return each component's mean (0–100) over stages at fixed weights, by its key.

    Notes
    -----
    M_k = Σ_s v_s m_sk, so that Σ_k ω_k M_k is the index; a component that nobody in some weighed stage answered is left
    out. Withheld as `no_answers` or `stage_missing` where a weighed stage has no answers at all.
    """
    weighed = {stage: weight for stage, weight in stage_weights if weight}
    if set(weighed) == {EVERYONE}:
        tallies = {EVERYONE: cells_of(by_stage, IndexVersion(0, Quarter(1, 1), (), tuple(stage_weights)))[0].tally}
    else:
        tallies = {stage: by_stage[stage] for stage in weighed if stage in by_stage}
    if not any(tally.respondents for tally in tallies.values()):
        return Withheld("no_answers", "points")
    if len(tallies) < len(weighed):
        return Withheld("stage_missing", "points")
    return {
        component.key: float(sum(weighed[s] * tally.total[at] / tally.answered[at] for s, tally in tallies.items()))
        for at, component in enumerate(components)
        if all(tally.answered[at] > 0 for tally in tallies.values())
    }


def _joined(means: Mapping[str, float], scenario: Scenario) -> float:
    weighed = [(means[key], weight) for key, weight in scenario.weights if weight]
    if scenario.geometric:
        return exp(sum(weight * log(mean) for mean, weight in weighed))
    return sum(weight * mean for mean, weight in weighed)


def _is_pooled(version: IndexVersion) -> bool:
    return all(stage == EVERYONE for stage, weight in version.stage_weights if weight)


def _weights(factor: float, version: IndexVersion, components: Sequence[Component]) -> Array:
    """Return factor × ω over all components of the tallies."""
    weights, recipe = np.zeros(len(components)), recipe_of(version, components)
    weights[recipe.positions] = factor * recipe.weights
    return weights


def _used(weights: Array, tally: MomentTally) -> Recipe:
    """Return the components that either definition counts; those answered by nobody count in neither."""
    positions = np.flatnonzero(tally.answered > 0)
    return Recipe(positions, weights[positions], whole=False)


def _variance(linear: Linear) -> tuple[float, float]:
    """Return the variance of the difference in one stage; none where the definitions agree or one is alone."""
    if linear.squares[0] <= 0 or linear.respondents[0] < 2:
        return 0.0, 1.0
    variances, degrees = cell_variances(linear)
    return float(variances[0]), float(degrees[0])


def _spliced(estimate: Estimate, link: Link) -> Estimate:
    error = hypot(estimate.standard_error, link.standard_error)
    ratio = error / estimate.standard_error if estimate.standard_error else 1.0
    return replace(
        estimate,
        value=estimate.value + link.value,
        low=estimate.value + link.value - ratio * (estimate.value - estimate.low),
        high=estimate.value + link.value + ratio * (estimate.high - estimate.value),
        standard_error=error,
    )
