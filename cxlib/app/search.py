"""Finding answers: words, scores and themes to look for, and what was found."""

from __future__ import annotations

import streamlit as st

from cxlib.answers import Found
from cxlib.app.address import EVERY_QUARTER, LONGEST_SEARCH, written
from cxlib.app.controls import choose, choose_nothing, show_chosen
from cxlib.app.quotes import card, side_by_side
from cxlib.app.reading import start_reading
from cxlib.app.visit import Visit

#: Cards shown at first, and added at each request for more.
CARDS = 24
_SHOWN = "cards_shown"


def search_row(here: Visit) -> None:
    """Offer words, scores and themes, and the way to reading aloud."""
    _ = here.tongue._
    words, scores, themes, aloud = st.columns([4, 3, 5, 2], vertical_alignment="bottom")
    with words:
        show_chosen("search", here.address.words)
        st.text_input(
            _("Hae vastauksista"),
            key="search",
            type="search",
            live=True,
            max_chars=LONGEST_SEARCH,
            icon=":material/search:",
            placeholder=_("esim. odottaa"),
            on_change=choose,
            args=("haku", "search"),
        )
    with scores:
        score_filter(here)
    with themes:
        theme_filter(here)
    with aloud:
        st.button(_("Lue ääneen"), icon=":material/slideshow:", type="primary", width="stretch", on_click=start_reading)


def score_filter(here: Visit) -> None:
    offered = here.source.offer.scores
    if not offered:
        return
    show_chosen("scores", list(here.address.scores))
    st.pills(
        here.tongue._("Arvosana"),
        offered,
        selection_mode="multi",
        key="scores",
        format_func=lambda name: name.replace("-", "–"),
        on_change=choose,
        args=("score", "scores"),
    )


def theme_filter(here: Visit) -> None:
    labels = {theme.id: theme.label.text(here.tongue.language) for theme in here.source.codebook.themes}
    show_chosen("themes", list(here.address.themes))
    st.multiselect(
        here.tongue._("Juurisyy"),
        list(labels),
        key="themes",
        format_func=lambda theme: labels.get(theme, theme),
        placeholder=here.tongue._("Kaikki"),
        on_change=choose,
        args=("theme", "themes"),
    )


def cards_shown(here: Visit) -> int:
    """Return how many cards to show: as many as were asked for while looking for the same."""
    looked_for, shown = st.session_state.get(_SHOWN, (None, CARDS))
    return shown if looked_for == here.address else CARDS


def show_more(here: Visit) -> None:
    st.session_state[_SHOWN] = (here.address, cards_shown(here) + CARDS)


def found_cards(here: Visit, found: Found) -> None:
    """Show the answers found, and offer more where there are more."""
    pairs = zip(found.page.answers, found.spans, strict=True)
    st.html(side_by_side([card(here, verbatim, spans, themes=True) for verbatim, spans in pairs]))
    left = found.page.found - len(found.page.answers)
    if left > 0:
        label = here.tongue.ngettext("Näytä lisää · {n} jäljellä", "Näytä lisää · {n} jäljellä", left)
        with st.container(horizontal_alignment="center"):
            st.button(label.format(n=here.tongue.count(left)), on_click=show_more, args=(here,))


def nothing_found(here: Visit, found: Found) -> None:
    """Offer ways on from a search without answers; nothing to offer where the group is too small to be asked about."""
    _ = here.tongue._
    if found.page.withheld is not None:
        st.markdown(_("Väljennä rajausta, niin vastaukset tulevat näkyviin."))
    else:
        st.markdown(_("Kokeile lyhyempää sanaa tai vähemmän rajauksia. Haku löytää sanan kaikissa taivutusmuodoissa."))
    with st.container(horizontal=True):
        if not here.address.every_quarter:
            label = _("Hae kaikista neljänneksistä")
            st.button(label, icon=":material/date_range:", on_click=search_every_quarter)
        st.button(_("Tyhjennä haku"), icon=":material/close:", on_click=choose_nothing, args=(chosen_names(here),))


def search_every_quarter() -> None:
    st.query_params["quarter"] = EVERY_QUARTER


def chosen_names(here: Visit) -> list[str]:
    """Return the names in the address that narrow what is found, but for the quarter."""
    return [name for name in written(here.address) if name not in {"lang", "quarter", "mode"}]
