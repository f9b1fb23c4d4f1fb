"""What goes together with the index: a bar for every measurement, and a sentence on each."""

from __future__ import annotations

import streamlit as st

from cxlib.app.figures import BASE_FONT
from cxlib.app.safe_text import plain
from cxlib.app.source import Source
from cxlib.app.visit import Visit
from cxlib.charts.cause_bars import CauseRow, cause_bars
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.palette import palette
from cxlib.drivers import index_drivers
from cxlib.terms.driver import DriverResult, DriverShare
from cxlib.terms.estimate import Estimate
from cxlib.terms.quarter import Quarter
from cxlib.wording.drivers import (
    drivers_alt,
    drivers_sentence,
    pair_lines,
    share_words,
    slope_sentence,
    together_sentence,
)
from cxlib.wording.tongue import Tongue, tongue

#: Results kept, a kilobyte each, by snapshot and quarter.
MOST_KEPT = 128


def driver_bars(here: Visit) -> None:
    """Show what goes together with the index of the quarter, or why it cannot be told."""
    result = _result(here.source.key, str(here.address.quarter), here.source, here.address.quarter)
    st.markdown(plain(drivers_sentence(result, here.source.programme, here.tongue)))
    if not result.drivers:
        return
    left, right = st.columns([6, 5], gap="medium")
    with left, st.container(border=True, height="stretch"):
        scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
        chart = draw_drivers(result, here.tongue.language, "dark" if here.dark else "light", scale)
        st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key="drivers")
    with right, st.container(border=True, height="stretch"):
        said = [_paragraph(each, here.tongue) for each in result.drivers]
        said += [plain(sentence) for sentence in pair_lines(result, here.tongue)]
        st.markdown("\n\n".join([*said, plain(together_sentence(here.tongue))]))


def _paragraph(driver: DriverShare, tongue: Tongue) -> str:
    return f"**{plain(share_words(driver, tongue))}**  \n{plain(slope_sentence(driver, tongue))}"


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _result(key: str, asked: str, _source: Source, _quarter: Quarter | None) -> DriverResult:
    return index_drivers(_source.store, _source.programme, _quarter)


def draw_drivers(result: DriverResult, language: str, theme: str, scale: float) -> Chart:
    """Return the bars with their words, in per cent of the differences between respondents."""
    spoken = tongue(language)
    rows = [_row(driver, result.n, spoken) for driver in result.drivers]

    def tick(value: float) -> str:
        return spoken.percent(value / 100)

    return cause_bars(rows, alt=drivers_alt(result, spoken), tick=tick, palette=palette(theme), scale=scale)


def _row(driver: DriverShare, n: int, tongue: Tongue) -> CauseRow:
    low, value, high = (100 * share for share in (driver.low, driver.importance, driver.high))
    drawn = Estimate(value, low, high, n, "share", float(n), 0.0)
    return CauseRow(driver.label.text(tongue.language), drawn, "", share_words(driver, tongue))
