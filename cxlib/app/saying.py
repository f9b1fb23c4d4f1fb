"""Beside the answers of a search: how often it is said, and how those who say it answer otherwise."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cxlib.app.figures import BASE_FONT
from cxlib.app.safe_text import plain
from cxlib.app.visit import Visit
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.palette import palette
from cxlib.charts.saying import SayingTexts, saying_trend
from cxlib.store.definitions import score_question
from cxlib.terms.saying import Saying
from cxlib.wording.saying import said_hover, saying_alt, saying_lines
from cxlib.wording.tongue import tongue


def beside_answers(here: Visit) -> None:
    """Show how often what is searched is said and by whom; nothing where nothing is searched."""
    saying = here.source.saying(here.address)
    if saying is None:
        return
    drawn, told = st.columns([5, 6], gap="medium")
    with drawn, st.container(border=True, height="stretch"):
        title = here.tongue._("Näin sanovien osuus")
        st.markdown(f"**{plain(title)}**")
        scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
        chart = draw_saying(saying, here.tongue.language, "dark" if here.dark else "light", scale)
        st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key="saying")
    with told, st.container(border=True, height="stretch"):
        programme = here.source.programme
        lines = saying_lines(saying, programme, score_question(programme), here.tongue)
        st.markdown("\n\n".join(map(plain, lines)))


def draw_saying(saying: Saying, language: str, theme: str, scale: float) -> Chart:
    """Return the small trend with its words."""
    spoken = tongue(language)
    small = partial(spoken.percent, decimals=1)
    texts = SayingTexts(saying_alt(saying, spoken), partial(said_hover, tongue=spoken), spoken.quarter, small)
    return saying_trend(saying.trend, texts=texts, palette=palette(theme), scale=scale)
