"""What the page "Mitä asiakas teki sitten?" shows: a table for each outcome, by class of score and stage."""

from __future__ import annotations

import streamlit as st

from cxlib.app.controls import language_switch
from cxlib.app.heading import made_up, not_found, stands_in
from cxlib.app.safe_text import plain, words
from cxlib.app.source import Source
from cxlib.app.visit import Visit
from cxlib.outcomes import customer_outcomes
from cxlib.terms.outcome import OutcomeResult, OutcomeTable
from cxlib.wording.outcomes import (
    import_sentence,
    outcome_head,
    outcome_row,
    outcome_sentence,
    outcomes_meaning,
    outcomes_sentence,
    period_sentence,
)
from cxlib.wording.tongue import Tongue

#: Results kept, a kilobyte each, by snapshot.
MOST_KEPT = 8
_CELL = "padding:.3em 1em .3em 0;text-align:{align};white-space:nowrap{strong}"


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
    with st.grid(2, min_column_width=480):
        for table in result.tables:
            with st.container(border=True):
                st.subheader(plain(table.label.text(here.tongue.language)), anchor=False)
                st.markdown(plain(outcome_sentence(table, table.lines[0], here.tongue)))
                st.html(outcome_table(table, here.tongue))
                st.caption(plain(period_sentence(table, here.tongue)))
    st.caption(plain(outcomes_meaning(here.tongue)))


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _result(key: str, _source: Source) -> OutcomeResult:
    return customer_outcomes(_source.store, _source.programme)


def outcome_table(table: OutcomeTable, tongue: Tongue) -> str:
    """Return one outcome as an HTML table that scrolls sideways on a phone; the line of all customers is bold."""
    lines = [_line("th", outcome_head(tongue), "")]
    for line in table.lines:
        lines.append(_line("td", outcome_row(line, tongue), ";font-weight:600" if line.stage is None else ""))
    return f'<div style="overflow-x:auto"><table style="border-collapse:collapse">{"".join(lines)}</table></div>'


def _line(tag: str, cells: tuple[str, ...], strong: str) -> str:
    made = (
        f'<{tag} style="{_CELL.format(align="left" if place == 0 else "right", strong=strong)}">{words(cell)}</{tag}>'
        for place, cell in enumerate(cells)
    )
    return f"<tr>{''.join(made)}</tr>"
