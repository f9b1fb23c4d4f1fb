"""An action quarter by quarter: how far those it touched stood from the others, before and after it began."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.palette import Palette
from cxlib.charts.scale import window
from cxlib.terms.action import StudyPoint
from cxlib.terms.quarter import Quarter

HEIGHT = 300
#: Labels of quarters that stand side by side on a phone.
_MOST_LABELS = 4


@dataclass(frozen=True)
class StudyTexts:
    """The words on the chart, ready-made: `started` stands at the line where the action began."""

    alt: str
    started: str
    hover: Callable[[StudyPoint], str]
    quarter: Callable[[Quarter], str]
    tick: Callable[[float], str]


def event_study(
    points: Sequence[StudyPoint], *, started: Quarter, texts: StudyTexts, palette: Palette, scale: float = 1.0
) -> Chart:
    """Draw the difference between touched and untouched in every quarter, with its interval.

    Parameters
    ----------
    points : sequence of StudyPoint
        Quarter by quarter, oldest first. Before the action they are grey, and hollow the one that is no part of the
        comparison.
    started : Quarter
        The first quarter in which the action could have worked.
    texts : StudyTexts
        All words.
    palette : Palette
        The colours.
    scale : float
        1 for a base font of 18 px.

    Returns
    -------
    Chart
        The figure and `texts.alt`.
    """
    pen = Pen(palette, scale)
    ends = [end for point in points for end in (point.low, point.high, point.effect) if end is not None]
    view = window([0.0, *ends])
    layout = {
        "shapes": [_start(started, view.floor, view.high, pen)],
        "annotations": [_started(started, view.high, texts, pen)],
        "xaxis": _quarters(points, texts, pen),
        "yaxis": axis(
            range=[view.low, view.high],
            tickvals=view.ticks,
            ticktext=[texts.tick(tick) for tick in view.ticks],
            showgrid=True,
            gridcolor=palette.grid,
            zeroline=True,
            zerolinecolor=palette.muted,
            zerolinewidth=pen.size(2),
            tickfont=pen.font(16, palette.muted),
        ),
    }
    data = [trace for point in points for trace in _drawn(point, started, texts, pen)]
    return Chart(drawing(data, layout, pen=pen, height=HEIGHT), texts.alt)


def _drawn(point: StudyPoint, started: Quarter, texts: StudyTexts, pen: Pen) -> list[dict[str, Any]]:
    color = pen.palette.line if point.quarter >= started else pen.palette.muted
    at, said = point.quarter.ordinal, plain(texts.hover(point))
    shared = {"type": "scatter", "hoverinfo": "text"}
    mark = {
        **shared,
        "x": [at],
        "y": [point.effect],
        "text": [said],
        "mode": "markers",
        "marker": {
            "opacity": 1,
            "size": pen.size(13),
            "color": pen.palette.background if point.chosen else color,
            "line": {"color": color, "width": pen.size(2)},
        },
    }
    if point.low is None or point.high is None:
        return [mark]
    bar = {
        **shared,
        "x": [at, at],
        "y": [point.low, point.high],
        "text": [said, said],
        "mode": "lines",
        "line": {"color": color, "width": pen.size(3), "dash": "dot" if point.chosen else "solid"},
    }
    return [bar, mark]


def _start(started: Quarter, low: float, high: float, pen: Pen) -> dict[str, Any]:
    line, place = {"color": pen.palette.ink, "width": pen.size(2), "dash": "dash"}, started.ordinal - 0.5
    return {"type": "line", "x0": place, "x1": place, "y0": low, "y1": high, "line": line}


def _started(started: Quarter, high: float, texts: StudyTexts, pen: Pen) -> dict[str, Any]:
    return {
        "x": started.ordinal - 0.5,
        "y": high,
        "text": plain(texts.started),
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": 6,
        "font": pen.font(15, pen.palette.ink),
        "bgcolor": pen.palette.background,
    }


def _quarters(points: Sequence[StudyPoint], texts: StudyTexts, pen: Pen) -> dict[str, Any]:
    places = [point.quarter for point in points]
    step = -(-len(places) // _MOST_LABELS)
    labelled = places[::-1][::step][::-1] if places else []
    first, last = (places[0].ordinal, places[-1].ordinal) if places else (0, 1)
    return axis(
        range=[first - 0.6, last + 0.6],
        tickvals=[quarter.ordinal for quarter in labelled],
        ticktext=[plain(texts.quarter(quarter)) for quarter in labelled],
        tickfont=pen.font(16, pen.palette.muted),
        tickangle=0,
    )
