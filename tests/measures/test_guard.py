"""The privacy rule against somebody who subtracts every selection that is shown from every other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import combinations

import pytest

from cxlib.measures.guard import Guard
from cxlib.terms.selection import Where

SHARES: Mapping[str, Mapping[str, int]] = {
    "channel": {"phone": 9, "branch": 6, "chat": 2, "web": 1},
    "region": {"north": 9, "south": 7, "east": 1},
    "stage": {"established": 9, "new": 5, "ended": 1},
}
SMALLEST = 5


class Crowd:
    """People drawn at random, some of whom answer more than once."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        size = chance.choice((40, 70, 90, 150))
        self.rows = [
            {name: chance.choices(list(shares), list(shares.values()))[0] for name, shares in SHARES.items()}
            for _ in range(size)
        ]
        self.people = [chance.randrange(size * 8 // 10) for _ in range(size)]
        self.values = {name: tuple(sorted({row[name] for row in self.rows})) for name in SHARES}
        self.members = cache(self._members)
        self.guard = Guard(cache(self.count), self.values.__getitem__, SMALLEST)

    def _members(self, where: Where) -> frozenset[int]:
        return frozenset(at for at, row in enumerate(self.rows) if all(row[name] in chosen for name, chosen in where))

    def count(self, where: Where, without: Where | None = None, question: str | None = None) -> int:
        left = self.members(where) - (self.members(without) if without is not None else frozenset())
        each = Counter(self.people[at] for at in left)
        return int(sum(each.values()) ** 2 / sum(m * m for m in each.values()) + 1e-9) if each else 0

    def selections(self) -> list[Where]:
        """Return every selection of some values by at most two dimensions, and everybody."""
        parts = {
            name: [(name, chosen) for size in range(1, len(values)) for chosen in combinations(values, size)]
            for name, values in self.values.items()
        }
        one = [(part,) for each in parts.values() for part in each]
        two = [(part, other) for a, b in combinations(parts, 2) for part in parts[a] for other in parts[b]]
        return [(), *one, *two]

    def given_away(self, shown: list[Where]) -> int:
        """Count the pairs of selections, one within the other, that differ by one to four people."""
        sets = {self.members(where) for where in shown}
        rests = (one - other for one in sets for other in sets if other < one)
        return sum(len({self.people[at] for at in rest}) < SMALLEST for rest in rests)


@pytest.mark.parametrize("seed", [5, 31, 33, 52])
def test_no_difference_of_two_selections_is_a_small_group(seed: int) -> None:
    crowd = Crowd(seed)
    every = crowd.selections()
    shown = [where for where in every if crowd.guard.refusal(where) is None]
    assert crowd.given_away(shown) == 0
    assert len(shown) > 20
    large = [where for where in every if crowd.count(where) >= SMALLEST]
    assert crowd.given_away(large) > 10  # what a smallest group alone would give away


@pytest.mark.parametrize("seed", [5, 31])
def test_a_table_shows_the_groups_that_may_be_chosen(seed: int) -> None:
    crowd = Crowd(seed)
    for where in (where for where in crowd.selections() if len(where) < 2):
        for name in SHARES.keys() - dict(where).keys():
            table = crowd.guard.groups(name, where)
            for value in crowd.values[name]:
                alone = crowd.guard.refusal((*where, (name, (value,))))
                assert (value in table) == (alone is not None or not crowd.count((*where, (name, (value,)))))


def test_a_question_that_few_answered_hides_its_groups() -> None:
    people = {"chat": (30, 2), "phone": (40, 40), "branch": (50, 50), "web": (60, 60)}

    def count(where: Where, without: Where | None = None, question: str | None = None) -> int:
        chosen = set(dict(where).get("channel", tuple(people)))
        chosen -= set(dict(without).get("channel", tuple(people))) if without is not None else set()
        return sum(people[name][question is not None] for name in chosen)

    guard = Guard(count, lambda name: tuple(people), SMALLEST)
    assert guard.groups("channel", ()) == {}
    assert guard.groups("channel", (), (None, "ease")) == {"chat": "small_group", "phone": "complement"}
    assert guard.refusal((("channel", ("phone",)),), (None, "ease")) == "complement"
    assert guard.refusal((("channel", ("branch", "web")),), (None, "ease")) is None


def test_where_a_stage_is_hidden_two_more_are() -> None:
    people = {"new": 3, "established": 40, "ended": 14, "asleep": 20}

    def count(where: Where, without: Where | None = None, question: str | None = None) -> int:
        chosen = set(dict(where).get("stage", tuple(people)))
        chosen -= set(dict(without).get("stage", tuple(people))) if without is not None else set()
        return sum(people[name] for name in chosen)

    hidden = Guard(count, lambda name: tuple(people), SMALLEST).hidden("stage", ())
    assert hidden == {"new": "small_group", "ended": "complement", "asleep": "complement"}
