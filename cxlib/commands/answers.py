"""Reading open answers."""

from __future__ import annotations

import argparse

from cxlib import answers, loading
from cxlib.commands.line import Commands, add, opened, say, selected, show, where_of
from cxlib.publish.plain import answers_text
from cxlib.publish.record import page_record
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    searching = add(commands, "search", search, "open answers that hold these words in any form")
    searching.add_argument("words", nargs="*")
    searching.add_argument("--theme", action="append", default=[], help="answers that mention this theme")
    searching.add_argument("--limit", type=int, default=20)
    selected(searching)


def search(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    found = answers.find_answers(
        opened(here),
        here.programme,
        here.codebook,
        " ".join(options.words),
        quarters=(options.quarter,) if options.quarter else (),
        where=where_of(options),
        themes=options.theme,
        limit=options.limit,
        live=False,
    )
    if options.json:
        return show(page_record(found.page))
    return say(answers_text(found.page, tongue(options.language)))
