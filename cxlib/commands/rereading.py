"""Reading stored answers anew: enrichment, what to code next, codes, and who gave which theme."""

from __future__ import annotations

import argparse
from pathlib import Path

from cxlib import loading, theme_reading
from cxlib.commands.line import Commands, add, opened, say, selected, show, shown_progress, told_progress, where_of
from cxlib.loading.rereading import code_answers, enrich_stored, suggestions
from cxlib.publish.reading import reading_record, reading_text, suggestions_record, suggestions_text
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
    coding = add(commands, "code", code, "take a person's codes from a CSV file with the columns answer,themes")
    coding.add_argument("file", type=Path, metavar="FILE")


def enrich(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    outcome, reader = enrich_stored(here, told_progress if options.progress else shown_progress(options))
    if options.json:
        record = {"read": outcome.texts, "of": outcome.of, "snapshot": outcome.snapshot or None}
        return show(record | {"detectors": reader.detectors, "learned": list(reader.spread)})
    if not outcome.texts:
        return say(f"All {outcome.of} answers were read by these detectors already.")
    return say(f"{outcome.texts} of {outcome.of} answers were read anew. Published {outcome.snapshot}.")


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
    answers, name = code_answers(loading.organisation(loading.data_folder()), options.file)
    if options.json:
        return show({"coded": answers, "snapshot": name})
    return say(f"{answers} answers coded. Published {name}. `python -m cxlib enrich` learns from them.")
