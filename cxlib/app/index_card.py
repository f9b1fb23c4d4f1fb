"""The card beside the trend: the index, what may be said of it, and its lifecycle stages."""

from __future__ import annotations

import streamlit as st

from cxlib.app.chips import HIGH, LOW, MIDDLE, chip
from cxlib.app.safe_text import plain, words
from cxlib.app.visit import Visit
from cxlib.terms.briefing import Briefing, StageLine
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.wording.explanation import estimate_value, explanation
from cxlib.wording.stages import stage_answers, stage_change, stage_value
from cxlib.wording.tongue import Tongue
from cxlib.wording.verdicts import verdict_arrow, verdict_words

_ROW = "display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 .75rem;padding:.3rem 0"
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
    real = isinstance(change, Change) and change.verdict in ("real_rise", "real_fall")
    st.metric(
        plain(name),
        estimate_value(value, tongue),
        delta=change_size(value, change, tongue),
        delta_color="normal" if real else "off",
        delta_arrow="auto" if real else "off",
        delta_description=verdict_words(change, tongue),
    )


def change_size(value: Estimate, change: Change | Withheld, tongue: Tongue) -> str | None:
    """Return the change for `st.metric`; none where the index itself is shown as an interval only."""
    if isinstance(change, Withheld) or value.base == "interval_only":
        return None
    return tongue.delta(change.value)


def stage_list(stages: tuple[StageLine, ...], tongue: Tongue) -> str:
    """Return one line for each stage: name, number of answers, index and change."""
    return "".join(f'<div style="{_ROW}">{stage_line(line, tongue)}</div>' for line in stages)


def stage_line(line: StageLine, tongue: Tongue) -> str:
    name, value = words(line.label.text(tongue.language)), words(stage_value(line, tongue))
    if isinstance(line.value, Withheld):
        return f'<span>{name}</span><span style="{_QUIET}">{value}</span>'
    said = words(stage_change(line, tongue))
    arrow = verdict_arrow(line.change)
    tint = {"↑": HIGH, "↓": LOW}.get(arrow, MIDDLE)
    change = chip(f"{arrow} {said}", tint) if said else ""
    return (
        f'<span>{name}<br><span style="{_QUIET}">{words(stage_answers(line, tongue))}</span></span>'
        f'<span><b style="font-size:1.15em;white-space:nowrap">{value}</b>&ensp;{change}</span>'
    )
