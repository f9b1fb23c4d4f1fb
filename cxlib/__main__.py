"""The command line: everything the pages say, without the pages."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from cxlib.commands import (
    actions,
    answers,
    codebooks,
    drivers,
    erasure,
    evaluation,
    feedback,
    inbox,
    mapping,
    measures,
    missed_names,
    movement,
    outcomes,
    pulls,
    quarter,
    rejects,
    rereading,
    revision,
    silence,
    social,
    speed,
    topics,
    watch,
)
from cxlib.commands.line import Command
from cxlib.errors import KuuloError
from cxlib.wording.faults import refusal_sentence
from cxlib.wording.tongue import tongue

#: In the order in which the help lists their commands.
MODULES = (
    feedback,
    mapping,
    inbox,
    pulls,
    rejects,
    erasure,
    quarter,
    movement,
    silence,
    measures,
    answers,
    watch,
    actions,
    drivers,
    outcomes,
    rereading,
    revision,
    evaluation,
    codebooks,
    missed_names,
    topics,
    social,
    speed,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 when it refused and said why, 2 when it was misspelt.

    `watch` has one more, `watch.MOVED`.
    """
    options = argparse.Namespace(json=False, language="fi")
    try:
        options = parser().parse_args(arguments)
        command: Command = options.command
        return command(options)
    except KuuloError as error:
        # a program that asked for JSON reads the error as it is; a person reads it in their language
        print(error if options.json else refusal_sentence(str(error), tongue(options.language)), file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read the output has read enough: python -m cxlib … | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog="python -m cxlib", description="Kuulo: what customers say, counted honestly.")
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    for module in MODULES:
        module.register(commands)
    return root


if __name__ == "__main__":
    sys.exit(main())
