"""One index by two definitions: as published, thin and grey, and as it would be, with its 95 % band."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.palette import Palette
from cxlib.charts.scale import window
from cxlib.charts.trend_marks import quarter_axis
from cxlib.terms.estimate import Estimate
from cxlib.terms.revision import RevisedQuarter

HEIGHT = 380


@dataclass(frozen=True)
class SeriesTexts:
    """The words on the chart, ready-made."""

    alt: str
    redefined: str
    hover: Callable[[RevisedQuarter], str]
    quarter: Callable[[Any], str]
    tick: Callable[[float], str]
    value: Callable[[Estimate], str]


def two_series(lines: Sequence[RevisedQuarter], *, texts: SeriesTexts, palette: Palette, scale: float = 1.0) -> Chart:
    """Draw both series.

    Parameters
    ----------
    lines : sequence of RevisedQuarter
        Quarter by quarter, oldest first. Linked quarters are hollow and dashed; withheld ones leave a gap; where the
        published definition changes, and where linking ends, its line breaks.
    texts : SeriesTexts
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
    shown = [value for line in lines for value in (line.published, line.tried) if isinstance(value, Estimate)]
    view = window([end for value in shown for end in (value.low, value.high)])
    layers: list[dict[str, Any]] = []
    for run in _runs(lines, _tried, lambda line: line.origin):
        layers += [*_band(run, pen), _tried_line(run, texts, pen)]
    layers += [_published_line(run, pen) for run in _runs(lines, _published, lambda line: line.version)]
    quarters = [line.quarter for line in lines]
    breaks, notes = _break(lines, texts, view.floor, view.high, pen)
    layout = {
        "shapes": breaks,
        "annotations": [*notes, *_last(lines, texts, pen)],
        "xaxis": quarter_axis(quarters, texts.quarter, pen),
        "yaxis": axis(
            range=[view.low, view.high],
            tickvals=view.ticks,
            ticktext=[texts.tick(tick) for tick in view.ticks],
            showgrid=True,
            gridcolor=palette.grid,
            tickfont=pen.font(18, palette.muted),
        ),
    }
    return Chart(drawing(layers, layout, pen=pen, height=HEIGHT), texts.alt)


def _tried(line: RevisedQuarter) -> Estimate | None:
    return line.tried if isinstance(line.tried, Estimate) and line.tried.base != "interval_only" else None


def _published(line: RevisedQuarter) -> Estimate | None:
    return line.published if isinstance(line.published, Estimate) and line.published.base != "interval_only" else None


def _runs(
    lines: Sequence[RevisedQuarter],
    value: Callable[[RevisedQuarter], Estimate | None],
    kind: Callable[[RevisedQuarter], object],
) -> list[list[tuple[RevisedQuarter, Estimate]]]:
    """Split where a line may not go on: a quarter without a value, or one of another kind."""
    runs: list[list[tuple[RevisedQuarter, Estimate]]] = []
    for line in lines:
        found = value(line)
        if found is None:
            continue
        last = runs[-1][-1][0] if runs else None
        if last is not None and last.quarter.next == line.quarter and kind(last) == kind(line):
            runs[-1].append((line, found))
        else:
            runs.append([(line, found)])
    return runs


def _band(run: list[tuple[RevisedQuarter, Estimate]], pen: Pen) -> list[dict[str, Any]]:
    across = [line.quarter.ordinal for line, _ in run]
    lows, highs = zip(*((value.low, value.high) for _, value in run), strict=True)
    if len(run) == 1:
        line = {"color": pen.palette.band_strong, "width": pen.size(8)}
        ends = [lows[0], highs[0]]
        return [{"type": "scatter", "x": across * 2, "y": ends, "mode": "lines", "line": line, "hoverinfo": "skip"}]
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


def _tried_line(run: list[tuple[RevisedQuarter, Estimate]], texts: SeriesTexts, pen: Pen) -> dict[str, Any]:
    linked = run[0][0].origin == "linked"
    color = pen.palette.line
    return {
        "type": "scatter",
        "x": [line.quarter.ordinal for line, _ in run],
        "y": [value.value for _, value in run],
        "mode": "lines+markers",
        "line": {"color": color, "width": pen.size(3 if linked else 4), "dash": "dash" if linked else "solid"},
        "marker": {
            "opacity": 1,
            "size": pen.size(9),
            "color": pen.palette.background if linked else color,
            "line": {"color": color, "width": pen.size(2)},
        },
        "text": [plain(texts.hover(line)) for line, _ in run],
        "hoverinfo": "text",
    }


def _published_line(run: list[tuple[RevisedQuarter, Estimate]], pen: Pen) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [line.quarter.ordinal for line, _ in run],
        "y": [value.value for _, value in run],
        "mode": "lines+markers",
        "line": {"color": pen.palette.muted, "width": pen.size(2)},
        "marker": {"size": pen.size(5), "color": pen.palette.muted},
        "hoverinfo": "skip",
    }


def _break(
    lines: Sequence[RevisedQuarter], texts: SeriesTexts, low: float, high: float, pen: Pen
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Mark where the published definition changed; the grey line breaks there."""
    places = [
        after.quarter.ordinal - 0.5
        for before, after in pairwise(lines)
        if before.version and after.version and before.version != after.version
    ]
    shapes = [
        {
            "type": "line",
            "x0": place,
            "x1": place,
            "y0": low,
            "y1": high,
            "line": {"color": pen.palette.muted, "width": pen.size(2), "dash": "dot"},
        }
        for place in places
    ]
    notes = [
        {
            "x": place,
            "y": high,
            "text": plain(texts.redefined),
            "showarrow": False,
            "xanchor": "right",
            "yanchor": "top",
            "xshift": -6,
            "font": pen.font(15, pen.palette.muted),
        }
        for place in places
    ]
    return shapes, notes


def _last(lines: Sequence[RevisedQuarter], texts: SeriesTexts, pen: Pen) -> list[dict[str, Any]]:
    """Write the last tried value over its point."""
    value = _tried(lines[-1]) if lines else None
    if value is None:
        return []
    beside = _published(lines[-1])
    return [
        {
            "x": lines[-1].quarter.ordinal,
            "y": max(value.high, beside.value if beside else value.high),
            "text": f"<b>{plain(texts.value(value))}</b>",
            "showarrow": False,
            "yanchor": "bottom",
            "font": pen.font(24, pen.palette.line),
        }
    ]
