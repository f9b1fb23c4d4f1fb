"""Fetching answers from elsewhere."""

from __future__ import annotations

import argparse

from cxlib import inbox, loading, pulls
from cxlib.commands.inbox import delivery_record
from cxlib.commands.line import Commands, add, say, show, shown_progress
from cxlib.wording.deliveries import delivery_lines, nothing_new_sentence
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    pulling = add(commands, "pull", pull, "fetch what is new from a source of pulls.toml, and import it")
    pulling.add_argument("name", metavar="NAME", help="the source's name in pulls.toml")


def pull(options: argparse.Namespace) -> int:
    """0 when what came is in the store, or nothing was new; 1 when it was refused."""
    folder = loading.data_folder()
    found = pulls.fetch(folder, pulls.pull_named(folder, options.name))
    words = tongue(options.language)
    if found.file is None:
        pulls.remember(folder, found)
        return show([]) if options.json else say(nothing_new_sentence(options.name, words))
    delivery = inbox.take_one(folder, found.file, progress=shown_progress(options))
    if delivery.state == "taken":
        pulls.remember(folder, found)
    if options.json:
        show([delivery_record(delivery)])
    else:
        say("\n  ".join(delivery_lines(delivery, words)))
    return 0 if delivery.state == "taken" else 1
