"""One visit to one page: whose language, what was chosen, and from which snapshot it is answered.

A page file begins with `visit()`, which is also its lock: Streamlit runs a file of a `pages` folder on its own where
it finds one beside the main script, and then there is no visit, and nothing is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from cxlib.app.address import Address
from cxlib.app.source import Source
from cxlib.wording.tongue import Tongue

_VISIT: ContextVar[Visit | None] = ContextVar("visit", default=None)


@dataclass(frozen=True, eq=False)
class Visit:
    tongue: Tongue
    address: Address
    source: Source

    @property
    def dark(self) -> bool:
        return st.context.theme.type == "dark"


@contextmanager
def visiting(made: Visit) -> Iterator[None]:
    """Open the pages to a visit, for the body of a `with` statement."""
    token = _VISIT.set(made)
    try:
        yield
    finally:
        _VISIT.reset(token)


def visit() -> Visit:
    """Return the visit that the router made in this run, or stop the page: it was not opened through the router."""
    made = _VISIT.get()
    if made is None:
        st.error("Avaa tämä sivu mittariston etusivun kautta. · Open this page from the front page of the dashboard.")
        st.stop()
    return made
