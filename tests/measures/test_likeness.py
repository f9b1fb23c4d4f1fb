"""Alike and typical: by words that are rare, never the longest or the angriest, and the same every time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.measures.likeness import alike, cosine, typical, vector

COUNTS = {"ja": 900, "odottaa": 20, "puhelin": 40, "hinta": 30}


def said(*words: str) -> dict[str, float]:
    return vector(words, COUNTS, 1000)


def test_a_shared_rare_word_makes_alike_and_a_common_one_does_not() -> None:
    others = [said("ja", "hinta"), said("ja", "odottaa"), said("odottaa", "puhelin")]
    assert alike(said("odottaa", "puhelin", "ja"), others, 5) == (2, 1)


@given(st.lists(st.sampled_from(sorted(COUNTS)), min_size=1), st.lists(st.sampled_from(sorted(COUNTS)), min_size=1))
def test_a_cosine_is_symmetric_and_one_with_itself(one: list[str], other: list[str]) -> None:
    left, right = said(*one), said(*other)
    assert cosine(left, right) == pytest.approx(cosine(right, left))
    assert -1e-9 <= cosine(left, right) <= 1 + 1e-9
    assert cosine(left, left) == pytest.approx(1)


def test_the_typical_is_neither_the_longest_nor_the_angriest() -> None:
    waiting = [said("odottaa", "puhelin")] * 8
    lengths, scores = [80, 85, 90, 95, 100, 105, 110, 3000], [0, 3, 4, 4, 5, 5, 6, 4]
    (first,) = typical(waiting, lengths, scores, 3)
    assert first not in {0, 7}


def test_two_typical_ones_differ() -> None:
    both = [said("odottaa"), said("odottaa"), said("hinta"), said("hinta")] * 3
    chosen = typical(both, [80] * 12, [None] * 12, 3)
    assert len(chosen) == 2
    assert {tuple(both[place]) for place in chosen} == {("odottaa",), ("hinta",)}


def test_of_nothing_nothing_is_typical() -> None:
    assert typical([], [], [], 3) == ()
    assert alike(said("hinta"), [], 3) == ()
