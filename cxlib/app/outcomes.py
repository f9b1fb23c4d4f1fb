"""What the page "Mitä asiakas teki sitten?" shows: a table for each outcome, by class of score and stage."""

from __future__ import annotations

import streamlit as st

from cxlib.app.controls import language_switch
from cxlib.app.heading import made_up, not_found, stands_in
from cxlib.app.safe_text import plain
from cxlib.app.source import Source
from cxlib.app.tables import table
from cxlib.app.visit import Visit
from cxlib.outcomes import customer_outcomes
from cxlib.terms.outcome import OutcomeResult, OutcomeTable
from cxlib.wording.outcomes import (
    finding_sentence,
    import_sentence,
    outcome_head,
    outcome_row,
    outcomes_meaning,
    outcomes_sentence,
    period_sentence,
)
from cxlib.wording.tongue import Tongue

#: Results kept, a kilobyte each, by snapshot.
MOST_KEPT = 8


def outcomes_heading(here: Visit) -> None:
    """Show the question and the language; there is no quarter to choose, since all are taken together."""
    made_up(here)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(plain(here.tongue._("Mitä asiakas teki sitten?")), anchor=False, width="stretch")
        language_switch(here)
    stands_in(here)
    not_found(here)


def show_outcomes(here: Visit) -> None:
    """Show what customers did later, or how to bring it in."""
    result = _result(here.source.key, here.source)
    st.markdown(f"#### {plain(outcomes_sentence(result, here.tongue))}")
    if not result.tables:
        st.markdown(plain(import_sentence(here.tongue)))
        return
    with st.grid(2, min_column_width=640):
        for one in result.tables:
            with st.container(border=True):
                st.subheader(plain(one.label.text(here.tongue.language)), anchor=False)
                st.markdown(plain(finding_sentence(one.lines[0], here.tongue)))
                st.html(outcome_table(one, here.tongue))
                st.caption(plain(period_sentence(one, here.tongue)))
    st.caption(plain(outcomes_meaning(here.tongue)))


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _result(key: str, _source: Source) -> OutcomeResult:
    return customer_outcomes(_source.store, _source.programme)


def outcome_table(shown: OutcomeTable, tongue: Tongue) -> str:
    """Return one outcome as an HTML table; the line of all customers is bold."""
    rows = [outcome_row(line, tongue, between="\n") for line in shown.lines]
    everybody = [place for place, line in enumerate(shown.lines) if line.stage is None]
    return table(outcome_head(tongue), rows, strong=everybody)
