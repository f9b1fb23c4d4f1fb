"""Saving a changed codebook: the one before is kept beside it, and nothing is saved that could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path

from cxlib.errors import DefinitionError, NoStore
from cxlib.intake import read_codebook
from cxlib.intake.codebook_file import next_version, with_pattern, with_properties, with_version
from cxlib.loading.codebooks import shipped_file
from cxlib.store.definitions import MOST_THEMES
from cxlib.store.folder import only_writer, put_file
from cxlib.terms.codebook import Codebook, Pattern, Theme

#: Where earlier versions of the codebook are kept, under the organisation's folder.
EARLIER = "codebook_versions"

#: Makes another text of a codebook's, and says what it then means.
Change = Callable[[str, Path], tuple[str, Codebook]]


def save_pattern(folder: Path, theme: str, pattern: Pattern, version: str) -> Codebook:
    """Write a theme's pattern into the folder's `codebook.toml` under a new version; return the codebook.

    Parameters
    ----------
    version : str
        The version that the change was made to; another one by now is somebody else's change, and is not overwritten.

    Raises
    ------
    DefinitionError
        When the pattern cannot be one, or the codebook has changed meanwhile.
    StoreBusy
        When somebody is writing.
    """
    return _save(folder, version, lambda text, file: with_pattern(text, file, theme, pattern))


def save_properties(folder: Path, theme: Theme, version: str) -> Codebook:
    """Write a theme's polarity, controllability and owner, as `save_pattern` writes its words."""
    return _save(folder, version, lambda text, file: with_properties(text, file, theme))


def take_into_use(folder: Path, name: str, version: str, stored: Collection[str] = ()) -> Codebook:
    """Put a codebook that comes with Kuulo in the place of the folder's own, which is kept; return it.

    Its version is its own, or one counted up where the folder has used that for another text. `stored` are the themes
    that the store knows: it tells a limited number apart.

    Raises
    ------
    SelectionError
        When no codebook of that name comes with Kuulo.
    DefinitionError
        When the folder's codebook has changed meanwhile, or the store could not tell its themes from the stored ones.
    StoreBusy
        When somebody is writing.
    """
    text, file = shipped_file(name).read_text("utf-8"), folder / "codebook.toml"
    chosen = read_codebook(shipped_file(name)).version
    themes = {theme.id for theme in read_codebook(shipped_file(name)).themes} | set(stored)
    if len(themes) > MOST_THEMES:
        raise DefinitionError(
            f"The store can tell {MOST_THEMES} themes apart, and with those stored already these make {len(themes)}. "
            "Import into a new folder with this codebook instead."
        )
    while chosen == version or _kept(folder, chosen).exists():
        chosen = next_version(chosen)
    renamed = with_version(text, chosen)
    put_file(beside := folder / "codebook.toml.next", renamed)
    try:
        taken = read_codebook(beside)
    finally:
        beside.unlink()
    if file.is_file():
        return _save(folder, version, lambda _text, _file: (renamed, taken))
    with only_writer(folder):
        put_file(file, renamed)
    return taken


def _save(folder: Path, version: str, change: Change) -> Codebook:
    file = folder / "codebook.toml"
    if not file.is_file():
        raise NoStore(f"{folder} holds no codebook.toml.")
    with only_writer(folder):
        text = file.read_text("utf-8-sig")
        changed, codebook = change(text, file)
        kept = re.search(r'^version\s*=\s*"(.*)"', text, re.MULTILINE)
        if kept is None or kept[1] != version:
            raise DefinitionError(
                "somebody has changed the codebook meanwhile. Load the page again and make the change anew.", file=file
            )
        (folder / EARLIER).mkdir(exist_ok=True)
        put_file(_kept(folder, version), text)
        put_file(file, changed)
    return codebook


def _kept(folder: Path, version: str) -> Path:
    return folder / EARLIER / f"codebook-{re.sub(r'[^A-Za-z0-9.-]', '_', version)}.toml"
