"""The trend and what was done along it; or, where no quarter may be shown, why not and the way out."""

from __future__ import annotations

import streamlit as st

from cxlib.app.address import name_of
from cxlib.app.chips import MIDDLE, chip
from cxlib.app.controls import choose_nothing
from cxlib.app.figures import show_trend
from cxlib.app.safe_text import plain, words
from cxlib.app.visit import Visit
from cxlib.charts.trend_marks import numbered_events
from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Withheld
from cxlib.wording.explanation import explanation


def story(here: Visit, briefing: Briefing) -> None:
    if all(isinstance(point.value, Withheld) for point in briefing.trend):
        untold(here, briefing)
        return
    show_trend(here, briefing)
    st.html(told_events(here, briefing))


def told_events(here: Visit, briefing: Briefing) -> str:
    """Return the events with the numbers that they have on the trend; a number never parts from its event."""
    language = here.tongue.language
    told = (
        f"<span>{chip(str(number), MIDDLE)}&ensp;{words(event.label.text(language))}&ensp;"
        f"<small>{words(here.tongue.quarter(event.quarter))}</small></span>"
        for number, event in numbered_events(briefing.trend, briefing.events)
    )
    return f'<div style="display:flex;flex-wrap:wrap;gap:.4rem 1.8rem">{"".join(told)}</div>'


def untold(here: Visit, briefing: Briefing) -> None:
    """Say why there is no trend, and offer the whole group where a filter made it too small."""
    with st.container(border=True, height="stretch", vertical_alignment="center", horizontal_alignment="center"):
        st.markdown("# :gray[:material/visibility_off:]", width="content")
        st.markdown(f"### {plain(explanation(briefing, here.tongue))}", text_alignment="center")
        if here.address.where:
            names = [name_of(dimension) for dimension, _values in here.address.where]
            label = here.tongue._("Näytä kaikki asiakkaat")
            st.button(label, icon=":material/filter_alt_off:", on_click=choose_nothing, args=(names,))
