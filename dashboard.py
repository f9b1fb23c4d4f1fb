"""The dashboard: `streamlit run dashboard.py` opens it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from cxlib.app.compression import Compression
from cxlib.app.failure import show_failure
from cxlib.app.forgetting import drop_if_erased
from cxlib.app.freshness import watching
from cxlib.app.language import SpokenDocument
from cxlib.app.protection import Protection, refuse_outside_address
from cxlib.app.source import served_names
from cxlib.app.warming import warm_up

refuse_outside_address()

# The router is the main script, in a folder without `pages` beside it: Streamlit would run those on their own.
app = st.App(
    Path(__file__).parent / "cxlib" / "app" / "router.py",
    middleware=[Middleware(Protection), Middleware(Compression), Middleware(SpokenDocument)],
    lifespan=watching(served_names, warm_up, drop_if_erased),
    on_script_error=show_failure,
)

if __name__ == "__main__":
    app.run()
