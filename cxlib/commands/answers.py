"""Reading open answers."""

from __future__ import annotations

import argparse
from typing import Any

from cxlib import answers, loading
from cxlib.commands.line import Commands, add, opened, say, selected, show, where_of
from cxlib.likeness import similar_answers, typical_answers
from cxlib.publish.record import verbatim_record
from cxlib.publish.saying import search_record, search_text
from cxlib.saying import look_closer
from cxlib.store.definitions import score_question
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.programme import Programme
from cxlib.wording.saying import saying_lines
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    searching = add(commands, "search", search, "open answers that hold these words in any form")
    searching.add_argument("words", nargs="*")
    searching.add_argument("--theme", action="append", default=[], help="answers that mention this theme")
    searching.add_argument("--wide", action="store_true", help="look for the words anywhere in a word")
    searching.add_argument("--similar-to", type=int, metavar="ID", help="answers like this one, instead of a search")
    searching.add_argument("--typical", metavar="THEME", help="answers typical of a theme, instead of a search")
    searching.add_argument("--limit", type=int, default=20)
    selected(searching)


def search(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    store, words, said = opened(here), " ".join(options.words), tongue(options.language)
    narrowed: dict[str, Any] = {
        "quarters": (options.quarter,) if options.quarter else (),
        "where": where_of(options),
        "themes": options.theme,
        "wide": options.wide,
        "live": False,
    }
    if options.similar_to is not None or options.typical:
        return alike(options, store, here.programme)
    found = answers.find_answers(store, here.programme, here.codebook, words, limit=options.limit, **narrowed)
    closer = look_closer(store, here.programme, words, **narrowed)
    if options.json:
        return show(search_record(found.page, found.query, found.suggestions, closer, said))
    lines = [] if closer is None else saying_lines(closer, here.programme, score_question(here.programme), said)
    return say(search_text(found.page, found.query, found.suggestions, lines, said))


def alike(options: argparse.Namespace, store: FeedbackStore, programme: Programme) -> int:
    """Print the answers like one answer, or those typical of a theme."""
    if options.similar_to is not None:
        found = similar_answers(store, programme, options.similar_to, limit=options.limit)[1]
    else:
        quarters = (options.quarter,) if options.quarter else ()
        where = where_of(options)
        found = typical_answers(store, programme, options.typical, quarters=quarters, where=where, limit=options.limit)
    if options.json:
        return show({"answers": [verbatim_record(answer) for answer in found]})
    said = tongue(options.language)
    return say("\n".join(f"{said.day(answer.day)} · {answer.text}" for answer in found))
