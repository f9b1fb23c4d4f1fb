"""Names that redaction missed."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from cxlib import loading, missed_names
from cxlib.commands.line import Commands, add, say, show
from cxlib.wording.missed_names import covered_sentence
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    redacting = add(commands, "redact", redact, "cover a name that redaction missed, now and in all imports to come")
    redacting.add_argument("--words", required=True, metavar="NAME", help="the name as it stands in the answer")
    redacting.add_argument("--answer", type=int, metavar="ID", help="the number of the answer it stands in")
    redacting.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)


def redact(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    done = missed_names.report(here.folder, here.programme, here.codebook, options.words, answer=options.answer)
    if options.json:
        return show(asdict(done))
    return say(covered_sentence(done.answers, done.everywhere, tongue(options.language)))
