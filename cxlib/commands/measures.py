"""Any measure of any question."""

from __future__ import annotations

import argparse

from cxlib import breakdown, loading
from cxlib.commands.line import Commands, add, opened, say, selected, show, where_of
from cxlib.measures.shrinkage import Placed
from cxlib.publish.plain import line_text
from cxlib.publish.record import Record, line_record, placed_record
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    measuring = add(commands, "measure", measure, "any measure of any question; without a name, lists them")
    measuring.add_argument(
        "name", nargs="?", help="cx_index, response_rate, themes, or a question such as nps or nps.mean"
    )
    measuring.add_argument("--by", metavar="DIMENSION", help="one line per value of a dimension")
    measuring.add_argument("--weighted", action="store_true", help="use the weights that came with the answers")
    selected(measuring)


def measure(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    names = breakdown.measure_names(here.programme)
    if options.name is None:
        return show(names) if options.json else say("\n".join(names))
    lines = breakdown.breakdown(
        opened(here),
        here.programme,
        here.codebook,
        options.name,
        by=options.by,
        quarter=options.quarter,
        where=where_of(options),
        weighted=options.weighted,
    )
    if options.json:
        drawn = breakdown.ranked(lines).groups if _groups(options) else {}
        return show([_record(line, drawn.get(line.group or ""), options) for line in lines])
    words = tongue(options.language)
    return say("\n".join(line_text(line.group, line.label, line.value, words) for line in lines))


def _groups(options: argparse.Namespace) -> bool:
    """Tell whether the lines are groups of customers, which may be compared with each other."""
    return options.by not in (None, "quarter") and options.name.partition(".")[0] != breakdown.THEMES


def _record(line: breakdown.Line, drawn: Placed | None, options: argparse.Namespace) -> Record:
    quarter = str(line.quarter) if line.quarter else None
    record = line_record(line.group, line.label.text(options.language), line.value, quarter)
    return {**record, "shrunk": placed_record(drawn)} if _groups(options) else record
