"""Customers' own words on cards: as escaped HTML, never through Markdown."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxlib.app.chips import theme_chips, tone_chip
from cxlib.app.safe_text import marked_words, words
from cxlib.app.visit import Visit
from cxlib.terms.briefing import Span, Verbatim
from cxlib.terms.programme import EVERYONE, HIDDEN, UNKNOWN

#: A long answer scrolls inside its card, so that the card beside it stays in sight.
_SAID = (
    "font-size:1.08rem;line-height:1.5;margin:0 0 .6rem;max-height:18rem;overflow:auto;"
    "overflow-wrap:anywhere;unicode-bidi:isolate"
)
_GRID = "display:grid;gap:.8rem;"
_CARD = "border:1px solid rgba(128,140,155,.35);border-radius:.5rem;padding:.9rem 1rem;min-width:0"
_BY = "display:flex;gap:.6rem;align-items:baseline;font-size:.88rem"

#: Names told of a customer, the stage first; more would outgrow the card.
_NAMES = 4
#: What stands where nothing is known, or where everybody is in the same: not told.
_UNTOLD = ("", EVERYONE, UNKNOWN, HIDDEN)


def quotes(here: Visit, verbatims: Sequence[Verbatim], title: str) -> None:
    """Show a few answers below each other, under a title; nothing where there are none to show."""
    if not verbatims:
        return
    st.subheader(title, anchor=False)
    st.html(side_by_side([card(here, verbatim) for verbatim in verbatims], least_width="100%"))


def side_by_side(cards: Sequence[str], *, least_width: str = "26rem") -> str:
    """Return the cards in one piece, as many beside each other as fit: an element each would cost as many messages."""
    style = f"{_GRID}grid-template-columns:repeat(auto-fill,minmax(min(100%,{least_width}),1fr))"
    return f'<div style="{style}">{"".join(cards)}</div>'


def card(here: Visit, verbatim: Verbatim, spans: Sequence[Span] = (), *, themes: bool = False, below: str = "") -> str:
    """Return one answer as HTML: its words, then who said them, then what it mentions, then what is given as HTML."""
    chips = theme_chips(here, verbatim.themes) if themes else ""
    mentions = f'<div style="margin-top:.6rem">{chips}</div>' if chips else ""
    said, by = quotation(verbatim, spans, _SAID), byline(here, verbatim)
    return f'<article style="{_CARD}">{said}<div style="{_BY}">{by}</div>{mentions}{below}</article>'


def quotation(verbatim: Verbatim, spans: Sequence[Span], style: str) -> str:
    """Return the words in quotation marks, told to be in their own language for those who hear the page."""
    return f'<p lang="{words(verbatim.language)}" style="{style}">”{marked_words(verbatim.text, spans)}”</p>'


def byline(here: Visit, verbatim: Verbatim) -> str:
    """Return the score and who gave it: "3/10 Uudet asiakkaat · Laina · Puhelin · 17.9.2026"."""
    language = here.tongue.language
    pairs = (("stage", verbatim.stage), *verbatim.values)
    names = [
        here.source.labels(dimension, language).get(value, value) for dimension, value in pairs if value not in _UNTOLD
    ]
    masked = [here.tongue._("taustatietoja peitetty")] if any(value == HIDDEN for _, value in pairs) else []
    told = " · ".join([*names[:_NAMES], *masked, here.tongue.day(verbatim.day)])
    return f'{tone_chip(here, verbatim.score)}<span style="opacity:.8">{words(told)}</span>'
