"""Who gave which theme: shares with intervals by source, what is uncoded, and how far the tone carries."""

from __future__ import annotations

from html import escape

import streamlit as st

from cxlib.app.safe_text import plain
from cxlib.app.safe_text import words as safe_words
from cxlib.app.source import Source
from cxlib.app.visit import Visit
from cxlib.terms.estimate import Estimate
from cxlib.terms.reading import SOURCES, Reading
from cxlib.terms.selection import Selection
from cxlib.theme_reading import how_read
from cxlib.wording.reading import SOURCE_NAMES, interval_sentence, reading_sentences, tone_sentences
from cxlib.wording.refusals import refusal_words
from cxlib.wording.tongue import Tongue

_MOST_KEPT = 32


def theme_table(here: Visit) -> None:
    """Show who gave which theme, with intervals, what is uncoded, and how far the tone carries."""
    tongue, _ = here.tongue, here.tongue._
    reading = _reading(here.source.key, repr(here.address.selection), here.source, here.address.selection)
    st.subheader(_("Mistä teemojen osuudet tulevat"), anchor=False)
    st.markdown("  \n".join(map(plain, [*reading_sentences(reading, tongue), *tone_sentences(reading, tongue)])))
    if reading.texts is None:
        return
    st.html(_table(reading, tongue))
    if any(share.estimated == "chances" for share in reading.themes):
        st.markdown(f":small[{plain(interval_sentence(tongue))}]")


def _table(reading: Reading, tongue: Tongue) -> str:
    """The themes in rows, the most frequent first; a theme that nobody mentions is left out."""
    sources = [one for one in SOURCES if any(share.sources.get(one) for share in reading.themes)]
    heads = [tongue._("Teema"), tongue._("Osuus"), tongue._("Väli"), *(tongue._(SOURCE_NAMES[one]) for one in sources)]
    shown = [share for share in reading.themes if not isinstance(share.share, Estimate) or share.share.value > 0]
    shown.sort(key=lambda one: -one.share.value if isinstance(one.share, Estimate) else 0.0)
    rows = []
    for one in shown:
        cells = [safe_words(one.label.text(tongue.language))]
        if isinstance(one.share, Estimate):
            cells += [tongue.percent(one.share.value), tongue.percent_interval(one.share.low, one.share.high)]
        else:
            cells += [refusal_words(one.share, tongue), ""]
        cells += [_part(one.sources.get(source, 0.0), tongue) for source in sources]
        rows.append("".join(f'<td style="padding:.3rem .8rem .3rem 0">{cell}</td>' for cell in cells))
    head = "".join(f'<th style="text-align:left;padding:.3rem .8rem .3rem 0">{escape(name)}</th>' for name in heads)
    body = "".join(f'<tr style="border-top:1px solid rgba(128,140,155,.3)">{row}</tr>' for row in rows)
    return f'<div style="overflow-x:auto"><table style="border-collapse:collapse"><tr>{head}</tr>{body}</table></div>'


def _part(share: float, tongue: Tongue) -> str:
    return tongue.percent(share) if share else ""


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _reading(key: str, asked: str, _source: Source, _selection: Selection) -> Reading:
    return how_read(_source.store, _source.programme, _source.codebook, _selection)
