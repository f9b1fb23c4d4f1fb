"""What moved, for a scheduler."""

from __future__ import annotations

import argparse

from cxlib import loading, watch
from cxlib.commands.line import Commands, add, opened, say, show
from cxlib.publish.alerts import watch_record, watch_text
from cxlib.terms.quarter import Quarter
from cxlib.wording.tongue import tongue

#: The exit code of `watch` when something moved, for a scheduler to act on; 1 and 2 mean that it could not look.
MOVED = 3


def register(commands: Commands) -> None:
    alarming = add(commands, "watch", watching, "what moved in the quarter; exit code 3 when something did")
    alarming.add_argument("--quarter", type=Quarter.parse, help="such as 2026Q3; the latest when left out")
    budget = "false alarms a quarter accepted from everything together"
    alarming.add_argument("--false-alarms", type=float, default=1.0, metavar="N", help=f"{budget}; 1 when left out")


def watching(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    store = opened(here)
    found = watch.watch(store, here.programme, here.codebook, options.quarter, false_alarms=options.false_alarms)
    words, name = tongue(options.language), here.programme.index_label.text(options.language)
    if options.json:
        show(watch_record(found, name, words))
    else:
        say(watch_text(found, name, words))
    return 0 if found.calm else MOVED
