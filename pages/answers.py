"""What do our customers say, in their own words?"""

import streamlit as st

from cxlib.app.heading import heading
from cxlib.app.reading import read_aloud
from cxlib.app.safe_text import plain
from cxlib.app.search import cards_shown, found_cards, nothing_found, search_row
from cxlib.app.visit import visit
from cxlib.wording.search import search_sentence

here = visit()

if here.address.reading:
    read_aloud(here)
else:
    heading(here, here.tongue._("Mitä asiakkaat sanovat?"), reading=True)
    search_row(here)
    found = here.source.answers(here.address, cards_shown(here))
    st.markdown(f"**{plain(search_sentence(found.page, here.tongue))}**")
    if found.page.answers:
        found_cards(here, found)
    else:
        nothing_found(here, found)
