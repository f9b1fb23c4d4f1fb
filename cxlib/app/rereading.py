"""Reading the answers anew from a page: how far it is, and afterwards how the themes' shares moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from cxlib.app.safe_text import plain
from cxlib.app.safe_text import words as safe_words
from cxlib.app.source import folder
from cxlib.app.visit import Visit
from cxlib.errors import KuuloError
from cxlib.loading.apart import run_apart
from cxlib.wording.tongue import Tongue

_DONE = "read_again"
#: Up to here of the work the model learns; then answers are read.
_LEARNT = 0.3
_CELL = "padding:.3rem 1rem .3rem 0;font-variant-numeric:tabular-nums"
#: Themes shown whose share moved; the others moved less.
_MOST_SHOWN = 12


def read_again(here: Visit) -> None:
    """Take the codes that wait, teach the model and read the answers, telling how far it is; then show it all anew."""
    tongue = here.tongue
    learning, reading = plain(tongue._("Malli oppii koodeista…")), plain(tongue._("Luetaan vastauksia…"))
    bar = st.progress(0.0, text=learning)

    def tell(share: float, _what: str) -> None:
        said = learning if share < _LEARNT else reading
        bar.progress(min(share, 1.0), text=f"{said} {plain(tongue.percent(min(share, 1.0)))}")

    try:
        st.session_state[_DONE] = run_apart(folder(), ["enrich", "--language", tongue.language], tell)
    except KuuloError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def read_again_outcome(here: Visit) -> None:
    """Show what the last reading anew did: shares before and after, with intervals."""
    done: Mapping[str, Any] | None = st.session_state.get(_DONE)
    if done is None:
        return
    tongue, _ = here.tongue, here.tongue._
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**:material/check_circle: {plain(' '.join(done['sentences']))}**", width="stretch")
            st.button(_("Selvä"), icon=":material/close:", on_click=_forget, key="read_again_seen")
        if done["changes"]:
            st.html(_table(done["changes"], tongue))
        elif done["snapshot"]:
            st.markdown(plain(_("Teemojen osuudet pysyivät samoina.")))
        left = len(done["changes"]) - _MOST_SHOWN
        if left > 0:
            told = tongue.ngettext(
                "Lisäksi {n} teeman osuus muuttui tätä vähemmän.",
                "Lisäksi {n} teeman osuus muuttui tätä vähemmän.",
                left,
            )
            st.caption(plain(told.format(n=left)))


def _forget() -> None:
    st.session_state.pop(_DONE, None)


def _table(changes: list[Mapping[str, Any]], tongue: Tongue) -> str:
    heads = (tongue._("Teema"), tongue._("Ennen"), tongue._("Nyt"), tongue._("Muutos"))
    head = "".join(f'<th style="text-align:left;{_CELL}">{safe_words(name)}</th>' for name in heads)
    rows = []
    for one in changes[:_MOST_SHOWN]:
        before, after = one["before"], one["after"]
        moved = ""
        if before["estimate"] is not None and after["estimate"] is not None:
            moved = tongue.percent_points(after["estimate"] - before["estimate"], 1)
        cells = (one["name"], _share(before, tongue), _share(after, tongue), moved)
        rows.append("".join(f'<td style="{_CELL}">{safe_words(str(cell))}</td>' for cell in cells))
    body = "".join(f'<tr style="border-top:1px solid rgba(128,140,155,.3)">{row}</tr>' for row in rows)
    return f'<div style="overflow-x:auto"><table style="border-collapse:collapse"><tr>{head}</tr>{body}</table></div>'


def _share(value: Mapping[str, Any], tongue: Tongue) -> str:
    if value["estimate"] is None:
        return tongue._("ei näytetä")
    interval = tongue.percent_interval(value["low"], value["high"], 1)
    return f"{tongue.percent(value['estimate'], 1)} ({interval})"
