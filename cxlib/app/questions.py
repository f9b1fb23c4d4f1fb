"""Where there is no index to lead with: each question's own number and its course, and what is written about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from cxlib.app.address import Address, written
from cxlib.app.cause_cards import ANSWERS_PAGE
from cxlib.app.safe_text import plain
from cxlib.app.source import Source
from cxlib.app.visit import Visit
from cxlib.breakdown import THEMES, Line, breakdown
from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.programme import Question
from cxlib.wording.explanation import answers, estimate_value
from cxlib.wording.questions import (
    question_headline,
    question_note,
    questions_title,
    scale_words,
    themes_title,
)
from cxlib.wording.refusals import refusal, refusal_words

#: More cards than this are a report, not a page; quarters on a card's line; themes told.
MOST_QUESTIONS, MOST_QUARTERS, MOST_THEMES = 9, 8, 6
#: Breakdowns kept, some kilobytes each.
MOST_KEPT = 256


@dataclass(frozen=True)
class Course:
    """One question: its number in every quarter up to the one that is looked at, which is the last."""

    question: Question
    lines: tuple[Line, ...]

    @property
    def now(self) -> Estimate | Withheld:
        return self.lines[-1].value


def leads_with_questions(briefing: Briefing) -> bool:
    """Tell whether the page must do without an index."""
    return briefing.definition is None


def recommends(here: Visit) -> bool:
    return any(question.kind == "nps" for question in here.source.programme.questions)


def courses(here: Visit, briefing: Briefing) -> tuple[Course, ...]:
    """Return the numbers of the first questions in the quarters up to this one."""
    found = []
    for question in here.source.programme.questions[:MOST_QUESTIONS]:
        asked = _Asked(question.id, briefing, by="quarter")
        lines = _lines(here.source.key, repr(asked), here.source, asked)
        until = [line for line in lines if line.quarter is not None and line.quarter <= briefing.quarter]
        if until and until[-1].quarter == briefing.quarter:
            found.append(Course(question, tuple(until[-MOST_QUARTERS:])))
    return tuple(found)


def leading_sentence(here: Visit, briefing: Briefing, found: Sequence[Course]) -> str:
    """Return the heading of a page without an index: what the first question says that has an answer to show."""
    known = next((course for course in found if isinstance(course.now, Estimate)), None)
    if known is None or not isinstance(known.now, Estimate):
        return here.tongue._("{quarter}: ei näytettäviä lukuja").format(quarter=here.tongue.quarter(briefing.quarter))
    return question_headline(known.question, known.now, here.tongue)


def question_cards(here: Visit, found: Sequence[Course]) -> None:
    """Show every question's number, what it means, how many answered, and its course."""
    if not found:
        return
    st.subheader(plain(questions_title(here.tongue)), anchor=False)
    with st.grid(min(3, len(found)), min_column_width=320):
        for course in found:
            with st.container(border=True, height="stretch"):
                _card(here, course)


def _card(here: Visit, course: Course) -> None:
    tongue, value = here.tongue, course.now
    name = plain(course.question.label.text(tongue.language))
    if isinstance(value, Withheld):
        st.markdown(f"**{name}**\n\n{plain(refusal(value, tongue))}")
        return
    line = [
        one.value.value for one in course.lines if isinstance(one.value, Estimate) and one.value.base != "interval_only"
    ]
    st.metric(
        name,
        estimate_value(value, tongue),
        chart_data=line if len(line) > 1 else None,
        chart_type="line",
        help=plain(scale_words(course.question, tongue)),
    )
    st.caption(plain(question_note(value, tongue)))


def theme_list(here: Visit, briefing: Briefing) -> None:
    """Show what those who wrote mention most, each with its share, its interval and the way to the answers."""
    asked = _Asked(THEMES, briefing)
    lines = [line for line in _lines(here.source.key, repr(asked), here.source, asked) if line.group is not None]
    if not lines:
        return
    tongue = here.tongue
    st.subheader(plain(themes_title(tongue)), anchor=False)
    with st.grid(3, min_column_width=320):
        for line in lines[:MOST_THEMES]:
            value = line.value
            with st.container(border=True, height="stretch", gap=None):
                said = (
                    refusal_words(value, tongue)
                    if isinstance(value, Withheld)
                    else f"{estimate_value(value, tongue)} ({tongue.percent_interval(value.low, value.high)}), "
                    f"{answers(value.n, tongue)}"
                )
                address = Address(
                    tongue.language, briefing.quarter, where=here.address.where, themes=(line.group or "",)
                )
                label = plain(line.label.text(tongue.language))
                st.page_link(ANSWERS_PAGE, label=label, icon=":material/forum:", query_params=written(address))
                st.caption(plain(said))


class _Asked:
    """What is asked of the breakdown; its text is the key under which the answer is kept."""

    def __init__(self, name: str, briefing: Briefing, by: str | None = None) -> None:
        self.name, self.by, self.where = name, by, briefing.selection.where
        self.quarter = None if by == "quarter" else briefing.quarter

    def __repr__(self) -> str:
        return repr((self.name, self.by, self.quarter, self.where))


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _lines(key: str, asked: str, _source: Source, _asked: _Asked) -> tuple[Line, ...]:
    return breakdown(
        _source.store,
        _source.programme,
        _source.codebook,
        _asked.name,
        by=_asked.by,
        quarter=_asked.quarter,
        where=_asked.where,
    )
