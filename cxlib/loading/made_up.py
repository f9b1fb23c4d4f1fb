"""The made-up company: its files written and imported as any others."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from cxlib.demo.export import write_demo
from cxlib.demo.posts import write_posts
from cxlib.demo.templates import POSTS_PROFILE, PROFILES, SHIPPED, definition_files
from cxlib.errors import StoreError
from cxlib.loading.apart import run_apart
from cxlib.loading.definitions import named_profile, organisation
from cxlib.loading.importing import publish_together
from cxlib.loading.progress import Progress, silent, within
from cxlib.loading.settling import settle
from cxlib.store.folder import StoreFolder, current, put_file
from cxlib.terms.feedback import Reconciliation


def build_demo(folder: Path, progress: Progress | None = None) -> tuple[Reconciliation, ...]:
    """Make the made-up company's files and import them as any others; a folder that has a store is left as it is."""
    tell = progress or silent
    if current(folder) is not None:
        return ()
    tell(0.0, "writing")
    for path in definition_files():
        target = folder / path.relative_to(SHIPPED)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    here = organisation(folder)
    with TemporaryDirectory(prefix="kuulo-demo-") as scratch:
        files = zip(write_demo(Path(scratch)), PROFILES, strict=True)
        done = publish_together(
            here, [(path, named_profile(folder, name)) for path, name in files], within(tell, 0.15, 0.75)
        )
        return done + _posts(folder, write_posts(Path(scratch)), within(tell, 0.9, 0.1))


def _posts(folder: Path, file: Path, tell: Progress) -> tuple[Reconciliation, ...]:
    """Import the posts on social media into the store that they have beside the survey's."""
    profile = named_profile(folder, POSTS_PROFILE)
    place = StoreFolder(folder).social
    for path in settle(place, profile):
        if path.name == "programme.toml":
            put_file(path, f"made_up = true\n{path.read_text('utf-8')}")
    shutil.copyfile(folder / "codebook.toml", place / "codebook.toml")
    return publish_together(organisation(place), [(file, profile)], tell)


def build_demo_apart(folder: Path, progress: Progress) -> None:
    """Build the made-up company in a process of its own, so that the one that serves pages stays free and small.

    Raises
    ------
    StoreError
        When that process ends without having built it; the text is what it said last.
    """
    try:
        run_apart(folder, ["demo"], progress)
    except StoreError as error:
        raise StoreError(f"The made-up company could not be built: {error}") from error
