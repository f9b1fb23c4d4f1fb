"""The index over the quarters: its line, its 95 % band, its target, and what was done when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.palette import Palette
from cxlib.charts.scale import window
from cxlib.charts.trend_marks import (
    TrendTexts,
    event_marks,
    lanes,
    last_value,
    numbered_events,
    target_line,
    time_axis,
    version_breaks,
)
from cxlib.terms.briefing import TrendPoint
from cxlib.terms.estimate import Estimate
from cxlib.terms.programme import Event

HEIGHT = 400
#: More points than this would touch on a phone at full size.
_ROOMY = 16


def trend(
    points: Sequence[TrendPoint],
    *,
    target: float | None,
    events: Iterable[Event],
    texts: TrendTexts,
    palette: Palette,
    scale: float = 1.0,
    span: tuple[float, float] | None = None,
) -> Chart:
    """Draw the trend.

    Parameters
    ----------
    points : sequence of TrendPoint
        Quarter by quarter, oldest first. A withheld one leaves a gap; one on 5–9 answers is a bar without a point.
    target : float, optional
        The target of the definition in force at the last point; the line covers that definition's quarters.
    events : iterable of Event
        Marked on the axis by the numbers of `numbered_events`.
    texts : TrendTexts
        All words.
    palette : Palette
        The colours.
    scale : float
        1 for a base font of 18 px.
    span : (float, float), optional
        Values that the axis must reach, so that several panels share it.

    Returns
    -------
    Chart
        The figure and `texts.alt`.
    """
    pen, places = Pen(palette, scale), lanes(numbered_events(points, events), len(points))
    view = window(_reach(points, target, span), lanes=max(places.values(), default=-1) + 1)
    layers: list[dict[str, Any]] = []
    runs = _runs(points)
    for run in runs:
        layers += [*_band(run, pen), _line(run, points, texts, pen)]
    alone = bool(runs) and len(runs[-1]) == 1
    layers += _bars(points, texts, pen)
    shapes, notes = target_line(points, target, texts, view, pen)
    stems, signs = event_marks(points, places, view, pen)
    breaks, names = version_breaks(points, texts, view, pen)
    layout = {
        "shapes": [*shapes, *stems, *breaks],
        "annotations": [*notes, *names, *last_value(points, target, texts, view, pen, alone=alone)],
        "xaxis": time_axis(points, texts, pen),
        "yaxis": axis(
            range=[view.low, view.high],
            tickvals=view.ticks,
            ticktext=[texts.tick(tick) for tick in view.ticks],
            showgrid=True,
            gridcolor=palette.grid,
            tickfont=pen.font(18, palette.muted),
        ),
    }
    return Chart(drawing(layers + signs, layout, pen=pen, height=HEIGHT), texts.alt)


def _estimates(points: Iterable[TrendPoint]) -> list[Estimate]:
    return [point.value for point in points if isinstance(point.value, Estimate)]


def _reach(points: Sequence[TrendPoint], target: float | None, span: tuple[float, float] | None) -> list[float]:
    ends = [end for value in _estimates(points) for end in (value.low, value.high)]
    return [*ends, *([] if target is None else [target]), *(span or ())]


def _runs(points: Sequence[TrendPoint]) -> list[list[TrendPoint]]:
    """Split where the line may not go on: a quarter without a point, or another definition."""
    runs: list[list[TrendPoint]] = []
    for point in points:
        if not isinstance(point.value, Estimate) or point.value.base == "interval_only":
            continue
        last = runs[-1][-1] if runs else None
        follows = last is not None and last.quarter.next == point.quarter and last.version == point.version
        if follows:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _band(run: list[TrendPoint], pen: Pen) -> list[dict[str, Any]]:
    if len(run) < 2:
        return []
    across = [point.quarter.ordinal for point in run]
    lows, highs = zip(*((value.low, value.high) for value in _estimates(run)), strict=True)
    return [
        {
            "type": "scatter",
            "x": across + across[::-1],
            "y": [*lows, *reversed(highs)],
            "mode": "lines",
            "fill": "toself",
            "fillcolor": pen.palette.band,
            "line": {"width": 0},
            "hoverinfo": "skip",
        }
    ]


def _line(run: list[TrendPoint], points: Sequence[TrendPoint], texts: TrendTexts, pen: Pen) -> dict[str, Any]:
    ordinary = 9 if len(points) <= _ROOMY else 6
    values = _estimates(run)
    color, background = pen.palette.line, pen.palette.background
    return {
        "type": "scatter",
        "x": [point.quarter.ordinal for point in run],
        "y": [value.value for value in values],
        "mode": "lines+markers",
        "line": {"color": color, "width": pen.size(4)},
        "marker": {
            "opacity": 1,
            "size": [pen.size(15 if point == points[-1] else ordinary) for point in run],
            # A hollow point rests on few answers.
            "color": [background if value.base == "low" else color for value in values],
            "line": {"color": color, "width": pen.size(2)},
        },
        "text": [plain(texts.hover(point)) for point in run],
        "hoverinfo": "text",
    }


def _bars(points: Sequence[TrendPoint], texts: TrendTexts, pen: Pen) -> list[dict[str, Any]]:
    """Draw intervals that no band shows: those without a point, and those of a point that stands alone."""
    alone = {run[0].quarter for run in _runs(points) if len(run) == 1}
    bars = []
    for point in points:
        value = point.value
        if isinstance(value, Estimate) and (value.base == "interval_only" or point.quarter in alone):
            bars.append(
                {
                    "type": "scatter",
                    "x": [point.quarter.ordinal] * 2,
                    "y": [value.low, value.high],
                    "mode": "lines",
                    "line": {"color": pen.palette.band_strong, "width": pen.size(8)},
                    "text": [plain(texts.hover(point))] * 2,
                    "hoverinfo": "text",
                }
            )
    return bars
