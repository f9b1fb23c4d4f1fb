"""Whether answers to the survey are read, or posts on social media."""

from __future__ import annotations

import streamlit as st

from cxlib.app.address import SOCIAL, WHERE_FROM
from cxlib.app.controls import choose, show_chosen
from cxlib.app.source import opened_social
from cxlib.app.visit import Visit

_SOURCE = "source"


def source_switch(here: Visit) -> None:
    """Offer on the answers page to read posts instead of answers to the survey, where there are both."""
    posts = opened_social()
    if posts is None or (posts.place == here.source.place and not here.address.social):
        return
    _ = here.tongue._
    names = {"": _("Kyselyn vastaukset"), SOCIAL: _("Some-julkaisut")}
    show_chosen(_SOURCE, SOCIAL if here.address.social else "")
    st.segmented_control(
        _("Mistä luetaan"),
        list(names),
        required=True,
        key=_SOURCE,
        format_func=lambda one: names[one],
        label_visibility="collapsed",
        on_change=choose,
        args=(WHERE_FROM, _SOURCE),
    )
