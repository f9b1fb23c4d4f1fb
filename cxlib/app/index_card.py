"""The card beside the trend: the index, what may be said of it, and its lifecycle stages."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from cxlib.app.chips import HIGH, LOW, MIDDLE, chip
from cxlib.app.safe_text import plain, words
from cxlib.app.visit import Visit
from cxlib.terms.briefing import Briefing, StageLine
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.wording.explanation import estimate_value, explanation
from cxlib.wording.stages import stage_basis, stage_change, stage_change_interval, stage_value
from cxlib.wording.tongue import Tongue
from cxlib.wording.verdicts import change_described, verdict_arrow, verdict_words

_ROW = "display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 .75rem;padding:.2rem 0"
_MOVED = "margin-left:auto;text-align:right"
_QUIET = "opacity:.78;font-size:.85em"


def index_card(here: Visit, briefing: Briefing) -> None:
    with st.container(border=True, height="stretch"):
        index(briefing, here.tongue)
        told = f'<p style="margin:0 0 1rem">{words(explanation(briefing, here.tongue))}</p>'
        st.html(told + stage_list(briefing.stages, here.tongue))


def index(briefing: Briefing, tongue: Tongue) -> None:
    """Show the index large, with its change where there is one; a refusal is told by the explanation below."""
    name = f"{briefing.index_label.text(tongue.language)} {tongue.quarter(briefing.quarter)}"
    value, change = briefing.cx_index, briefing.change
    if isinstance(value, Withheld):
        st.markdown(f"#### {plain(name)}")
        return
    color, arrow = change_mark(change)
    st.metric(
        plain(name),
        estimate_value(value, tongue),
        delta=change_size(value, change, tongue),
        delta_color=color,
        delta_arrow=arrow,
        delta_description=described(value, change, tongue),
    )


def change_size(value: Estimate, change: Change | Withheld, tongue: Tongue) -> str | None:
    """Return the change as it is written; none where the index itself is shown as an interval only."""
    if isinstance(change, Withheld) or value.base == "interval_only":
        return None
    return tongue.signed(change.value)


def change_mark(change: Change | Withheld) -> tuple[Literal["green", "red", "off"], Literal["up", "down", "off"]]:
    """Return colour and arrow of a change: `st.metric` itself takes all but an ASCII minus for a rise.

    >>> change_mark(Change(-4.2, -6.6, -1.8, 0.001, "points", "real_fall"))
    ('red', 'down')
    """
    if isinstance(change, Change) and change.verdict == "real_rise":
        return "green", "up"
    if isinstance(change, Change) and change.verdict == "real_fall":
        return "red", "down"
    return "off", "off"


def described(value: Estimate, change: Change | Withheld, tongue: Tongue) -> str:
    """Return what may be said of the change, with its interval where its size is shown."""
    if value.base == "interval_only":
        return verdict_words(change, tongue)
    return change_described(change, tongue)


def stage_list(stages: tuple[StageLine, ...], tongue: Tongue) -> str:
    """Return one line for each stage: name, index and change, and under them their intervals and n."""
    return "".join(f'<div style="{_ROW}">{stage_line(line, tongue)}</div>' for line in stages)


def stage_line(line: StageLine, tongue: Tongue) -> str:
    name, value = words(line.label.text(tongue.language)), words(stage_value(line, tongue))
    if isinstance(line.value, Withheld):
        return f'<span>{name}</span><span style="{_QUIET}">{value}</span>'
    said = words(stage_change(line, tongue))
    arrow = verdict_arrow(line.change)
    tint = {"↑": HIGH, "↓": LOW}.get(arrow, MIDDLE)
    change = chip(f"{arrow} {said}", tint) if said else ""
    basis, moved = words(stage_basis(line, tongue)), words(stage_change_interval(line, tongue))
    return (
        f'<span>{name}<br><span style="{_QUIET}">{basis}</span></span>'
        f'<span style="{_MOVED}"><b style="font-size:1.15em;white-space:nowrap">{value}</b>&ensp;{change}'
        f'<br><span style="{_QUIET}">{moved}</span></span>'
    )
