"""The top of every page: what it says in one sentence, and what may be chosen; and its foot."""

from __future__ import annotations

import streamlit as st

from cxlib.app.controls import filters, language_switch, narrowed_to, quarter_switch
from cxlib.app.safe_text import plain
from cxlib.app.visit import Visit
from cxlib.wording.methods import made_up_sentence

#: How much of a wrong address is repeated to its reader.
_REPEATED_VALUES, _REPEATED_LETTERS = 3, 40


def heading(here: Visit, sentence: str, *, reading: bool = False) -> None:
    """Show the sentence, and beside it the quarter, the filters and the language; `reading` adds what answers have."""
    made_up(here)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(plain(sentence), anchor=False, width="stretch")
        quarter_switch(here, every=reading)
        filters(here, here.source.programme.filters, languages=reading)
        language_switch(here)
    stands_in(here)
    not_found(here)
    narrowed = narrowed_to(here, here.address)
    if narrowed:
        st.markdown(f":material/filter_alt: {plain(narrowed)}")


def made_up(here: Visit) -> None:
    """Say that the company is made up, and how to see one's own."""
    if not here.source.programme.made_up:
        return
    badge = here.tongue._("Keksitty yritys")
    own = here.tongue._("Omat vastauksesi tuot sivulla Tuo vastauksia.")
    st.markdown(f":orange-badge[{plain(badge)}] :small[{plain(made_up_sentence(here.tongue))} {plain(own)}]")


def stands_in(here: Visit) -> None:
    """Say that an older state of the data is shown because the newest is damaged."""
    if here.source.store.notice:
        told = here.tongue._(
            "Uusin aineisto on vioittunut, joten näytämme edellisen. Tuo uusimmat vastaukset uudelleen."
        )
        st.warning(plain(told), icon=":material/history:")


def not_found(here: Visit) -> None:
    """Tell what the address asked for and there is not; in plain text, since anybody may have written it."""
    if here.address.unknown:
        asked = ", ".join(value[:_REPEATED_LETTERS] for value in here.address.unknown[:_REPEATED_VALUES])
        sentence = here.tongue._("Osoitteessa on tuntematon valinta: {asked}. Se on jätetty huomiotta.")
        with st.container(border=True):
            st.text(sentence.format(asked=asked))
