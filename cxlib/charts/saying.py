"""How often something is said, quarter by quarter: a small line with its band, from nought up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.palette import Palette
from cxlib.terms.estimate import Estimate
from cxlib.terms.quarter import Quarter
from cxlib.terms.saying import SaidPoint

HEIGHT = 190
#: Room above the highest interval for the last value.
_ROOM = 1.25
#: Room under nought, so that its label does not touch the names of quarters.
_FOOT = 0.12
#: The axis reaches this share at least, so that chance does not look like a mountain.
_LEAST = 0.02


@dataclass(frozen=True)
class SayingTexts:
    """The words on the chart, ready-made."""

    alt: str
    hover: Callable[[SaidPoint], str]
    quarter: Callable[[Quarter], str]
    percent: Callable[[float], str]


def saying_trend(points: Sequence[SaidPoint], *, texts: SayingTexts, palette: Palette, scale: float = 1.0) -> Chart:
    """Draw the share of those who wrote that said it; a quarter without a share leaves a gap.

    Parameters
    ----------
    points
        Quarter by quarter, oldest first.
    """
    pen = Pen(palette, scale)
    shown = [(point.quarter.ordinal, point, point.share) for point in points if isinstance(point.share, Estimate)]
    highest = max([_LEAST, *(share.high for _, _, share in shown)])
    across = [place for place, _, _ in shown]
    marks = [15.0 if place == across[-1] else 7.0 for place in across]
    line: dict[str, Any] = {
        "type": "scatter",
        "x": across,
        "y": [share.value for _, _, share in shown],
        "mode": "lines+markers",
        "line": {"color": palette.line, "width": pen.size(3)},
        "marker": {"color": palette.line, "size": [pen.size(mark) for mark in marks], "opacity": 1},
        "text": [plain(texts.hover(point)) for _, point, _ in shown],
        "hoverinfo": "text",
    }
    layout = {
        "annotations": [_last(shown[-1][2], across[-1], highest, texts, pen)] if shown else [],
        "xaxis": _quarters([point.quarter for point in points], texts, pen),
        "yaxis": axis(
            range=[-_FOOT * highest, highest * _ROOM],
            tickvals=[0, highest],
            ticktext=["0", texts.percent(highest)],
            showgrid=True,
            gridcolor=palette.grid,
            tickfont=pen.font(16, palette.muted),
        ),
    }
    band = _band(across, [share for _, _, share in shown], pen)
    return Chart(drawing([*band, line], layout, pen=pen, height=HEIGHT), texts.alt)


def _band(across: list[int], shares: list[Estimate], pen: Pen) -> list[dict[str, Any]]:
    edge = [*(share.low for share in shares), *(share.high for share in reversed(shares))]
    band = {"type": "scatter", "x": across + across[::-1], "y": edge, "mode": "lines", "fill": "toself"}
    return [band | {"fillcolor": pen.palette.band, "line": {"width": 0}, "hoverinfo": "skip"}] if shares else []


def _last(share: Estimate, place: int, top: float, texts: SayingTexts, pen: Pen) -> dict[str, Any]:
    return {
        "x": place,
        "y": top,
        "text": f"<b>{plain(texts.percent(share.value))}</b>",
        "showarrow": False,
        "yanchor": "bottom",
        "xanchor": "right",
        "font": pen.font(22, pen.palette.ink),
    }


def _quarters(quarters: list[Quarter], texts: SayingTexts, pen: Pen) -> dict[str, Any]:
    """The first quarter of the first year and the last: names between them would touch on a phone."""
    named = [quarters[0], quarters[-1]] if len(quarters) > 1 else quarters
    return axis(
        range=[quarters[0].ordinal - 0.5, quarters[-1].ordinal + 0.5] if quarters else None,
        tickvals=[quarter.ordinal for quarter in named],
        ticktext=[texts.quarter(quarter) for quarter in named],
        tickfont=pen.font(16, pen.palette.muted),
        tickangle=0,
    )
