"""Why the index moved."""

from __future__ import annotations

import argparse

from cxlib import loading, movement
from cxlib.commands.line import Commands, add, opened, say, selected, show, where_of
from cxlib.publish.movement import movement_record, movement_text
from cxlib.terms.selection import Selection
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    explaining = add(commands, "explain", explain, "why the index moved since the previous quarter, part by part")
    explaining.add_argument("--by", metavar="DIMENSION", help="whose mix of groups is told from their own change")
    selected(explaining)


def explain(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    selection = Selection(options.quarter, where_of(options))
    found = movement.explain(opened(here), here.programme, selection, options.by)
    words = tongue(options.language)
    return show(movement_record(found, words)) if options.json else say(movement_text(found, words))
