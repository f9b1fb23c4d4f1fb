"""How do we measure, and how far do the numbers carry?"""

import streamlit as st

from cxlib.app.explained import definition, methods, this_quarter
from cxlib.app.heading import heading
from cxlib.app.visit import visit

here = visit()
briefing = here.source.briefing(here.address.selection)

heading(here, here.tongue._("Näin mittaamme"))
left, right = st.columns([6, 4], gap="small")
with left:
    definition(here, briefing.definition)
with right:
    this_quarter(here, briefing)
methods(here, briefing)
