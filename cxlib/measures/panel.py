"""Units over quarters: the index of each unit of a comparison, for those that have one all along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxlib.measures.index import cx_index
from cxlib.measures.narrowing import narrowed
from cxlib.terms.estimate import Estimate
from cxlib.terms.programme import Component, IndexVersion
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where
from cxlib.terms.tally import MomentTally

#: A unit by the filter that chooses it.
Tallies = Mapping[Where, Mapping[tuple[Quarter, str], MomentTally]]
Panel = dict[Where, dict[Quarter, float]]


def index_panel(
    tallies: Tallies,
    version: IndexVersion,
    components: Sequence[Component],
    quarters: Sequence[Quarter],
    *,
    smallest_group: int,
) -> Panel:
    """Return unit → quarter → index, for the units that have an index in every one of the quarters.

    Parameters
    ----------
    tallies
        Unit → (quarter, stage) → tally. A unit that is chosen by its lifecycle stage is measured by that stage alone,
        any other at the definition's stage weights.
    version
        The one definition that measures all.
    components
        What the tallies' axes stand for (`Programme.components`).
    quarters
        Those that are compared.

    Notes
    -----
    Units that lack a quarter are left out whole: their mean would be of other times than that of the rest, and what
    happened in the quarter they lack would look like an effect. In an unweighted mean over units a small unit counts
    like a large one.

    Examples
    --------
    >>> version = IndexVersion(1, Quarter(2026, 1), (), ())
    >>> index_panel({(("channel", ("chat",)),): {}}, version, (), (), smallest_group=5)
    {(('channel', ('chat',)),): {}}
    """
    panel: Panel = {}
    for unit, tally in tallies.items():
        series = _series(tally, narrowed(version, unit) or version, components, quarters, smallest_group)
        if len(series) == len(quarters):
            panel[unit] = series
    return panel


def _series(
    tallies: Mapping[tuple[Quarter, str], MomentTally],
    version: IndexVersion,
    components: Sequence[Component],
    quarters: Sequence[Quarter],
    smallest_group: int,
) -> dict[Quarter, float]:
    by_quarter: dict[Quarter, dict[str, MomentTally]] = {quarter: {} for quarter in quarters}
    for (quarter, stage), tally in tallies.items():
        if quarter in by_quarter:
            by_quarter[quarter][stage] = tally
    values = {
        quarter: cx_index(stages, version, components, smallest_group=smallest_group)
        for quarter, stages in by_quarter.items()
    }
    return {quarter: value.value for quarter, value in values.items() if isinstance(value, Estimate)}
