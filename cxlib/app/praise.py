"""What customers praise: smaller, under the causes that take from the index, and never among them."""

from __future__ import annotations

import streamlit as st

from cxlib.app.address import written
from cxlib.app.cause_cards import ANSWERS_PAGE, behind
from cxlib.app.safe_text import plain
from cxlib.app.visit import Visit
from cxlib.terms.briefing import Briefing
from cxlib.wording.causes import cause_sentence, praise_title


def praise(here: Visit, briefing: Briefing) -> None:
    """Show the causes that surely go together with a higher index; nothing where there are none."""
    if not briefing.causes.praise:
        return
    tongue = here.tongue
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**:material/favorite: {plain(praise_title(tongue))}**")
        with st.grid(len(briefing.causes.praise), min_column_width=320):
            for cause in briefing.causes.praise:
                with st.container(gap=None):
                    name = plain(cause.label.text(tongue.language))
                    address = written(behind(here, briefing, cause))
                    st.page_link(ANSWERS_PAGE, label=name, icon=":material/forum:", query_params=address)
                    st.caption(plain(cause_sentence(cause, tongue)))
