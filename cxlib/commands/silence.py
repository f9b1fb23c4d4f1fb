"""Who did not answer."""

from __future__ import annotations

import argparse

from cxlib import loading, silence
from cxlib.commands.line import Commands, add, opened, say, selected, show, where_of
from cxlib.publish.silence import silence_record, silence_text
from cxlib.terms.selection import Selection
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    hearing = add(commands, "silent", silent, "who of those invited did not answer, and what that does to the numbers")
    hearing.add_argument("--by", action="append", default=[], metavar="DIMENSION", help="compare by these; all if none")
    two = "the response rate of each combination of two dimensions; the stage and the most uneven other if not given"
    hearing.add_argument("--cross", nargs=2, default=[], metavar="DIMENSION", help=two)
    selected(hearing)


def silent(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    selection = Selection(options.quarter, where_of(options))
    found = silence.silence(opened(here), here.programme, selection, options.by, options.cross)
    words = tongue(options.language)
    if options.json:
        return show(silence_record(found, words))
    return say(silence_text(found, here.programme.index_label, words))
