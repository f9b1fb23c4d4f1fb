"""A watched series against its limit: how far it has come from its level, month by month, and where chance ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.palette import Palette
from cxlib.terms.alert import Step
from cxlib.terms.month import Month

HEIGHT = 240
#: Names of months that stand side by side on a phone.
_MOST_LABELS = 4
#: Months from the level to the first point of a run.
_LEAD = 1
#: Room over the picture for what the band is.
_OVER = 28
#: Least height of the picture, in limits either way, so that a calm series looks calm.
_LEAST_REACH = 1.5


@dataclass(frozen=True)
class PathTexts:
    """The words on the chart, ready-made: `level` at the middle, `limit` at the edge of chance, `hover` for a point."""

    alt: str
    level: str
    limit: str
    hover: Callable[[Step], str]
    month: Callable[[Month], str]


def watch_path(steps: Sequence[Step], *, texts: PathTexts, palette: Palette, scale: float = 1.0) -> Chart:
    """Draw the smoothed deviation of a series as a part of its limit; beyond ±1 it is an alarm.

    A dashed line leads each run from its level to its first point: an alarm on the first is no lone dot.

    Parameters
    ----------
    steps : sequence of Step
        Oldest first. After an alarm the line begins anew, as the series does.
    texts : PathTexts
        All words.
    palette : Palette
        The colours; alarms upwards blue, downwards orange.
    scale : float
        1 for a base font of 18 px.

    Returns
    -------
    Chart
        The figure and `texts.alt`.
    """
    pen = Pen(palette, scale)
    reach = max([_LEAST_REACH, *(1.15 * abs(_part(step)) for step in steps)])
    first, last = (steps[0].month.ordinal - _LEAD, steps[-1].month.ordinal) if steps else (0, 1)
    room = max(0.6, 0.08 * (last - first))
    layout = {
        "shapes": [_chance(first - room, last + room, pen)],
        "annotations": [_limit(texts, pen)],
        "margin": dict.fromkeys("lrb", 8) | {"t": pen.size(_OVER), "pad": 0},
        "xaxis": axis(
            range=[first - room, last + room],
            tickvals=(named := _named(first, last)),
            ticktext=[plain(texts.month(Month.from_ordinal(month))) for month in named],
            tickfont=pen.font(16, palette.muted),
            tickangle=0,
            ticklabeloverflow="allow",
        ),
        "yaxis": axis(
            range=[-reach, reach],
            tickvals=[0],
            ticktext=[plain(texts.level)],
            zeroline=True,
            zerolinecolor=palette.muted,
            zerolinewidth=pen.size(1),
            tickfont=pen.font(15, palette.muted),
        ),
    }
    data = [trace for run in _runs(steps) for trace in _drawn(run, texts, pen)]
    return Chart(drawing(data, layout, pen=pen, height=HEIGHT), texts.alt)


def _part(step: Step) -> float:
    return step.deviation / step.limit


def _runs(steps: Sequence[Step]) -> list[list[Step]]:
    """Split after every alarm."""
    runs: list[list[Step]] = [[]]
    for step in steps:
        runs[-1].append(step)
        if step.verdict != "calm":
            runs.append([])
    return [run for run in runs if run]


def _drawn(run: list[Step], texts: PathTexts, pen: Pen) -> list[dict[str, Any]]:
    colors = {"calm": pen.palette.muted, "risen": pen.palette.promoter, "fallen": pen.palette.detractor}
    start = run[0].month.ordinal
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [start - _LEAD, start],
            "y": [0, _part(run[0])],
            "hoverinfo": "skip",
            "line": {"color": pen.palette.muted, "width": pen.size(2), "dash": "dot"},
        },
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [step.month.ordinal for step in run],
            "y": [_part(step) for step in run],
            "text": [plain(texts.hover(step)) for step in run],
            "hoverinfo": "text",
            "line": {"color": pen.palette.muted, "width": pen.size(2)},
            "marker": {
                "color": [colors[step.verdict] for step in run],
                "size": [pen.size(7 if step.verdict == "calm" else 15) for step in run],
                "opacity": 1,
            },
        },
    ]


def _chance(left: float, right: float, pen: Pen) -> dict[str, Any]:
    fill = {"fillcolor": pen.palette.band, "line": {"width": 0}, "layer": "below"}
    return {"type": "rect", "x0": left, "x1": right, "y0": -1, "y1": 1, **fill}


def _limit(texts: PathTexts, pen: Pen) -> dict[str, Any]:
    """Say over the picture what the band is, where no point can lie on the words."""
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "text": f'<span style="color:{pen.palette.band_strong}">■</span> {plain(texts.limit)}',
        "showarrow": False,
        "font": pen.font(14, pen.palette.muted),
    }


def _named(first: int, last: int) -> list[int]:
    step = max(1, -(-(last - first + 1) // _MOST_LABELS))
    return list(range(last, first - 1, -step))[::-1]
