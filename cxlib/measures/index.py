"""The CX index: a 0–100 composite of component means per lifecycle stage, at fixed stage weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cxlib.measures.contrast import NO_REPEATS, Cell, Recipe, Repeats, contrast, recipe_of, respondents_of
from cxlib.measures.intervals import t_quantile
from cxlib.measures.withholding import dominated, refusal
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.programme import EVERYONE, Component, IndexVersion
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import MomentTally, RepeatTally


def cx_index(
    by_stage: Mapping[str, MomentTally],
    version: IndexVersion | None,
    components: Sequence[Component],
    *,
    smallest_group: int,
    repeats: Repeats = NO_REPEATS,
) -> Estimate | Withheld:
    """Return the CX index of one quarter under one definition.

    Parameters
    ----------
    by_stage
        Stage id → its tally. Where the definition weighs only `EVERYONE` (or no stage), all are pooled.
    version
        The definition; None where the programme defines no index.
    components
        What the tallies' axes stand for (`Programme.components`).
    smallest_group
        Fewer respondents than this are not told of.
    repeats
        Pairs of answers by the same customer within the quarter, by the two stages (`repeats_within`).

    Returns
    -------
    Estimate or Withheld
        In index points 0–100. Withheld as `no_index`, `no_answers`, `small_group`, `component_missing` (nobody was
        asked), `dominated` (by weight), or `stage_missing` (a stage that is weighed cannot be measured): never 0, never
        on other weights.

    Notes
    -----
    I = Σ_s v_s Σ_k ω_k m_sk with m_sk the weighted mean of component k (0–100) among those of stage s who answered it;
    variance and degrees of freedom as in `contrast`. Comparable only within one definition. Wrong, like every mean of
    those who answered, where they differ from those who did not.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators. Golden: 01_index.json, 03_survey.json.

    Examples
    --------
    >>> import numpy as np
    >>> def tally(*scores):
    ...     y, n = np.array(scores, dtype=float), len(scores)
    ...     sums = [np.array([x]) for x in (n, n, y.sum())], [np.array([[x]]) for x in (n, y.sum(), (y**2).sum())]
    ...     return MomentTally(n, n, n, *sums[0], *sums[1])
    >>> component = Component("ease", "minmax", 1.0)
    >>> version = IndexVersion(1, Quarter(2026, 1), (component,), (("new", 0.4), ("ended", 0.6)))
    >>> both = {"new": tally(100, 75, 50), "ended": tally(50, 25, 0)}
    >>> answer = cx_index(both, version, (component,), smallest_group=5)
    >>> answer.value, round(answer.low, 1), round(answer.high, 1), answer.n
    (45.0, 14.3, 75.7, 6)
    >>> cx_index({"new": both["new"]}, version, (component,), smallest_group=3).reason
    'stage_missing'
    """
    if version is None:
        return Withheld("no_index", "index", smallest_group)
    return _estimate(cells_of(by_stage, version), recipe_of(version, components), repeats, smallest_group)


def stage_index(
    tally: MomentTally,
    version: IndexVersion | None,
    components: Sequence[Component],
    *,
    smallest_group: int,
    repeat: RepeatTally | None = None,
) -> Estimate | Withheld:
    """Return the index of one stage (or any one group) by itself; `repeat` holds its customers' pairs of answers.

    Notes
    -----
    As `cx_index` with this group as its only stage. Fewer than 10 answers: `Estimate.base` says that only the interval
    is shown.
    """
    if version is None:
        return Withheld("no_index", "index", smallest_group)
    cells = (Cell((EVERYONE,), 1.0, tally),)
    repeats: Repeats = NO_REPEATS if repeat is None else {(EVERYONE, EVERYONE): repeat}
    return _estimate(cells, recipe_of(version, components), repeats, smallest_group)


def repeats_within(
    repeats: Mapping[tuple[tuple[Quarter, str], tuple[Quarter, str]], RepeatTally], quarter: Quarter
) -> dict[tuple[str, str], RepeatTally]:
    """Return those pairs whose two answers both fall in the quarter, by stage."""
    return {
        (one[1], other[1]): repeat
        for (one, other), repeat in repeats.items()
        if one[0] == quarter and other[0] == quarter
    }


def cells_of(by_stage: Mapping[str, MomentTally], version: IndexVersion, sign: float = 1.0) -> tuple[Cell, ...]:
    """Return the stages the definition weighs as cells of the sum; a stage nobody answered in is an empty cell."""
    weighed = [(stage, weight) for stage, weight in version.stage_weights if weight]
    if all(stage == EVERYONE for stage, _ in weighed):
        return (Cell(tuple(by_stage), sign, _sum(list(by_stage.values()))),)
    return tuple(Cell((stage,), sign * weight, by_stage.get(stage, MomentTally.empty(0))) for stage, weight in weighed)


def index_refusal(cells: Sequence[Cell], recipe: Recipe, smallest_group: int) -> Withheld | None:
    """Return why there is no index of these cells, or None."""
    if not len(recipe.positions):
        return Withheld("no_index", "index", smallest_group)
    filled = [cell.tally for cell in cells if cell.tally.respondents > 0]
    if not filled:
        return Withheld("no_answers", "index", smallest_group)
    if (recipe.positions < 0).any():
        return Withheld("component_missing", "index", smallest_group)
    answered = np.array([recipe.row(tally.answered) for tally in filled]) > 0
    if not answered.any(axis=0).all():
        return Withheld("component_missing", "index", smallest_group)
    counts = np.array([recipe.row(tally.counts) for tally in filled]).sum(axis=0)
    fewest = min(sum(respondents_of(tally, recipe) for tally in filled), round(float(counts.min())))
    withheld = refusal(fewest, "index", smallest_group)
    if withheld is None and (len(filled) < len(cells) or not answered.all()):
        return Withheld("stage_missing", "index", smallest_group)
    return withheld


def _estimate(cells: Sequence[Cell], recipe: Recipe, repeats: Repeats, smallest_group: int) -> Estimate | Withheld:
    withheld = index_refusal(cells, recipe, smallest_group)
    if withheld is not None:
        return withheld
    found = contrast(cells, recipe, repeats)
    withheld = dominated(found.effective, "index", smallest_group)
    if withheld is not None:
        return withheld
    value, half = min(max(found.value, 0.0), 100.0), t_quantile(found.degrees) * found.standard_error
    low, high = max(0.0, value - half), min(100.0, value + half)
    return Estimate(value, low, high, found.n, "index", found.effective, found.standard_error, found.degrees)


def _sum(tallies: Sequence[MomentTally]) -> MomentTally:
    if not tallies:
        return MomentTally.empty(0)
    total = tallies[0]
    for tally in tallies[1:]:
        total += tally
    return total
