"""Reading stored answers anew: enrichment, what to code next, codes, and who gave which theme."""

from __future__ import annotations

import argparse
from pathlib import Path

from cxlib import loading, theme_reading
from cxlib.commands.line import Commands, add, opened, say, selected, show, shown_progress, told_progress, where_of
from cxlib.errors import IntakeError
from cxlib.loading.coding import code_answers, take_waiting
from cxlib.loading.definitions import social_folder
from cxlib.loading.rereading import enrich_stored
from cxlib.loading.suggesting import suggestions
from cxlib.publish.reading import (
    enriched_record,
    enriched_text,
    reading_record,
    reading_text,
    suggestions_record,
    suggestions_text,
)
from cxlib.terms.reading import Reading
from cxlib.terms.selection import Selection
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    again = add(
        commands, "enrich", enrich, "read anew, without a re-import, the stored answers that older detectors read"
    )
    again.add_argument("--progress", action="store_true", help="tell on stderr, line by line, how far it is")
    selected(add(commands, "themes", themes, "who gave which theme, shares with intervals, and what is left uncoded"))
    suggesting = add(commands, "suggest", suggest, "the answers whose code by a person would help most")
    suggesting.add_argument("--limit", type=int, default=20)
    suggesting.add_argument(
        "--progress", action="store_true", help="for whoever runs it apart: there is nothing to tell"
    )
    coding = add(commands, "code", code, "take a person's codes: from a CSV file, or those given on the coding page")
    coding.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="with the columns answer,themes; without it, what waits"
    )


def enrich(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    words = tongue(options.language)
    before = _in_all(here)
    done = enrich_stored(here, told_progress if options.progress else shown_progress(options))
    changes = theme_reading.changed_shares(before, _in_all(here)) if done.snapshot else ()
    posts = social_folder(here.folder)
    if posts is not None and posts != here.folder:
        enrich_stored(loading.organisation(posts))
    if options.json:
        return show(enriched_record(done, changes, words))
    return say(enriched_text(done, changes, words))


def _in_all(here: loading.Organisation) -> Reading:
    store = opened(here)
    try:
        return theme_reading.read_in_all(store, here.programme, here.codebook)
    finally:
        store.close()


def themes(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    selection = Selection(options.quarter, where_of(options))
    found = theme_reading.how_read(opened(here), here.programme, here.codebook, selection)
    words = tongue(options.language)
    return show(reading_record(found, words)) if options.json else say(reading_text(found, words))


def suggest(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    quarters = theme_reading.readable_quarters(opened(here), here.programme)
    found = suggestions(here, quarters, options.limit)
    return show(suggestions_record(found)) if options.json else say(suggestions_text(found))


def code(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    if options.file is not None:
        answers, name = code_answers(here, options.file)
    else:
        taken = take_waiting(here)
        if not taken.codes:
            raise IntakeError("No code waits. Give codes on the coding page, or name a CSV file: answer,themes.")
        answers, name = taken.codes, taken.snapshot
    if options.json:
        return show({"coded": answers, "snapshot": name})
    return say(f"{answers} answers coded. Published {name}. `python -m cxlib enrich` learns from them.")
