"""What every chart has in common: a figure with its alternative text, built without Plotly's slow checks."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

import plotly.graph_objects as go

from cxlib.charts.palette import Palette

FONT = '"Source Sans", sans-serif'

#: `st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt)`.
CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


class Drawn(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A figure that nobody changes any more: its dict, which every showing asks for, is made once (4 ms each)."""

    _dict: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        if self._dict is None:
            self._dict = super().to_dict()
        return self._dict


class Chart(NamedTuple):
    """A figure, and what it shows in words for those who do not see it."""

    figure: go.Figure
    alt: str


@dataclass(frozen=True)
class Pen:
    """Colours and sizes; `scale` 1 is for a page whose base font is 18 px (a TV at 28 px: 28 / 18)."""

    palette: Palette
    scale: float = 1.0

    def size(self, pixels: float) -> float:
        return round(pixels * self.scale, 1)

    def font(self, pixels: float, color: str) -> dict[str, Any]:
        return {"size": self.size(pixels), "color": color}


def plain(text: str) -> str:
    """Return the text so that Plotly shows it as written: it reads `<b>` and `&amp;` as markup.

    >>> plain("Tyytyväisyys <5 & muut")
    'Tyytyväisyys &lt;5 &amp; muut'
    """
    return escape(text, quote=False)


def axis(**settings: Any) -> dict[str, Any]:
    """Return an axis that cannot be zoomed and does not cut its labels."""
    return {"fixedrange": True, "automargin": True, "showgrid": False, "zeroline": False, **settings}


def drawing(data: list[dict[str, Any]], layout: dict[str, Any], *, pen: Pen, height: float) -> go.Figure:
    """Make the figure: transparent, without legend, panning or a template of its own.

    Notes
    -----
    Plotly's validation takes most of the time of a small figure, and `st.plotly_chart` would run it on a plain dict;
    the tests run it instead (`go.Figure(figure.to_dict())`). The empty template keeps Plotly's own out of the page, and
    Streamlit's browser side fills it with its fonts.
    """
    shared = {
        "template": {},
        "height": pen.size(height),
        "margin": dict.fromkeys("lrtb", 8) | {"pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, **pen.font(18, pen.palette.ink)},
        "separators": ",\u00a0",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": pen.palette.background,
            "bordercolor": pen.palette.muted,
            "font": {"family": FONT, **pen.font(16, pen.palette.ink)},
            "align": "left",
        },
    }
    return Drawn(data=data, layout=shared | layout, _validate=False)
