"""Numbers by quarter, each a line with its 95 % band, the last value beside its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.palette import Palette
from cxlib.charts.scale import window
from cxlib.charts.trend_marks import quarter_axis
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.quarter import Quarter

HEIGHT = 340
#: Bands are a tint of their line.
_TINT = 0.16


@dataclass(frozen=True)
class BandLine:
    """One series, oldest quarter first; a withheld quarter leaves a gap."""

    color: str
    points: Sequence[tuple[Quarter, Estimate | Withheld]]
    hover: Callable[[Quarter], str]


@dataclass(frozen=True)
class BandTexts:
    """The words on the chart, ready-made; `times` is what values are multiplied by before they are drawn."""

    alt: str
    quarter: Callable[[Quarter], str]
    tick: Callable[[float], str]
    times: float = 1.0


def band_lines(lines: Sequence[BandLine], *, texts: BandTexts, palette: Palette, scale: float = 1.0) -> Chart:
    """Draw the series over the same quarters.

    Parameters
    ----------
    lines : sequence of BandLine
        Two at most, or their last values would touch.
    texts : BandTexts
        All words.
    palette : Palette
        The colours of axes and text.
    scale : float
        1 for a base font of 18 px.
    """
    pen = Pen(palette, scale)
    ends = [
        end * texts.times
        for line in lines
        for _, value in line.points
        if isinstance(value, Estimate)
        for end in (value.low, value.high)
    ]
    view = window(ends)
    quarters = sorted({quarter for line in lines for quarter, _ in line.points})
    layers: list[dict[str, Any]] = []
    for line in lines:
        for run in _runs(line):
            layers += [_band(line, run, texts), _line(line, run, texts, pen)]
    layout = {
        "annotations": [value for line in lines for value in _last(line, texts, pen)],
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


def _runs(line: BandLine) -> list[list[tuple[Quarter, Estimate]]]:
    """The known values, parted where a quarter is missing between two of them."""
    runs: list[list[tuple[Quarter, Estimate]]] = []
    for quarter, value in line.points:
        if not isinstance(value, Estimate):
            continue
        if runs and runs[-1][-1][0].next == quarter:
            runs[-1].append((quarter, value))
        else:
            runs.append([(quarter, value)])
    return runs


def _band(line: BandLine, run: list[tuple[Quarter, Estimate]], texts: BandTexts) -> dict[str, Any]:
    across = [quarter.ordinal for quarter, _ in run]
    edge = [value.low for _, value in run] + [value.high for _, value in reversed(run)]
    return {
        "type": "scatter",
        "x": across + across[::-1],
        "y": [end * texts.times for end in edge],
        "mode": "lines",
        "fill": "toself",
        "fillcolor": _tinted(line.color),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _line(line: BandLine, run: list[tuple[Quarter, Estimate]], texts: BandTexts, pen: Pen) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [quarter.ordinal for quarter, _ in run],
        "y": [value.value * texts.times for _, value in run],
        "mode": "lines+markers",
        "line": {"color": line.color, "width": pen.size(4)},
        "marker": {"color": line.color, "size": pen.size(9), "opacity": 1},
        "text": [plain(line.hover(quarter)) for quarter, _ in run],
        "hoverinfo": "text",
    }


def _last(line: BandLine, texts: BandTexts, pen: Pen) -> list[dict[str, Any]]:
    known = [(quarter, value) for quarter, value in line.points if isinstance(value, Estimate)]
    if not known:
        return []
    quarter, value = known[-1]
    return [
        {
            "x": quarter.ordinal,
            "y": value.value * texts.times,
            "text": f"<b>{plain(texts.tick(value.value * texts.times))}</b>",
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": pen.size(10),
            "font": pen.font(20, line.color),
        }
    ]


def _tinted(color: str) -> str:
    """A colour #RRGGBB as a tint that lets the grid through.

    >>> _tinted("#1F5FA8")
    'rgba(31,95,168,0.16)'
    """
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{_TINT})"
