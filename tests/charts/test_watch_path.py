"""A watched series stands inside or outside the limits of chance, and begins anew after an alarm."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from cxlib.charts.palette import palette
from cxlib.charts.watch_path import PathTexts, watch_path
from cxlib.terms.alert import Step
from cxlib.terms.month import Month

TEXTS = PathTexts("Jonotus 8/2026", "taso", "sattuman <rajat>", lambda step: f"{step.value:.0f} <b>", str)
COLORS = palette("light")


def step(month: int, deviation: float, limit: float = 0.5) -> Step:
    verdict = "calm" if abs(deviation) <= limit else "risen" if deviation > 0 else "fallen"
    return Step(Month(2026, month), 60.0, deviation, limit, verdict)


STEPS = (step(4, 0.1), step(5, 0.75), step(8, -0.2, 0.4), step(9, -0.8))


def test_plotly_accepts_it_and_the_limits_are_drawn() -> None:
    chart = watch_path(STEPS, texts=TEXTS, palette=COLORS)
    go.Figure(chart.figure.to_dict())
    (band,) = chart.figure.layout.shapes
    assert (band.y0, band.y1) == (-1, 1)
    assert chart.alt == "Jonotus 8/2026"


def test_a_point_is_shown_as_a_part_of_its_own_limit_and_the_line_breaks_after_an_alarm() -> None:
    _, first, _, second = watch_path(STEPS, texts=TEXTS, palette=COLORS).figure.data
    assert list(first.y) == pytest.approx([0.2, 1.5])
    assert list(second.y) == pytest.approx([-0.5, -1.6])
    assert list(first.marker.color) == [COLORS.muted, COLORS.promoter]
    assert list(second.marker.color) == [COLORS.muted, COLORS.detractor]


def test_a_line_leads_every_run_from_its_level_so_that_no_alarm_is_a_lone_dot() -> None:
    figure = watch_path([step(4, 0.9), step(8, -0.8)], texts=TEXTS, palette=COLORS).figure
    leads, runs = figure.data[::2], figure.data[1::2]
    for lead, run in zip(leads, runs, strict=True):
        assert len(run.x) == 1
        assert (lead.y[0], lead.x[1], lead.y[1]) == (0, run.x[0], run.y[0])
        assert (lead.mode, lead.line.dash) == ("lines", "dot")
    assert figure.layout.xaxis.range[0] < leads[0].x[0]


def test_the_name_of_the_band_stands_over_the_picture() -> None:
    figure = watch_path(STEPS, texts=TEXTS, palette=COLORS).figure
    (named,) = figure.layout.annotations
    assert (named.yref, named.y, named.yanchor) == ("paper", 1, "bottom")
    assert figure.layout.margin.t >= named.font.size + 8


def test_every_point_fits_and_a_calm_series_looks_calm() -> None:
    loud = watch_path([step(4, 3.0)], texts=TEXTS, palette=COLORS).figure.layout.yaxis.range
    calm = watch_path([step(4, 0.01)], texts=TEXTS, palette=COLORS).figure.layout.yaxis.range
    assert loud[1] > 6
    assert calm[1] == pytest.approx(1.5)


def test_words_are_never_markup() -> None:
    figure = watch_path(STEPS, texts=TEXTS, palette=COLORS).figure
    assert figure.layout.annotations[0].text.endswith("> sattuman &lt;rajat&gt;")
    assert figure.data[1].text[0] == "60 &lt;b&gt;"


def test_no_points_make_an_empty_picture() -> None:
    assert not watch_path([], texts=TEXTS, palette=COLORS).figure.data
