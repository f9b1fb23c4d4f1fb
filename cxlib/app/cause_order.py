"""Every cause on one axis, with how sure its place is: for those who ask why these three."""

from __future__ import annotations

import streamlit as st

from cxlib.app.figures import BASE_FONT
from cxlib.app.visit import Visit
from cxlib.charts.cause_bars import CauseRow, cause_bars
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.palette import palette
from cxlib.terms.briefing import Briefing, RootCause
from cxlib.terms.estimate import Estimate
from cxlib.wording.causes import cause_sentence, detector_sentence, order_title, rank_words
from cxlib.wording.tongue import Tongue, tongue


def cause_order(here: Visit, briefing: Briefing) -> None:
    """Offer all causes whose impact is estimated, blame and praise, each with its interval and its joint rank range."""
    if not any(isinstance(cause.impact, Estimate) for cause in briefing.causes.all):
        return
    opened = st.expander(
        here.tongue._("Kaikki juurisyyt ja niiden järjestyksen varmuus"), key="order", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
        chart = draw_order(briefing, here.tongue.language, "dark" if here.dark else "light", scale)
        st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key="order_bars")
        st.caption(f"{order_title(here.tongue)} {detector_sentence(briefing.causes, here.tongue)}")


def draw_order(briefing: Briefing, language: str, theme: str, scale: float) -> Chart:
    """Return the interval of every cause, most harmful first, with its words."""
    spoken = tongue(language)
    shown = [cause for cause in briefing.causes.all if isinstance(cause.impact, Estimate)]
    said = (f"{cause.label.text(language)}: {cause_sentence(cause, spoken)}" for cause in shown)
    rows = [_row(cause, spoken) for cause in shown]
    return cause_bars(rows, alt=" ".join(said), tick=spoken.signed, palette=palette(theme), scale=scale)


def _row(cause: RootCause, tongue: Tongue) -> CauseRow:
    return CauseRow(
        cause.label.text(tongue.language), cause.impact, rank_words(cause, tongue), cause_sentence(cause, tongue)
    )
