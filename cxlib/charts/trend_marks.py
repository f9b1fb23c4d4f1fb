"""What stands around the trend's line: target, numbered events, breaks of definition, the last value, the quarters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any

from cxlib.charts.drawing import Pen, axis, plain
from cxlib.charts.scale import Window
from cxlib.terms.briefing import TrendPoint
from cxlib.terms.estimate import Estimate
from cxlib.terms.programme import Event
from cxlib.terms.quarter import Quarter

#: Least distances on a phone 390 px wide, as parts of all quarters and in quarters.
_LABEL_PART, _LABEL_STEPS = 0.22, 3
_NAME_PART = 0.4
_MARK_PART, _MARK_STEPS = 0.09, 2


@dataclass(frozen=True)
class TrendTexts:
    """The words on the chart, ready-made: `value` for the last point, `hover` for any, `tick` for the axis."""

    alt: str
    target: str
    version_break: str
    value: Callable[[Estimate], str]
    hover: Callable[[TrendPoint], str]
    quarter: Callable[[Quarter], str]
    tick: Callable[[float], str]


def numbered_events(points: Sequence[TrendPoint], events: Iterable[Event]) -> tuple[tuple[int, Event], ...]:
    """Number the events that fall on the quarters shown, oldest first; the same numbers stand on the chart.

    >>> from cxlib.terms.programme import Label
    >>> from cxlib.terms.estimate import Withheld
    >>> late, early = Event(Quarter(2026, 2), Label("Chat auki")), Event(Quarter(2025, 1), Label("Takaisinsoitto"))
    >>> shown = [TrendPoint(Quarter(2026, 2), Withheld("no_answers"), 1)]
    >>> [(number, event.label.fi) for number, event in numbered_events(shown, [late, early])]
    [(1, 'Chat auki')]
    """
    shown = {point.quarter for point in points}
    inside = sorted((event for event in events if event.quarter in shown), key=lambda event: event.quarter)
    return tuple(enumerate(inside, start=1))


def target_line(
    points: Sequence[TrendPoint], target: float | None, texts: TrendTexts, view: Window, pen: Pen
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw the target over the quarters of the definition that sets it, its name where the line is not yet.

    There it may stand among points of an older definition: then over them, as high as they reach.
    """
    if target is None or not points:
        return [], []
    first, last = points[0].quarter.ordinal, points[-1].quarter.ordinal
    older = [point.quarter.ordinal for point in points if point.version not in (points[-1].version, None)]
    start = max(older, default=first - 1) + 1
    roomy = start == first or last - start >= _NAME_PART * len(points)
    shape = {
        "type": "line",
        "x0": start - 0.45,
        "x1": last + 0.45,
        "y0": target,
        "y1": target,
        "line": {"color": pen.palette.ink, "width": pen.size(2), "dash": "dash"},
    }
    height = target if roomy else _over_older(points, target, start, view)
    note = {
        "x": start - 0.4 if roomy else start - 0.6,
        "y": height,
        "text": plain(texts.target),
        "showarrow": False,
        "xanchor": "left" if roomy else "right",
        "yanchor": "bottom" if roomy or height > target else "middle",
        "font": pen.font(18, pen.palette.ink),
    }
    return [shape], [note]


def _over_older(points: Sequence[TrendPoint], target: float, start: int, view: Window) -> float:
    """Return where the target's name stands clear of the points that it would lie on, on a phone too."""
    width = ceil(_LABEL_PART * len(points)) + 1
    near = [
        point.value
        for point in points
        if isinstance(point.value, Estimate) and start - width <= point.quarter.ordinal < start
    ]
    half = view.label_height / 2
    if any(value.low < target + half and value.high > target - half for value in near):
        return max(target, *(value.high for value in near))
    return target


def lanes(events: tuple[tuple[int, Event], ...], quarters: int) -> dict[tuple[int, int], int]:
    """Place each mark (number, quarter) on the lowest lane where it touches none before it."""
    least = max(_MARK_STEPS, ceil(_MARK_PART * quarters))
    lanes: dict[tuple[int, int], int] = {}
    for number, event in events:
        place = event.quarter.ordinal
        taken = {lane for (_, other), lane in lanes.items() if place - other < least}
        lanes[number, place] = next(lane for lane in range(len(lanes) + 1) if lane not in taken)
    return lanes


def event_marks(
    points: Sequence[TrendPoint], marks: dict[tuple[int, int], int], view: Window, pen: Pen
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    if not marks:
        return [], []
    tops = {point.quarter.ordinal: point.value.value for point in points if isinstance(point.value, Estimate)}
    heights = [view.lane(lane) for lane in marks.values()]
    stems = [
        {
            "type": "line",
            "layer": "below",
            "x0": place,
            "x1": place,
            "y0": height,
            "y1": tops.get(place, view.floor),
            "line": {"color": pen.palette.muted, "width": pen.size(1.5), "dash": "dot"},
        }
        for (_, place), height in zip(marks, heights, strict=True)
    ]
    signs = {
        "type": "scatter",
        "x": [place for _, place in marks],
        "y": heights,
        "mode": "markers+text",
        "marker": {
            "size": pen.size(26),
            "color": pen.palette.background,
            "line": {"color": pen.palette.ink, "width": pen.size(2)},
        },
        "text": [f"<b>{number}</b>" for number, _ in marks],
        "textfont": pen.font(15, pen.palette.ink),
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return stems, [signs]


def version_breaks(
    points: Sequence[TrendPoint], texts: TrendTexts, view: Window, pen: Pen
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Mark where a new definition begins: values on its two sides are not comparable."""
    known = [point for point in points if point.version is not None]
    places = [after.quarter.ordinal - 0.5 for before, after in pairwise(known) if before.version != after.version]
    lines = [
        {
            "type": "line",
            "x0": place,
            "x1": place,
            "y0": view.floor,
            "y1": view.high,
            "line": {"color": pen.palette.muted, "width": pen.size(2), "dash": "dot"},
        }
        for place in places
    ]
    notes = [
        {
            "x": place,
            "y": view.high,
            "text": plain(texts.version_break),
            "showarrow": False,
            "xanchor": "right" if place > _middle(points) else "left",
            "yanchor": "top",
            "xshift": -6 if place > _middle(points) else 6,
            "font": pen.font(15, pen.palette.muted),
        }
        for place in places
    ]
    return lines, notes


def _middle(points: Sequence[TrendPoint]) -> float:
    return (points[0].quarter.ordinal + points[-1].quarter.ordinal) / 2


def last_value(
    points: Sequence[TrendPoint], target: float | None, texts: TrendTexts, view: Window, pen: Pen, *, alone: bool
) -> list[dict[str, Any]]:
    """Write the last value over its point; over its bar or the target line where it would otherwise lie on them."""
    value = points[-1].value if points else None
    if not isinstance(value, Estimate):
        return []
    thin = value.base == "interval_only"
    top = value.high if thin or alone else value.value
    if target is not None and 0 <= target - top < view.label_height:
        top = target
    return [
        {
            "x": points[-1].quarter.ordinal,
            "y": top,
            "text": f"<b>{plain(texts.value(value))}</b>",
            "showarrow": False,
            "yanchor": "bottom",
            "yshift": pen.size(6 if thin else 8),
            "font": pen.font(20 if thin else 28, pen.palette.line),
        }
    ]


def time_axis(points: Sequence[TrendPoint], texts: TrendTexts, pen: Pen) -> dict[str, Any]:
    return quarter_axis([point.quarter for point in points], texts.quarter, pen)


def quarter_axis(quarters: list[Quarter], name: Callable[[Quarter], str], pen: Pen) -> dict[str, Any]:
    """Return the axis of a series by quarter, with as many names on it as a phone has room for."""
    places = _labelled(quarters)
    first, last = (quarters[0].ordinal, quarters[-1].ordinal) if quarters else (0, 1)
    return axis(
        # Room on the right for half of the last value's text, on a phone too.
        range=[first - 0.5, last + max(0.6, 0.1 * (last - first + 1))],
        tickvals=[quarter.ordinal for quarter in places],
        ticktext=[plain(name(quarter)) for quarter in places],
        tickfont=pen.font(18, pen.palette.muted),
        tickangle=0,
        ticklabeloverflow="allow",
        showline=True,
        linecolor=pen.palette.grid,
        ticks="outside",
        tickcolor=pen.palette.grid,
    )


def _labelled(quarters: list[Quarter]) -> list[Quarter]:
    """Choose the quarters that get a label: the last, and first quarters far enough from it and each other.

    Where there is no such first quarter, the oldest, so that a reader sees how long the series is.
    """
    if len(quarters) <= _LABEL_STEPS:
        return quarters
    least = max(_LABEL_STEPS, ceil(_LABEL_PART * len(quarters)))
    chosen = [quarters[-1]]
    for quarter in reversed(quarters):
        if quarter.number == 1 and chosen[-1].ordinal - quarter.ordinal >= least:
            chosen.append(quarter)
    if len(chosen) == 1 and chosen[0].ordinal - quarters[0].ordinal >= least:
        chosen.append(quarters[0])
    return chosen[::-1]
