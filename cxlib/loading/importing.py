"""From files to a published snapshot: intake reads, text redacts and enriches, the store keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from cxlib.errors import IntakeError, KuuloError
from cxlib.intake import Profile, read_file
from cxlib.intake.refused_rows import correcting, is_refused_file
from cxlib.loading.definitions import Organisation, allowed_words, named_profile, organisation, recognised
from cxlib.loading.enriching import employees_named, enriched, redacted
from cxlib.loading.group_names import without_personal_values
from cxlib.loading.learned import read_on_arrival
from cxlib.loading.progress import Progress, silent, within
from cxlib.loading.rejected import Refusals, profile_of_corrected, without_erased
from cxlib.loading.settling import place_of, refuse_beside_made_up, settle, tried_programme
from cxlib.loading.unsaid import without_junk
from cxlib.store.writer import Writer
from cxlib.terms.feedback import Feedback, Reconciliation


def import_files(
    folder: Path, files: Sequence[Path], profile_name: str | None = None, *, progress: Progress | None = None
) -> tuple[Reconciliation, ...]:
    """Read files into the folder's store, and publish them together.

    Parameters
    ----------
    folder
        The organisation's data folder; made, with the programme that the profile brings, when there is none.
    files
        CSV, XLSX or JSON.
    profile_name
        The name of a profile, or the path of one, for all of them; without it, each file is recognised by its columns.

    Returns
    -------
    tuple of Reconciliation
        One per file: where each of its rows went.

    Raises
    ------
    IntakeError
        When a file cannot be read as a whole; then nothing of any of the files was taken.
    DefinitionError
        When a definition is wrong or does not fit the profile.
    StoreBusy
        When somebody else is importing.
    """
    tell = progress or silent
    profiles = fitting_profiles(folder, files, profile_name)
    places = [place_of(folder, profile) for profile in profiles]
    done: dict[int, Reconciliation] = {}
    for place in dict.fromkeys(places):
        mine = [at for at, one in enumerate(places) if one == place]
        chosen = [(files[at], profiles[at]) for at in mine]
        done |= dict(zip(mine, _import_into(folder, place, chosen, tell), strict=True))
    return tuple(done[at] for at in sorted(done))


def _import_into(
    folder: Path, place: Path, files: Sequence[tuple[Path, Profile]], tell: Progress
) -> tuple[Reconciliation, ...]:
    """Import files that belong together; `place` is the folder, or the one under it for posts on social media."""
    brought = settle(place, files[0][1])
    try:
        refuse_beside_made_up(organisation(folder), files[0][1])
        here = organisation(place)
        refuse_beside_made_up(here, files[0][1])
        return publish_together(here, files, tell)
    except KuuloError:
        for path in brought:  # an import that came to nothing decides nothing about the folder
            path.unlink()
        raise


def try_files(
    folder: Path, files: Sequence[Path], profile_name: str | None = None, *, progress: Progress | None = None
) -> tuple[Reconciliation, ...]:
    """Read files as `import_files` does and say what would become of their rows; nothing is stored.

    What the store has already is not told from what is new.

    Raises
    ------
    IntakeError, DefinitionError
        As `import_files`.
    """
    tell = progress or silent
    tried = []
    for at, (path, profile) in enumerate(zip(files, fitting_profiles(folder, files, profile_name), strict=True)):
        tell(at / len(files), f"reading {path.name}")
        fitted = correcting(profile) if is_refused_file(path) else profile
        place = place_of(folder, profile)
        programme = tried_programme(place, profile)
        _, read = without_erased(place, path, fitted, *read_file(path, fitted, programme))
        tried.append(replace(read, rejections=redacted(read.rejections)))
    tell(1.0, "done")
    return tuple(tried)


def fitting_profiles(folder: Path, files: Sequence[Path], name: str | None) -> list[Profile]:
    """Return the profile that each file is read by.

    Raises
    ------
    IntakeError
        When no name is given and a file is not recognised; the text says what it is like, and the way out.
    """
    if name is not None:
        return [named_profile(folder, name)] * len(files)
    found = []
    for path in files:
        if is_refused_file(path):
            found.append(named_profile(folder, profile_of_corrected(folder, path)))
            continue
        seen = recognised(folder, path)
        if seen.state != "ready" or seen.profile is None:
            raise IntakeError(seen.reason)
        found.append(seen.profile)
    return found


def publish_together(
    here: Organisation, files: Sequence[tuple[Path, Profile]], tell: Progress
) -> tuple[Reconciliation, ...]:
    """Import files and publish them together.

    Refused rows are kept before anything is published and let go after, so that a process that is killed in between
    keeps one too many and never loses one.
    """
    refusals = []
    with Writer(here.folder, here.programme) as writer:
        for at, (path, profile) in enumerate(files):
            part = within(tell, at / len(files), 1 / len(files))
            part(0.0, f"reading {path.name}")
            refusals.append(_add(here, writer, path, profile, part))
        reconciled = [one.keep() for one in refusals]
        tell(0.98, "publishing")
        writer.publish()
        for one in refusals:
            one.forget_settled()
    tell(1.0, "done")
    return tuple(reconciled)


def _add(here: Organisation, writer: Writer, path: Path, profile: Profile, tell: Progress) -> Refusals:
    """Read one file and add it to the unfinished snapshot."""
    profile = correcting(profile) if is_refused_file(path) else profile
    feedback, read = without_erased(here.folder, path, profile, *read_file(path, profile, here.programme))
    staff = employees_named(feedback, here.programme)
    read = replace(read, rejections=redacted(read.rejections))
    feedback, personal_values = without_personal_values(feedback, here.programme, allowed_words(here.folder))
    read = replace(read, notes=read.notes + personal_values)
    kept = enriched(feedback, here, within(tell, 0.1, 0.7))
    kept, unsaid = without_junk(kept)
    kept, unread = read_on_arrival(here, kept)
    read = replace(read, notes=read.notes + unsaid + unread)
    tell(0.85, "storing")
    stored = writer.add(kept, read, here.codebook, digest=_digest(path))
    personal = {dimension.id for dimension in here.programme.dimensions if dimension.personal}
    employees = frozenset(source.column for source in profile.dimensions if source.id in personal)
    return Refusals(here.folder, path, profile, _told_apart(feedback), stored, staff, employees)


def _told_apart(feedback: Feedback) -> pd.DataFrame:
    """The keys by which rows that wait for a correction are known again, and the rows that have them."""
    if len(feedback.measurements):
        return feedback.measurements[["key", "row"]].rename(columns={"key": "response_key"})
    return feedback.responses[["response_key", "row"]]


def _digest(path: Path) -> str:
    """Return what tells a file from any other, for the ledger."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
