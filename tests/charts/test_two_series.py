"""Two definitions in one picture: nothing is joined that may not be compared, and the figure is a valid one."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from cxlib.charts.palette import palette
from cxlib.charts.two_series import SeriesTexts, two_series
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.quarter import Quarter
from cxlib.terms.revision import Link, RevisedQuarter

LINK = Link(-1.0, -1.5, -0.5, 0.25, 400)


def estimate(value, n=400):
    return Estimate(value, value - 2, value + 2, n, "index", float(n), 1.0)


def line(ordinal, published, tried, origin, version=1):
    return RevisedQuarter(Quarter.from_ordinal(ordinal), version, published, tried, origin, LINK)


LINES = (
    line(8100, estimate(60), estimate(59), "linked"),
    line(8101, estimate(61), estimate(60), "linked"),
    line(8102, estimate(62), estimate(61), "measured"),
    line(8103, Withheld("small_group"), Withheld("small_group"), "unknown"),
    line(8104, estimate(63), estimate(66), "measured", 2),
)
TEXTS = SeriesTexts("alt", "redefined", lambda each: str(each.quarter), str, str, lambda value: f"{value.value:.1f}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_figure_is_valid_and_breaks_where_kinds_meet(theme):
    chart = two_series(LINES, texts=TEXTS, palette=palette(theme))
    figure = go.Figure(chart.figure.to_dict())
    drawn = [list(trace.x) for trace in figure.data if trace.mode == "lines+markers"]
    linked, measured, alone, published, later = drawn
    assert (linked, measured, alone) == ([8100, 8101], [8102], [8104])
    assert (published, later) == ([8100, 8101, 8102], [8104])
    assert figure.data[1].line.dash == "dash"
    (broken,) = (shape.x0 for shape in figure.layout.shapes)
    assert broken == 8103.5
    assert all(max(line) < broken or min(line) > broken for line in (published, later))
    assert figure.layout.annotations[0].text == "redefined"
    assert chart.alt == "alt"


def test_the_last_value_stands_clear_of_both_lines():
    figure = two_series(LINES, texts=TEXTS, palette=palette("light")).figure
    note = figure.layout.annotations[-1]
    assert (note.text, note.y) == ("<b>66.0</b>", 68)
    last = (*LINES[:-1], line(8104, estimate(70), estimate(66), "measured", 2))
    assert two_series(last, texts=TEXTS, palette=palette("light")).figure.layout.annotations[-1].y == 70


def test_nothing_known_draws_nothing():
    withheld = (line(8100, Withheld("no_answers"), Withheld("no_answers"), "unknown"),)
    assert not two_series(withheld, texts=TEXTS, palette=palette("light")).figure.data
