"""Groups stand around their middle, each with what it is ranked by and, where it may be told, its own number."""

from __future__ import annotations

import plotly.graph_objects as go

from cxlib.charts.group_bars import GroupRow, group_bars
from cxlib.charts.palette import palette

COLORS = palette("light")
ROWS = (
    GroupRow("1. <Chat>", "70,0", 68.0, 64.0, 72.0, 70.0, "Chat 70"),
    GroupRow("2. Puhelin", "30–60", 58.0, 50.0, 66.0, None, "Puhelin"),
)


def test_plotly_accepts_it_and_the_first_group_is_on_top() -> None:
    chart = group_bars(ROWS, middle=60.0, alt="Chat ja puhelin", tick=str, palette=COLORS)
    go.Figure(chart.figure.to_dict())
    first, second = (note.y for note in chart.figure.layout.annotations)
    assert first > second
    assert chart.figure.layout.annotations[0].text.startswith("<b>1. &lt;Chat&gt;</b>")
    assert "<br>" in chart.figure.layout.annotations[0].text
    assert chart.figure.layout.shapes[0].x0 == 60.0
    assert chart.alt == "Chat ja puhelin"


def test_a_group_told_by_its_interval_alone_has_no_raw_point() -> None:
    data = group_bars(ROWS, middle=60.0, alt="", tick=str, palette=COLORS).figure.data
    points = [trace.x[0] for trace in data if trace.mode == "markers"]
    assert points == [70.0, 68.0, 58.0]


def test_everything_fits_between_the_ends_of_the_axis() -> None:
    axis = group_bars(ROWS, middle=90.0, alt="", tick=str, palette=COLORS).figure.layout.xaxis
    assert axis.range[0] < 50.0
    assert axis.range[1] > 90.0
    assert all(axis.range[0] <= tick <= axis.range[1] for tick in axis.tickvals)
