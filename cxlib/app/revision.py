"""What the page "Mittarin uudistus" shows: sliders for the weights, what they do, and the block to publish them by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from cxlib.app.figures import BASE_FONT, legend
from cxlib.app.safe_text import plain
from cxlib.app.source import Source
from cxlib.app.tables import table
from cxlib.app.visit import Visit
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.palette import palette
from cxlib.charts.two_series import SeriesTexts, two_series
from cxlib.measures.trial import all_candidates, candidates, components_with, tried_version
from cxlib.revision import Ground, ground_of, revise, version_in_force
from cxlib.terms.estimate import Withheld
from cxlib.terms.programme import Component, IndexVersion, Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.revision import Grid, Revision
from cxlib.wording.explanation import estimate_value
from cxlib.wording.refusals import refusal
from cxlib.wording.revision import (
    changes_sentence,
    effect_sentence,
    grid_head,
    grid_meaning,
    grid_row,
    grid_sentence,
    history_sentence,
    immutable_sentence,
    publish_sentence,
    quarter_head,
    quarter_row,
    quarter_sentence,
    revision_alt,
    target_shift_sentence,
    transform_words,
    weights_sentence,
)
from cxlib.wording.tongue import tongue

#: Sums kept: those of every set of questions that is tried, some 100 kB each.
MOST_KEPT = 24
#: The end of a slider; as long as all of them make this much together, they are per cent.
MOST = 100


def show_revision(here: Visit) -> None:
    """Show the sliders beside what they do to the index, then the history, the grid and the block for publishing."""
    asked = here.address.quarter or here.source.offer.quarters[-1]
    if here.source.programme.index_version(asked) is None:
        st.markdown(plain(refusal(Withheld("no_index"), here.tongue)))
        return
    quarter, current = version_in_force(here.source.store, here.source.programme, asked)
    said = st.container()
    left, right = st.columns([4, 8], gap="medium")
    with left:
        weights, stage_weights = _sliders(here, current)
    found = revision_of(here.source, quarter, current, weights, stage_weights)
    said.markdown(f"#### {plain(effect_sentence(found, here.source.programme, here.tongue))}")
    with right, st.container(border=True, height="stretch"):
        _effect(here, found)
        _grid(here, found)
    history, publishing = st.columns([6, 6], gap="medium")
    with history, st.container(border=True, height="stretch"):
        _history(here, found)
    with publishing, st.container(border=True, height="stretch"):
        _publishing(here, found)


def revision_of(
    source: Source,
    quarter: Quarter,
    current: IndexVersion,
    weights: Mapping[str, float],
    stage_weights: Mapping[str, float],
) -> Revision:
    """Return what these weights do; the sums that they are tried on are kept."""
    programme = source.programme
    tried = tried_version(programme, current, source.store.quarters()[-1], weights, stage_weights)
    published, own, every = (
        _ground(source.key, repr(components), source, components)
        for components in (programme.components, components_with(programme, tried), all_candidates(programme))
    )
    return revise(published, own, every, tried, quarter)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _ground(key: str, asked: str, _source: Source, _components: Sequence[Component]) -> Ground:
    return ground_of(_source.store, _source.programme, _components)


def _sliders(here: Visit, current: IndexVersion) -> tuple[dict[str, float], dict[str, float]]:
    """Let weights be chosen; what is chosen counts in proportion, so that it always makes a whole."""
    spoken, programme, mark = here.tongue, here.source.programme, f"{current.version}"
    used = {component.question: component for component in current.components}
    labels = {stage.id: stage.label.text(spoken.language) for stage in programme.stages}
    with st.container(border=True, height="stretch"):
        st.subheader(spoken._("Kysymysten painot"), anchor=False)
        asked = [_question_slider(here, each, used.get(each.id), mark) for each in programme.questions]
        stages = {}
        if len(current.stage_weights) > 1:
            st.subheader(spoken._("Vaiheiden painot"), anchor=False)
            keyed = [(stage, weight, f"stage_{mark}_{stage}") for stage, weight in current.stage_weights]
            stages = {stage: _slider(labels.get(stage, stage), weight, key) for stage, weight, key in keyed}
        st.button(spoken._("Palauta nykyiset"), on_click=_forget_choices, args=(mark,), icon=":material/undo:")
    chosen = dict(asked)
    shown = {component.key: float(round(component.weight * MOST)) for component in current.components}
    gone = dict.fromkeys(shown.keys() - chosen.keys(), 0.0)
    weights = {} if {key: weight for key, weight in chosen.items() if weight} == shown else _whole({**chosen, **gone})
    same = stages == {stage: float(round(weight * MOST)) for stage, weight in current.stage_weights}
    return weights, {} if same else _whole(stages)


def _question_slider(here: Visit, question: Question, used: Component | None, mark: str) -> tuple[str, float]:
    """Let one question's weight be chosen and, where it weighs anything, how its answers become 0–100."""
    ways = {each.key: each for each in ((used,) if used else ()) + candidates(question)}
    name = question.label.text(here.tongue.language)
    weight = _slider(name, used.weight if used else 0.0, f"weight_{mark}_{question.id}")
    if not weight:
        return next(iter(ways)), 0.0
    way = st.selectbox(
        here.tongue._("Miten vastaus muuttuu luvuksi: {question}").format(question=plain(name)),
        list(ways),
        key=f"way_{mark}_{question.id}",
        format_func=lambda key: transform_words(ways[key].transform, here.tongue),
        label_visibility="collapsed",
    )
    return str(way), weight


def _slider(name: str, weight: float, key: str) -> float:
    return float(st.slider(plain(name), 0, MOST, round(weight * MOST), format="%d", key=key))


def _forget_choices(mark: str) -> None:
    beginnings = tuple(f"{kind}_{mark}_" for kind in ("weight", "stage", "way"))
    for key in [key for key in st.session_state if str(key).startswith(beginnings)]:
        del st.session_state[key]


def _whole(chosen: Mapping[str, float]) -> dict[str, float]:
    """Return what was chosen as weights that sum to 1; nothing chosen at all leaves them as they are."""
    total = sum(chosen.values())
    return {name: weight / total for name, weight in chosen.items()} if total else {}


def _effect(here: Visit, found: Revision) -> None:
    spoken, colors = here.tongue, palette("dark" if here.dark else "light")
    for sentence in (changes_sentence(found, spoken), target_shift_sentence(found, spoken)):
        if sentence:
            st.markdown(plain(sentence))
    scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
    chart = draw_revision(found, spoken.language, "dark" if here.dark else "light", scale)
    names = [("━━", colors.line, spoken._("uusi määritelmä")), ("━━", colors.muted, spoken._("julkaistu"))]
    if any(line.origin == "linked" for line in found.quarters):
        names.insert(1, ("╍○╍", colors.line, spoken._("uusi määritelmä, ketjutettu arvio")))
    st.markdown(legend(names))
    st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key="revision")
    st.caption(plain(weights_sentence(found, here.source.programme, spoken)))


def draw_revision(found: Revision, language: str, theme: str, scale: float) -> Chart:
    """Return both series with their words."""
    spoken = tongue(language)
    texts = SeriesTexts(
        alt=revision_alt(found, spoken),
        redefined=spoken._("määritelmä vaihtui"),
        hover=partial(quarter_sentence, tongue=spoken),
        quarter=spoken.quarter,
        tick=partial(spoken.number, decimals=0),
        value=partial(estimate_value, tongue=spoken),
    )
    return two_series(found.quarters, texts=texts, palette=palette(theme), scale=scale)


def _grid(here: Visit, found: Revision) -> None:
    st.subheader(here.tongue._("Riippuuko suunta määritelmästä?"), anchor=False)
    st.markdown(plain(grid_sentence(found, here.tongue)))
    if isinstance(found.grid, Grid):
        rows = [grid_row(row, found.grid, here.source.programme, here.tongue) for row in found.grid.rows]
        st.html(table(grid_head(here.tongue), rows))
        st.caption(plain(grid_meaning(here.tongue)))


def _history(here: Visit, found: Revision) -> None:
    st.subheader(here.tongue._("Mitä olisi ollut"), anchor=False)
    st.markdown(plain(history_sentence(found, here.tongue)))
    rows = [quarter_row(line, here.tongue) for line in reversed(found.quarters)]
    st.html(table(quarter_head(here.tongue), rows, texts=(4,)))


def _publishing(here: Visit, found: Revision) -> None:
    st.subheader(here.tongue._("Näin määritelmä otetaan käyttöön"), anchor=False)
    st.markdown(plain(publish_sentence(found, here.tongue)))
    st.code(found.text, language="toml", wrap_lines=True)
    st.caption(plain(immutable_sentence(here.tongue)))
