"""What the page "Keitä emme kuulleet?" shows: rates by group, the numbers if all had answered alike, and what if."""

from __future__ import annotations

import streamlit as st

from cxlib.app.controls import choose, show_chosen
from cxlib.app.safe_text import plain
from cxlib.app.tables import table
from cxlib.app.visit import Visit
from cxlib.silence import silence
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.silence import Comparison, Margin, RateGroup, Silence, TippingPoint
from cxlib.wording.explanation import estimate_value
from cxlib.wording.silence import (
    bias_sentence,
    comparison_sentence,
    indicator_sentence,
    is_seldom,
    margin_sentence,
    measure_name,
    rate_head,
    rate_row,
    silence_method,
    silence_sentence,
    supposed_sentence,
    tipping_sentence,
    weighting_sentence,
)

#: The name of the dimensions in the address.
BY = "kenet"
#: Results kept, each some tens of kilobytes.
MOST_KEPT = 128
#: How far the silent may be supposed to be from those who answered, in index points.
SUPPOSED = tuple(half / 2 for half in range(-60, 61))

_BAR = "display:inline-block;height:.7em;border-radius:.2em;background:{color};width:{width:.0f}px"
_LESS, _LIKE = "rgba(217,119,60,.85)", "rgba(128,140,155,.55)"
_BAR_PIXELS = 120
#: A table of rates with its bars is this wide; where two do not fit side by side, they stand one below the other.
_TABLE_PIXELS = 760


def silence_of(here: Visit) -> Silence:
    """Return who did not answer by the dimensions in the address; unknown ones are left out."""
    offered = [dimension.id for dimension in here.source.programme.filters]
    chosen = tuple(name for name in offered if name in st.query_params.get_all(BY))
    return _kept(here.source.key, repr((here.address.selection, chosen)), here, chosen)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _kept(key: str, asked: str, _here: Visit, _dimensions: tuple[str, ...]) -> Silence:
    return silence(_here.source.store, _here.source.programme, _here.address.selection, _dimensions)


def show_silence(here: Visit, found: Silence) -> None:
    """Show the sentence, the numbers with and without weights, the slider, and every dimension's groups."""
    st.markdown(f"#### {plain(silence_sentence(found, here.tongue))}")
    if isinstance(found.response.rate, Withheld):
        return
    dimension_switch(here)
    left, right = st.columns([5, 5], gap="medium")
    with left:
        _numbers(here, found)
    with right:
        _what_if(here, found)
    with st.grid(2, min_column_width=_TABLE_PIXELS):
        for margin in found.margins:
            _margin(here, found, margin)
    st.caption(plain(" ".join(silence_method(here.tongue))))


def dimension_switch(here: Visit) -> None:
    """Offer the dimensions by which respondents are compared with the invited; none chosen means all."""
    names = {each.id: each.label.text(here.tongue.language) for each in here.source.programme.filters}
    show_chosen(BY, [name for name in names if name in st.query_params.get_all(BY)])
    st.pills(
        here.tongue._("Vertailtavat ryhmittelyt"),
        list(names),
        selection_mode="multi",
        key=BY,
        format_func=lambda name: plain(names.get(str(name), str(name))),
        on_change=choose,
        args=(BY, BY),
    )


def _numbers(here: Visit, found: Silence) -> None:
    name = here.source.programme.index_label
    with st.container(border=True, height="stretch"):
        with st.container(horizontal=True):
            for comparison in found.comparisons:
                _metric(here, comparison)
        for comparison in found.comparisons:
            st.markdown(plain(comparison_sentence(comparison, name, here.tongue)))
        st.markdown(plain(weighting_sentence(found, here.tongue)))


def _metric(here: Visit, comparison: Comparison) -> None:
    """Show the weighted number, and how far it is from the one that every page shows."""
    label = here.tongue._("{name} painotettuna").format(
        name=measure_name(comparison, here.source.programme.index_label, here.tongue)
    )
    st.metric(
        plain(label),
        estimate_value(comparison.weighted, here.tongue),
        here.tongue.signed(comparison.difference),
        delta_color="off",
        delta_arrow="off",
        delta_description=here.tongue._("painottamattomaan verrattuna"),
    )


def _what_if(here: Visit, found: Silence) -> None:
    spoken, name = here.tongue, here.source.programme.index_label
    with st.container(border=True, height="stretch"):
        st.markdown(plain(indicator_sentence(found, spoken)))
        for told in (bias_sentence(comparison, name, spoken) for comparison in found.comparisons):
            if told:
                st.markdown(plain(told))
        st.markdown(plain(tipping_sentence(found, spoken)))
        if isinstance(found.tipping, TippingPoint):
            supposed = st.select_slider(
                spoken._("Jos vastaamatta jättäneet eroavat vastanneista näin monta pistettä"),
                SUPPOSED,
                value=0.0,
                format_func=spoken.signed,
                key="supposed",
            )
            st.markdown(f"**{plain(supposed_sentence(found.tipping, supposed, spoken))}**")


def _margin(here: Visit, found: Silence, margin: Margin) -> None:
    with st.container():
        st.subheader(plain(margin.label.text(here.tongue.language)), anchor=False)
        st.html(rates_table(here, found, margin))
        told = margin_sentence(margin, here.tongue)
        if told:
            st.caption(plain(told))


def rates_table(here: Visit, found: Silence, margin: Margin) -> str:
    """Return a dimension's groups as an HTML table with a bar per rate; those clearly below all others are orange."""
    most = max((group.rate.high for group in margin.groups if isinstance(group.rate, Estimate)), default=1.0)
    rows = [rate_row(group, here.tongue) for group in margin.groups]
    bars = [_bar(group, most) for group in margin.groups]
    return table(rate_head(here.tongue), rows, drawn=bars)


def _bar(group: RateGroup, most: float) -> str:
    if isinstance(group.rate, Withheld):
        return ""
    color = _LESS if is_seldom(group.gap) else _LIKE
    return f'<span style="{_BAR.format(color=color, width=_BAR_PIXELS * group.rate.value / most)}"></span>'
