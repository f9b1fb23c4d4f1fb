"""An action quarter by quarter: grey before, coloured after, hollow where it is no part of the comparison."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from cxlib.charts.event_study import StudyTexts, event_study
from cxlib.charts.palette import palette
from cxlib.terms.action import StudyPoint
from cxlib.terms.quarter import Quarter

COLORS = palette("dark")
STARTED = Quarter(2026, 1)
POINTS = (
    StudyPoint(Quarter(2025, 2), -1.0, -6.0, 4.0),
    StudyPoint(Quarter(2025, 3), 0.0, None, None),
    StudyPoint(Quarter(2025, 4), -6.5, -13.4, 0.4, chosen=True),
    StudyPoint(STARTED, 6.0, 1.0, 11.0),
)


def drawn(points: tuple[StudyPoint, ...]) -> dict[str, Any]:
    texts = StudyTexts(
        alt="Takaisinsoitto auttoi",
        started="Alkoi <Q1>",
        hover=lambda point: f"{point.quarter} <b>",
        quarter=str,
        tick=lambda value: f"{value:+.0f}",
    )
    chart = event_study(points, started=STARTED, texts=texts, palette=COLORS)
    assert chart.alt == "Takaisinsoitto auttoi"
    return dict(chart.figure.to_dict())


@pytest.mark.parametrize("points", [POINTS, POINTS[1:2], ()])
def test_plotly_accepts_every_property(points: tuple[StudyPoint, ...]) -> None:
    go.Figure(drawn(points))


def test_before_is_grey_after_is_coloured_and_the_chosen_quarter_is_hollow() -> None:
    marks = {trace["x"][0]: trace["marker"] for trace in drawn(POINTS)["data"] if trace["mode"] == "markers"}
    assert marks[POINTS[0].quarter.ordinal]["color"] == COLORS.muted
    assert marks[POINTS[2].quarter.ordinal]["color"] == COLORS.background
    assert marks[STARTED.ordinal]["color"] == COLORS.line


def test_the_quarter_compared_with_has_no_interval() -> None:
    bars = [trace["x"][0] for trace in drawn(POINTS)["data"] if trace["mode"] == "lines"]
    assert bars == [POINTS[0].quarter.ordinal, POINTS[2].quarter.ordinal, STARTED.ordinal]


def test_every_interval_and_zero_lie_on_the_axis() -> None:
    layout = drawn(POINTS)["layout"]
    low, high = layout["yaxis"]["range"]
    assert low <= -13.4
    assert high >= 11.0
    assert "+0" in layout["yaxis"]["ticktext"]
    assert "&lt;Q1&gt;" in layout["annotations"][0]["text"]


def test_the_line_stands_where_it_began() -> None:
    (line,) = drawn(POINTS)["layout"]["shapes"]
    assert line["x0"] == line["x1"] == STARTED.ordinal - 0.5
