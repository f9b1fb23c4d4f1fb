"""Finding answers: words, scores and themes to look for, and what was found."""

from __future__ import annotations

import streamlit as st

from cxlib.answers import Found
from cxlib.app.address import EVERY_QUARTER, LONGEST_SEARCH, WIDE, written
from cxlib.app.chips import tone_word
from cxlib.app.controls import choose, choose_nothing, show_chosen
from cxlib.app.likeness import similar_link
from cxlib.app.missed_name import report_link
from cxlib.app.quotes import card, side_by_side
from cxlib.app.reading import start_reading
from cxlib.app.safe_text import plain
from cxlib.app.visit import Visit
from cxlib.terms.briefing import Verbatim
from cxlib.wording.query import oddity_sentences, query_sentence, suggestion_sentence

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
            help=search_help(here),
            on_change=choose,
            args=("haku", "search"),
        )
    with scores:
        score_filter(here)
    with themes:
        theme_filter(here)
    with aloud:
        st.button(_("Lue ääneen"), icon=":material/slideshow:", type="primary", width="stretch", on_click=start_reading)


def search_help(here: Visit) -> str:
    """Return how to search, in five lines."""
    _ = here.tongue._
    lines = (
        _("Sanat löytyvät kaikissa taivutusmuodoissa ja yhdyssanoissa. Kaikkien sanojen pitää löytyä."),
        _('"täsmälleen näin" hakee sanat vierekkäin, kuten ne on kirjoitettu.'),
        _("TAI etsii jommankumman: hidas TAI sekava."),
        _("Miinus jättää pois: odottaa -puhelin."),
        _("Tähti hakee sanan alulla (lasku*) tai mistä tahansa kohdasta (*lasku*)."),
    )
    return "\n".join(f"- {plain(line)}" for line in lines)


def heard(here: Visit, found: Found) -> None:
    """Tell how the search was read, and offer to look anywhere in a word."""
    if not here.address.words.strip():
        return
    told = query_sentence(found.query, here.tongue)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if told:
            st.markdown(f":small[{plain(told)}]", width="content")
        show_chosen("wide", here.address.wide)
        label = here.tongue._("Hae myös sanojen sisältä")
        st.toggle(label, key="wide", on_change=choose_wide, width="content")
    for sentence in oddity_sentences(found.query, here.tongue):
        st.markdown(f":material/info: {plain(sentence)}")


def choose_wide() -> None:
    if st.session_state["wide"]:
        st.query_params["laaja"] = WIDE
    else:
        st.query_params.pop("laaja", None)
    st.query_params.pop("i", None)


def score_filter(here: Visit) -> None:
    offered = here.source.offer.scores
    if not offered:
        return
    show_chosen("scores", list(here.address.scores))
    is_post = bool(here.source.programme.social)
    st.pills(
        here.tongue._("Sävy") if is_post else here.tongue._("Arvosana"),
        offered,
        selection_mode="multi",
        key="scores",
        format_func=lambda name: tone_word(here, int(name)) if is_post else name.replace("-", "–"),
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
    st.html(
        side_by_side(
            [card(here, verbatim, spans, themes=True, below=links(here, verbatim)) for verbatim, spans in pairs]
        )
    )
    left = found.page.found - len(found.page.answers)
    if left > 0:
        label = here.tongue.ngettext("Näytä lisää · {n} jäljellä", "Näytä lisää · {n} jäljellä", left)
        with st.container(horizontal_alignment="center"):
            st.button(label.format(n=here.tongue.count(left)), on_click=show_more, args=(here,))


def links(here: Visit, verbatim: Verbatim) -> str:
    """Return what may be done with an answer, as HTML."""
    return similar_link(here, verbatim) + report_link(here, verbatim)


def nothing_found(here: Visit, found: Found) -> None:
    """Offer ways on from a search without answers; nothing to offer where the group is too small to be asked about."""
    _ = here.tongue._
    for suggestion in found.suggestions:
        label = suggestion_sentence(suggestion, here.tongue)
        st.button(plain(label), icon=":material/spellcheck:", on_click=search_for, args=(suggestion.search,))
    if found.page.withheld is not None:
        st.markdown(_("Väljennä rajausta, niin vastaukset tulevat näkyviin."))
    else:
        st.markdown(_("Kokeile lyhyempää sanaa tai vähemmän rajauksia. Haku löytää sanan kaikissa taivutusmuodoissa."))
    with st.container(horizontal=True):
        if not here.address.every_quarter:
            label = _("Hae kaikista neljänneksistä")
            st.button(label, icon=":material/date_range:", on_click=search_every_quarter)
        st.button(_("Tyhjennä haku"), icon=":material/close:", on_click=choose_nothing, args=(chosen_names(here),))


def search_for(words: str) -> None:
    """Search for other words instead."""
    st.query_params["haku"] = words
    st.query_params.pop("i", None)


def search_every_quarter() -> None:
    st.query_params["quarter"] = EVERY_QUARTER


def chosen_names(here: Visit) -> list[str]:
    """Return the names in the address that narrow what is found, but for the quarter."""
    return [name for name in written(here.address) if name not in {"lang", "quarter", "mode"}]
