"""One quarter in figures: what the quarter page shows."""

from __future__ import annotations

import argparse

from cxlib import briefing, loading
from cxlib.breakdown import breakdown
from cxlib.commands.line import Commands, add, opened, say, selected, show, where_of
from cxlib.publish.plain import briefing_text, line_text
from cxlib.publish.record import briefing_record
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import Briefing
from cxlib.terms.selection import Selection
from cxlib.wording.headline import headline
from cxlib.wording.tongue import Tongue, tongue


def register(commands: Commands) -> None:
    selected(add(commands, "brief", brief, "one quarter: index, stages, causes"))


def brief(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    store = opened(here)
    found = briefing.make_briefing(store, here.programme, here.codebook, Selection(options.quarter, where_of(options)))
    words = tongue(options.language)
    if options.json:
        return show(briefing_record(found, language=options.language, headline=headline(found, words)))
    said = briefing_text(found, words)
    return say(said if found.definition else f"{said}\n\n{questions(here, store, found, words)}")


def questions(here: loading.Organisation, store: FeedbackStore, found: Briefing, tongue: Tongue) -> str:
    """Return each question's own number: what a quarter has to tell where the programme defines no index."""
    where = found.selection.where
    lines = [
        line_text(None, question.label, line.value, tongue)
        for question in here.programme.questions
        for line in breakdown(store, here.programme, here.codebook, question.id, quarter=found.quarter, where=where)
    ]
    return "\n".join(lines)
