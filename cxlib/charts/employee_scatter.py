"""Units by their employees' score and their customers' index: a point for each, with its interval both ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.group_bars import round_ticks
from cxlib.charts.palette import Palette
from cxlib.terms.estimate import Estimate

HEIGHT = 400
#: The room that names are measured in: a wide page gives about so much.
WIDTH = 640

#: Left, bottom, right and top of a name; and by which of its own corners it hangs at its point.
Box = tuple[float, float, float, float]
Corner = tuple[str, str]
_CORNERS: tuple[Corner, ...] = (("left", "bottom"), ("right", "top"), ("right", "bottom"), ("left", "top"))


@dataclass(frozen=True)
class ScatterUnit:
    """One unit: its name, both of its numbers, and what is said of it."""

    name: str
    across: Estimate
    up: Estimate
    hover: str


def employee_scatter(
    units: Sequence[ScatterUnit],
    *,
    across: str,
    up: str,
    alt: str,
    tick: Callable[[float, int], str],
    palette: Palette,
    scale: float = 1.0,
) -> Chart:
    """Draw the units.

    Parameters
    ----------
    units : sequence of ScatterUnit
        Withheld ones are none. Of a number of so few that only its interval may be told, the point is not drawn.
    across, up : str
        The words of the two axes.
    alt : str
        What the picture says in words.
    tick : callable
        Writes a value for an axis, with so many decimals.
    palette : Palette
        The colours.
    scale : float
        1 for a base font of 18 px.

    Returns
    -------
    Chart
        The figure and `alt`; no line is drawn through the points, since so few carry none.
    """
    pen = Pen(palette, scale)
    layout: dict[str, Any] = {
        "xaxis": _axis([unit.across for unit in units], across, tick, pen),
        "yaxis": _axis([unit.up for unit in units], up, tick, pen) | {"showgrid": True, "gridcolor": palette.grid},
    }
    layout["annotations"] = _names(units, layout["xaxis"]["range"], layout["yaxis"]["range"], pen)
    data = [trace for unit in units for trace in _unit(unit, pen)]
    return Chart(drawing(data, layout, pen=pen, height=HEIGHT), alt)


def _axis(values: Sequence[Estimate], title: str, tick: Callable[[float, int], str], pen: Pen) -> dict[str, Any]:
    low, high = min(value.low for value in values), max(value.high for value in values)
    room = 0.06 * (high - low) or 0.5
    ticks = round_ticks(low - room, high + room)
    decimals = int(any(abs(value - round(value)) > 1e-9 for value in ticks))
    return axis(
        range=[low - room, high + room],
        tickvals=ticks,
        ticktext=[tick(value, decimals) for value in ticks],
        tickfont=pen.font(16, pen.palette.muted),
        tickangle=0,
        title={"text": plain(title), "font": pen.font(16, pen.palette.muted)},
    )


def _unit(unit: ScatterUnit, pen: Pen) -> list[dict[str, Any]]:
    shared = {"type": "scatter", "text": plain(unit.hover), "hoverinfo": "text"}
    line = {"color": pen.palette.band_strong, "width": pen.size(3)}
    x, y = unit.across, unit.up
    whiskers = [
        {"x": [x.low, x.high], "y": [y.value, y.value], "mode": "lines", "line": line},
        {"x": [x.value, x.value], "y": [y.low, y.high], "mode": "lines", "line": line},
    ]
    marker = {"color": pen.palette.line, "size": pen.size(13), "opacity": 1}
    point = {"x": [x.value], "y": [y.value], "mode": "markers", "marker": marker}
    only_intervals = "interval_only" in (x.base, y.base)
    return [shared | each for each in (whiskers if only_intervals else [*whiskers, point])]


def _names(
    units: Sequence[ScatterUnit], across: Sequence[float], up: Sequence[float], pen: Pen
) -> list[dict[str, Any]]:
    """Write each name at the corner of its point where it covers the fewest others; room is measured on a screen."""
    boxes: list[Box] = []
    names = []
    points = [
        (
            (unit.across.value - across[0]) / (across[1] - across[0]) * WIDTH,
            (unit.up.value - up[0]) / (up[1] - up[0]) * HEIGHT,
        )
        for unit in units
    ]
    taken: list[Box] = [(x - 8, y - 8, x + 8, y + 8) for x, y in points]
    for unit, (x, y) in zip(units, points, strict=True):
        corners = [_box(unit.name, x, y, corner) for corner in _CORNERS]
        best = min(range(len(corners)), key=lambda at: sum(_meet(corners[at], other) for other in (*taken, *boxes)))
        boxes.append(corners[best])
        names.append(_name(unit, _CORNERS[best], pen))
    return names


def _box(name: str, x: float, y: float, corner: Corner) -> Box:
    width, height = 9.0 * len(name), 20.0
    left = x + 9 if corner[0] == "left" else x - 9 - width
    bottom = y + 6 if corner[1] == "bottom" else y - 6 - height
    return left, bottom, left + width, bottom + height


def _meet(one: Box, other: Box) -> float:
    """The area that two boxes share, and what lies outside the picture to the left or right."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, up) + 20 * max(0.0, one[2] - WIDTH, -one[0])


def _name(unit: ScatterUnit, corner: Corner, pen: Pen) -> dict[str, Any]:
    across, up = corner
    return {
        "x": unit.across.value,
        "y": unit.up.value,
        "xanchor": across,
        "yanchor": up,
        "xshift": pen.size(6 if across == "left" else -6),
        "yshift": pen.size(3 if up == "bottom" else -3),
        "text": f"<b>{plain(unit.name)}</b>",
        "showarrow": False,
        "font": pen.font(16, pen.palette.ink),
    }
