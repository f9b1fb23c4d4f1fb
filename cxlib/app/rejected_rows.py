"""The rows that were refused, in a table: corrected and brought in again, or let go."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from cxlib import loading
from cxlib.app.safe_text import plain
from cxlib.app.visit import Visit
from cxlib.app.work import Work
from cxlib.loading.arrival import correct
from cxlib.store.rejects import let_go, rejected_rows
from cxlib.terms.rejected_row import RejectedRow
from cxlib.wording.faults import fault_sentence
from cxlib.wording.reconciliation import waiting_sentence
from cxlib.wording.row_reasons import reason_words
from cxlib.wording.tongue import Tongue

_OUTCOME = "correction"


def rejected_rows_editor(here: Visit) -> None:
    """Show the rows that wait for a correction, a table for each profile; nothing where none waits."""
    folder, tongue = loading.data_folder(), here.tongue
    rows = rejected_rows(folder)
    _told(tongue)
    if not rows:
        return
    st.subheader(plain(waiting_sentence(len(rows), tongue)), anchor=False)
    st.markdown(
        plain(tongue._("Korjaa arvot taulukkoon ja tuo rivit uudelleen. Poista rivi, jota ei voi korjata.")),
    )
    for profile in dict.fromkeys(row.profile for row in rows):
        _table(profile, [row for row in rows if row.profile == profile], tongue)


def _table(profile: str, rows: list[RejectedRow], tongue: Tongue) -> None:
    _ = tongue._
    columns = list(dict.fromkeys(name for row in rows for name, _value in row.cells))
    place, why = _("Tiedosto ja rivi"), _("Miksi hylättiin")
    frame = pd.DataFrame(
        [
            {
                place: f"{row.file}: {row.row}",
                why: f"{row.column}: {reason_words(row.reason, tongue)}".removeprefix(": "),
                **dict(row.cells),
            }
            for row in rows
        ],
        columns=[place, why, *columns],
        index=[row.id for row in rows],
    ).fillna("")
    key = f"rejected_{profile}_{hash(tuple(frame.index))}"
    edited = st.data_editor(frame, key=key, hide_index=True, num_rows="delete", disabled=[place, why])
    changed = [
        (name, {column: str(edited.loc[name, column]) for column in columns})
        for name in edited.index
        if name in frame.index and not edited.loc[name].equals(frame.loc[name])
    ]
    gone = set(frame.index) - set(edited.index)
    with st.container(horizontal=True):
        label = tongue.ngettext("Tuo {n} korjattu rivi", "Tuo {n} korjattua riviä", len(changed))
        pressed = st.button(
            label.format(n=len(changed)),
            type="primary",
            icon=":material/download:",
            disabled=not changed,
            key=f"{key}_in",
        )
        label = tongue.ngettext("Poista {n} rivi lopullisesti", "Poista {n} riviä lopullisesti", len(gone))
        if gone and st.button(label.format(n=len(gone)), icon=":material/delete:", key=f"{key}_out"):
            let_go(loading.data_folder(), gone)
            st.rerun()
    if pressed:
        st.session_state[_OUTCOME] = Work(
            partial(correct, loading.data_folder(), loading.profile_folders(loading.data_folder())[1], profile, changed)
        )
        st.rerun()


def _told(tongue: Tongue) -> None:
    """Show how a correction is going, and once what came of it."""
    work: Work | None = st.session_state.get(_OUTCOME)
    if work is None:
        return
    with st.spinner(plain(tongue._("Tuodaan korjattuja rivejä …"))):
        work.worker.join()
    del st.session_state[_OUTCOME]
    if work.error is not None:
        st.error(plain(fault_sentence(str(work.error), tongue)), icon=":material/error:")
        return
    taken = sum(outcome.accepted for outcome in work.outcome)
    told = tongue.ngettext("{n} korjattu rivi tuli mukaan.", "{n} korjattua riviä tuli mukaan.", taken)
    st.success(plain(told.format(n=tongue.count(taken))), icon=":material/check:")
