"""The latest change under every reasonable definition of the index: does its direction hang on the choice?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import isclose

from cxlib.measures.revision import sensitivity, stage_means
from cxlib.terms.estimate import Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Component, IndexVersion
from cxlib.terms.revision import Grid, GridRow, Scenario
from cxlib.terms.tally import MomentTally

#: What one component weighs in the scenario that leans on it.
LEANING = 0.7
#: Rounding is no change.
_NOTHING = 1e-9

Weights = tuple[tuple[str, float], ...]


def definition_grid(
    before: Mapping[str, MomentTally],
    now: Mapping[str, MomentTally],
    current: IndexVersion,
    tried: IndexVersion,
    components: Sequence[Component],
) -> Grid | Withheld | Unmeasurable:
    """Return the change from `before` to `now` under every pairing of weights, scoring, stages and averaging.

    Parameters
    ----------
    before, now
        Stage id → tally of the two quarters, over `components`.
    current, tried
        The definition in force and the one tried: their questions are the ones that scenarios weigh.
    components
        Every way in which a question can be scored; what the tallies' axes stand for.

    Returns
    -------
    Grid, Withheld or Unmeasurable
        A row per set of weights by question, the tried one first: as tried, as now, all alike, and leaning on each
        question in turn (`LEANING`). Within a row: every way to score the questions, the stage weights as tried, as now
        and all alike, and the arithmetic and (where no mean is 0) geometric mean. Withheld where a quarter has no
        answers; `no_overlap` names a component that was not measured in both quarters.

    Notes
    -----
    Scenarios are not a sample: their spread is no interval. Differences under 1e-9 points count as no change.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, step 7 (robustness and sensitivity). Golden:
    01_sensitivity_grid.csv, through `sensitivity`.
    """
    rows: dict[Weights, list[float]] = {}
    for stage_weights in _stage_sets(current, tried):
        means = []
        for tallies in (before, now):
            found = stage_means(tallies, stage_weights, components)
            if isinstance(found, Withheld):
                return found
            means.append(found)
        for weights in _weight_sets(current, tried):
            changes = sensitivity(means[0], means[1], _scenarios(components, weights, means))
            if isinstance(changes, Unmeasurable):
                return changes
            rows.setdefault(weights, []).extend(each.change for each in changes)
    return Grid(tuple(_grid_row(weights, changes) for weights, changes in rows.items()))


def _grid_row(weights: tuple[tuple[str, float], ...], changes: Sequence[float]) -> GridRow:
    rising, falling = (sum(1 for each in changes if sign * each > _NOTHING) for sign in (1, -1))
    return GridRow(weights, len(changes), rising, falling, min(changes), max(changes))


def _weight_sets(current: IndexVersion, tried: IndexVersion) -> tuple[Weights, ...]:
    """Return weights by question: as tried, as now, all alike, and leaning on each in turn."""
    own, now = (_by_question(version) for version in (tried, current))
    names = tuple(dict.fromkeys([*own, *now]))
    sets = [own, now, dict.fromkeys(names, 1 / len(names))]
    if len(names) > 1:
        rest = (1 - LEANING) / (len(names) - 1)
        sets += [{name: LEANING if name == leading else rest for name in names} for leading in names]
    found: list[Weights] = []
    for each in sets:
        weights = tuple((name, each.get(name, 0.0)) for name in names)
        if not any(_same(weights, other) for other in found):
            found.append(weights)
    return tuple(found)


def _same(one: Sequence[tuple[str, float]], other: Sequence[tuple[str, float]]) -> bool:
    return all(isclose(mine, theirs, abs_tol=1e-9) for (_, mine), (_, theirs) in zip(one, other, strict=True))


def _by_question(version: IndexVersion) -> dict[str, float]:
    found: dict[str, float] = {}
    for component in version.components:
        found[component.question] = found.get(component.question, 0.0) + component.weight
    return found


def _stage_sets(current: IndexVersion, tried: IndexVersion) -> tuple[Weights, ...]:
    alike = tuple((stage, 1 / len(tried.stage_weights)) for stage, _ in tried.stage_weights)
    found: list[Weights] = []
    for each in (tried.stage_weights, current.stage_weights, alike):
        if not any(_same(each, other) for other in found):
            found.append(each)
    return tuple(found)


def _scenarios(
    components: Sequence[Component], weights: Weights, means: Sequence[Mapping[str, float]]
) -> list[Scenario]:
    """Return every way of scoring the questions that weigh, averaged plainly and, where it can be, geometrically."""
    weighed = [(question, weight) for question, weight in weights if weight > 0]
    ways = [[each.key for each in components if each.question == question] for question, _ in weighed]
    found = []
    for keys in product(*ways):
        pairs = tuple((key, weight) for key, (_, weight) in zip(keys, weighed, strict=True))
        found.append(Scenario(", ".join(keys), pairs))
        if min(mean.get(key, 0.0) for mean in means for key in keys) > 0:
            found.append(Scenario(", ".join(keys), pairs, geometric=True))
    return found
