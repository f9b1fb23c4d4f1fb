"""How customers would recommend, stage by stage: detractors, passives and promoters as shares of one bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cxlib.charts.drawing import Chart, Pen, axis, drawing, plain
from cxlib.charts.palette import Palette
from cxlib.terms.estimate import INTERVAL_ONLY_BELOW, Distribution, Withheld

#: Per row at scale 1; three rows make LOOK's 300 px.
ROW_HEIGHT = 100
_BAR = 0.52
#: A narrower part has no room for its number on a phone; the hover and the alternative text have it.
_LEAST_LABELLED = 0.06


@dataclass(frozen=True)
class DistributionRow:
    """One bar: its name, how many answered in words, and `note`, which is shown in place of a bar that may not be."""

    name: str
    value: Distribution | Withheld
    count: str
    note: str


@dataclass(frozen=True)
class DistributionTexts:
    """The words on the chart: names of the three groups for the hover, and the way of writing a share."""

    alt: str
    detractors: str
    passives: str
    promoters: str
    percent: Callable[[float], str]


@dataclass(frozen=True)
class _Part:
    """One of the three groups: the field of its share, and where in its bar the number stands."""

    share: str
    name: str
    color: str
    on_color: str
    anchor: str


def distribution(
    rows: Sequence[DistributionRow], *, texts: DistributionTexts, palette: Palette, scale: float = 1.0
) -> Chart:
    """Draw one bar for each row, the first on top.

    Parameters
    ----------
    rows : sequence of DistributionRow
        A row withheld, or with so few answers that no point may be shown, says its `note` instead.
    texts : DistributionTexts
        All other words.
    palette : Palette
        The colours.
    scale : float
        1 for a base font of 18 px.

    Returns
    -------
    Chart
        The figure, `ROW_HEIGHT` px for each row, and `texts.alt`.
    """
    pen, places = Pen(palette, scale), range(len(rows) - 1, -1, -1)
    placed = list(zip(rows, places, strict=True))
    shown = [(place, row.value) for row, place in placed if _is_shown(row.value)]
    empty = [(place, row) for row, place in placed if not _is_shown(row.value)]
    parts = [
        _Part("detractors", texts.detractors, palette.detractor, palette.on_detractor, "start"),
        _Part("passives", texts.passives, palette.passive, palette.on_passive, "middle"),
        _Part("promoters", texts.promoters, palette.promoter, palette.on_promoter, "end"),
    ]
    layout = {
        "barmode": "stack",
        "bargap": 1 - _BAR,
        "annotations": [_title(row, place, pen) for row, place in placed] + [_note(r, p, pen) for p, r in empty],
        "shapes": [_outline(place, pen) for place, _ in empty],
        "xaxis": axis(visible=False, range=[0, 1]),
        "yaxis": axis(visible=False, range=[-0.32, len(rows) - 0.4]),
    }
    data = [_bars(part, shown, texts, pen) for part in parts]
    return Chart(drawing(data, layout, pen=pen, height=ROW_HEIGHT * max(len(rows), 1)), texts.alt)


def _is_shown(value: Distribution | Withheld) -> bool:
    return isinstance(value, Distribution) and value.n >= INTERVAL_ONLY_BELOW


def _bars(
    part: _Part, shown: list[tuple[int, Distribution | Withheld]], texts: DistributionTexts, pen: Pen
) -> dict[str, Any]:
    shares = [float(getattr(value, part.share)) for _, value in shown]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [place for place, _ in shown],
        "x": shares,
        "width": _BAR,
        # The gap of two pixels carries the border between parts for those who cannot tell the greys apart.
        "marker": {"color": part.color, "line": {"color": pen.palette.background, "width": pen.size(2)}},
        "text": [_label(part, plain(texts.percent(share))) if share >= _LEAST_LABELLED else "" for share in shares],
        "textposition": "inside",
        "insidetextanchor": part.anchor,
        "textangle": 0,
        "textfont": pen.font(19, part.on_color),
        "hovertext": [f"{plain(part.name)}: {plain(texts.percent(share))}" for share in shares],
        "hoverinfo": "text",
    }


def _label(part: _Part, percent: str) -> str:
    """Keep the number off the bar's outer end."""
    return {"start": f"\u00a0{percent}", "end": f"{percent}\u00a0"}.get(part.anchor, percent)


def _title(row: DistributionRow, place: int, pen: Pen) -> dict[str, Any]:
    count = f'  <span style="color:{pen.palette.muted}">{plain(row.count)}</span>' if row.count else ""
    return _beside(place + _BAR / 2, f"<b>{plain(row.name)}</b>{count}", "bottom", pen.font(18, pen.palette.ink))


def _note(row: DistributionRow, place: int, pen: Pen) -> dict[str, Any]:
    return _beside(place, plain(row.note), "middle", pen.font(17, pen.palette.muted)) | {"xshift": pen.size(8)}


def _beside(y: float, text: str, anchor: str, font: dict[str, Any]) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yanchor": anchor,
        "text": text,
        "showarrow": False,
        "align": "left",
        "font": font,
    }


def _outline(place: int, pen: Pen) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": 0,
        "x1": 1,
        "y0": place - _BAR / 2,
        "y1": place + _BAR / 2,
        "line": {"color": pen.palette.grid, "width": pen.size(2)},
        "layer": "below",
    }
