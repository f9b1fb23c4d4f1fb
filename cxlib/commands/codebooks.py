"""The codebooks that come with Kuulo, listed, and one of them taken to begin with."""

from __future__ import annotations

import argparse
from pathlib import Path

from cxlib import loading
from cxlib.commands.line import Commands, add, say, show
from cxlib.loading import codebooks
from cxlib.loading.codebook_desk import EARLIER, take_into_use


def register(commands: Commands) -> None:
    choosing = add(commands, "codebook", choose, "the codebooks that come with Kuulo, and one taken to begin with")
    what = choosing.add_mutually_exclusive_group(required=True)
    what.add_argument("--list", action="store_true", help="name them, with their themes")
    what.add_argument("--use", metavar="NAME", help="copy it to CX_DATA as codebook.toml, where there is none yet")
    choosing.add_argument(
        "--replace",
        action="store_true",
        help="with --use: in the place of the one there is, which is kept as a version",
    )


def choose(options: argparse.Namespace) -> int:
    if options.use is None:
        found = codebooks.shipped()
        if options.json:
            return show({name: [theme.id for theme in book.themes] for name, book in found.items()})
        return say("\n".join(_line(name, len(book.themes)) for name, book in found.items()))
    folder = loading.data_folder()
    if options.replace and (folder / "codebook.toml").is_file():
        return _replace(options, folder)
    written = codebooks.use(options.use, folder)
    if options.json:
        return show({"codebook": options.use, "written": str(written)})
    return say(f"{options.use} is now {written}. Edit it as you like; answers imported before: python -m cxlib enrich.")


def _replace(options: argparse.Namespace, folder: Path) -> int:
    here = loading.organisation(folder)
    taken = take_into_use(folder, options.use, here.codebook.version, codebooks.stored_themes(here))
    if options.json:
        return show({"codebook": options.use, "version": taken.version, "kept": here.codebook.version})
    return say(
        f"{options.use} is in use as version {taken.version}; {here.codebook.version} is kept in {folder / EARLIER}. "
        "`python -m cxlib enrich` reads the answers by it."
    )


def _line(name: str, themes: int) -> str:
    return f"{name:<16} {themes} themes in Finnish, Swedish and English"
