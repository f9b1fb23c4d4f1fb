"""What is watched: what moved in the quarter, each series against its limit, and what an alarm is worth."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cxlib.app.figures import BASE_FONT
from cxlib.app.safe_text import plain
from cxlib.app.source import Source
from cxlib.app.visit import Visit
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.palette import palette
from cxlib.charts.watch_path import PathTexts, watch_path
from cxlib.terms.alert import Alert, Track, Watch
from cxlib.terms.quarter import Quarter
from cxlib.watch import watch
from cxlib.wording.alerts import (
    alert_evidence,
    alert_sentence,
    blind_sentence,
    budget_sentence,
    causes_sentence,
    month_words,
    path_alt,
    reading_sentences,
    step_words,
    top_watched_sentence,
    track_name,
    track_sentence,
    unwatched_sentences,
)
from cxlib.wording.tongue import Tongue, tongue

#: Quarters kept, some kilobytes each, and charts of one series.
MOST_KEPT, MOST_CHARTS = 64, 512


def watch_of(here: Visit) -> Watch:
    """Return what moved in the quarter that is looked at."""
    return _watch(here.source.key, str(here.address.quarter), here.source, here.address.quarter)


def alert_cards(here: Visit, found: Watch) -> None:
    """Show a card with its picture for everything that moved; or that nothing did, or that nothing could be watched."""
    spoken = here.tongue
    st.markdown(plain(blind_sentence(spoken) if found.blind else budget_sentence(found, spoken)))
    if found.causes is not None:
        st.info(plain(causes_sentence(found.causes, spoken)), icon=":material/swap_vert:")
    if found.alerts:
        with st.grid(2, min_column_width=420):
            for alert in found.alerts:
                with st.container(border=True, height="stretch"):
                    alert_card(here, found, alert)


def alert_card(here: Visit, found: Watch, alert: Alert) -> None:
    name = here.source.programme.index_label.text(here.tongue.language)
    icon = ":material/trending_up:" if alert.direction == "risen" else ":material/trending_down:"
    said, rests_on = alert_sentence(alert, name, here.tongue), alert_evidence(alert, here.tongue)
    st.markdown(f"{icon} **{plain(said)}**  \n:small[{plain(rests_on)}]")
    track = next(one for one in found.tracks if (one.kind, one.subject) == (alert.kind, alert.subject))
    show_path(here, found, track, f"moved_{alert.kind}_{alert.subject}_{alert.month}")


def every_track(here: Visit, found: Watch) -> None:
    """Offer the picture of any watched series, and say how it is read and what cannot be watched."""
    spoken = here.tongue
    left, right = st.columns([6, 4], gap="medium")
    with left, st.container(border=True, height="stretch"):
        chosen = st.selectbox(
            spoken._("Näytä seurattava asia"),
            range(len(found.tracks)),
            index=_first_calm(found),
            format_func=lambda at: track_name(found.tracks[at], here.source.programme.index_label, spoken),
            key=f"track_{found.quarter}",
        )
        track = found.tracks[chosen or 0]
        st.markdown(f":small[{plain(track_sentence(track, spoken))}]")
        show_path(here, found, track, "chosen")
    with right, st.container(border=True, height="stretch"):
        said = [*reading_sentences(spoken), top_watched_sentence(found, spoken)]
        st.markdown("\n\n".join(plain(sentence) for sentence in said))


def unwatched(here: Visit, found: Watch) -> None:
    for sentence in unwatched_sentences(found.unwatched, here.tongue):
        st.caption(plain(sentence))


def show_path(here: Visit, found: Watch, track: Track, key: str) -> None:
    scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
    look = here.tongue.language, "dark" if here.dark else "light", scale
    chart = _kept_path((here.source.key, str(found.quarter), track.kind, track.subject, *look), track)
    st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key=key)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _watch(key: str, asked: str, _source: Source, _quarter: Quarter | None) -> Watch:
    return watch(_source.store, _source.programme, _source.codebook, _quarter)


@st.cache_resource(max_entries=MOST_CHARTS, show_spinner=False)
def _kept_path(key: tuple[str, str, str, str, str, str, float], _track: Track) -> Chart:
    return draw_path(_track, *key[4:])


def draw_path(track: Track, language: str, theme: str, scale: float) -> Chart:
    """Return the series against its limit, with its words."""
    spoken: Tongue = tongue(language)
    texts = PathTexts(
        alt=path_alt(track, spoken),
        level=spoken._("taso"),
        limit=spoken._("sattuman rajat"),
        hover=partial(step_words, track, tongue=spoken),
        month=partial(month_words, tongue=spoken),
    )
    return watch_path(track.steps, texts=texts, palette=palette(theme), scale=scale)


def _first_calm(found: Watch) -> int:
    """The first series that has no picture of its own above."""
    return next((place for place, track in enumerate(found.tracks) if not track.moved), 0)
