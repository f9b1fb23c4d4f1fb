"""Groups side by side: each one's value drawn towards the middle with its interval, and its raw value beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.palette import Palette

#: Per row at scale 1.
ROW_HEIGHT = 80
_NAME_HEIGHT = 0.18
_MOST_TICKS = 5


@dataclass(frozen=True)
class GroupRow:
    """One group: what it is ranked by with its interval, its raw value (None where only an interval may be told)."""

    name: str
    note: str
    value: float
    low: float
    high: float
    raw: float | None
    hover: str


def group_bars(
    rows: Sequence[GroupRow],
    *,
    middle: float,
    alt: str,
    tick: Callable[[float], str],
    palette: Palette,
    scale: float = 1.0,
) -> Chart:
    """Draw the groups, the first on top, around the middle that they are drawn to.

    Parameters
    ----------
    rows : sequence of GroupRow
        In the order of their places. The filled point is the drawn value, the hollow one the raw.
    middle : float
        The middle of all groups; a dashed line.
    alt : str
        What the picture says in words.
    tick : callable
        Writes a value for the axis.
    palette : Palette
        The colours.
    scale : float
        1 for a base font of 18 px.

    Returns
    -------
    Chart
        The figure and `alt`.
    """
    pen = Pen(palette, scale)
    ends = [middle, *(end for row in rows for end in (row.low, row.high, row.value if row.raw is None else row.raw))]
    low, high = min(ends), max(ends)
    room = 0.05 * (high - low) or 1.0
    placed = [(row, len(rows) - 1 - at) for at, row in enumerate(rows)]
    ticks = round_ticks(low - room, high + room)
    layout = {
        "shapes": [
            {
                "type": "line",
                "x0": middle,
                "x1": middle,
                "y0": -0.5,
                "y1": len(rows) - 0.5,
                "line": {"color": palette.muted, "width": pen.size(1.5), "dash": "dash"},
                "layer": "below",
            }
        ],
        "annotations": [_name(row, place, pen) for row, place in placed],
        "xaxis": axis(
            range=[low - room, high + room],
            tickvals=ticks,
            ticktext=[tick(value) for value in ticks],
            tickfont=pen.font(16, palette.muted),
            tickangle=0,
        ),
        "yaxis": axis(visible=False, range=[-0.5, len(rows) - 0.2]),
    }
    data = [trace for row, place in placed for trace in _group(row, place, pen)]
    return Chart(drawing(data, layout, pen=pen, height=ROW_HEIGHT * (len(rows) + 1)), alt)


def round_ticks(low: float, high: float) -> list[float]:
    """Return a few round values between two ends, whatever their size.

    >>> round_ticks(38.8, 72.5), [round(tick, 2) for tick in round_ticks(0.11, 0.34)]
    ([40.0, 50.0, 60.0, 70.0], [0.15, 0.2, 0.25, 0.3])
    """
    rough = (high - low) / _MOST_TICKS
    size = 10.0 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    return [step * at for at in range(ceil(low / step), floor(high / step) + 1)]


def _group(row: GroupRow, place: int, pen: Pen) -> list[dict[str, Any]]:
    color, shared = pen.palette.line, {"type": "scatter", "text": plain(row.hover), "hoverinfo": "text"}
    line = {
        "x": [row.low, row.high],
        "y": [place, place],
        "mode": "lines",
        "line": {"color": color, "width": pen.size(3)},
    }
    point = {"x": [row.value], "y": [place], "mode": "markers", "marker": {"color": color, "size": pen.size(13)}}
    hollow = {"color": pen.palette.background, "size": pen.size(10), "line": {"color": color, "width": pen.size(2)}}
    raw = {"x": [row.raw], "y": [place], "mode": "markers", "marker": hollow}
    return [shared | line, *([] if row.raw is None else [shared | raw]), shared | point]


def _name(row: GroupRow, place: int, pen: Pen) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place + _NAME_HEIGHT,
        "yanchor": "bottom",
        # On two lines: beside each other they would be cut on a phone.
        "text": f'<b>{plain(row.name)}</b><br><span style="color:{pen.palette.muted}">{plain(row.note)}</span>',
        "showarrow": False,
        "bgcolor": pen.palette.background,
        "borderpad": 0,
        "align": "left",
        "font": pen.font(17, pen.palette.ink),
    }
