"""What customers began to write about, and the searches that are followed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cxlib.app.address import Address, written
from cxlib.app.cause_cards import ANSWERS_PAGE
from cxlib.app.figures import BASE_FONT
from cxlib.app.safe_text import plain
from cxlib.app.source import Source, folder
from cxlib.app.visit import Visit
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.palette import palette
from cxlib.charts.saying import SayingTexts, saying_trend
from cxlib.errors import KuuloError, SelectionError
from cxlib.terms.quarter import Quarter
from cxlib.terms.topic import Emerging, Topic, Tracked
from cxlib.topics import emerging, saved_searches, tracked
from cxlib.wording.saying import said_hover
from cxlib.wording.tongue import tongue
from cxlib.wording.topics import (
    burst_sentence,
    emerging_sentence,
    no_searches_sentence,
    read_sentence,
    topic_name,
    topic_sentence,
    tracked_alt,
    tracked_sentence,
)

#: Results kept, some kilobytes each, by snapshot and quarter.
MOST_KEPT = 64
#: Marks of a followed search that moved: the arrow says it without a colour.
_ARROWS = {"risen": "↑ ", "fallen": "↓ ", "calm": ""}


def emerging_topics(here: Visit) -> None:
    """Show the topics that came up in the quarter, each with the way to its answers."""
    try:
        with st.spinner(here.tongue._("Luemme vastauksia…")):
            found = _emerging(here.source.key, str(here.address.quarter), here.source, here.address.quarter)
    except SelectionError:
        st.markdown(here.tongue._("Ensimmäisellä neljänneksellä ei ole, mihin verrata."))
        return
    st.markdown(f"### {plain(emerging_sentence(found, here.tongue))}")
    if found.topics:
        with st.container(horizontal=True, gap="medium"):
            for topic in found.topics:
                _topic_card(here, topic)
    st.markdown(f":small[{plain(read_sentence(found, here.tongue))}]")


def _topic_card(here: Visit, topic: Topic) -> None:
    kind = here.tongue._("uusi") if topic.kind == "new" else here.tongue._("yleistynyt")
    with st.container(border=True, width=380):
        st.markdown(f"**{plain(topic_name(topic))}** :blue-badge[{plain(kind)}]")
        said = [topic_sentence(topic, here.tongue), burst_sentence(topic.burst, here.tongue)]
        st.markdown("  \n".join(plain(line) for line in said if line))
        _answers_link(here, topic_name(topic))


def followed_searches(here: Visit) -> None:
    """Show every followed search over the quarters, and whether it moved."""
    st.subheader(plain(here.tongue._("Seuratut haut")), anchor=False)
    try:
        searches = saved_searches(folder())
    except KuuloError as error:
        st.warning(plain(str(error)))
        return
    if not searches:
        st.markdown(plain(no_searches_sentence(here.tongue)))
        return
    asked = repr((searches, str(here.address.quarter)))
    found = _tracked(here.source.key, asked, here.source, here.address.quarter)
    columns = st.columns(min(3, len(found)), gap="medium")
    for place, each in enumerate(found):
        with columns[place % len(columns)], st.container(border=True):
            _followed_card(here, each)


def _followed_card(here: Visit, each: Tracked) -> None:
    name = each.topic.label.text(here.tongue.language) or each.topic.id
    st.markdown(f"**{_ARROWS[each.alert]}{plain(name)}**")
    st.markdown(plain(tracked_sentence(each, here.tongue)))
    scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
    chart = draw_tracked(each, name, here.tongue.language, "dark" if here.dark else "light", scale)
    st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key=f"topic_{each.topic.id}")
    _answers_link(here, each.topic.search, wide=each.topic.wide)


def _answers_link(here: Visit, words: str, *, wide: bool = False) -> None:
    address = Address(language=here.address.language, quarter=here.address.quarter, words=words, wide=wide)
    label = here.tongue._("Lue vastaukset")
    st.page_link(ANSWERS_PAGE, label=label, icon=":material/forum:", query_params=written(address))


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _emerging(key: str, asked: str, _source: Source, _quarter: Quarter | None) -> Emerging:
    return emerging(_source.store, _source.programme, _quarter)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _tracked(key: str, asked: str, _source: Source, _quarter: Quarter | None) -> tuple[Tracked, ...]:
    return tracked(_source.store, _source.programme, saved_searches(folder()), _quarter)


def draw_tracked(each: Tracked, name: str, language: str, theme: str, scale: float) -> Chart:
    """Return the small trend of a followed search with its words."""
    spoken = tongue(language)
    small = partial(spoken.percent, decimals=1)
    alt = tracked_alt(each, name, spoken)
    texts = SayingTexts(alt, partial(said_hover, tongue=spoken), spoken.quarter, small)
    return saying_trend(each.trend, texts=texts, palette=palette(theme), scale=scale)
