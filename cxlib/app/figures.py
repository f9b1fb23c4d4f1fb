"""The charts of a page, drawn once for each snapshot, selection, language and theme, however many look at them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from cxlib.app.safe_text import plain
from cxlib.app.visit import Visit
from cxlib.charts.distribution import DistributionRow, DistributionTexts, distribution
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.palette import palette
from cxlib.charts.trend import trend
from cxlib.charts.trend_marks import TrendTexts
from cxlib.terms.briefing import Briefing, StageLine
from cxlib.terms.selection import Selection
from cxlib.wording.distributions import (
    distribution_alt,
    distribution_count,
    distribution_note,
    group_names,
    nps_sentence,
)
from cxlib.wording.explanation import estimate_value
from cxlib.wording.targets import target_name
from cxlib.wording.tongue import NO_BREAK_SPACE, Tongue, tongue
from cxlib.wording.trends import trend_alt, trend_hover

#: The base font for which charts are drawn at scale 1.
BASE_FONT = 18

#: A figure is some 20 kB: a day's readers of a large organisation fit.
MOST_KEPT = 512

Key = tuple[str, Selection, str, str, float]


def show_trend(here: Visit, briefing: Briefing) -> None:
    """Draw the index over the quarters."""
    _show(_kept_trend(_key(here, briefing), briefing), "trend")


def show_distribution(here: Visit, briefing: Briefing) -> None:
    """Draw how customers of each stage would recommend, with a legend over it."""
    colors = palette(_theme(here))
    names = zip((colors.detractor, colors.passive, colors.promoter), group_names(here.tongue), strict=True)
    st.markdown(legend(("■", color, name) for color, name in names))
    _show(_kept_distribution(_key(here, briefing), briefing), "distribution")
    balance = nps_sentence(briefing.stages, here.tongue)
    if balance:
        st.caption(plain(balance))


def legend(entries: Iterable[tuple[str, str, str]]) -> str:
    """Return signs in their colours with their names, as Markdown; no line break parts a sign from its name."""
    named = ((sign, color, f" {name}".replace(" ", NO_BREAK_SPACE)) for sign, color, name in entries)
    return "&emsp; ".join(f':color[{sign}]{{foreground="{color}"}}{name}' for sign, color, name in named)


def _theme(here: Visit) -> str:
    return "dark" if here.dark else "light"


def _key(here: Visit, briefing: Briefing) -> Key:
    scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
    selection = Selection(briefing.quarter, briefing.selection.where)
    return here.source.key, selection, here.tongue.language, _theme(here), scale


def _show(chart: Chart, key: str) -> None:
    st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key=key)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False, hash_funcs={Selection: repr})
def _kept_trend(key: Key, _briefing: Briefing) -> Chart:
    """Draw once; the briefing itself is left out of the cache's key, which names it."""
    return draw_trend(_briefing, *key[2:])


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False, hash_funcs={Selection: repr})
def _kept_distribution(key: Key, _briefing: Briefing) -> Chart:
    return draw_distribution(_briefing, *key[2:])


def draw_trend(briefing: Briefing, language: str, theme: str, scale: float) -> Chart:
    """Return the trend with its words."""
    spoken = tongue(language)
    target = None if briefing.definition is None else briefing.definition.target
    texts = TrendTexts(
        alt=trend_alt(briefing, spoken),
        target="" if target is None else target_name(target, spoken),
        version_break=spoken._("uusi määritelmä"),
        value=partial(estimate_value, tongue=spoken),
        hover=partial(trend_hover, tongue=spoken),
        quarter=spoken.quarter,
        tick=partial(spoken.number, decimals=0),
    )
    points, events = briefing.trend, briefing.events
    return trend(points, target=target, events=events, texts=texts, palette=palette(theme), scale=scale)


def draw_distribution(briefing: Briefing, language: str, theme: str, scale: float) -> Chart:
    """Return the bars of all stages with their words."""
    spoken = tongue(language)
    texts = DistributionTexts(distribution_alt(briefing.stages, spoken), *group_names(spoken), percent=spoken.percent)
    rows = [_row(line, spoken) for line in briefing.stages] or [_everybody(briefing, spoken)]
    return distribution(rows, texts=texts, palette=palette(theme), scale=scale)


def _everybody(briefing: Briefing, tongue: Tongue) -> DistributionRow:
    value = briefing.distribution
    return DistributionRow(
        tongue._("Kaikki vastaajat"), value, distribution_count(value, tongue), distribution_note(value, tongue)
    )


def _row(line: StageLine, tongue: Tongue) -> DistributionRow:
    value = line.distribution
    name = line.label.text(tongue.language)
    return DistributionRow(name, value, distribution_count(value, tongue), distribution_note(value, tongue))
