"""Bringing feedback into the store, and seeing that the definitions are in order."""

from __future__ import annotations

import argparse
from pathlib import Path

from cxlib import loading
from cxlib.commands.line import Commands, add, opened, say, show, shown_progress, told_progress
from cxlib.publish.plain import reconciliation_text
from cxlib.publish.record import reconciliation_record
from cxlib.store.folder import current
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    importing = add(commands, "import", import_files, "read survey files into the store")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--progress", action="store_true", help="tell on stderr, line by line, how far it is")
    importing.add_argument(
        "--profile", help="how to read them: a name in profiles/, or a path; without it they are recognised"
    )
    importing.add_argument("--check", action="store_true", help="say what would become of every row, and store nothing")
    add(commands, "check", check, "read programme, codebook and profiles, and say what is wrong with them")
    again = add(commands, "rebuild", rebuild, "recount the store after a change in programme.toml or codebook.toml")
    again.add_argument("--progress", action="store_true", help="tell on stderr, line by line, how far it is")
    making = add(commands, "demo", demo, "build the made-up company in an empty folder")
    making.add_argument("--progress", action="store_true", help="tell on stderr, line by line, how far it is")


def import_files(options: argparse.Namespace) -> int:
    """Import, and account for every row; 0 also when rows were rejected, since they are named."""
    folder = loading.data_folder()
    tell = told_progress if options.progress else shown_progress(options)
    read = loading.try_files if options.check else loading.import_files
    reconciled = read(folder, options.files, options.profile, progress=tell)
    if options.json:
        return show([reconciliation_record(one) for one in reconciled])
    for one in reconciled:
        print(reconciliation_text(one, tongue(options.language)))
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
    tell = told_progress if options.progress else shown_progress(options)
    name = loading.rebuild(loading.data_folder(), progress=tell)
    if options.json:
        return show({"snapshot": name})
    return say(tongue(options.language)._("Julkaistiin {name}.").format(name=name))


def demo(options: argparse.Namespace) -> int:
    folder = loading.data_folder()
    tell = told_progress if options.progress else shown_progress(options)
    reconciled = loading.build_demo(folder, progress=tell)
    if options.json:
        return show([reconciliation_record(one) for one in reconciled])
    if not reconciled:
        return say(f"{folder} has a store already; the made-up company is built in empty folders alone.")
    for one in reconciled:
        print(reconciliation_text(one, tongue(options.language)))
    return 0
