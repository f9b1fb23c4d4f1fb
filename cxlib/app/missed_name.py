"""Reporting a name that redaction missed: a way from every answer, and the form it leads to."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from cxlib.answers import Found
from cxlib.app.address import REPORTED, written
from cxlib.app.quotes import card
from cxlib.app.safe_text import plain, words
from cxlib.app.visit import Visit
from cxlib.errors import StoreError
from cxlib.loading.apart import run_apart
from cxlib.terms.briefing import Verbatim
from cxlib.wording.missed_names import covered_sentence

#: As long as a reported name may be.
LONGEST = 80
#: An answer is looked for among so many of those that the address finds.
FARTHEST = 1_000
_DONE = "covered_name"
_LINK = "font-size:.8rem;opacity:.75;color:inherit"


def report_link(here: Visit, verbatim: Verbatim) -> str:
    """Return the link under an answer, as HTML: the same page with the form for this answer."""
    address = urlencode({**written(here.address), REPORTED: verbatim.id}, doseq=True)
    label = words(here.tongue._("Ilmoita peittämättä jäänyt nimi"))
    return f'<div style="margin-top:.4rem"><a href="?{words(address)}" style="{_LINK}">{label}</a></div>'


def missed_name(here: Visit, found: Found) -> None:
    """Show the form where an answer among those found was reported; and what came of the last report."""
    if done := st.session_state.pop(_DONE, ""):
        st.success(plain(done), icon=":material/visibility_off:")
    asked = st.query_params.get(REPORTED, "")
    answer = _answer(found, asked)
    if asked and answer is None:
        answer = _answer(here.source.answers(here.address, FARTHEST), asked)
    if answer is not None:
        _form(here, answer)


def _answer(found: Found, number: str) -> Verbatim | None:
    return next((one for one in found.page.answers if str(one.id) == number), None)


def _form(here: Visit, answer: Verbatim) -> None:
    _ = here.tongue._
    with st.form("missed_name", border=True):
        st.markdown(f"### {plain(_('Peitä nimi'))}")
        st.html(card(here, answer))
        name = st.text_input(_("Nimi niin kuin se vastauksessa lukee"), max_chars=LONGEST, key="missed_name_words")
        st.caption(
            plain(_("Nimi peitetään heti tästä ja muista vastauksista sekä kaikista tulevista aineistoista. "
                    "Peittämistä ei voi perua."))
        )  # fmt: skip
        with st.container(horizontal=True):
            covering = st.form_submit_button(_("Peitä nimi"), type="primary", icon=":material/visibility_off:")
            leaving = st.form_submit_button(_("Peru"))
    if leaving:
        _leave()
    elif covering:
        _cover(here, answer, " ".join(name.split()))


def _cover(here: Visit, answer: Verbatim, name: str) -> None:
    _ = here.tongue._
    if len(name) < 2 or name.lower() not in " ".join(answer.text.split()).lower():
        st.error(_("Vastauksessa ei ole tätä nimeä. Kirjoita se täsmälleen niin kuin se vastauksessa lukee."))
        return
    with st.spinner(_("Peitetään …")):
        try:
            # in a process of its own: it needs every dictionary, which this one never loads
            done = run_apart(
                here.source.place, ["redact", f"--words={name}", "--answer", str(answer.id)], lambda *_: None
            )
        except StoreError:
            st.error(_("Nimeä ei saatu peitettyä. Yritä hetken päästä uudelleen."))
            return
    st.session_state[_DONE] = covered_sentence(done["answers"], done["everywhere"], here.tongue)
    _leave()


def _leave() -> None:
    del st.query_params[REPORTED]
    st.rerun()
