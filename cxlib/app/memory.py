"""What goes along from page to page: the language, the quarter and the filters.

Streamlit's page menu leads to a bare address. Whatever was chosen is put back into it, so that the next page answers
for the same group and its address can be sent to others as it stands.
"""

from __future__ import annotations

import streamlit as st

from cxlib.app.address import PAGE_OWN

_KEPT = "carried"
_PAGE = "page"


def carry_over(page: str) -> None:
    """Put earlier choices into the address where another page was opened without any; keep those that it has."""
    came_from_elsewhere = st.session_state.get(_PAGE, page) != page
    if came_from_elsewhere and not any(name not in PAGE_OWN for name in st.query_params):
        for name, values in st.session_state.get(_KEPT, {}).items():
            st.query_params[name] = values
    st.session_state[_PAGE] = page
    st.session_state[_KEPT] = {name: st.query_params.get_all(name) for name in st.query_params if name not in PAGE_OWN}
