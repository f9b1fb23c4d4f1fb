"""Reading aloud: one answer at a time, large enough for the back row, turned with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxlib.app.chips import score_chip, theme_chips
from cxlib.app.quotes import byline, quotation
from cxlib.app.safe_text import plain, words
from cxlib.app.visit import Visit
from cxlib.terms.briefing import Span, Verbatim
from cxlib.wording.search import search_sentence

#: Answers listed beside the one that is read: a few read and a few to come.
LISTED = 9
_BEFORE = 3

#: Sizes of the text, as multiples.
SIZES = (1.0, 1.25, 1.5)

#: Largest size in rem by length of the answer: a short one fills the wall, a long one still fits on it.
_LARGEST = ((140, 3.2), (320, 2.4), (700, 1.8), (1_500, 1.35))
_SMALLEST = 1.15

#: The wall takes what the window leaves; a longer answer scrolls on it.
_WALL = (
    "min-height:62vh;max-height:78vh;overflow:auto;display:flex;flex-direction:column;"
    "justify-content:safe center;gap:1.5rem;padding:0 1rem"
)


_LINE = "display:flex;gap:.6rem;align-items:baseline;padding:.45rem .6rem;border-radius:.5rem;"
_CURRENT = f'aria-current="true" style="{_LINE}background:rgba(55,121,196,.16);font-weight:600"'
_OTHER = f'style="{_LINE}"'
_ONE_LINE = "overflow:hidden;text-overflow:ellipsis;white-space:nowrap;unicode-bidi:isolate"
_LETTERS_LISTED = 160


def turn_to(position: int) -> None:
    st.query_params["i"] = str(position)


def start_reading() -> None:
    st.query_params["mode"] = "read"
    st.query_params.pop("i", None)


def stop_reading() -> None:
    for name in ("mode", "i"):
        st.query_params.pop(name, None)


def listed_from(position: int) -> int:
    """Return where the list beside an answer begins: the number of answers left out before it.

    >>> listed_from(1), listed_from(4), listed_from(20)
    (0, 0, 16)
    """
    return max(0, position - 1 - _BEFORE)


def read_aloud(here: Visit) -> None:
    """Show the answer at the address's position, counted from 1, and its neighbours."""
    position = here.address.position
    found = here.source.answers(here.address, LISTED, listed_from(position))
    if not found.page.answers and found.page.found:
        position = found.page.found
        found = here.source.answers(here.address, LISTED, listed_from(position))
    index = position - 1 - listed_from(position)
    size = toolbar(here, found.page.found, position)
    if not found.page.answers:
        st.markdown(f"### {plain(search_sentence(found.page, here.tongue))}")
        return
    shown, listed = st.columns([7, 3], gap="large")
    with shown, st.container(border=True):
        st.html(large(here, found.page.answers[index], found.spans[index], size))
    with listed:
        st.html(list_of(here, found.page.answers, index))


def toolbar(here: Visit, found: int, position: int) -> float:
    _ = here.tongue._
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Takaisin"), icon=":material/close:", shortcut="escape", on_click=stop_reading)
        st.button(
            _("Edellinen"),
            icon=":material/arrow_back:",
            shortcut="left",
            disabled=position <= 1,
            on_click=turn_to,
            args=(position - 1,),
        )
        st.button(
            _("Seuraava"),
            icon=":material/arrow_forward:",
            icon_position="right",
            shortcut="right",
            type="primary",
            disabled=position >= found,
            on_click=turn_to,
            args=(position + 1,),
        )
        st.markdown(f"**{here.tongue.count(min(position, found))}** / {here.tongue.count(found)}", width="stretch")
        size = st.segmented_control(
            _("Tekstin koko"),
            SIZES,
            default=SIZES[0],
            required=True,
            key="text_size",
            format_func=lambda size: "A" + "+" * SIZES.index(size),
            label_visibility="collapsed",
        )
    return float(size or SIZES[0])


def large(here: Visit, verbatim: Verbatim, spans: Sequence[Span], size: float) -> str:
    """Return one answer as it stands on the wall."""
    largest = next((rem for length, rem in _LARGEST if len(verbatim.text) <= length), _SMALLEST) * size
    style = (
        f"font-size:clamp(1.25rem,{largest:.2f}vw,{largest:.2f}rem);line-height:1.35;font-weight:600;margin:0;"
        "overflow-wrap:anywhere;unicode-bidi:isolate"
    )
    return (
        f'<div style="{_WALL}">{quotation(verbatim, spans, style)}'
        f'<div style="font-size:1.2rem;display:flex;gap:.8rem;flex-wrap:wrap">{byline(here, verbatim)}</div>'
        f"<div>{theme_chips(here, verbatim.themes)}</div></div>"
    )


def list_of(here: Visit, verbatims: Sequence[Verbatim], index: int) -> str:
    """Return the neighbours of the answer that is read, one line each."""
    rows = (
        f"<li {_CURRENT if place == index else _OTHER}>{score_chip(here, verbatim.score)}"
        f'<span style="{_ONE_LINE}">{words(verbatim.text[:_LETTERS_LISTED])}</span></li>'
        for place, verbatim in enumerate(verbatims)
    )
    return f'<ol style="list-style:none;margin:0;padding:0">{"".join(rows)}</ol>'
