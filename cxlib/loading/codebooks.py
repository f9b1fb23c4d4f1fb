"""The codebooks that come with Kuulo, for a folder that has none of its own yet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cxlib.errors import DefinitionError, SelectionError
from cxlib.intake import read_codebook
from cxlib.loading.definitions import Organisation, open_store
from cxlib.store.folder import current
from cxlib.terms.codebook import Codebook

FOLDER: Final = Path(__file__).resolve().parents[2] / "data" / "codebooks"


def shipped() -> dict[str, Codebook]:
    """Return the codebooks that come with Kuulo, by name.

    >>> sorted(shipped())
    ['banking', 'public_service', 'telecom']
    """
    return {path.stem: read_codebook(path) for path in sorted(FOLDER.glob("*.toml"))}


def stored_themes(here: Organisation) -> tuple[str, ...]:
    """Return the themes that the store knows; none where nothing was imported."""
    if current(here.folder) is None:
        return ()
    store = open_store(here)
    try:
        return tuple(store.reading_tally(store.quarters()).given)
    finally:
        store.close()


def shipped_file(name: str) -> Path:
    """Return where a codebook that comes with Kuulo lies.

    Raises
    ------
    SelectionError
        When none has that name.
    """
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    if name not in names:
        raise SelectionError(f"There is no shipped codebook '{name}'. There are: {', '.join(names)}.")
    return FOLDER / f"{name}.toml"


def use(name: str, folder: Path) -> Path:
    """Copy a shipped codebook to a folder as its `codebook.toml`, and return where it stands.

    Raises
    ------
    SelectionError
        When no shipped codebook has that name.
    DefinitionError
        When the folder is not there, or has a codebook, which is never written over.
    """
    shipped = shipped_file(name)
    if not folder.is_dir():
        raise DefinitionError(f"The folder {folder} is not there. Make it first, or set CX_DATA to one that is.")
    target = folder / "codebook.toml"
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(shipped.read_text("utf-8"))
    except FileExistsError:
        raise DefinitionError(
            f"{target} is there already and stays as it is. Move it away first, then run this again."
        ) from None
    return target
