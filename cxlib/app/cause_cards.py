"""The root causes: what takes most from the index, whose it is, what is being done, and the answers behind it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from cxlib.app.address import Address, written
from cxlib.app.safe_text import plain
from cxlib.app.visit import Visit
from cxlib.terms.briefing import Briefing, Causes, Direction, RootCause
from cxlib.terms.estimate import Withheld
from cxlib.wording.causes import (
    action_words,
    cause_sentence,
    control_sentence,
    direction_interval,
    direction_words,
    order_sentence,
    owner_words,
    place_words,
    shift_sentence,
    top_sentence,
    uncoded_sentence,
    wrote_sentence,
)
from cxlib.wording.tongue import Tongue

ANSWERS_PAGE = Path(__file__).parents[2] / "pages" / "answers.py"

_BADGES: dict[Direction, str] = {
    "better": ":green-badge[:material/trending_up: {words}]",
    "worse": ":red-badge[:material/trending_down: {words}]",
    "no_real_change": ":gray-badge[{words}]",
    "new": ":blue-badge[{words}]",
    "cannot_say": ":gray-badge[{words}]",
}


def cause_cards(here: Visit, briefing: Briefing) -> None:
    """Show a card for each of the top causes, and under them what the cards leave out."""
    if briefing.causes.top:
        with st.grid(len(briefing.causes.top), min_column_width=320):
            for place, cause in enumerate(briefing.causes.top, start=1):
                with st.container(border=True, height="stretch", vertical_alignment="distribute"):
                    cause_card(here, briefing, place, cause)
    st.caption(plain(left_out(briefing.causes, here.tongue)))


def left_out(causes: Causes, tongue: Tongue) -> str:
    """Return what the cards do not say: whether the top has changed, what ties mean, and who mentions no cause."""
    if isinstance(causes.uncoded, Withheld):
        return uncoded_sentence(causes, tongue)
    said = (
        shift_sentence(causes, tongue),
        order_sentence(causes, tongue),
        wrote_sentence(causes, tongue),
        uncoded_sentence(causes, tongue),
    )
    return " ".join(sentence for sentence in said if sentence)


def cause_card(here: Visit, briefing: Briefing, place: int, cause: RootCause) -> None:
    tongue = here.tongue
    direction = _BADGES[cause.direction].format(words=plain(direction_words(cause, tongue)))
    interval = direction_interval(cause, tongue)
    moved = f"{direction} :small[{plain(interval)}]" if interval else direction
    said = " ".join(part for part in (cause_sentence(cause, tongue), top_sentence(cause, tongue)) if part)
    whose = f"{plain(owner_words(cause, tongue))} · {plain(control_sentence(cause, tongue))}"
    st.markdown(
        f"### {plain(place_words(cause, place, tongue))} {plain(cause.label.text(tongue.language))}\n\n"
        f"{plain(said)} {moved}\n\n"
        f"**{plain(action_words(cause, tongue))}**  \n:small[{whose}]"
    )
    st.page_link(
        ANSWERS_PAGE,
        label=tongue._("Lue vastaukset"),
        icon=":material/forum:",
        query_params=written(behind(here, briefing, cause)),
    )


def behind(here: Visit, briefing: Briefing, cause: RootCause) -> Address:
    """Return the address of the answers that mention a cause, in the quarter and group that are looked at."""
    return Address(here.tongue.language, briefing.quarter, where=here.address.where, themes=(cause.theme,))
