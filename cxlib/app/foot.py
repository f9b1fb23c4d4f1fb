"""The foot of the quarter page: how many were asked, and which state of the data this is."""

from __future__ import annotations

import streamlit as st

from cxlib.app.safe_text import plain
from cxlib.app.visit import Visit
from cxlib.terms.briefing import Briefing
from cxlib.wording.methods import publication_sentence
from cxlib.wording.response import response_sentence


def foot(here: Visit, briefing: Briefing) -> None:
    tongue = here.tongue
    published = publication_sentence(briefing.snapshot, briefing.published_at, tongue)
    st.caption(plain(f"{response_sentence(briefing.response, tongue)} {published}"))
