"""From one level to the next in steps: every part begins where the one above it ended, with its interval at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.palette import Palette
from cxlib.charts.scale import window
from cxlib.terms.estimate import Change

#: Per row at scale 1.
ROW_HEIGHT = 58
#: Half a bar's thickness, and where its name stands, in rows.
_BAR = 0.34
_NAME_HEIGHT = 0.2


@dataclass(frozen=True)
class BridgeStep:
    """One part: its name, its change, the change in words, and what a pointer at it tells."""

    name: str
    change: Change
    value: str
    hover: str


@dataclass(frozen=True)
class BridgeEnd:
    """Where the bridge begins or ends: the quarter's name, its level, and the level in words."""

    name: str
    level: float
    value: str


def bridge(
    start: BridgeEnd,
    steps: Sequence[BridgeStep],
    end: BridgeEnd,
    *,
    alt: str,
    tick: Callable[[float], str],
    palette: Palette,
    scale: float = 1.0,
) -> Chart:
    """Draw the steps from start to end, one row each, from the top down.

    Parameters
    ----------
    start, end
        Drawn as points: the axis does not begin at 0, so that bars would lie about their size.
    steps
        Blue where the interval lies above zero, orange where below, grey where it holds zero.
    alt
        What the picture says in words.
    tick
        Writes a level for the axis.
    palette
        The colours.
    scale
        1 for a base font of 18 px.

    Returns
    -------
    Chart
        The figure, `ROW_HEIGHT` px for each row and one for the axis, and `alt`.
    """
    pen = Pen(palette, scale)
    rows = len(steps) + 2
    levels = _levels(start.level, steps)
    tips = [level + each for level, step in zip(levels, steps, strict=False) for each in _ends(step.change)]
    view = window([*levels, end.level, *tips])
    names = [(start.name, start.value), *((step.name, step.value) for step in steps), (end.name, end.value)]
    layout = {
        "annotations": [_name(*each, rows - 1 - row, pen) for row, each in enumerate(names)],
        "barmode": "overlay",
        "xaxis": axis(
            range=[view.floor - 0.3, view.high],
            tickvals=view.ticks,
            ticktext=[tick(value) for value in view.ticks],
            showgrid=True,
            gridcolor=palette.grid,
            tickfont=pen.font(16, palette.muted),
            tickangle=0,
        ),
        "yaxis": axis(visible=False, range=[-0.5, rows - 0.2]),
    }
    data = [_point(start, rows - 1, pen)]
    for row, (step, level) in enumerate(zip(steps, levels, strict=False), start=1):
        data += _step(step, level, rows - 1 - row, pen)
    data.append(_point(end, 0, pen))
    return Chart(drawing(data, layout, pen=pen, height=ROW_HEIGHT * (rows + 1)), alt)


def _levels(start: float, steps: Sequence[BridgeStep]) -> list[float]:
    """Return where each step begins, and where the last one ends."""
    levels = [start]
    for step in steps:
        levels.append(levels[-1] + step.change.value)
    return levels


def _ends(change: Change) -> tuple[float, float, float]:
    return change.value, change.low, change.high


def _color(change: Change, palette: Palette) -> str:
    if change.verdict == "real_fall":
        return palette.detractor
    return palette.promoter if change.verdict == "real_rise" else palette.passive


def _point(end: BridgeEnd, place: int, pen: Pen) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [end.level],
        "y": [place - 0.08],
        "mode": "markers",
        "marker": {"color": pen.palette.line, "size": pen.size(15)},
        "text": plain(f"{end.name} {end.value}"),
        "hoverinfo": "text",
    }


def _step(step: BridgeStep, level: float, place: int, pen: Pen) -> list[dict[str, Any]]:
    """Return the thread from the row above, the bar, and the interval of where it ends."""
    shared = {"type": "scatter", "text": plain(step.hover), "hoverinfo": "text"}
    middle = place - 0.08
    return [
        {
            "type": "scatter",
            "x": [level, level],
            "y": [middle, middle + 1],
            "mode": "lines",
            "line": {"color": pen.palette.grid, "width": pen.size(2)},
            "hoverinfo": "skip",
        },
        {
            "type": "bar",
            "orientation": "h",
            "base": [level],
            "x": [step.change.value],
            "y": [middle],
            "width": [_BAR],
            "marker": {"color": _color(step.change, pen.palette), "line": {"width": 0}},
            "hovertext": plain(step.hover),
            "hoverinfo": "text",
        },
        shared
        | {
            "x": [level + step.change.low, level + step.change.high],
            "y": [middle, middle],
            "mode": "lines",
            "line": {"color": pen.palette.ink, "width": pen.size(2)},
        },
    ]


def _name(name: str, value: str, place: int, pen: Pen) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place + _NAME_HEIGHT,
        "yanchor": "bottom",
        "text": f'<b>{plain(name)}</b>  <span style="color:{pen.palette.muted}">{plain(value)}</span>',
        "showarrow": False,
        # The lines of the axis pass behind the name, not through it.
        "bgcolor": pen.palette.background,
        "borderpad": 0,
        "align": "left",
        "font": pen.font(17, pen.palette.ink),
    }
