"""What the page "Miksi muuttui?" shows: the bridge, the groups behind the mix, and the mean without stage weights."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cxlib.app.controls import choose, show_chosen
from cxlib.app.figures import BASE_FONT
from cxlib.app.safe_text import plain
from cxlib.app.tables import table
from cxlib.app.visit import Visit
from cxlib.charts.bridge import BridgeEnd, BridgeStep, bridge
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.palette import palette
from cxlib.movement import explain
from cxlib.terms.estimate import Withheld
from cxlib.terms.movement import Bridge, Movement
from cxlib.wording.movement import (
    answers_sentence,
    bridge_alt,
    definition_sentence,
    end_value,
    group_head,
    group_row,
    meanings,
    mix_sentence,
    movement_method,
    movement_sentence,
    part_value,
    part_words,
    plain_sentence,
    within_sentence,
)
from cxlib.wording.tongue import tongue

#: The name of the dimension in the address.
BY = "jako"
#: Movements kept: a day's selections of a large organisation, each some kilobytes.
MOST_KEPT = 256


def movement_of(here: Visit) -> Movement:
    """Return the movement that the address asks for; an unknown dimension in it is as none."""
    by = st.query_params.get(BY)
    known = {dimension.id for dimension in here.source.programme.filters}
    return _kept(here.source.key, repr((here.address.selection, by)), here, by if by in known else None)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _kept(key: str, asked: str, _here: Visit, _by: str | None) -> Movement:
    return explain(_here.source.store, _here.source.programme, _here.address.selection, _by)


def show_movement(here: Visit, movement: Movement) -> None:
    """Show the sentence, the bridge beside its reading, and under them the groups and the plain mean."""
    spoken = here.tongue
    st.markdown(f"#### {plain(movement_sentence(movement, spoken))}")
    dimension_switch(here, movement)
    if isinstance(movement.bridge, Withheld):
        return
    left, right = st.columns([6, 4], gap="medium")
    with left:
        _draw(here, movement, movement.bridge, "bridge")
        st.caption(plain(answers_sentence(movement, movement.bridge, spoken)))
    with right:
        _readings(here, movement, movement.bridge)
    if movement.bridge.groups:
        st.subheader(plain(movement.bridge.by_label.text(spoken.language)), anchor=False)
        st.html(groups_table(here, movement.bridge))
    _plain_mean(here, movement)
    st.caption(plain(" ".join(movement_method(spoken))))


def dimension_switch(here: Visit, movement: Movement) -> None:
    """Offer the dimensions whose groups' mix can be told from their own change."""
    names = {name: label.text(here.tongue.language) for name, label in movement.dimensions}
    if len(names) < 2:
        return
    show_chosen(BY, movement.by)
    st.segmented_control(
        here.tongue._("Ryhmittely"),
        list(names),
        required=True,
        key=BY,
        format_func=lambda name: plain(names.get(str(name), str(name))),
        on_change=choose,
        args=(BY, BY),
    )


def _draw(here: Visit, movement: Movement, shown: Bridge, key: str) -> None:
    scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
    chart = draw_bridge(movement, shown, here.tongue.language, "dark" if here.dark else "light", scale)
    st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key=key)


def draw_bridge(movement: Movement, shown: Bridge, language: str, theme: str, scale: float) -> Chart:
    """Return the bridge with its words."""
    spoken = tongue(language)
    steps = [
        BridgeStep(part.label.text(language), part.change, part_value(part, spoken), part_words(part, spoken))
        for part in shown.parts
    ]
    start, end = (
        BridgeEnd(spoken.quarter(quarter), level.value, end_value(level, spoken))
        for quarter, level in ((movement.previous, shown.start), (movement.quarter, shown.end))
    )
    alt, tick = bridge_alt(movement, shown, spoken), partial(spoken.number, decimals=0)
    return bridge(start, steps, end, alt=alt, tick=tick, palette=palette(theme), scale=scale)


def _readings(here: Visit, movement: Movement, shown: Bridge) -> None:
    told = definition_sentence(movement, here.tongue)
    moved = within_sentence(shown, here.tongue), mix_sentence(shown, here.tongue)
    said = [sentence for sentence in (told, *meanings(shown, here.tongue), *moved) if sentence]
    with st.container(border=True):
        for sentence in said:
            st.markdown(plain(sentence))


def groups_table(here: Visit, shown: Bridge) -> str:
    """Return the groups as an HTML table."""
    return table(group_head(here.tongue), [group_row(group, here.tongue) for group in shown.groups])


def _plain_mean(here: Visit, movement: Movement) -> None:
    """Show what the mean of all answers would have said, where it is another number than the index."""
    sentence = plain_sentence(movement, here.tongue)
    if not sentence:
        return
    st.subheader(plain(here.tongue._("Entä jos vaiheita ei painotettaisi?")), anchor=False)
    st.markdown(plain(sentence))
    if isinstance(movement.plain, Bridge):
        with st.expander(here.tongue._("Näytä osat")):
            _draw(here, movement, movement.plain, "plain_bridge")
            st.html(groups_table(here, movement.plain))
