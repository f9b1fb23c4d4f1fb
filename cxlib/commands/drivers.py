"""What goes together with the index."""

from __future__ import annotations

import argparse

from cxlib import drivers, loading
from cxlib.commands.line import Commands, add, opened, say, show
from cxlib.publish.drivers import drivers_record, drivers_text
from cxlib.terms.quarter import Quarter
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    going = add(commands, "drivers", going_together, "what goes together with the index: waiting, transfers, …")
    going.add_argument("--quarter", type=Quarter.parse, help="such as 2026Q3; the latest when left out")


def going_together(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    found = drivers.index_drivers(opened(here), here.programme, options.quarter)
    words = tongue(options.language)
    if options.json:
        return show(drivers_record(found, here.programme, words))
    return say(drivers_text(found, here.programme, words))
