"""Choosing: widgets that write what is chosen into the address, and show what the address says.

The address is the one truth. Streamlit can bind a widget to it, but drops a bound choice from the address at a page
change while the widget keeps it (1.67), and one bad value of several takes the good ones along.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from cxlib.app.address import EVERY_QUARTER, Address, name_of
from cxlib.app.language import NAMES
from cxlib.app.visit import Visit
from cxlib.terms.programme import Dimension
from cxlib.terms.quarter import Quarter

#: Quarters offered at a click; the others are in the filters.
QUARTERS_AT_HAND = 3

#: What a new choice makes meaningless: the place in the list of answers found so far.
_PLACE = "i"


def show_chosen(key: str, value: Any) -> None:
    """Make the widget of this key show what the address says, without disturbing one that does."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def choose(name: str, key: str, default: str = "") -> None:
    """Write the choice made in a widget into the address; the callback of every widget here."""
    chosen = st.session_state[key]
    values = [str(value) for value in chosen] if isinstance(chosen, list) else [str(chosen or "")]
    st.query_params.pop(_PLACE, None)
    if values in ([], [""], [default]):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = values


def choose_nothing(names: Sequence[str]) -> None:
    for name in (*names, _PLACE):
        st.query_params.pop(name, None)


def language_switch(here: Visit) -> None:
    _ = here.tongue._
    show_chosen("language", here.tongue.language)
    st.segmented_control(
        _("Kieli"),
        list(NAMES),
        required=True,
        key="language",
        format_func=str.upper,
        label_visibility="collapsed",
        on_change=choose,
        args=("lang", "language", "fi"),
    )


def quarter_switch(here: Visit, *, every: bool = False) -> None:
    """Offer the latest quarters, the one chosen if it is older, and on request all of them together."""
    _ = here.tongue._
    chosen = chosen_quarter(here, every=every)
    offered = [str(quarter) for quarter in here.source.offer.quarters[-QUARTERS_AT_HAND:]]
    if chosen not in offered:
        offered = [chosen, *offered]
    if every and EVERY_QUARTER not in offered:
        offered = [EVERY_QUARTER, *offered]
    show_chosen("quarter", chosen)
    st.segmented_control(
        _("Vuosineljännes"),
        offered,
        required=True,
        key="quarter",
        format_func=lambda quarter: quarter_name(here, quarter),
        label_visibility="collapsed",
        on_change=choose,
        args=("quarter", "quarter", latest(here)),
    )


def latest(here: Visit) -> str:
    quarters = here.source.offer.quarters
    return str(quarters[-1]) if quarters else ""


def chosen_quarter(here: Visit, *, every: bool) -> str:
    if every and here.address.every_quarter:
        return EVERY_QUARTER
    return str(here.address.quarter or latest(here))


def quarter_name(here: Visit, quarter: str) -> str:
    return here.tongue._("Kaikki") if quarter == EVERY_QUARTER else here.tongue.quarter(Quarter.parse(quarter))


def filters(here: Visit, dimensions: Sequence[Dimension], *, languages: bool = False) -> None:
    """Offer every dimension to narrow by, the quarters that are not at hand, and on request the answers' language."""
    _ = here.tongue._
    count = sum(len(values) for _dimension, values in here.address.where) + len(here.address.languages) * languages
    label = _("Rajaa · {n}").format(n=count) if count else _("Rajaa")
    popover = st.popover(label, icon=":material/tune:", key="filters", on_change="rerun")
    # Closed, it costs nothing: what is chosen stands in the address, not in its widgets.
    if not popover.open:
        return
    with popover:
        older_quarters(here)
        for dimension in dimensions:
            dimension_filter(here, dimension)
        if languages:
            answer_language(here)
        if count:
            names = [*(name_of(dimension) for dimension, _values in here.address.where), "kieli"]
            st.button(_("Poista rajaukset"), icon=":material/close:", on_click=choose_nothing, args=(names,))


def older_quarters(here: Visit) -> None:
    offered = [str(quarter) for quarter in reversed(here.source.offer.quarters)]
    if len(offered) <= QUARTERS_AT_HAND:
        return
    chosen = chosen_quarter(here, every=False)
    show_chosen("any_quarter", chosen)
    st.selectbox(
        here.tongue._("Vuosineljännes"),
        offered,
        key="any_quarter",
        format_func=lambda quarter: quarter_name(here, quarter),
        on_change=choose,
        args=("quarter", "any_quarter", latest(here)),
    )


def dimension_filter(here: Visit, dimension: Dimension) -> None:
    key = f"filter_{dimension.id}"
    labels = here.source.labels(dimension.id, here.tongue.language)
    show_chosen(key, list(here.address.values(dimension.id)))
    st.multiselect(
        dimension.label.text(here.tongue.language),
        list(labels),
        key=key,
        format_func=lambda value: labels.get(value, value),
        placeholder=here.tongue._("Kaikki"),
        on_change=choose,
        args=(name_of(dimension.id), key),
    )


def answer_language(here: Visit) -> None:
    show_chosen("answer_language", list(here.address.languages))
    st.multiselect(
        here.tongue._("Vastauksen kieli"),
        list(here.source.offer.languages),
        key="answer_language",
        format_func=lambda language: NAMES.get(language, language),
        placeholder=here.tongue._("Kaikki"),
        on_change=choose,
        args=("kieli", "answer_language"),
    )


def narrowed_to(here: Visit, address: Address) -> str:
    """Return the filters in words, or an empty text: "Elinkaaren vaihe: Uudet asiakkaat · Tuote: Laina"."""
    language = here.tongue.language
    parts = []
    for dimension, values in address.where:
        known = here.source.programme.dimension(dimension)
        labels = here.source.labels(dimension, language)
        name = known.label.text(language) if known else dimension
        parts.append(f"{name}: {here.tongue.listing([labels.get(value, value) for value in values])}")
    return " · ".join(parts)
