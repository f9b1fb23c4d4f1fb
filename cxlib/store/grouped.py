"""Reads by the values of several dimensions at once: who was asked and answered, their sums, and their repeats."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cxlib.store.cells import MOMENT_SUMS, Mask, Sums, added_up
from cxlib.store.connection import Columns
from cxlib.store.scope import Scope
from cxlib.store.tallies import _pattern_pair_sums, crowd_pair_sums
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where
from cxlib.terms.tally import InvitedTally, MomentTally, RepeatTally

#: A group by its values, in the order of the dimensions asked for.
Values = tuple[str, ...]
Codes = npt.NDArray[np.int64]


def invited_by(scope: Scope, quarter: Quarter, where: Where, by: Sequence[str]) -> dict[Values, InvitedTally]:
    """How many were asked, reached and answered in a quarter, per combination of values."""
    codes, names = _groups(scope, by)
    cells = scope.cells
    counts = np.stack([cells.invited, cells.delivered, cells.answered], axis=1).astype(np.float64)
    groups, sums = added_up(counts, scope.mask(where, (quarter,)), codes)
    return {
        names[group]: InvitedTally(int(invited), int(delivered), int(answered))
        for group, (invited, delivered, answered) in zip(groups.tolist(), sums, strict=True)
    }


def moments_by(scope: Scope, quarter: Quarter, where: Where, by: Sequence[str]) -> dict[Values, MomentTally]:
    """Sums of the index's components in a quarter, per combination of values; those without answers are left out."""
    codes, names = _groups(scope, by)
    mask = scope.mask(where, (quarter,))
    kept = scope.cells.moments(scope.ask, scope.vocabulary.pair_of)
    if kept is None:
        groups, sums = _asked(scope, scope.ask("index_tally_filtered", chosen=_coded(scope, mask, codes)))
    else:
        groups, sums = added_up(kept, mask & (scope.cells.answered > 0), codes)
    return {names[int(group)]: _tally(scope, one) for group, one in zip(groups, sums, strict=True) if one[0, 0]}


def repeats_by(
    scope: Scope, quarter: Quarter, where: Where, by: Sequence[str]
) -> dict[tuple[tuple[Quarter, Values], tuple[Quarter, Values]], RepeatTally]:
    """Cross sums over answers of the same customers in a quarter and the one before, both ways round."""
    codes, names = _groups(scope, by)
    mask = scope.mask(where, (quarter.previous, quarter))
    found = scope.ask("repeat_tally_filtered", chosen=_coded(scope, mask, codes))
    groups, sums = _pattern_pair_sums(scope, found)
    crowds, more = crowd_pair_sums(scope, mask, codes)
    both: dict[tuple[tuple[Quarter, Values], tuple[Quarter, Values]], RepeatTally] = {}
    for (left_quarter, left_code, right_quarter, right_code), (pairs, total_i, total_j, products) in zip(
        [*groups, *crowds], [*sums, *more], strict=True
    ):
        left = Quarter.from_ordinal(left_quarter), names[left_code]
        right = Quarter.from_ordinal(right_quarter), names[right_code]
        for key, tally in (
            ((left, right), RepeatTally(pairs, total_i, total_j, products)),
            ((right, left), RepeatTally(pairs.T, total_j.T, total_i.T, products.T)),
        ):
            both[key] = both[key] + tally if key in both else tally
    return both


def _groups(scope: Scope, by: Sequence[str]) -> tuple[Codes, dict[int, Values]]:
    """Return every cell's group as one number, and the values that the numbers stand for."""
    columns = scope.cells.values[:, [scope.vocabulary.dimension(name) for name in by]]
    met, codes = np.unique(columns, axis=0, return_inverse=True)
    known = scope.vocabulary.value_ids
    names = {code: tuple(known[int(value)] for value in values) for code, values in enumerate(met)}
    return codes.ravel().astype(np.int64), names


def _coded(scope: Scope, mask: Mask, codes: Codes) -> Columns:
    """Return the chosen cells with their group where queries look for the stage."""
    return scope.cells.relation(mask) | {"stage": codes[mask].astype(np.int32)}


def _asked(scope: Scope, found: Columns) -> tuple[Codes, Sums]:
    """Rows of (group, pair of components, sums) as groups and [group, pair, sum]."""
    groups, place = np.unique(found["stage"].astype(np.int64), return_inverse=True)
    pair_of = scope.vocabulary.pair_of
    pair = pair_of[found["component_i"].astype(np.int64) + 1, found["component_j"].astype(np.int64) + 1]
    sums = np.zeros((len(groups), len(scope.vocabulary.pairs), len(MOMENT_SUMS)))
    for column, name in enumerate(MOMENT_SUMS):
        sums[place, pair, column] = found[name]
    return groups, sums


def _tally(scope: Scope, sums: Sums) -> MomentTally:
    """[pair of components, sum] as a tally with the components in the programme's order."""
    width = len(scope.vocabulary.programme.components)
    by_name = dict(zip(MOMENT_SUMS, sums.T, strict=True))
    flat, square = np.zeros((3, width)), np.zeros((3, width, width))
    for pair, (one, other) in enumerate(scope.vocabulary.pairs[1:], start=1):
        i, j = scope.vocabulary.components[[one, other]]
        if i == j:
            flat[:, i] = [by_name[name][pair] for name in ("counts", "answered", "total")]
        square[:, i, j] = [by_name[name][pair] for name in ("pairs", "cross_i", "products")]
        square[:, j, i] = [by_name[name][pair] for name in ("pairs", "cross_j", "products")]
    whole = [float(by_name[name][0]) for name in ("counts", "answered", "pairs")]
    return MomentTally(int(whole[0]), whole[1], whole[2], *flat, *square)
