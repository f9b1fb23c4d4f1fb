"""From files to a published snapshot: intake reads, text redacts and enriches, the store keeps."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from cxlib.demo.export import write_demo
from cxlib.demo.templates import PROFILES, SHIPPED, definition_files
from cxlib.errors import DefinitionError, IntakeError, KuuloError, NoStore, SelectionError, StoreError
from cxlib.intake import (
    Profile,
    Recognition,
    codebook_text,
    find_profile,
    programme_text,
    read_codebook,
    read_file,
    read_profile,
    read_programme,
    recognise,
)
from cxlib.intake.actions import read_actions
from cxlib.intake.refused_rows import correcting, is_refused_file, write_refused
from cxlib.loading.apart import run_apart
from cxlib.loading.group_names import without_personal_values
from cxlib.loading.rejected import Refusals, profile_of_corrected, without_erased
from cxlib.loading.unsaid import without_junk
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.folder import current, empty
from cxlib.store.opening import is_made_up
from cxlib.store.rebuilding import rebuild as rebuild_store
from cxlib.store.snapshot import open_snapshot
from cxlib.store.warm_words import stored_words
from cxlib.store.writer import Writer
from cxlib.terms.action import Action
from cxlib.terms.codebook import Codebook
from cxlib.terms.feedback import Feedback, Reconciliation, Rejection
from cxlib.terms.programme import Programme
from cxlib.terms.rejected_row import RejectedRow
from cxlib.text.enrichment import enrich, vocabulary
from cxlib.text.missed_names import remembered
from cxlib.text.redaction import redact
from cxlib.text.words import lexicon

#: From so many answers on, reading the words that the store knows costs less than taking them apart again.
WORTH_WARMING = 1_000

#: Told how far a long piece of work is (0–1) and what is being done.
Progress = Callable[[float, str], None]


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


def profile_folders(folder: Path) -> tuple[Path, ...]:
    """Return where profiles are looked for: the organisation's own first, then those that come with the product."""
    return (folder / "profiles", SHIPPED / "profiles")


def check(folder: Path) -> Organisation:
    """Read every definition of a folder, its profiles too.

    Raises
    ------
    DefinitionError
        For the first that is wrong.
    """
    here = organisation(folder)
    for name in profile_names(folder):
        _profile(folder, name)
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


def profile_names(folder: Path) -> list[str]:
    return sorted({path.stem for place in profile_folders(folder) for path in place.glob("*.toml")})


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
    tell = progress or _silent
    profiles = _profiles(folder, files, profile_name)
    brought = _settle(folder, profiles[0])
    try:
        here = organisation(folder)
        _refuse_beside_made_up(here, profiles[0])
        return _import(here, list(zip(files, profiles, strict=True)), tell)
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
    tell = progress or _silent
    tried = []
    for at, (path, profile) in enumerate(zip(files, _profiles(folder, files, profile_name), strict=True)):
        tell(at / len(files), f"reading {path.name}")
        fitted = correcting(profile) if is_refused_file(path) else profile
        programme = _tried_programme(folder, profile)
        _, read = without_erased(folder, path, fitted, *read_file(path, fitted, programme))
        tried.append(replace(read, rejections=_redacted(read.rejections)))
    tell(1.0, "done")
    return tuple(tried)


def recognised(folder: Path, path: Path) -> Recognition:
    """Return which of the folder's profiles, or of those that come with the product, reads a file.

    Raises
    ------
    IntakeError
        When the file cannot be opened at all.
    """
    return recognise(path, [_profile(folder, name) for name in profile_names(folder)])


def build_demo(folder: Path, progress: Progress | None = None) -> tuple[Reconciliation, ...]:
    """Make the made-up company's files and import them as any others; a folder that has a store is left as it is."""
    tell = progress or _silent
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
        return _import(here, [(path, _profile(folder, name)) for path, name in files], _within(tell, 0.15, 0.85))


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


def rebuild(folder: Path, progress: Progress | None = None) -> str:
    """Recount the store by the definitions as they are now: themes found anew, sums made again."""
    here = organisation(folder)
    tell = progress or _silent
    tell(0.0, "reading the stored answers anew")

    def anew(texts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        read = enrich(
            texts,
            here.codebook,
            allowed=allowed_words(folder),
            missed=remembered(folder),
            language=here.programme.language,
        )
        return read, vocabulary(read)

    name = rebuild_store(folder, here.programme, here.codebook, enrich=anew)
    tell(1.0, "done")
    return name


def write_rejected(folder: Path, rows: Sequence[RejectedRow], path: Path) -> None:
    """Write refused rows to a file that is corrected in a spreadsheet and imported by the same profile.

    Raises
    ------
    SelectionError
        When there are none, or they are of several profiles, whose columns are others.
    """
    profiles = sorted({row.profile for row in rows})
    if len(profiles) != 1:
        found = ", ".join(profiles) or "none"
        raise SelectionError(
            f"A file of rejected rows is of one profile, and those that wait are of: {found}. Name one with --profile."
            if profiles
            else "No rejected row waits for a correction."
        )
    columns = _profile(folder, profiles[0]).columns
    met = {name for row in rows for name, _ in row.cells}
    write_refused(
        path, [name for name in columns if name in met], [(row.id, row.reason, dict(row.cells)) for row in rows]
    )


def _import(here: Organisation, files: Sequence[tuple[Path, Profile]], tell: Progress) -> tuple[Reconciliation, ...]:
    """Import files and publish them together.

    Refused rows are kept before anything is published and let go after, so that a process that is killed in between
    keeps one too many and never loses one.
    """
    refusals = []
    with Writer(here.folder, here.programme) as writer:
        for at, (path, profile) in enumerate(files):
            part = _within(tell, at / len(files), 1 / len(files))
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
    staff = _staff(feedback, here.programme)
    read = replace(read, rejections=_redacted(read.rejections))
    feedback, personal_values = without_personal_values(feedback, here.programme, allowed_words(here.folder))
    read = replace(read, notes=read.notes + personal_values)
    enriched = _enriched(feedback, here, _within(tell, 0.1, 0.7))
    enriched, unsaid = without_junk(enriched)
    read = replace(read, notes=read.notes + unsaid)
    tell(0.85, "storing")
    stored = writer.add(enriched, read, here.codebook, digest=_digest(path))
    personal = {dimension.id for dimension in here.programme.dimensions if dimension.personal}
    employees = frozenset(source.column for source in profile.dimensions if source.id in personal)
    return Refusals(here.folder, path, profile, feedback.responses[["response_key", "row"]], stored, staff, employees)


def _digest(path: Path) -> str:
    """Return what tells a file from any other, for the ledger."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _silent(share: float, what: str) -> None:
    """Tell nobody."""


def _profile(folder: Path, name: str) -> Profile:
    if name.endswith(".toml"):
        return read_profile(Path(name))
    return read_profile(find_profile(name, profile_folders(folder)))


def _profiles(folder: Path, files: Sequence[Path], name: str | None) -> list[Profile]:
    """Return the profile that each file is read by.

    Raises
    ------
    IntakeError
        When no name is given and a file is not recognised; the text says what it is like, and the way out.
    """
    if name is not None:
        return [_profile(folder, name)] * len(files)
    found = []
    for path in files:
        if is_refused_file(path):
            found.append(_profile(folder, profile_of_corrected(folder, path)))
            continue
        seen = recognised(folder, path)
        if seen.state != "ready" or seen.profile is None:
            raise IntakeError(seen.reason)
        found.append(seen.profile)
    return found


def _tried_programme(folder: Path, profile: Profile) -> Programme:
    """Return the programme that an import would read for: the folder's, or the one that the profile brings."""
    if (folder / "programme.toml").exists():
        return read_programme(folder / "programme.toml")
    with TemporaryDirectory(prefix="kuulo-") as scratch:
        path = Path(scratch) / "programme.toml"
        path.write_text(_brought(folder, profile), "utf-8")
        return read_programme(path)


def _settle(folder: Path, profile: Profile) -> tuple[Path, ...]:
    """Give a folder without a programme the one that the profile brings; return what was written."""
    if (folder / "programme.toml").exists():
        return ()
    brought = _brought(folder, profile)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "programme.toml").write_text(brought, "utf-8")
    themes = codebook_text(profile)
    if themes is None or (folder / "codebook.toml").exists():
        return (folder / "programme.toml",)
    (folder / "codebook.toml").write_text(themes, "utf-8")
    return (folder / "programme.toml", folder / "codebook.toml")


def _brought(folder: Path, profile: Profile) -> str:
    brought = programme_text(profile)
    if brought is None:
        raise DefinitionError(
            f"{folder} holds no programme.toml, and profile {profile.name} brings none. Describe your organisation in "
            f"{folder / 'programme.toml'} first; {SHIPPED / 'programme.toml'} is an example to copy."
        )
    return brought


def _refuse_beside_made_up(here: Organisation, profile: Profile) -> None:
    """Keep real answers and made-up ones apart.

    A programme that still says `made_up` is the demo's own; one that no longer does has been rewritten for real
    answers, and then the made-up ones go.
    """
    if here.programme.made_up:
        raise DefinitionError(
            f"{here.folder / 'programme.toml'} says made_up = true: it describes the made-up company "
            f"{here.programme.name}, and real answers do not go among made-up ones. Give your own a folder: "
            f"CX_DATA=my_company python -m cxlib import … --profile {profile.name}; or write your own programme there "
            "and remove the line made_up."
        )
    if is_made_up(here.folder):
        empty(here.folder)


def _within(tell: Progress, start: float, width: float) -> Progress:
    """Tell of a part of the work as a part of the whole."""
    return lambda share, what: tell(start + width * share, what)


def _enriched(feedback: Feedback, here: Organisation, tell: Progress) -> Feedback:
    """Return the feedback with its answers redacted: raw text goes no further than here."""
    personal = [dimension.id for dimension in here.programme.dimensions if dimension.personal]
    # names of employees serve to find them in the answers and are not kept: linking is for an organisation to turn on
    responses = feedback.responses.drop(columns=personal, errors="ignore")
    if feedback.verbatims.empty:
        return replace(feedback, responses=responses)

    def told(done: int, total: int) -> None:
        tell(done / total if total else 1.0, f"reading answers: {done} of {total}")

    if len(feedback.verbatims) >= WORTH_WARMING:
        lexicon().learn(stored_words(here.folder))
    verbatims = enrich(
        feedback.verbatims,
        here.codebook,
        staff=_staff(feedback, here.programme),
        allowed=allowed_words(here.folder),
        missed=remembered(here.folder),
        language=here.programme.language,
        progress=told,
    )
    return replace(
        feedback, responses=responses, verbatims=verbatims.drop(columns="staff"), words=vocabulary(verbatims)
    )


def _redacted(rejections: Sequence[Rejection]) -> tuple[Rejection, ...]:
    """Return the rejections with their examples redacted: a refused value may be somebody's number gone astray."""
    return tuple(replace(one, example=redact(one.example).text) for one in rejections)


def _staff(feedback: Feedback, programme: Programme) -> tuple[tuple[str, str], ...]:
    """Return the employees that the file names in its own columns, so that their names are found in the answers too."""
    names: set[str] = set()
    for dimension in programme.dimensions:
        if dimension.personal and dimension.id in feedback.responses:
            names.update(feedback.responses[dimension.id].dropna().unique())
    return tuple((name, name) for name in sorted(names))


def allowed_words(folder: Path) -> frozenset[str]:
    """Return the organisation's words that look like names or numbers of people and are not, one per line."""
    file = folder / "allowed_words.txt"
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
