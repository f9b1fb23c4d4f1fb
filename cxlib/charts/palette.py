"""The colours of the charts, for light and for dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """Colours by what they say, as CSS.

    Blue and orange, not green and red: promoters and detractors stay apart (ΔE ≥ 84) for every kind of colour
    blindness.
    `on_detractor`, `on_passive` and `on_promoter` are the text colours on the bars, each at least 4.5 : 1.
    """

    theme: Theme
    background: str
    ink: str
    muted: str
    grid: str
    line: str
    band: str
    band_strong: str
    detractor: str
    passive: str
    promoter: str
    on_detractor: str
    on_passive: str
    on_promoter: str


_LIGHT = Palette(
    theme="light",
    background="#FFFFFF",
    ink="#1B2430",
    muted="#5B6675",
    grid="#E3E8EE",
    line="#1F5FA8",
    band="rgba(31,95,168,0.14)",
    band_strong="rgba(31,95,168,0.45)",
    detractor="#C2540E",
    passive="#C3CBD5",
    promoter="#1F5FA8",
    on_detractor="#FFFFFF",
    on_passive="#1B2430",
    on_promoter="#FFFFFF",
)
_DARK = Palette(
    theme="dark",
    background="#10161F",
    ink="#EEF2F7",
    muted="#A7B2C0",
    grid="#2A3543",
    line="#6FAEEB",
    band="rgba(111,174,235,0.20)",
    band_strong="rgba(111,174,235,0.50)",
    detractor="#F0964B",
    passive="#566273",
    promoter="#6FAEEB",
    on_detractor="#10161F",
    on_passive="#FFFFFF",
    on_promoter="#10161F",
)


def palette(theme: str) -> Palette:
    """Return the colours for `st.context.theme.type`; light unless it is "dark".

    >>> palette("dark").background
    '#10161F'
    """
    return _DARK if theme == "dark" else _LIGHT
