"""Saving a changed codebook: the one before is kept beside it, and nothing is saved that could not be read."""

from __future__ import annotations

import re
from pathlib import Path

from cxlib.errors import DefinitionError, NoStore
from cxlib.intake.codebook_file import with_pattern
from cxlib.store.folder import only_writer, put_file
from cxlib.terms.codebook import Codebook, Pattern

#: Where earlier versions of the codebook are kept, under the organisation's folder.
EARLIER = "codebook_versions"


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
    file = folder / "codebook.toml"
    if not file.is_file():
        raise NoStore(f"{folder} holds no codebook.toml.")
    with only_writer(folder):
        text = file.read_text("utf-8-sig")
        changed, codebook = with_pattern(text, file, theme, pattern)
        kept = re.search(r'^version\s*=\s*"(.*)"', text, re.MULTILINE)
        if kept is None or kept[1] != version:
            raise DefinitionError(
                "somebody has changed the codebook meanwhile. Load the page again and make the change anew.", file=file
            )
        (folder / EARLIER).mkdir(exist_ok=True)
        put_file(folder / EARLIER / f"codebook-{re.sub(r'[^A-Za-z0-9.-]', '_', version)}.toml", text)
        put_file(file, changed)
    return codebook
