"""How do our customers feel this quarter, what takes most from it, and what is being done?"""

import streamlit as st

from cxlib.app.cause_cards import cause_cards
from cxlib.app.cause_order import cause_order
from cxlib.app.figures import show_distribution
from cxlib.app.foot import foot
from cxlib.app.heading import heading
from cxlib.app.index_card import index_card
from cxlib.app.praise import praise
from cxlib.app.questions import (
    courses,
    leading_sentence,
    leads_with_questions,
    question_cards,
    recommends,
    theme_list,
)
from cxlib.app.quotes import quotes
from cxlib.app.safe_text import plain
from cxlib.app.story import story
from cxlib.app.visit import visit
from cxlib.wording.causes import causes_title
from cxlib.wording.distributions import distribution_title
from cxlib.wording.headline import headline

here = visit()
tongue = here.tongue
briefing = here.source.briefing(here.address.selection)
quoted = tongue._("Asiakkaan omin sanoin")

if leads_with_questions(briefing):
    asked = courses(here, briefing)
    heading(here, leading_sentence(here, briefing, asked))
    question_cards(here, asked)
    theme_list(here, briefing)
else:
    heading(here, headline(briefing, tongue))
    left, right = st.columns([7, 3], gap="medium")
    with left:
        story(here, briefing)
    with right:
        index_card(here, briefing)
    st.subheader(plain(causes_title(briefing.causes, tongue)), anchor=False)
    cause_cards(here, briefing)
    praise(here, briefing)
    cause_order(here, briefing)

if recommends(here):
    left, right = st.columns([6, 4], gap="medium")
    with left:
        st.subheader(plain(distribution_title(briefing.stages, tongue)), anchor=False)
        show_distribution(here, briefing)
    with right:
        quotes(here, briefing.verbatims, quoted)
elif leads_with_questions(briefing):
    quotes(here, briefing.verbatims, quoted)
else:
    left, right = st.columns([6, 4], gap="medium")
    with left:
        question_cards(here, courses(here, briefing))
    with right:
        quotes(here, briefing.verbatims, quoted)
foot(here, briefing)
