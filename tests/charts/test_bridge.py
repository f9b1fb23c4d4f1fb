"""The bridge: every step begins where the last one ended, and is coloured only where no doubt is left of its sign."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from cxlib.charts.bridge import BridgeEnd, BridgeStep, bridge
from cxlib.charts.palette import palette
from cxlib.terms.estimate import Change

COLORS = palette("light")


def step(value: float, half: float) -> BridgeStep:
    verdict = "real_rise" if value > half else "real_fall" if value < -half else "no_real_change"
    change = Change(value, value - half, value + half, 0.5, "points", verdict)  # type: ignore[arg-type]
    return BridgeStep("Hinta <i>", change, f"{value:+}", "hover")


def drawn(*steps: BridgeStep) -> dict[str, Any]:
    end = 60 + sum(each.change.value for each in steps)
    chart = bridge(
        BridgeEnd("Q2", 60.0, "60"),
        steps,
        BridgeEnd("Q3", end, str(end)),
        alt="Indeksi nousi",
        tick=lambda value: f"{value:.0f}",
        palette=COLORS,
    )
    assert chart.alt == "Indeksi nousi"
    return dict(chart.figure.to_dict())


def bars(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["type"] == "bar"]


def test_plotly_accepts_every_property() -> None:
    go.Figure(drawn(step(2, 1), step(-1, 3)))
    go.Figure(drawn())


def test_steps_join_start_and_end() -> None:
    figure = drawn(step(2.0, 1), step(-3.5, 1), step(0.25, 1))
    level = 60.0
    for bar in bars(figure):
        assert bar["base"][0] == pytest.approx(level)
        level += bar["x"][0]
    assert figure["data"][-1]["x"] == [pytest.approx(level)]
    names = [annotation["text"] for annotation in figure["layout"]["annotations"]]
    assert len(names) == 5
    assert "Hinta &lt;i&gt;" in names[1]


@pytest.mark.parametrize(
    ("value", "half", "color"), [(-4, 1.9, COLORS.detractor), (2.1, 1.2, COLORS.promoter), (-0.8, 1.5, COLORS.passive)]
)
def test_the_color_follows_the_interval(value: float, half: float, color: str) -> None:
    assert bars(drawn(step(value, half)))[0]["marker"]["color"] == color


def test_every_interval_lies_on_the_axis() -> None:
    low, high = drawn(step(-4, 9), step(3, 12))["layout"]["xaxis"]["range"]
    assert low <= 60 - 13
    assert high >= 56 + 15
