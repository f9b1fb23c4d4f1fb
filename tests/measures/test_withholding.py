"""What is withheld cannot be had back by subtraction."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.measures.withholding import refusal, reveals_small_group, withhold_complement, withhold_small

groups = st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 40), max_size=7)


@given(groups=groups, smallest=st.integers(1, 15))
@settings(deadline=None)
def test_no_small_group_is_shown_or_left_alone_behind_the_total(groups, smallest):
    withheld = withhold_complement(groups, smallest)
    hidden = [n for group, n in groups.items() if withheld.get(group) in ("small_group", "complement")]
    shown = [n for group, n in groups.items() if group not in withheld]
    assert all(n >= smallest for n in shown)
    rest = sum(groups.values()) - sum(shown)
    # What is left of the total when all that is shown is taken away: nothing, or enough people of more than one group.
    assert rest == 0 or not shown or (rest >= smallest and len(hidden) >= 2)


@given(groups=groups, smallest=st.integers(1, 15))
@settings(deadline=None)
def test_nothing_is_withheld_without_need(groups, smallest):
    withheld = withhold_complement(groups, smallest)
    if not any(0 < n < smallest for n in groups.values()):
        assert set(withheld.values()) <= {"no_answers"}
    assert sum(reason == "complement" for reason in withheld.values()) <= 2


def test_the_next_smallest_goes_along_and_empty_groups_do_not_serve():
    assert withhold_complement({"a": 4, "b": 0, "c": 30, "d": 6}, 5) == {
        "a": "small_group",
        "b": "no_answers",
        "d": "complement",
    }
    assert withhold_complement({"a": 1, "b": 2, "c": 30}, 5) == {
        "a": "small_group",
        "b": "small_group",
        "c": "complement",
    }
    assert withhold_complement({"a": 3}, 5) == {"a": "small_group"}
    assert withhold_small({"a": 3, "b": 9}, 5) == {"a": "small_group"}


def test_a_filter_that_leaves_few_out_reveals_them():
    assert [reveals_small_group(rest, 5) for rest in (0, 1, 4, 5)] == [False, True, True, False]


def test_nobody_and_too_few_are_different_refusals():
    assert refusal(0, "mean", 5).reason == "no_answers"
    assert refusal(4, "mean", 5).reason == "small_group"
    assert refusal(5, "mean", 5) is None
