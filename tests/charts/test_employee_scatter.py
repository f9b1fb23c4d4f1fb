"""Units in a picture: each with both intervals, no point where only an interval may be told, and a valid figure."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from cxlib.charts.employee_scatter import ScatterUnit, employee_scatter
from cxlib.charts.palette import palette
from cxlib.terms.estimate import Estimate


def told(value: float, half: float, n: int) -> Estimate:
    return Estimate(value, value - half, value + half, n, "mean", float(n), half / 2)


UNITS = (
    ScatterUnit("Verkko", told(3.5, 0.3, 30), told(61.0, 2.5, 300), "Verkko: 3,5"),
    ScatterUnit("<b>Chat", told(3.9, 0.6, 7), told(64.0, 4.0, 90), "Chat"),
)


def written(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_intervals_and_the_point(theme: str) -> None:
    chart = employee_scatter(UNITS, across="Henkilöstö", up="Indeksi", alt="alt", tick=written, palette=palette(theme))
    figure = go.Figure(chart.figure.to_dict())
    across, up, point = figure.data[:3]
    assert (list(across.x), list(across.y)) == ([3.2, 3.8], [61.0, 61.0])
    assert (list(up.x), list(up.y)) == ([3.5, 3.5], [58.5, 63.5])
    assert (list(point.x), list(point.y), point.mode) == ([3.5], [61.0], "markers")
    assert [trace.mode for trace in figure.data[3:]] == ["lines", "lines"]
    assert figure.layout.annotations[1].text == "<b>&lt;b&gt;Chat</b>"
    assert figure.layout.xaxis.range[0] < 3.2
    assert figure.layout.xaxis.range[1] > 4.5
    assert (figure.layout.xaxis.title.text, chart.alt) == ("Henkilöstö", "alt")


def test_names_of_near_units_stand_apart() -> None:
    near = [ScatterUnit(f"Yksikkö {at}", told(3.5 + at / 1000, 0.3, 30), told(61.0, 2.5, 300), "") for at in range(3)]
    figure = employee_scatter(near, across="", up="", alt="", tick=written, palette=palette("light")).figure
    places = {(note.xanchor, note.yanchor) for note in figure.layout.annotations}
    assert len(places) == 3
    assert list(figure.layout.yaxis.ticktext) == ["60", "62"]
