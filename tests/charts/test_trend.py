"""The trend shows what is known, leaves gaps where nothing is, and stays readable at 390 px."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.charts.drawing import Chart
from cxlib.charts.palette import palette
from cxlib.charts.trend import trend
from cxlib.charts.trend_marks import TrendTexts, lanes, numbered_events
from cxlib.terms.briefing import TrendPoint
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.programme import Event, Label
from cxlib.terms.quarter import Quarter

LOOK = [61.8, 62.4, 61.9, 62.7, 63.1, 62.2, 63.0, 64.1, 64.6, 65.9, 66.3, 70.5]
EVENTS = tuple(
    Event(quarter, Label(fi="Chat auki")) for quarter in (Quarter(2026, 2), Quarter(2025, 2), Quarter(2026, 1))
)
HIDDEN = Withheld("small_group")
Make = Callable[..., tuple[TrendPoint, ...]]


def draw(points: tuple[TrendPoint, ...], texts: TrendTexts, **settings: Any) -> Chart:
    given_settings = {"target": 70.0, "events": EVENTS, "texts": texts, "palette": palette("light")} | settings
    return trend(points, **given_settings)


def described(chart: Chart) -> dict[str, Any]:
    return dict(chart.figure.to_dict())


def lines(chart: Chart) -> list[dict[str, Any]]:
    return [trace for trace in described(chart)["data"] if trace["mode"] == "lines+markers"]


def texts_of(chart: Chart) -> list[str]:
    return [note["text"] for note in described(chart)["layout"]["annotations"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_accepts_every_property(points: Make, texts: TrendTexts, theme: str) -> None:
    thin = Estimate(62.0, 55.0, 69.0, 8, "index", 8.0, 3.6)
    drawn = draw(
        points([*LOOK[:3], thin, HIDDEN, *LOOK[5:]], versions=[1] * 8 + [2] * 4), texts, palette=palette(theme)
    )
    go.Figure(described(drawn))  # raises on a property or value that Plotly does not know


def test_the_chart_carries_the_alternative_text_it_was_given(points: Make, texts: TrendTexts) -> None:
    assert draw(points(LOOK), texts).alt == "Indeksi nousi"


def test_a_withheld_quarter_breaks_the_line_and_its_band(points: Make, texts: TrendTexts) -> None:
    chart = draw(points([61, 62, HIDDEN, 63, 64, 65]), texts)
    assert [len(line["x"]) for line in lines(chart)] == [2, 3]
    assert [len(band["x"]) for band in described(chart)["data"] if band.get("fill") == "toself"] == [4, 6]


def test_five_to_nine_answers_are_a_bar_without_a_point(points: Make, texts: TrendTexts) -> None:
    thin = Estimate(66.123, 57.0, 75.0, 7, "index", 7.0, 4.6)
    chart = draw(points([61, 62, thin, 63, 64]), texts)
    assert "66.123" not in chart.figure.to_json()
    bars = [trace for trace in described(chart)["data"] if trace["mode"] == "lines" and trace["line"]["width"] > 0]
    assert [bar["y"] for bar in bars] == [[57.0, 75.0]]


def test_a_point_on_a_low_base_is_hollow(points: Make, texts: TrendTexts) -> None:
    low = Estimate(62.0, 57.0, 67.0, 24, "index", 24.0, 2.5)
    (line,) = lines(draw(points([61, low, 63]), texts))
    colors = palette("light")
    assert line["marker"]["color"] == [colors.line, colors.background, colors.line]


def test_another_definition_breaks_the_line_and_is_marked(points: Make, texts: TrendTexts) -> None:
    chart = draw(points(LOOK, versions=[1] * 8 + [2] * 4), texts)
    assert [len(line["x"]) for line in lines(chart)] == [8, 4]
    assert "Uusi määritelmä" in texts_of(chart)
    target = next(shape for shape in described(chart)["layout"]["shapes"] if shape["line"].get("dash") == "dash")
    assert target["x0"] > Quarter(2025, 3).ordinal, "the target of the new definition says nothing of the old one"


def test_the_name_of_the_target_stands_over_the_points_that_it_would_lie_on(points: Make, texts: TrendTexts) -> None:
    def name(values: list[float]) -> dict[str, Any]:
        notes = described(draw(points(values, versions=[1] * 9 + [2] * 3), texts))["layout"]["annotations"]
        return next(note for note in notes if note["text"].startswith("Tavoite"))

    beside = name([60.0] * 9 + [68.0] * 3)
    assert (beside["y"], beside["yanchor"]) == (70.0, "middle")
    over = name([60.0] * 7 + [70.5, 66.0] + [68.0] * 3)
    assert over["yanchor"] == "bottom"
    assert over["y"] > 70.5


def test_a_short_series_names_its_first_quarter_and_its_last(points: Make, texts: TrendTexts) -> None:
    shown = points([60.0] * 4)
    drawn = described(draw(shown, texts))["layout"]["xaxis"]
    assert drawn["tickvals"] == [shown[0].quarter.ordinal, shown[-1].quarter.ordinal]


def test_only_the_last_value_is_written(points: Make, texts: TrendTexts) -> None:
    written = [text for text in texts_of(draw(points(LOOK), texts)) if "," in text]
    assert written == ["<b>70,5</b>"]


def test_no_value_is_written_where_the_last_quarter_is_withheld(points: Make, texts: TrendTexts) -> None:
    assert not [text for text in texts_of(draw(points([*LOOK[:-1], HIDDEN]), texts)) if "," in text]


def test_a_value_just_under_the_target_is_written_over_the_line(points: Make, texts: TrendTexts) -> None:
    notes = described(draw(points([*LOOK[:-1], 69.4]), texts))["layout"]["annotations"]
    assert next(note for note in notes if note["text"] == "<b>69,4</b>")["y"] == 70.0


def test_text_given_is_shown_as_written(points: Make, texts: TrendTexts) -> None:
    chart = draw(points(LOOK), texts)
    assert "Tavoite &lt;70&gt; &amp; yli" in texts_of(chart)
    assert all("<b>" not in hover for line in lines(chart) for hover in line["text"])


def test_events_are_numbered_by_time_and_those_outside_left_out(points: Make) -> None:
    outside = Event(Quarter(2020, 1), Label(fi="Kauan sitten"))
    numbered = numbered_events(points(LOOK), (*EVENTS, outside))
    assert [(number, str(event.quarter)) for number, event in numbered] == [(1, "2025Q2"), (2, "2026Q1"), (3, "2026Q2")]


@given(st.lists(st.integers(0, 39), max_size=12), st.integers(1, 40))
def test_no_two_marks_of_a_lane_touch_on_a_phone(places: list[int], quarters: int) -> None:
    events = tuple(enumerate((Event(Quarter.from_ordinal(8000 + place), Label()) for place in sorted(places)), start=1))
    placed = lanes(events, quarters)
    for lane in set(placed.values()):
        inside = sorted(place for (_, place), where in placed.items() if where == lane)
        assert all(after - before >= 2 for before, after in pairwise(inside))


@pytest.mark.parametrize("quarters", [1, 2, 4, 12, 17, 28, 40])
def test_labels_stand_far_enough_apart_for_a_phone(points: Make, texts: TrendTexts, quarters: int) -> None:
    drawn = described(draw(points([60.0] * quarters), texts))["layout"]["xaxis"]
    places, width = drawn["tickvals"], drawn["range"][1] - drawn["range"][0]
    assert places[-1] == Quarter(2023, 4).ordinal + quarters - 1
    pixels = [(after - before) / width * 315 for before, after in pairwise(places)]
    assert all(gap >= 62 for gap in pixels), "Q3/2026 is 62 px wide"


@pytest.mark.parametrize("quarters", [2, 12, 28, 40])
def test_the_last_value_fits_on_the_right_on_a_phone(points: Make, texts: TrendTexts, quarters: int) -> None:
    low, high = described(draw(points([60.0] * quarters), texts))["layout"]["xaxis"]["range"]
    last = Quarter(2023, 4).ordinal + quarters - 1
    assert (high - last) / (high - low) * 315 + 8 >= 30


def test_nothing_known_is_still_a_chart(points: Make, texts: TrendTexts) -> None:
    go.Figure(described(draw(points([HIDDEN, HIDDEN]), texts)))
    go.Figure(described(draw((), texts, target=None)))


def test_panels_given_one_span_share_their_axis(points: Make, texts: TrendTexts) -> None:
    panels = [draw(points(values), texts, span=(50, 80), events=()) for values in ([60, 61], [70, 72])]
    first, second = (described(panel)["layout"]["yaxis"]["range"] for panel in panels)
    assert first == second


def test_sizes_follow_the_scale(points: Make, texts: TrendTexts) -> None:
    single, double = (described(draw(points(LOOK), texts, scale=scale)) for scale in (1.0, 2.0))
    assert double["layout"]["height"] == 2 * single["layout"]["height"] == 800
    assert double["layout"]["font"]["size"] == 2 * single["layout"]["font"]["size"]


def test_a_figure_is_light_and_leaves_the_look_of_the_page_alone(points: Make, texts: TrendTexts) -> None:
    chart = draw(points(LOOK), texts)
    layout = described(chart)["layout"]
    assert len(chart.figure.to_json()) < 8_000
    assert layout["template"] == {}
    assert layout["paper_bgcolor"] == "rgba(0,0,0,0)"
    assert layout["separators"] == ",\u00a0"
    assert layout["dragmode"] is False
