"""What of a table by two dimensions may not be shown beside the sums of its rows and columns."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

import numpy as np

from cxlib.measures.withholding import FEWEST_HIDDEN
from cxlib.terms.estimate import Refusal

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


def withhold_crossed(
    people: Mapping[tuple[Row, Column], int],
    smallest_group: int,
    *,
    refused: Mapping[tuple[Row, Column], Refusal] | None = None,
) -> dict[tuple[Row, Column], Refusal]:
    """Return every cell to withhold so that no small one follows from the others and the sums of rows and columns.

    Parameters
    ----------
    people
        Number of people in each cell; a cell without any is no secret.
    smallest_group
        The smallest number of people that may be told of.
    refused
        Cells that may not be shown for other reasons; they are hidden ones here.

    Returns
    -------
    dict
        Cell → `small_group`, `complement`, or its reason in `refused`. A cell not in it may be shown.

    Notes
    -----
    A row or a column with any cell hidden has at least `FEWEST_HIDDEN` of them, of `smallest_group` people together,
    as far as it has so many: the next smallest is hidden too. That is not enough where hidden cells form two blocks
    that one cell joins, which then follows from the sums of a block. So each hidden cell is asked whether it follows
    from all the sums (its unit vector lies in their row space), and while a small one does, another is hidden. Not
    looked for: what follows from no count being negative, sums of several hidden cells, and other tables of the same
    people.

    References
    ----------
    Hundepool et al. (2012). Statistical Disclosure Control, ch. 4.4 (tables with two dimensions). Wiley. Gusfield, D.
    (1988). A graph theoretic approach to statistical data security. SIAM J. Comput. 17, 552–571 (cells that follow are
    the bridges of the graph of hidden ones).

    Examples
    --------
    The cell of three alone would follow from its row, and a second one in the row from its column:

    >>> people = {("new", "loan"): 3, ("new", "card"): 9, ("old", "loan"): 20, ("old", "card"): 30}
    >>> sorted(withhold_crossed(people, 5).items())[:2]
    [(('new', 'card'), 'complement'), (('new', 'loan'), 'small_group')]
    >>> len(withhold_crossed(people, 5))
    4
    >>> withhold_crossed({**people, ("new", "loan"): 5}, 5)
    {}
    """
    found: dict[tuple[Row, Column], Refusal] = dict(refused or {})
    found |= {cell: "small_group" for cell, n in people.items() if 0 < n < smallest_group and cell not in found}
    while True:
        more = _next(people, found, smallest_group)
        if more is None:
            return found
        found[more] = "complement"


def _next(
    people: Mapping[tuple[Row, Column], int], hidden: Mapping[tuple[Row, Column], Refusal], smallest_group: int
) -> tuple[Row, Column] | None:
    """Return one more cell to hide, or None where enough are."""
    for side in (0, 1):
        for line in sorted({cell[side] for cell in people}, key=repr):
            cells = [cell for cell in people if cell[side] == line]
            kept = [people[cell] for cell in cells if cell in hidden and people[cell]]
            if kept and (len(kept) < FEWEST_HIDDEN or sum(kept) < smallest_group):
                more = _smallest_shown(people, hidden, cells)
                if more is not None:
                    return more
    secret = {cell for cell in hidden if 0 < people.get(cell, 0) < smallest_group}
    for cell in sorted(secret & _following(people, hidden), key=repr):
        for side in (0, 1):
            more = _smallest_shown(people, hidden, [other for other in people if other[side] == cell[side]])
            if more is not None:
                return more
    return None


def _smallest_shown(
    people: Mapping[tuple[Row, Column], int],
    hidden: Collection[tuple[Row, Column]],
    cells: Iterable[tuple[Row, Column]],
) -> tuple[Row, Column] | None:
    shown = [cell for cell in cells if cell not in hidden and people[cell]]
    return min(shown, key=lambda cell: (people[cell], repr(cell)), default=None)


def _following(
    people: Mapping[tuple[Row, Column], int], hidden: Collection[tuple[Row, Column]]
) -> set[tuple[Row, Column]]:
    """Return the hidden cells that follow from the sums of rows and columns."""
    cells = [cell for cell in hidden if people.get(cell, 0)]
    if not cells:
        return set()
    lines = [(side, line) for side in (0, 1) for line in dict.fromkeys(cell[side] for cell in cells)]
    sums = np.array([[float(cell[side] == line) for cell in cells] for side, line in lines])
    onto = np.linalg.pinv(sums) @ sums
    return {cell for at, cell in enumerate(cells) if onto[at, at] > 1 - 1e-9}
