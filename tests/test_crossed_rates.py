"""Response rates by two dimensions at once: what is told of each combination, and what is kept of the small ones."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from cxlib.__main__ import main
from cxlib.demo import truths
from cxlib.errors import SelectionError
from cxlib.silence import silence
from cxlib.store.snapshot import open_snapshot
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.feedback import Feedback
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.selection import Selection
from cxlib.terms.silence import CrossedRates, Silence
from tests.store.survey import a_programme, write

PROGRAMME = a_programme()
STAGES, CHANNELS = ("new", "established"), ("web", "phone")
Cell = tuple[str, str]


def heard(
    folder: Path,
    answered: dict[Cell, int],
    asked: dict[Cell, int],
    often: Cell | None = None,
    knows_channel: bool = True,
) -> Silence:
    """Return who did not answer of so many asked; the answers of one combination may be one customer's."""
    rows = [cell for cell, n in answered.items() for _ in range(n)]
    stages, channels = zip(*rows, strict=True)
    size = len(rows)
    responses = pd.DataFrame(
        {
            "response_key": [f"R{at}" for at in range(size)],
            "customer_key": pd.Series(
                ["often" if cell == often else f"C{at}" for at, cell in enumerate(rows)], dtype="str"
            ),
            "day": pd.to_datetime(["2025-02-01"] * size),
            "weight": 1.0,
            "row": range(2, size + 2),
            "stage": pd.Series(stages, dtype="str"),
            "channel": pd.Series(channels, dtype="str"),
            "recommend": pd.array([at % 11 for at in range(size)], dtype="Int16"),
            "satisfaction": pd.array([at % 5 + 1 for at in range(size)], dtype="Int16"),
            "effort": pd.array([at % 7 + 1 for at in range(size)], dtype="Int16"),
        }
    )
    invitations = pd.DataFrame(
        {
            "day": pd.to_datetime(["2025-02-01"] * len(asked)),
            "stage": [stage for stage, _ in asked],
            **({"channel": [channel for _, channel in asked]} if knows_channel else {}),
            "invited": list(asked.values()),
            "delivered": list(asked.values()),
            "row": range(2, len(asked) + 2),
        }
    )
    write(folder, Feedback("answers", responses, pd.DataFrame(), invitations=invitations), programme=PROGRAMME)
    return silence(open_snapshot(folder, PROGRAMME), PROGRAMME, Selection(), crossed=("channel", "stage"))


def table(first: int, *others: int) -> dict[Cell, int]:
    return dict(zip(product(STAGES, CHANNELS), (first, *others), strict=True))


def rates(found: Silence) -> dict[Cell, Estimate | Withheld]:
    assert isinstance(found.crossed, CrossedRates)
    # The order is the programme's, however the two were asked for.
    assert found.crossed.dimensions == ("stage", "channel")
    return {cell.groups: cell.rate for cell in found.crossed.cells}


def test_each_combination_has_its_rate_and_how_it_stands_apart(tmp_path: Path) -> None:
    found = heard(tmp_path, table(20, 60, 70, 66), table(200, 200, 200, 200))
    shown = rates(found)
    assert {cell: round(rate.value, 3) for cell, rate in shown.items() if isinstance(rate, Estimate)} == {
        ("new", "web"): 0.1,
        ("new", "phone"): 0.3,
        ("established", "web"): 0.35,
        ("established", "phone"): 0.33,
    }
    assert isinstance(found.crossed, CrossedRates)
    for cell in found.crossed.cells:
        assert isinstance(cell.rate, Estimate)
        assert cell.rate.low < cell.rate.value < cell.rate.high
        assert cell.gap is not None
        assert (cell.gap.is_sure and cell.gap.value < 0) == (cell.groups == ("new", "web"))
        assert cell.gap.low < cell.gap.value < cell.gap.high
    assert sum(cell.share_invited or 0.0 for cell in found.crossed.cells) == pytest.approx(1)


@pytest.mark.parametrize("often", [None, ("new", "web")])
def test_a_small_combination_is_hidden_with_those_that_would_tell_it(tmp_path: Path, often: Cell | None) -> None:
    """Three answers, or twenty of one customer: with two rows and columns, all four hide together."""
    found = heard(tmp_path, table(3 if often is None else 20, 40, 50, 45), table(100, 150, 160, 170), often)
    shown = rates(found)
    first = shown["new", "web"]
    assert isinstance(first, Withheld)
    assert first.reason == ("small_group" if often is None else "dominated")
    assert {rate.reason for rate in shown.values() if isinstance(rate, Withheld) and rate != first} == {"complement"}
    assert all(isinstance(rate, Withheld) for rate in shown.values())


def test_that_nobody_of_many_answered_is_told_and_of_few_is_not(tmp_path: Path) -> None:
    many = rates(heard(tmp_path / "many", table(0, 40, 50, 45), table(60, 150, 160, 170)))["new", "web"]
    assert isinstance(many, Estimate)
    assert (many.value, many.n) == (0.0, 60)
    assert many.high > 0.04
    few = rates(heard(tmp_path / "few", table(0, 40, 50, 45), table(3, 150, 160, 170)))["new", "web"]
    assert few == Withheld("small_group", "share")


def test_what_invitations_do_not_know_is_not_crossed(tmp_path: Path) -> None:
    found = heard(tmp_path, table(20, 60, 70, 66), table(200, 200, 200, 200), knows_channel=False)
    assert found.crossed == Unmeasurable("empty_margin", "channel")


def test_crossing_one_dimension_with_itself_is_refused(tmp_path: Path) -> None:
    heard(tmp_path, table(20, 60, 70, 66), table(200, 200, 200, 200))
    store = open_snapshot(tmp_path, PROGRAMME)
    with pytest.raises(SelectionError, match="two different dimensions"):
        silence(store, PROGRAMME, Selection(), crossed=("stage", "stage"))
    with pytest.raises(SelectionError, match="Did you mean 'channel'"):
        silence(store, PROGRAMME, Selection(), crossed=("stage", "chanel"))


def test_the_command_tells_the_cells_of_the_demo(demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["silent", "--by", "stage", "--cross", "stage", "product", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    crossed = record["crossed"]
    assert crossed["dimensions"] == ["stage", "product"]
    assert len(crossed["cells"]) == 15
    asked = sum(cell["rate"]["n"] for cell in crossed["cells"])
    answered = sum(cell["rate"]["estimate"] * cell["rate"]["n"] for cell in crossed["cells"])
    assert asked == record["response_rate"]["delivered"]
    assert answered == pytest.approx(record["response_rate"]["answered"])
    assert all(cell["rate"]["low"] < cell["rate"]["estimate"] < cell["rate"]["high"] for cell in crossed["cells"])
    low, high = record["r_indicator_interval"]
    assert low < record["r_indicator"] < high
    assert main(["silent", "--cross", "stage", "age_group", "--quarter", str(truths.LAST_QUARTER)]) == 0
    said = capsys.readouterr().out
    assert "Päättynyt asiakkuus / 18–29 v · 5,5" in said
    assert "selvästi muita harvemmin vastasi" in said
