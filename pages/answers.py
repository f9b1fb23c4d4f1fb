"""What do our customers say, in their own words?"""

import streamlit as st

from cxlib.app.heading import heading
from cxlib.app.likeness import similar_answers, typical_cards, typical_switch
from cxlib.app.missed_name import missed_name
from cxlib.app.reading import read_aloud
from cxlib.app.safe_text import plain
from cxlib.app.saying import beside_answers
from cxlib.app.search import cards_shown, found_cards, heard, nothing_found, search_row
from cxlib.app.source_switch import source_switch
from cxlib.app.visit import visit
from cxlib.wording.search import search_sentence

here = visit()

if here.address.reading:
    read_aloud(here)
elif here.address.like is not None:
    heading(here, here.tongue._("Mitä asiakkaat sanovat?"), reading=True)
    similar_answers(here, here.address.like)
else:
    heading(here, here.tongue._("Mitä asiakkaat sanovat?"), reading=True)
    source_switch(here)
    search_row(here)
    found = here.source.answers(here.address, cards_shown(here))
    heard(here, found)
    if found.query.odd and found.query.is_empty:
        st.stop()
    st.markdown(f"**{plain(search_sentence(found.page, here.tongue))}**")
    missed_name(here, found)
    beside_answers(here)
    if typical_switch(here) and found.page.answers:
        typical_cards(here)
    elif found.page.answers:
        found_cards(here, found)
    else:
        nothing_found(here, found)
