"""The actions: for each its verdict, what was compared, and the difference quarter by quarter."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cxlib import loading
from cxlib.app.controls import language_switch, quarter_switch
from cxlib.app.figures import BASE_FONT
from cxlib.app.heading import made_up, not_found, stands_in
from cxlib.app.safe_text import plain
from cxlib.app.source import Source, folder
from cxlib.app.visit import Visit
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.event_study import StudyTexts, event_study
from cxlib.charts.palette import palette
from cxlib.effects import action_results
from cxlib.terms.action import Action, ActionResult, ActionVerdict
from cxlib.terms.quarter import Quarter
from cxlib.wording.actions import (
    action_sentence,
    action_verdict,
    actions_sentence,
    chosen_sentence,
    compared_sentence,
    naive_sentence,
    no_actions_sentence,
    started_words,
    study_alt,
    study_hover,
    study_title,
    whom_words,
)
from cxlib.wording.tongue import tongue

#: Results kept, each some kilobytes, by snapshot and quarter.
MOST_KEPT = 128

_BADGES: dict[ActionVerdict, str] = {
    "helped": ":blue-badge[:material/check: {words}]",
    "harmed": ":orange-badge[:material/trending_down: {words}]",
    "no_evidence": ":gray-badge[{words}]",
    "too_early": ":gray-badge[:material/hourglass_top: {words}]",
    "cannot_be_known": ":gray-badge[:material/help: {words}]",
}


def actions_heading(here: Visit, sentence: str) -> None:
    """Show the sentence with what may be chosen here: the quarter up to which one looks, and the language."""
    made_up(here)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(plain(sentence), anchor=False, width="stretch")
        quarter_switch(here)
        language_switch(here)
    stands_in(here)
    not_found(here)


def action_cards(here: Visit) -> None:
    """Show a card for every action, the latest first; or how to write one down."""
    results = results_of(here)
    if not results:
        with st.container(border=True):
            st.markdown(plain(no_actions_sentence(here.tongue)))
        return
    st.markdown(plain(actions_sentence(here.tongue)))
    for result in results:
        with st.container(border=True):
            action_card(here, result)


def action_card(here: Visit, result: ActionResult) -> None:
    action = result.action
    left, right = st.columns([5, 6], gap="medium")
    with left:
        verdict = _BADGES[result.verdict].format(words=plain(action_verdict(result, here.tongue)))
        st.markdown(
            f"### {plain(action.label.text(here.tongue.language))}\n\n{verdict}\n\n"
            f"**{plain(action_sentence(result, here.tongue))}**\n\n{plain(rests_on(here, result))}\n\n"
            f":small[{plain(about(here, action))}]"
        )
    if result.study:
        with right:
            st.markdown(f":small[{plain(study_title(here.tongue))}]")
            chart = _kept_study(_key(here), action.id, result)
            st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key=f"study_{action.id}")


def rests_on(here: Visit, result: ActionResult) -> str:
    """Return what the verdict rests on; nothing where there is none."""
    if result.effect is None:
        return ""
    said = (
        compared_sentence(result, here.tongue),
        chosen_sentence(result.action, here.tongue),
        naive_sentence(result, here.tongue),
    )
    return " ".join(sentence for sentence in said if sentence)


def about(here: Visit, action: Action) -> str:
    said = [started_words(action, here.tongue), whom_words(action, here.source.programme, here.tongue)]
    return " · ".join([*said, here.tongue._("Vastuu: {owner}").format(owner=action.owner)] if action.owner else said)


def results_of(here: Visit) -> tuple[ActionResult, ...]:
    file = folder() / "actions.toml"
    written = file.stat().st_mtime_ns if file.is_file() else 0
    return _results(here.source.key, written, str(here.address.quarter), here.source, here.address.quarter)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _results(key: str, written: int, asked: str, _source: Source, _quarter: Quarter | None) -> tuple[ActionResult, ...]:
    known = loading.actions(loading.Organisation(folder(), _source.programme, _source.codebook))
    return action_results(_source.store, _source.programme, known, _quarter)


def _key(here: Visit) -> tuple[str, str, str, str, float]:
    scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
    theme = "dark" if here.dark else "light"
    return here.source.key, str(here.address.quarter), here.tongue.language, theme, scale


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False, hash_funcs={ActionResult: repr})
def _kept_study(key: tuple[str, str, str, str, float], action: str, result: ActionResult) -> Chart:
    return draw_study(result, *key[2:])


def draw_study(result: ActionResult, language: str, theme: str, scale: float) -> Chart:
    """Return the event study with its words."""
    spoken = tongue(language)
    texts = StudyTexts(
        alt=study_alt(result, spoken),
        started=started_words(result.action, spoken),
        hover=partial(study_hover, tongue=spoken),
        quarter=spoken.quarter,
        tick=partial(spoken.signed, decimals=0),
    )
    return event_study(result.study, started=result.action.started, texts=texts, palette=palette(theme), scale=scale)
