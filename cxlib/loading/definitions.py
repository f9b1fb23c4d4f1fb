"""A data folder with its definitions: read, checked, and the store that belongs to it opened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cxlib import intake
from cxlib.demo.templates import SHIPPED
from cxlib.errors import NoStore
from cxlib.intake import Profile, find_profile, read_codebook, read_profile, read_programme
from cxlib.intake.actions import read_actions
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.folder import StoreFolder, current
from cxlib.store.snapshot import open_snapshot
from cxlib.terms.action import Action
from cxlib.terms.codebook import Codebook
from cxlib.terms.programme import Programme

if TYPE_CHECKING:
    from cxlib.intake import Recognition


@dataclass(frozen=True)
class Organisation:
    """A data folder with its definitions."""

    folder: Path
    programme: Programme
    codebook: Codebook


def data_folder() -> Path:
    """Return the folder of the organisation that is served: `CX_DATA`, or the checkout's `data/`."""
    return Path(os.environ.get("CX_DATA") or SHIPPED).expanduser().resolve()


def organisation(folder: Path) -> Organisation:
    """Read a folder's definitions; a folder without a codebook has none of its themes found.

    Raises
    ------
    NoStore
        When the folder has no programme.
    DefinitionError
        When one of the files says something that cannot be.
    """
    programme, codebook = folder / "programme.toml", folder / "codebook.toml"
    if not programme.is_file():
        raise NoStore(
            f"{folder} holds no programme.toml, so nothing has been set up there. Build the made-up company with "
            "`python -m cxlib demo`, or import your own answers with a profile that brings a programme."
        )
    return Organisation(
        folder, read_programme(programme), read_codebook(codebook) if codebook.is_file() else Codebook("none", ())
    )


def open_store(here: Organisation) -> FeedbackStore:
    """Open the snapshot that is served.

    Raises
    ------
    NoStore
        When nothing has been imported yet.
    """
    return open_snapshot(here.folder, here.programme)


def social_folder(folder: Path) -> Path | None:
    """Return the data folder of the posts on social media: this one, the one under it, or None where nothing is there.

    A folder whose programme is about posts is one itself.
    """
    for place in (folder, StoreFolder(folder).social):
        file = place / "programme.toml"
        if file.is_file() and current(place) is not None and read_programme(file).social:
            return place
    return None


def check(folder: Path) -> Organisation:
    """Read every definition of a folder, its profiles too.

    Raises
    ------
    DefinitionError
        For the first that is wrong.
    """
    here = organisation(folder)
    for name in profile_names(folder):
        named_profile(folder, name)
    actions(here)
    return here


def actions(here: Organisation) -> tuple[Action, ...]:
    """Read what was done and for whom, from the folder's `actions.toml`; none where there is no such file.

    Raises
    ------
    DefinitionError
        When the file says something that cannot be.
    """
    file = here.folder / "actions.toml"
    return read_actions(file, here.programme) if file.is_file() else ()


def allowed_words(folder: Path) -> frozenset[str]:
    """Return the organisation's words that look like names or numbers of people and are not, one per line."""
    file = folder / "allowed_words.txt"
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def profile_folders(folder: Path) -> tuple[Path, ...]:
    """Return where profiles are looked for: the organisation's own first, then those that come with the product."""
    return (folder / "profiles", SHIPPED / "profiles")


def profile_names(folder: Path) -> list[str]:
    return sorted({path.stem for place in profile_folders(folder) for path in place.glob("*.toml")})


def named_profile(folder: Path, name: str) -> Profile:
    if name.endswith(".toml"):
        return read_profile(Path(name))
    return read_profile(find_profile(name, profile_folders(folder)))


def recognised(folder: Path, path: Path) -> Recognition:
    """Return which of the folder's profiles, or of those that come with the product, reads a file.

    Raises
    ------
    IntakeError
        When the file cannot be opened at all.
    """
    return intake.recognise(path, [named_profile(folder, name) for name in profile_names(folder)])
