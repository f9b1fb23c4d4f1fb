"""How often the groups of two dimensions together answered, such as each product's customers at each stage."""

from __future__ import annotations

from dataclasses import replace

from cxlib.measures.crossed import withhold_crossed
from cxlib.measures.guard import Guard
from cxlib.measures.multiplicity import benjamini_hochberg
from cxlib.measures.response import rate_gap, response_rate
from cxlib.silence.ground import Ground, asked_of
from cxlib.terms.estimate import Estimate, Refusal, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.selection import Where
from cxlib.terms.silence import CellRate, CrossedRates, Margin
from cxlib.terms.tally import InvitedTally

Cell = tuple[str, str]


def crossed_rates(ground: Ground, names: tuple[str, str], whole: InvitedTally) -> CrossedRates | Unmeasurable:
    """Return the response rate of every combination of two dimensions' groups.

    Parameters
    ----------
    names
        Two of the dimensions compared by.
    whole
        All that were asked.

    Returns
    -------
    CrossedRates or Unmeasurable
        `empty_margin` names a dimension that the invitations do not know, so that more answered than were asked.

    Notes
    -----
    A combination is shown where the selection that chooses it may be told of (`Guard`), and where no small one follows
    from the others and the rates of its row and column (`withhold_crossed`). Nobody answering is told where enough
    were asked.
    """
    first, second = (ground.dimensions.index(name) for name in names)
    cells: dict[Cell, InvitedTally] = {}
    for values, tally in ground.invited.items():
        if tally.invited or tally.answered:
            key = values[first], values[second]
            cells[key] = cells.get(key, InvitedTally()) + tally
    for at, name in ((first, names[0]), (second, names[1])):
        if any(tally.answered > asked_of(tally) for tally in ground.groups(at).values()):
            return Unmeasurable("empty_margin", name)
    hidden = _hidden(ground, (first, second), cells)
    rows, columns = ground.labels(first), ground.labels(second)
    told = tuple(
        CellRate(
            (one, other),
            (rows[one], columns[other]),
            Withheld(hidden[one, other], "share", ground.smallest)
            if (one, other) in hidden
            else response_rate(cells[one, other], smallest_group=ground.smallest),
            None if (one, other) in hidden else asked_of(cells[one, other]) / max(asked_of(whole), 1),
        )
        for one in rows
        for other in columns
        if (one, other) in cells
    )
    return CrossedRates(names, (ground.name(first), ground.name(second)), told)


def _hidden(ground: Ground, places: tuple[int, int], cells: dict[Cell, InvitedTally]) -> dict[Cell, Refusal]:
    guard = Guard.of(ground.store, ground.quarter, ground.smallest)
    people: dict[Cell, int] = {}
    refused: dict[Cell, Refusal] = {}
    for cell, tally in cells.items():
        where: Where = (*ground.where, *(ground.chosen(at, value) for at, value in zip(places, cell, strict=True)))
        people[cell] = _people(tally, ground.store.customers(ground.quarter, where), ground.smallest)
        why = guard.refusal(where)
        if why is not None:
            refused[cell] = why
    return withhold_crossed(people, ground.smallest, refused=refused)


def _people(tally: InvitedTally, customers: int, smallest: int) -> int:
    """Return how many people a cell tells of; that nobody of a few answered tells of those few."""
    if tally.answered or asked_of(tally) >= smallest:
        return customers
    return asked_of(tally)


def set_apart(
    margins: tuple[Margin, ...], crossed: CrossedRates | Unmeasurable | None, whole: Estimate
) -> tuple[tuple[Margin, ...], CrossedRates | Unmeasurable | None]:
    """Return the same with how each rate stands apart from everybody else's, of all that are shown together."""
    cells = crossed.cells if isinstance(crossed, CrossedRates) else ()
    rates = [group.rate for margin in margins for group in margin.groups] + [cell.rate for cell in cells]
    gaps = [None if isinstance(rate, Withheld) else rate_gap(rate, whole) for rate in rates]
    adjusted = iter(benjamini_hochberg([gap.p for gap in gaps if gap is not None]).tolist())
    found = iter([None if gap is None else replace(gap, p=next(adjusted)) for gap in gaps])
    told = tuple(
        replace(margin, groups=tuple(replace(group, gap=next(found)) for group in margin.groups)) for margin in margins
    )
    if not isinstance(crossed, CrossedRates):
        return told, crossed
    return told, replace(crossed, cells=tuple(replace(cell, gap=next(found)) for cell in cells))
