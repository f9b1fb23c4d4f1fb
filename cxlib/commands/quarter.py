"""One quarter in figures: what the quarter page shows."""

from __future__ import annotations

import argparse

from cxlib import briefing, loading
from cxlib.commands.line import Commands, add, opened, say, selected, show, where_of
from cxlib.publish.plain import briefing_text
from cxlib.publish.record import briefing_record
from cxlib.terms.selection import Selection
from cxlib.wording.headline import headline
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    selected(add(commands, "brief", brief, "one quarter: index, stages, causes"))


def brief(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    store = opened(here)
    found = briefing.make_briefing(store, here.programme, here.codebook, Selection(options.quarter, where_of(options)))
    words = tongue(options.language)
    if options.json:
        return show(briefing_record(found, language=options.language, headline=headline(found, words)))
    return say(briefing_text(found, words))
