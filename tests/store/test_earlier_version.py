"""A snapshot of an earlier version lacks tables that only spare time: what is read from it is the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from cxlib.errors import OutdatedSnapshot, StoreError
from cxlib.store import tallies
from cxlib.store.repeated import Repeated
from cxlib.store.snapshot import DuckDBStore, open_snapshot
from cxlib.terms.quarter import Quarter
from tests.store.survey import a_programme, made_up, write

QUARTER = Quarter(2025, 1)


@pytest.mark.parametrize("kept", [frozenset[str](), frozenset({"repeated"})])
def test_what_was_not_kept_is_counted(tmp_path: Path, kept: frozenset[str]) -> None:
    feedback = made_up(48, 150, customers=12)
    feedback.responses["day"] = pd.Timestamp("2025-02-01")
    feedback.responses.loc[:70, "customer_key"] = "often"
    write(tmp_path, feedback)
    store = open_snapshot(tmp_path, a_programme())
    assert isinstance(store, DuckDBStore)
    now = store._scope
    before = replace(now, tables=kept, _mentioned={})
    assert {"repeated", "crowd", "mentioned_again"} <= now.tables
    for where in ((), (("channel", ("web",)),)):
        assert tallies.customers(before, QUARTER, where, None, None) == store.customers(QUARTER, where)
        named, counted = (
            store.cause_tally(QUARTER, where).mentioners,
            tallies.cause_tally(before, QUARTER, where).mentioners,
        )
        assert named is not None
        assert counted is not None
        assert named.tolist() == counted.tolist()
        pairs, paired = store.repeat_tally(QUARTER, where), tallies.repeat_tally(before, QUARTER, where)
        assert pairs
        assert pairs.keys() == paired.keys()
        assert all((pairs[key].pairs == paired[key].pairs).all() for key in pairs)
    assert len(now.crowds.customer)
    assert set(now.crowds.customer) < set(now.repeated.customer)


def test_too_many_answers_to_count_are_told_with_the_way_out() -> None:
    def ask(_name: str, _parameters: object = None) -> object:
        raise StoreError("This took longer than 5 seconds.")

    with pytest.raises(OutdatedSnapshot, match="python -m cxlib rebuild"):
        Repeated.read(ask, frozenset())
