"""Keeping reruns short: what stays for good is taken out of the garbage collector's rounds.

Streamlit has Python look through every object after every run of a page. With Plotly, pandas and DuckDB loaded that
is some 80 ms of a process that serves everybody, two thirds of a rerun. Nothing of it ever becomes garbage, so it
need not be looked through.
"""

from __future__ import annotations

import atexit
import gc

import streamlit as st


@st.cache_resource(max_entries=8, show_spinner=False)
def settle(snapshot: str, modules: int) -> bool:
    """Set aside all that is loaded by now; once for each snapshot and number of modules, when a page of it is done."""
    gc.collect()
    gc.freeze()
    atexit.unregister(gc.unfreeze)
    # What is set aside would be reported as leaked when the process ends.
    atexit.register(gc.unfreeze)
    return True
