"""Erasing a respondent, and dropping texts that are too old."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from cxlib import erasure, loading
from cxlib.commands.line import Commands, add, say, show, shown_progress
from cxlib.wording.erasure import erased_sentences, retained_sentences
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    erasing = add(commands, "erase", erase, "remove a respondent from every file, and block the way back")
    erasing.add_argument(
        "--respondent", required=True, metavar="ID", help="a response id or a customer key, as it stood in the file"
    )
    add(commands, "retain", retain, "drop the texts that are older than programme.toml keeps them")


def erase(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    done = erasure.erase(here.folder, here.programme, options.respondent, shown_progress(options))
    if options.json:
        return show(asdict(done))
    said = erased_sentences(
        done.responses,
        done.rejected,
        file_rows=done.file_rows,
        removed=done.removed,
        left=done.left,
        tongue=tongue(options.language),
    )
    return say("\n".join(said))


def retain(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    done = erasure.retain(here.folder, here.programme, progress=shown_progress(options))
    if options.json:
        return show(asdict(done))
    return say("\n".join(retained_sentences(done.answers, done.rejected, done.removed, tongue(options.language))))
