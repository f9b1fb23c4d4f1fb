"""The codebooks that come with Kuulo: what each holds, and a safe way to take one into use."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from cxlib.app.safe_text import plain
from cxlib.app.source import folder
from cxlib.app.visit import Visit
from cxlib.errors import KuuloError
from cxlib.loading.codebook_desk import EARLIER, take_into_use
from cxlib.loading.codebooks import shipped
from cxlib.terms.codebook import Codebook
from cxlib.wording.codebook import leaving_sentence, shipped_sentence
from cxlib.wording.tongue import Tongue, marked

#: What each is called.
_NAMES = {
    "banking": marked("Pankki"),
    "telecom": marked("Teleoperaattori"),
    "public_service": marked("Julkinen palvelu"),
}


def shipped_codebooks(here: Visit) -> None:
    """Show every codebook that comes with Kuulo, with its themes and what taking it into use would change."""
    _ = here.tongue._
    st.subheader(_("Valmiit koodikirjat"), anchor=False)
    st.markdown(plain(_("Valmis koodikirja on pohja, jota muokataan omaksi. Käytössä oleva säilyy aiempana versiona.")))
    with st.container(horizontal=True, gap="medium"):
        for name, book in _shipped().items():
            with st.container(border=True, width=420):
                _book(here, name, book)


def _book(here: Visit, name: str, book: Codebook) -> None:
    tongue, _ = here.tongue, here.tongue._
    st.markdown(f"**{plain(_(_NAMES[name]) if name in _NAMES else name)}**")
    words = Counter({"fi": 0, "sv": 0, "en": 0})
    for theme in book.themes:
        words.update({pattern.language: len(pattern.any) for pattern in theme.patterns})
    st.markdown(plain(shipped_sentence(len(book.themes), words, tongue)))
    with st.expander(_("Teemat")):
        st.markdown(plain(" · ".join(theme.label.text(tongue.language) for theme in book.themes)))
    if here.source.codebook.themes == book.themes:
        st.markdown(f":material/check: {plain(_('Käytössä.'))}")
        return
    _take(here, name, book)


def _take(here: Visit, name: str, book: Codebook) -> None:
    """Offer to take a codebook into use, after what that changes has been read."""
    tongue, _ = here.tongue, here.tongue._
    with st.popover(_("Ota käyttöön"), icon=":material/library_add_check:"):
        st.markdown(plain(leaving_sentence(_leaving(here.source.codebook, book, tongue), tongue)))
        st.markdown(
            plain(
                _(
                    "Nykyinen koodikirja jää kansioon {folder}. Luvut muuttuvat, kun vastaukset luetaan uudelleen."
                ).format(folder=EARLIER)
            )
        )
        if st.button(_("Vaihda koodikirja"), type="primary", key=f"take_{name}"):
            stored = here.source.store.reading_tally(here.source.store.quarters()).given
            try:
                take_into_use(folder(), name, here.source.codebook.version, list(stored))
            except KuuloError as error:
                st.error(plain(str(error)), icon=":material/error:")
                return
            st.rerun()


def _leaving(now: Codebook, book: Codebook, tongue: Tongue) -> list[str]:
    """The names of the themes that the other codebook lacks."""
    kept = {theme.id for theme in book.themes}
    return [theme.label.text(tongue.language) for theme in now.themes if theme.id not in kept]


@st.cache_resource(show_spinner=False)
def _shipped() -> dict[str, Codebook]:
    return shipped()
