"""The command line: everything the pages say, without the pages."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cxlib import answers, breakdown, briefing, drivers, effects, loading, movement, silence, watch
from cxlib.errors import KuuloError, SelectionError
from cxlib.publish.alerts import watch_record, watch_text
from cxlib.publish.drivers import drivers_record, drivers_text
from cxlib.publish.effects import action_record, actions_text
from cxlib.publish.movement import movement_record, movement_text
from cxlib.publish.plain import answers_text, briefing_text, line_text, reconciliation_text
from cxlib.publish.record import briefing_record, line_record, page_record, reconciliation_record
from cxlib.publish.silence import silence_record, silence_text
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.folder import current
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection, Where
from cxlib.wording.headline import headline
from cxlib.wording.tongue import tongue

Command = Callable[[argparse.Namespace], int]

#: The exit code of `watch` when something moved, for a scheduler to act on; 1 and 2 mean that it could not look.
MOVED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 when it refused and said why, 2 when it was misspelt.

    `watch` has one more, `MOVED`.
    """
    try:
        options = parser().parse_args(arguments)
        command: Command = options.command
        return command(options)
    except KuuloError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read the output has read enough: python -m cxlib … | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog="python -m cxlib", description="Kuulo: what customers say, counted honestly.")
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    importing = add(commands, "import", import_files, "read survey files into the store")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--profile", required=True, help="how to read them: a name in profiles/, or a path")
    add(commands, "check", check, "read programme, codebook and profiles, and say what is wrong with them")
    add(commands, "rebuild", rebuild, "recount the store after a change in programme.toml or codebook.toml")
    making = add(commands, "demo", demo, "build the made-up company in an empty folder")
    making.add_argument("--progress", action="store_true", help="tell on stderr, line by line, how far it is")
    selected(add(commands, "brief", brief, "one quarter: index, stages, causes"))
    explaining = add(commands, "explain", explain, "why the index moved since the previous quarter, part by part")
    explaining.add_argument("--by", metavar="DIMENSION", help="whose mix of groups is told from their own change")
    selected(explaining)
    hearing = add(commands, "silent", silent, "who of those invited did not answer, and what that does to the numbers")
    hearing.add_argument("--by", action="append", default=[], metavar="DIMENSION", help="compare by these; all if none")
    selected(hearing)
    measuring = add(commands, "measure", measure, "any measure of any question; without a name, lists them")
    measuring.add_argument(
        "name", nargs="?", help="cx_index, response_rate, themes, or a question such as nps or nps.mean"
    )
    measuring.add_argument("--by", metavar="DIMENSION", help="one line per value of a dimension")
    measuring.add_argument("--weighted", action="store_true", help="use the weights that came with the answers")
    selected(measuring)
    searching = add(commands, "search", search, "open answers that hold these words in any form")
    searching.add_argument("words", nargs="*")
    searching.add_argument("--theme", action="append", default=[], help="answers that mention this theme")
    searching.add_argument("--limit", type=int, default=20)
    selected(searching)
    alarming = add(commands, "watch", watching, "what moved in the quarter; exit code 0 when calm, 3 when it moved")
    alarming.add_argument("--quarter", type=Quarter.parse, help="such as 2026Q3; the latest when left out")
    budget = "false alarms a quarter accepted from everything together"
    alarming.add_argument("--false-alarms", type=float, default=1.0, metavar="N", help=f"{budget}; 1 when left out")
    acting = add(commands, "actions", acted, "did it help: those an action of actions.toml touched against the others")
    acting.add_argument("--quarter", type=Quarter.parse, help="by the answers up to it, such as 2026Q3")
    going = add(commands, "drivers", going_together, "what goes together with the index: waiting, transfers, …")
    going.add_argument("--quarter", type=Quarter.parse, help="such as 2026Q3; the latest when left out")
    benching = add(commands, "bench", benchmark, "measure speed against floors taken in the same run")
    benching.add_argument("--rows", type=int, default=1_000_000)
    return root


def add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, command: Command, meaning: str
) -> argparse.ArgumentParser:
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


def import_files(options: argparse.Namespace) -> int:
    """Import, and account for every row; 0 also when rows were rejected, since they are named."""
    folder = loading.data_folder()
    reconciled = loading.import_files(folder, options.files, options.profile, progress=shown_progress(options))
    if options.json:
        return show([reconciliation_record(one) for one in reconciled])
    for one in reconciled:
        print(reconciliation_text(one))
    return 0


def check(options: argparse.Namespace) -> int:
    here = loading.check(loading.data_folder())
    if current(here.folder) is not None:
        opened(here).close()
    summary = {
        "folder": str(here.folder),
        "programme": here.programme.name,
        "questions": [question.id for question in here.programme.questions],
        "dimensions": [dimension.id for dimension in here.programme.filters],
        "index_versions": [version.version for version in here.programme.index_versions],
        "themes": [theme.id for theme in here.codebook.themes],
        "profiles": loading.profile_names(here.folder),
    }
    if options.json:
        return show(summary)
    print(f"{here.folder}: programme, codebook and profiles are in order.")
    for name, value in summary.items():
        print(f"  {name}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
    return 0


def rebuild(options: argparse.Namespace) -> int:
    name = loading.rebuild(loading.data_folder(), progress=shown_progress(options))
    return show({"snapshot": name}) if options.json else say(f"Published {name}.")


def demo(options: argparse.Namespace) -> int:
    folder = loading.data_folder()
    tell = told_progress if options.progress else shown_progress(options)
    reconciled = loading.build_demo(folder, progress=tell)
    if options.json:
        return show([reconciliation_record(one) for one in reconciled])
    if not reconciled:
        return say(f"{folder} has a store already; the made-up company is built in empty folders alone.")
    for one in reconciled:
        print(reconciliation_text(one))
    return 0


def brief(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    store = opened(here)
    found = briefing.make_briefing(store, here.programme, here.codebook, Selection(options.quarter, where_of(options)))
    words = tongue(options.language)
    if options.json:
        return show(briefing_record(found, language=options.language, headline=headline(found, words)))
    return say(briefing_text(found, words))


def explain(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    selection = Selection(options.quarter, where_of(options))
    found = movement.explain(opened(here), here.programme, selection, options.by)
    words = tongue(options.language)
    return show(movement_record(found, words)) if options.json else say(movement_text(found, words))


def silent(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    selection = Selection(options.quarter, where_of(options))
    found = silence.silence(opened(here), here.programme, selection, options.by)
    words = tongue(options.language)
    if options.json:
        return show(silence_record(found, words))
    return say(silence_text(found, here.programme.index_label, words))


def measure(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    names = breakdown.measure_names(here.programme)
    if options.name is None:
        return show(names) if options.json else say("\n".join(names))
    lines = breakdown.breakdown(
        opened(here),
        here.programme,
        here.codebook,
        options.name,
        by=options.by,
        quarter=options.quarter,
        where=where_of(options),
        weighted=options.weighted,
    )
    if options.json:
        return show(
            [
                line_record(
                    line.group,
                    line.label.text(options.language),
                    line.value,
                    str(line.quarter) if line.quarter else None,
                )
                for line in lines
            ]
        )
    words = tongue(options.language)
    return say("\n".join(line_text(line.group, line.label, line.value, words) for line in lines))


def search(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    found = answers.find_answers(
        opened(here),
        here.programme,
        here.codebook,
        " ".join(options.words),
        quarters=(options.quarter,) if options.quarter else (),
        where=where_of(options),
        themes=options.theme,
        limit=options.limit,
        live=False,
    )
    if options.json:
        return show(page_record(found.page))
    return say(answers_text(found.page, tongue(options.language)))


def benchmark(options: argparse.Namespace) -> int:
    from cxlib import bench, pace  # noqa: PLC0415 (make millions of answers up; nobody else pays for it)

    sections = (*bench.SECTIONS, pace.reading, pace.serving)
    tell = None if options.json else lambda what: print(what, file=sys.stderr)
    report = bench.run(options.rows, sections=sections, tell=tell)
    return show(report.record()) if options.json else say(report.text())


def watching(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    store = opened(here)
    found = watch.watch(store, here.programme, here.codebook, options.quarter, false_alarms=options.false_alarms)
    words, name = tongue(options.language), here.programme.index_label.text(options.language)
    if options.json:
        show(watch_record(found, name, words))
    else:
        say(watch_text(found, name, words))
    return 0 if found.calm else MOVED


def acted(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    known = loading.actions(here)
    results = effects.action_results(opened(here), here.programme, known, options.quarter)
    words = tongue(options.language)
    if options.json:
        return show([action_record(result, words) for result in results])
    return say(actions_text(results, here.programme, words))


def going_together(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    found = drivers.index_drivers(opened(here), here.programme, options.quarter)
    words = tongue(options.language)
    if options.json:
        return show(drivers_record(found, here.programme, words))
    return say(drivers_text(found, here.programme, words))


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


if __name__ == "__main__":
    sys.exit(main())
