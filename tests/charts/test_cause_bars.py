"""The impacts of the root causes: coloured only where the interval leaves no doubt of their sign."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from cxlib.charts.cause_bars import CauseRow, cause_bars
from cxlib.charts.palette import palette
from cxlib.terms.estimate import Estimate, Withheld

COLORS = palette("light")


def row(value: float, half: float) -> CauseRow:
    impact = Estimate(value, value - half, value + half, 300, "points", 300.0, half / 1.96)
    return CauseRow("Jonotus <i>", impact, "−4,0", "hover")


def drawn(*rows: CauseRow) -> dict[str, Any]:
    chart = cause_bars(rows, alt="Jonotus vie eniten", tick=lambda value: f"{value:+.0f}", palette=COLORS)
    assert chart.alt == "Jonotus vie eniten"
    return dict(chart.figure.to_dict())


def test_plotly_accepts_every_property() -> None:
    go.Figure(drawn(row(-4, 1.9), CauseRow("Hinta", Withheld("too_few_mentions"), "liian vähän", "")))
    go.Figure(drawn())


@pytest.mark.parametrize(
    ("value", "half", "color"), [(-4, 1.9, COLORS.detractor), (2.1, 1.2, COLORS.promoter), (-0.8, 1.5, COLORS.muted)]
)
def test_the_color_follows_the_interval(value: float, half: float, color: str) -> None:
    line, point = drawn(row(value, half))["data"]
    assert line["line"]["color"] == point["marker"]["color"] == color


def test_zero_and_every_interval_lie_on_the_axis() -> None:
    axis = drawn(row(-4, 1.9), row(-3, 0.5))["layout"]["xaxis"]
    low, high = axis["range"]
    assert low <= -5.9
    assert high > 0
    assert "+0" in axis["ticktext"]


def test_a_withheld_impact_has_its_name_and_reason_but_no_point() -> None:
    figure = drawn(CauseRow("Hinta", Withheld("too_few_mentions"), "liian vähän mainintoja", ""))
    assert figure.get("data", []) in ([], ())
    assert "liian vähän mainintoja" in figure["layout"]["annotations"][0]["text"]
