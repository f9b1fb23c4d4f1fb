"""Erasing a respondent from the page, and a server that lets go of what was erased."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cxlib import erasure, loading
from cxlib.app.safe_text import plain
from cxlib.app.source import folder
from cxlib.app.visit import Visit
from cxlib.app.work import Work
from cxlib.errors import KuuloError
from cxlib.store.folder import StoreFolder
from cxlib.wording.erasure import erased_sentences, expected_sentences, unblocked_sentence
from cxlib.wording.faults import fault_sentence
from cxlib.wording.tongue import Tongue

_ERASING, _LOOKED_FOR, _ROUND = "erasing", "erasing_looked_for", "erasing_round"


def drop_if_erased(before: str | None) -> None:
    """Let go of all that is kept in memory, once the snapshot that was served is gone from the disk.

    An import leaves the snapshot before it in its place; only an erasure removes it. A page that is running meanwhile
    runs again.
    """
    if before is None:
        return
    places = (StoreFolder(folder()), StoreFolder(StoreFolder(folder()).social))
    if any(name and not place.file(name).exists() for place, name in zip(places, before.split("/"), strict=True)):
        st.cache_resource.clear()
        st.cache_data.clear()


def erasing_form(here: Visit) -> None:
    """Let a respondent be erased: what would go is shown first, and it goes when that is confirmed."""
    _, tongue = here.tongue._, here.tongue
    _told(tongue)
    with st.expander(_("Poista vastaajan tiedot"), icon=":material/person_remove:"):
        first = _("Vastaajalla on oikeus tulla poistetuksi. Kirjoita vastauksen tai asiakkaan tunniste.")
        then = _("Näet ensin, mitä poistuisi.")
        st.markdown(plain(f"{first} {then}"))
        number = st.session_state.get(_ROUND, 0)
        with st.form(f"erasing_{number}", border=False):
            name = st.text_input(_("Tunniste"), max_chars=200, key=f"erased_{number}", width=360).strip()
            if st.form_submit_button(_("Katso, mitä poistuisi"), icon=":material/search:"):
                st.session_state[_LOOKED_FOR] = name
        looked_for = st.session_state.get(_LOOKED_FOR, "")
        if looked_for:
            _confirm(looked_for, number, tongue)


def _confirm(name: str, number: int, tongue: Tongue) -> None:
    _ = tongue._
    found = erasure.expected(loading.data_folder(), name)
    said = expected_sentences(
        found.responses, found.answers, found.rejected, found.files, is_blocked=found.is_blocked, tongue=tongue
    )
    st.markdown(f"**{plain(name)}**")
    for sentence in said:
        st.markdown(plain(sentence))
    if found.is_blocked and found.is_nothing:
        if st.button(_("Pura esto"), icon=":material/lock_open:", key=f"unblock_{number}"):
            erasure.unblock(loading.data_folder(), name)
            st.success(plain(unblocked_sentence(was_blocked=True, tongue=tongue)))
        return
    st.warning(
        plain(
            _(
                "Poistoa ei voi perua: teksti ja tunniste häviävät myös aiemmista aineistoista, hylätyistä riveistä ja "
                "tuoduista tiedostoista. Väärin kirjoitetun tunnisteen eston voi purkaa tällä samalla lomakkeella."
            )
        ),
        icon=":material/warning:",
    )
    is_sure = st.checkbox(_("Ymmärrän, ettei poistoa voi perua"), key=f"sure_{number}")
    pressed = st.button(
        _("Poista lopullisesti"), type="primary", icon=":material/delete_forever:", disabled=not is_sure
    )
    if pressed:
        place = loading.data_folder()
        programme = loading.organisation(place).programme
        st.session_state[_ERASING] = Work(partial(erasure.erase, place, programme, name))
        st.session_state.pop(_LOOKED_FOR)
        st.session_state[_ROUND] = number + 1
        st.rerun()


def _told(tongue: Tongue) -> None:
    """Show that an erasure is going on, and once what came of it."""
    work: Work | None = st.session_state.get(_ERASING)
    if work is None:
        return
    with st.spinner(plain(tongue._("Poistetaan vastaajan tietoja …"))):
        work.worker.join()
    del st.session_state[_ERASING]
    if isinstance(work.error, KuuloError):
        st.error(plain(fault_sentence(str(work.error), tongue)), icon=":material/error:")
        return
    if work.error is not None:
        st.error(plain(tongue._("Poisto keskeytyi virheeseen. Syy on palvelimen lokissa.")), icon=":material/error:")
        return
    done = work.outcome
    said = erased_sentences(
        done.responses, done.rejected, file_rows=done.file_rows, removed=done.removed, left=done.left, tongue=tongue
    )
    st.success("  \n".join(map(plain, said)), icon=":material/check:")
