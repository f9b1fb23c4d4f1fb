"""What each root cause takes from or gives to the index: a point with its interval, in index points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.palette import Palette
from cxlib.charts.scale import window
from cxlib.terms.estimate import Estimate, Withheld

#: Per row at scale 1.
ROW_HEIGHT = 62
_NAME_HEIGHT = 0.16


@dataclass(frozen=True)
class CauseRow:
    """One cause: its name, its impact, the impact in words, and why it is withheld if it is."""

    name: str
    impact: Estimate | Withheld
    value: str
    hover: str


def cause_bars(
    rows: Sequence[CauseRow], *, alt: str, tick: Callable[[float], str], palette: Palette, scale: float = 1.0
) -> Chart:
    """Draw one interval for each cause, the first on top, all on one axis with its zero marked in every row.

    Parameters
    ----------
    rows : sequence of CauseRow
        Orange where the whole interval lies below zero, blue where above, grey where it holds zero.
    alt : str
        What the picture says in words.
    tick : callable
        Writes a number of index points for the axis.
    palette : Palette
        The colours.
    scale : float
        1 for a base font of 18 px.

    Returns
    -------
    Chart
        The figure, `ROW_HEIGHT` px for each row and one for the axis, and `alt`.
    """
    pen = Pen(palette, scale)
    placed = [(row, len(rows) - 1 - i) for i, row in enumerate(rows)]
    view = window([0.0, *(end for row in rows for end in _ends(row.impact))])
    layout = {
        "shapes": [_zero(place, pen) for _, place in placed],
        "annotations": [_name(row, place, pen) for row, place in placed],
        "xaxis": axis(
            range=[view.floor - 0.3, view.high],
            tickvals=view.ticks,
            ticktext=[tick(value) for value in view.ticks],
            showgrid=True,
            gridcolor=palette.grid,
            tickfont=pen.font(16, palette.muted),
            tickangle=0,
        ),
        "yaxis": axis(visible=False, range=[-0.5, len(rows) - 0.2]),
    }
    data = [trace for row, place in placed for trace in _interval(row, place, pen)]
    return Chart(drawing(data, layout, pen=pen, height=ROW_HEIGHT * (len(rows) + 1)), alt)


def _zero(place: int, pen: Pen) -> dict[str, Any]:
    """Mark zero beside the interval of a row and leave it out beside its name, which would stand on the line."""
    return {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": place - 0.3,
        "y1": place + _NAME_HEIGHT,
        "line": {"color": pen.palette.muted, "width": pen.size(2)},
        "layer": "below",
    }


def _ends(impact: Estimate | Withheld) -> tuple[float, ...]:
    return (impact.low, impact.high) if isinstance(impact, Estimate) else ()


def _color(impact: Estimate, palette: Palette) -> str:
    if impact.high < 0:
        return palette.detractor
    return palette.promoter if impact.low > 0 else palette.muted


def _interval(row: CauseRow, place: int, pen: Pen) -> list[dict[str, Any]]:
    if not isinstance(row.impact, Estimate):
        return []
    color = _color(row.impact, pen.palette)
    shared = {"type": "scatter", "text": plain(row.hover), "hoverinfo": "text"}
    across: dict[str, Any] = {"x": [row.impact.low, row.impact.high], "y": [place, place], "mode": "lines"}
    point: dict[str, Any] = {"x": [row.impact.value], "y": [place], "mode": "markers"}
    return [
        shared | across | {"line": {"color": color, "width": pen.size(3)}},
        shared | point | {"marker": {"color": color, "size": pen.size(13)}},
    ]


def _name(row: CauseRow, place: int, pen: Pen) -> dict[str, Any]:
    value = f'  <span style="color:{pen.palette.muted}">{plain(row.value)}</span>' if row.value else ""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place + _NAME_HEIGHT,
        "yanchor": "bottom",
        "text": f"<b>{plain(row.name)}</b>{value}",
        "showarrow": False,
        # The grid passes behind the name, not through it.
        "bgcolor": pen.palette.background,
        "borderpad": 0,
        "align": "left",
        "font": pen.font(17, pen.palette.ink),
    }
