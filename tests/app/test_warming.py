"""The first visitor finds the snapshot open and the latest briefing made; a broken folder stops nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxlib.app import source, warming
from cxlib.terms.selection import Selection


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "SECONDS_UNTIL_DUE", 0.0)


def test_the_latest_quarter_and_those_at_hand_are_ready(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Selection] = []
    make = source.make_briefing

    def noted(store: object, programme: object, codebook: object, selection: Selection) -> object:
        made.append(selection)
        return make(store, programme, codebook, selection)

    source._briefing.clear()
    monkeypatch.setattr(source, "make_briefing", noted)
    warming.warm_up()
    quarters = source.opened().offer.quarters
    assert made == [Selection(), Selection(quarters[-3]), Selection(quarters[-2])]
    source.opened().briefing(Selection(quarters[-2]))
    assert len(made) == 3


def test_a_folder_that_cannot_be_read_is_left_to_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(warming._LOG, "warning", lambda sentence, *values: told.append(sentence % values))
    monkeypatch.setenv("CX_DATA", str(tmp_path))
    warming.warm_up()
    assert not told
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("cx-000001")
    warming.warm_up()
    assert len(told) == 1
    assert "programme.toml" in told[0]
