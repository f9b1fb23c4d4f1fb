"""How often each group answered, by every dimension that the invitations know, and how unevenly the groups did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxlib.measures.representativeness import InvitedCell, Representativeness, representativeness, with_interval
from cxlib.measures.response import response_rate
from cxlib.measures.silence import Values
from cxlib.silence.ground import Ground, asked_of
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.silence import Margin, RateGroup
from cxlib.terms.tally import InvitedTally


def margins_of(ground: Ground, whole: InvitedTally) -> tuple[tuple[Margin, ...], Representativeness | Unmeasurable]:
    """Return every dimension with its groups, and how unevenly they answer by those that tell of it together.

    Dimensions are taken in from the most uneven on; one that the earlier ones already determine adds nothing.
    """
    refused = {name: _refused(ground.groups(at)) for at, name in enumerate(ground.dimensions)}
    usable = [at for at, name in enumerate(ground.dimensions) if refused[name] is None]
    usable.sort(key=lambda at: -_unevenness(ground.groups(at)))
    taken: list[int] = []
    found: Representativeness | Unmeasurable = Unmeasurable("too_few")
    for at in usable:
        tried = representativeness(*_cells(ground, sorted([*taken, at])))
        if isinstance(tried, Representativeness):
            taken, found = sorted([*taken, at]), tried
        elif not taken:
            found = tried
    if isinstance(found, Representativeness):
        found = with_interval(found, *_cells(ground, taken))
    overlapping = {ground.dimensions[at] for at in usable if at not in taken}
    margins = tuple(
        _margin(ground, at, whole, refused[name], found, overlapping=name in overlapping)
        for at, name in enumerate(ground.dimensions)
    )
    return margins, found


def _refused(groups: Mapping[str, InvitedTally]) -> Unmeasurable | None:
    """Return why respondents cannot be compared with the invited by a dimension, or None."""
    asked = {value: tally for value, tally in groups.items() if tally.invited or tally.answered}
    if len(asked) < 2:
        return Unmeasurable("constant")
    for value, tally in asked.items():
        if not tally.answered or tally.answered > asked_of(tally):
            return Unmeasurable("empty_margin", value)
    return None


def _unevenness(groups: Mapping[str, InvitedTally]) -> float:
    total = sum(map(asked_of, groups.values()))
    overall = sum(tally.answered for tally in groups.values()) / total
    return sum(
        asked_of(one) * (one.answered / asked_of(one) - overall) ** 2 for one in groups.values() if asked_of(one)
    )


def _cells(ground: Ground, places: Sequence[int]) -> tuple[list[str], list[InvitedCell]]:
    """Return the dimensions at some places, and the invited and answered by their combinations."""
    cells: dict[Values, InvitedTally] = {}
    for values, tally in ground.invited.items():
        key = tuple(values[at] for at in places)
        cells[key] = cells.get(key, InvitedTally()) + tally
    names = [ground.dimensions[at] for at in places]
    return names, [InvitedCell(key, asked_of(one), one.answered) for key, one in cells.items()]


def _margin(
    ground: Ground,
    at: int,
    whole: InvitedTally,
    refused: Unmeasurable | None,
    found: Representativeness | Unmeasurable,
    *,
    overlapping: bool,
) -> Margin:
    name, labels = ground.dimensions[at], ground.labels(at)
    uneven = found if isinstance(found, Representativeness) else None
    groups = ground.groups(at)
    return Margin(
        name,
        ground.name(at),
        tuple(
            RateGroup(
                value,
                label,
                response_rate(groups[value], smallest_group=ground.smallest),
                asked_of(groups[value]) / max(asked_of(whole), 1),
                groups[value].answered / max(whole.answered, 1),
                None if uneven is None else uneven.values.get((name, value)),
            )
            for value, label in labels.items()
            if asked_of(groups[value])
        ),
        None if uneven is None else uneven.margins.get(name),
        refused,
        overlapping,
    )
