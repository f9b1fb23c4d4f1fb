"""Shares of themes, a table of them and a search tell of the same groups: one rule decides for all three."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from cxlib import loading
from cxlib.answers import find_answers
from cxlib.breakdown import breakdown
from cxlib.measures.guard import Guard
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.selection import Selection, Where
from cxlib.theme_reading import how_read
from tests import small_bank


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_bank.build(tmp_path_factory.mktemp("rule"))


def test_three_ways_to_ask_of_a_group_are_answered_alike(bank: Path) -> None:
    here = loading.organisation(bank)
    store = loading.open_store(here)
    asked: list[Where] = [(), *(((name, (value,)),) for name in ("segment", "channel", "stage", "age_group")
                                for value in store.values(name))]  # fmt: skip
    asked += [one + other for one, other in product(asked[1:], repeat=2) if one[0][0] < other[0][0]]
    met = set()
    for quarter, where in product(store.quarters()[-2:], asked):
        refused = Guard.of(store, quarter, here.programme.smallest_group).refusal(where)
        table = {line.group: line.value for line in breakdown(store, here.programme, here.codebook, "themes",
                                                              quarter=quarter, where=where)}  # fmt: skip
        read = how_read(store, here.programme, here.codebook, Selection(quarter, where))
        found = find_answers(store, here.programme, here.codebook, quarters=(quarter,), where=where, limit=1)
        told = {share.theme: share.share for share in read.themes if share.theme in table}
        assert (found.page.withheld is not None) == (refused is not None), (quarter, where)
        if refused is not None:
            assert list(table.values()) == [Withheld(refused, "share", here.programme.smallest_group)] or not table
            assert read.texts is None
        else:
            assert {theme: value for theme, value in table.items() if isinstance(value, Estimate)} == {
                theme: value for theme, value in told.items() if isinstance(value, Estimate)
            }
            assert {type(value) for value in table.values()} <= {type(value) for value in told.values()}
        met.add(refused)
    assert {None, "small_group", "complement"} <= met
    store.close()


def test_themes_by_quarter_are_those_of_each_quarter(bank: Path) -> None:
    here = loading.organisation(bank)
    store = loading.open_store(here)
    lines = breakdown(store, here.programme, here.codebook, "themes", by="quarter")
    for quarter in store.quarters():
        alone = breakdown(store, here.programme, here.codebook, "themes", quarter=quarter)
        mine = [line for line in lines if line.quarter == quarter]
        assert [(line.group, line.value) for line in mine] == [
            (f"{quarter}/{line.group}", line.value) for line in alone
        ]
        assert mine[0].label.text("fi").startswith(f"{quarter}: ")
    small = breakdown(store, here.programme, here.codebook, "themes", by="quarter", where=(("segment", ("business",)),))
    (latest,) = [line for line in small if line.quarter == small_bank.LATEST]
    assert (latest.group, latest.value) == (str(small_bank.LATEST), Withheld("small_group", "share", 5))
    store.close()
