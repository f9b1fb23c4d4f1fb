"""What commands share: how one is added, how a selection is read, and how a result is printed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import TypeAlias

from cxlib import loading
from cxlib.errors import SelectionError
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where

Command = Callable[[argparse.Namespace], int]

#: What `add_subparsers` returns: where a module adds its commands.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add(commands: Commands, name: str, command: Command, meaning: str) -> argparse.ArgumentParser:
    added = commands.add_parser(name, help=meaning, description=meaning[0].upper() + meaning[1:] + ".")
    added.set_defaults(command=command)
    added.add_argument("--json", action="store_true", help="print JSON instead of sentences")
    added.add_argument("--language", choices=("fi", "sv", "en"), default="fi", help="language of the sentences")
    return added


def selected(command: argparse.ArgumentParser) -> None:
    command.add_argument("--quarter", type=Quarter.parse, help="such as 2026Q3; the latest when left out")
    command.add_argument(
        "--where",
        action="append",
        nargs="+",
        default=[],
        metavar="DIMENSION=VALUE",
        help="narrow to these; a comma means or",
    )


def where_of(options: argparse.Namespace) -> Where:
    """Read `stage=new,ended product=loan` into filters.

    Raises
    ------
    SelectionError
        When a filter has no `=`.
    """
    pairs: dict[str, tuple[str, ...]] = {}
    for text in (text for group in options.where for text in group):
        dimension, equals, values = text.partition("=")
        if not equals or not values:
            raise SelectionError(f"'{text}' is not a filter. Write it as DIMENSION=VALUE, such as stage=new.")
        pairs[dimension] = (*pairs.get(dimension, ()), *values.split(","))
    return tuple(sorted(pairs.items()))


def opened(here: loading.Organisation) -> FeedbackStore:
    """Open the store, and say it where an older snapshot stands in for a damaged one."""
    store = loading.open_store(here)
    if store.notice:
        print(store.notice, file=sys.stderr)
    return store


def show(record: object) -> int:
    print(json.dumps(record, ensure_ascii=False, indent=2))
    return 0


def say(text: str) -> int:
    print(text)
    return 0


def told_progress(share: float, what: str) -> None:
    print(f"{share:.3f} {what}", file=sys.stderr, flush=True)


def shown_progress(options: argparse.Namespace) -> loading.Progress:
    """Return what tells of progress: a line on a terminal's error stream, nothing where nobody looks."""
    if options.json or not sys.stderr.isatty():
        return lambda share, what: None
    return lambda share, what: print(f"\r{share:4.0%} {what:<60}", end="\n" if share >= 1 else "", file=sys.stderr)
