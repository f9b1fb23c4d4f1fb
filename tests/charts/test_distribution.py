"""The bars show shares of one whole, and say so where they may not be shown."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from cxlib.charts.distribution import DistributionRow, DistributionTexts, distribution
from cxlib.charts.palette import palette
from cxlib.terms.estimate import Distribution, Withheld

TEXTS = DistributionTexts("Uudet suosittelevat", "Arvostelijat", "Neutraalit", "Suosittelijat", lambda x: f"{x:.0%}")
NEW = DistributionRow("Uudet <b>& muut", Distribution(0.12, 0.27, 0.61, 402), "402 vastausta", "")
RARE = DistributionRow("Nykyiset", Distribution(0.03, 0.31, 0.66, 311), "311 vastausta", "")
HIDDEN = DistributionRow("Päättyneet", Withheld("small_group"), "", "Alle 5 vastaajaa")
FEW = DistributionRow("Harvat", Distribution(0.2, 0.2, 0.6, 7), "7 vastausta", "Liian vähän vastauksia")


def drawn(*rows: DistributionRow, **settings: Any) -> dict[str, Any]:
    figure = distribution(rows, texts=TEXTS, palette=palette("light"), **settings).figure
    return dict(figure.to_dict())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_accepts_every_property(theme: str) -> None:
    chart = distribution((NEW, HIDDEN), texts=TEXTS, palette=palette(theme))
    go.Figure(chart.figure.to_dict())  # raises on a property or value that Plotly does not know
    assert chart.alt == "Uudet suosittelevat"


def test_the_parts_stand_in_order_and_fill_the_bar() -> None:
    detractors, passives, promoters = drawn(NEW, RARE)["data"]
    assert [part["insidetextanchor"] for part in (detractors, passives, promoters)] == ["start", "middle", "end"]
    assert [sum(shares) for shares in zip(detractors["x"], passives["x"], promoters["x"], strict=True)] == [1.0, 1.0]


def test_the_first_row_is_on_top() -> None:
    assert drawn(NEW, RARE)["data"][0]["y"] == [1, 0]


def test_a_part_too_narrow_for_its_number_has_it_in_the_hover() -> None:
    detractors = drawn(RARE)["data"][0]
    assert detractors["text"] == [""]
    assert detractors["hovertext"] == ["Arvostelijat: 3%"]


@pytest.mark.parametrize("row", [HIDDEN, FEW])
def test_a_row_that_may_not_be_shown_says_why_and_draws_nothing(row: DistributionRow) -> None:
    figure = drawn(NEW, row)
    assert all(len(part["x"]) == 1 for part in figure["data"])
    assert row.note in [note["text"] for note in figure["layout"]["annotations"]]


def test_names_stand_over_the_bars_as_written() -> None:
    (title,) = (note["text"] for note in drawn(NEW)["layout"]["annotations"])
    assert title.startswith("<b>Uudet &lt;b&gt;&amp; muut</b>")
    assert "402 vastausta" in title


def test_height_follows_rows_and_scale() -> None:
    assert drawn(NEW, RARE, HIDDEN)["layout"]["height"] == 300
    assert drawn(NEW, RARE, HIDDEN, scale=1.5)["layout"]["height"] == 450


def test_no_rows_is_still_a_chart() -> None:
    go.Figure(drawn())
