"""Erasing a respondent, and dropping texts that are too old."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from cxlib import erasure, loading
from cxlib.commands.line import Commands, add, say, show, shown_progress
from cxlib.wording.erasure import erased_sentences, expected_sentences, retained_sentences, unblocked_sentence
from cxlib.wording.tongue import Tongue, tongue


def register(commands: Commands) -> None:
    erasing = add(commands, "erase", erase, "remove a respondent from every file, and block the way back")
    erasing.add_argument(
        "--respondent", required=True, metavar="ID", help="a response id or a customer key, as it stood in the file"
    )
    erasing.add_argument("--check", action="store_true", help="say what would be removed, and remove nothing")
    erasing.add_argument(
        "--unblock", action="store_true", help="let imports take this id again; what was erased does not come back"
    )
    add(commands, "retain", retain, "drop the texts that are older than programme.toml keeps them")


def erase(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    words = tongue(options.language)
    if options.unblock:
        was_blocked = erasure.unblock(here.folder, options.respondent)
        return show({"unblocked": was_blocked}) if options.json else say(unblocked_sentence(was_blocked, words))
    if options.check:
        found = erasure.expected(here.folder, options.respondent)
        return show(asdict(found)) if options.json else say("\n".join(_expected(found, words)))
    done = erasure.erase(here.folder, here.programme, options.respondent, shown_progress(options))
    if options.json:
        return show(asdict(done))
    said = erased_sentences(
        done.responses,
        done.rejected,
        file_rows=done.file_rows,
        removed=done.removed,
        left=done.left,
        tongue=words,
    )
    return say("\n".join(said))


def _expected(found: erasure.Expected, words: Tongue) -> list[str]:
    return expected_sentences(
        found.responses, found.answers, found.rejected, found.files, is_blocked=found.is_blocked, tongue=words
    )


def retain(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    done = erasure.retain(here.folder, here.programme, progress=shown_progress(options))
    if options.json:
        return show(asdict(done))
    return say("\n".join(retained_sentences(done.answers, done.rejected, done.removed, tongue(options.language))))
