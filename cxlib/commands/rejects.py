"""What was imported, and the rows that were refused."""

from __future__ import annotations

import argparse
from pathlib import Path

from cxlib import loading
from cxlib.commands.line import Commands, add, say, show
from cxlib.publish.rejects import ledger_record, ledger_text, rejects_record, rejects_text
from cxlib.store.imports import imported_files
from cxlib.store.rejects import let_go, rejected_rows
from cxlib.wording.row_reasons import reason_words
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    add(commands, "ledger", ledger, "every file imported: its rows, profile, snapshot, time and what tells it apart")
    waiting = add(commands, "rejects", rejects, "the rows that were rejected and wait for a correction")
    waiting.add_argument("--profile", help="of this profile alone")
    waiting.add_argument("--out", type=Path, metavar="FILE.csv", help="write them to correct and import again")
    waiting.add_argument("--drop", nargs="+", metavar="ID", help="let these go; all of them with `all`")


def ledger(options: argparse.Namespace) -> int:
    files = imported_files(loading.data_folder())
    return show(ledger_record(files)) if options.json else say(ledger_text(files, tongue(options.language)))


def rejects(options: argparse.Namespace) -> int:
    folder = loading.data_folder()
    if options.drop:
        every = [row.id for row in rejected_rows(folder, options.profile)]
        let_go(folder, every if options.drop == ["all"] else options.drop)
    rows = rejected_rows(folder, options.profile)
    words = tongue(options.language)
    if options.out is not None:
        loading.write_rejected(folder, rows, options.out, lambda reason: reason_words(reason, words))
    return show(rejects_record(rows)) if options.json else say(rejects_text(rows, words))
