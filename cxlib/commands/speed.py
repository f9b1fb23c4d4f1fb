"""How fast it is here."""

from __future__ import annotations

import argparse
import sys

from cxlib.commands.line import Commands, add, say, show


def register(commands: Commands) -> None:
    benching = add(commands, "bench", benchmark, "measure speed against floors taken in the same run")
    benching.add_argument("--rows", type=int, default=1_000_000)


def benchmark(options: argparse.Namespace) -> int:
    from cxlib import bench, pace  # noqa: PLC0415 (make millions of answers up; nobody else pays for it)

    sections = (*bench.SECTIONS, pace.reading, pace.serving)
    tell = None if options.json else lambda what: print(what, file=sys.stderr)
    report = bench.run(options.rows, sections=sections, tell=tell)
    return show(report.record()) if options.json else say(report.text())
