"""Tables by two dimensions against somebody who knows the sums of all rows and columns."""

from __future__ import annotations

import random

import numpy as np
import pytest

from cxlib.measures.crossed import withhold_crossed

SMALLEST = 5
Table = dict[tuple[str, str], int]


def a_table(seed: int) -> Table:
    chance = random.Random(seed)
    rows, columns = chance.choice(((2, 2), (3, 5), (6, 4), (5, 5), (2, 7)))
    sizes = chance.choice(((0, 1, 3, 30), (2, 4, 6, 9, 50, 80), (3, 40, 60, 80, 90, 99)))
    return {(f"r{row}", f"c{column}"): chance.choice(sizes) for row in range(rows) for column in range(columns)}


def told(people: Table, hidden: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The hidden cells whose number solves the sums of rows and columns, less what is shown; by elimination."""
    cells = sorted(hidden)
    lines = sorted({cell[0] for cell in people} | {cell[1] for cell in people})
    sums = np.array([[float(line in cell) for cell in cells] for line in lines]).reshape(len(lines), len(cells))
    rank = np.linalg.matrix_rank(sums) if cells else 0
    return {
        cell
        for at, cell in enumerate(cells)
        if np.linalg.matrix_rank(np.vstack([sums, np.eye(len(cells))[at]])) == rank
    }


@pytest.mark.parametrize("seed", range(150))
def test_no_small_cell_follows_from_the_sums(seed: int) -> None:
    people = a_table(seed)
    found = withhold_crossed(people, SMALLEST)
    small = {cell for cell, n in people.items() if 0 < n < SMALLEST}
    assert {cell for cell, why in found.items() if why == "small_group"} == small
    assert not any(people[cell] == 0 for cell in found)
    shown = [cell for cell, n in people.items() if n and cell not in found]
    follows = told(people, set(found)) & small
    # Where a small one follows, its row and its column hold nothing else that could have been hidden with it.
    assert not any(set(cell) & set(other) for cell in follows for other in shown)
    for line in {name for cell in people for name in cell}:
        kept = [people[cell] for cell in found if line in cell]
        left = [cell for cell in shown if line in cell]
        assert not kept or not left or (len(kept) >= 2 and sum(kept) >= SMALLEST)


def test_a_cell_that_joins_two_hidden_blocks_does_not_follow_either() -> None:
    """Two rows and two columns hidden, twice, and a small cell between them: the sums of a block would tell it."""
    people = {(f"r{row}", f"c{column}"): 60 for row in range(4) for column in range(4)}
    blocks = {(f"r{row}", f"c{column}") for at in (0, 2) for row in (at, at + 1) for column in (at, at + 1)}
    people |= dict.fromkeys(blocks, 4) | {("r1", "c2"): 3}
    assert told(people, blocks | {("r1", "c2")}) == {("r1", "c2")}
    found = withhold_crossed(people, SMALLEST)
    assert ("r1", "c2") not in told(people, set(found))
    assert len(found) > len(blocks) + 1


def test_without_a_small_cell_all_is_shown_and_refusals_are_kept() -> None:
    people = {("a", "x"): 0, ("a", "y"): 9, ("b", "x"): 12, ("b", "y"): 8}
    assert withhold_crossed(people, SMALLEST) == {}
    found = withhold_crossed(people, SMALLEST, refused={("a", "y"): "dominated"})
    assert found[("a", "y")] == "dominated"
    assert found[("b", "y")] == "complement"


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    people = {cell: n * 100 + at for at, (cell, n) in enumerate(a_table(seed).items())}
    turned = dict(reversed(people.items()))
    assert withhold_crossed(people, 500).keys() == withhold_crossed(turned, 500).keys()
