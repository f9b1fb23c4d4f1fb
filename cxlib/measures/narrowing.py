"""The definition of the index for a reader who asks for some lifecycle stages alone."""

from __future__ import annotations

from dataclasses import replace

from cxlib.terms.programme import EVERYONE, IndexVersion
from cxlib.terms.selection import Where


def narrowed(version: IndexVersion | None, where: Where) -> IndexVersion | None:
    """Return the definition with the weights of the chosen stages alone, brought to a sum of 1.

    Notes
    -----
    In any other selection a stage without answers is a hole, and there is no index. Stages that the definition does not
    weigh count alike.

    Examples
    --------
    >>> from cxlib.terms.quarter import Quarter
    >>> version = IndexVersion(1, Quarter(2026, 1), (), (("new", 0.25), ("established", 0.6), ("ended", 0.15)))
    >>> kept = narrowed(version, (("stage", ("new", "ended")),))
    >>> [(stage, round(weight, 3)) for stage, weight in kept.stage_weights]
    [('new', 0.625), ('ended', 0.375)]
    """
    stages = dict(where).get("stage")
    if version is None or not stages or is_pooled(version):
        return version
    kept = [(stage, weight) for stage, weight in version.stage_weights if stage in stages]
    total = sum(weight for _, weight in kept)
    if not total:
        return replace(version, stage_weights=tuple((stage, 1 / len(stages)) for stage in stages))
    return replace(version, stage_weights=tuple((stage, weight / total) for stage, weight in kept))


def is_pooled(version: IndexVersion) -> bool:
    """Tell whether a definition takes everybody together, whatever their stage."""
    return all(stage == EVERYONE for stage, weight in version.stage_weights if weight)


def pooled(version: IndexVersion) -> IndexVersion:
    """Return the same definition as a mean over all answers, in which a stage weighs as much as it has answers."""
    return replace(version, stage_weights=((EVERYONE, 1.0),))
