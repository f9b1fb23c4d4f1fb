"""Answers like one answer, and answers typical of a theme."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from cxlib.app.address import LIKE, TYPICAL, WIDE, written
from cxlib.app.quotes import card, side_by_side
from cxlib.app.safe_text import plain, words
from cxlib.app.visit import Visit
from cxlib.errors import SelectionError
from cxlib.terms.briefing import Verbatim

_LINK = "font-size:.8rem;opacity:.75;color:inherit"


def similar_link(here: Visit, verbatim: Verbatim) -> str:
    """Return a link to the answers like this one, as HTML; whatever was chosen stays in the address."""
    asked = urlencode(written(replace(here.address, like=verbatim.id)), doseq=True)
    label = words(here.tongue._("Samanlaisia vastauksia"))
    return f'<div style="margin-top:.6rem"><a href="?{escape(asked)}" target="_self" style="{_LINK}">{label}</a></div>'


def similar_answers(here: Visit, number: int) -> None:
    """Show an answer, and below it those most like it."""
    _ = here.tongue._
    st.button(_("Takaisin hakuun"), icon=":material/arrow_back:", on_click=forget_likeness)
    try:
        wanted, found = here.source.similar(number)
    except SelectionError:
        st.markdown(_("Tätä vastausta ei enää ole."))
        return
    st.subheader(plain(_("Samanlaisia kuin tämä vastaus")), anchor=False)
    st.html(side_by_side([card(here, wanted, themes=True)], least_width="100%"))
    if not found:
        st.markdown(_("Tämän kaltaisia vastauksia ei ole muita."))
        return
    st.html(side_by_side([card(here, each, themes=True, below=similar_link(here, each)) for each in found]))


def forget_likeness() -> None:
    st.query_params.pop(LIKE, None)


def typical_switch(here: Visit) -> bool:
    """Offer typical answers where one theme is chosen and nothing is searched; tell whether they are wanted."""
    if len(here.address.themes) != 1 or here.address.words.strip():
        return False
    st.session_state["typical"] = here.address.typical
    st.toggle(here.tongue._("Näytä tyypilliset vastaukset"), key="typical", on_change=choose_typical, width="content")
    return here.address.typical


def choose_typical() -> None:
    if st.session_state["typical"]:
        st.query_params[TYPICAL] = WIDE
    else:
        st.query_params.pop(TYPICAL, None)


def typical_cards(here: Visit) -> None:
    """Show answers that say what most answers with the theme say."""
    found = here.source.typical(here.address, here.address.themes[0])
    st.markdown(plain(here.tongue._("Nämä sanovat sen, mitä useimmat: eivät pisimmät eivätkä vihaisimmat.")))
    st.html(side_by_side([card(here, each, themes=True, below=similar_link(here, each)) for each in found]))
