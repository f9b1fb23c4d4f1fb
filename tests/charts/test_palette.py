"""Contrast by the formula of WCAG 2.2: 4.5 : 1 for text, 3 : 1 for lines."""

from __future__ import annotations

import pytest

from cxlib.charts.palette import palette


def luminance(color: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(color[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_standards_own_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_readable(theme: str) -> None:
    colors = palette(theme)
    pairs = [
        (colors.ink, colors.background),
        (colors.muted, colors.background),
        (colors.on_detractor, colors.detractor),
        (colors.on_passive, colors.passive),
        (colors.on_promoter, colors.promoter),
    ]
    assert min(contrast(*pair) for pair in pairs) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_and_outer_bars_stand_out(theme: str) -> None:
    colors = palette(theme)
    assert min(contrast(color, colors.background) for color in (colors.line, colors.detractor, colors.promoter)) >= 3


def test_an_unknown_theme_is_light() -> None:
    assert palette("custom").theme == "light"
