"""Files that somebody brought to a page: looked at, tried out, and imported or sent away, never kept longer.

They lie in a folder of their own under the organisation's, beside copies of its definitions to which new ones are added
on trial, so that nothing of the organisation changes before it is told to.
"""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxlib.errors import OutdatedSnapshot, SelectionError
from cxlib.intake import Mapping as FileMapping
from cxlib.intake import (
    Profile,
    Recognition,
    profile_draft,
    programme_draft,
    programme_text,
    propose,
    read_programme,
    recognise,
)
from cxlib.intake.profile_file import find_profile, read_profile
from cxlib.intake.refused_rows import is_refused_file, write_refused
from cxlib.loading.apart import run_apart
from cxlib.loading.recounting import is_recount_needed
from cxlib.loading.rejected import profile_of_corrected
from cxlib.store.folder import current, put_file
from cxlib.store.writer import Writer
from cxlib.terms.feedback import Reconciliation, Rejection

Progress = Callable[[float, str], None]

#: What a survey tool exports; anything else is no file of answers.
SUFFIXES = ("csv", "tsv", "txt", "xlsx", "json")
#: Files that were brought and left lie no longer than this.
SECONDS_KEPT = 3600.0
_DEFINITIONS = ("programme.toml", "codebook.toml", "allowed_words.txt", "erased.txt", "secret.key")


@dataclass(frozen=True)
class Arrival:
    """Files brought for an organisation; `shipped` holds the profiles that come with the product.

    `is_first` says that the organisation had no definitions when they were brought.
    """

    folder: Path
    scratch: Path
    files: tuple[Path, ...]
    shipped: Path
    is_first: bool = False


def receive(folder: Path, shipped: Path, brought: Sequence[tuple[str, bytes]]) -> Arrival:
    """Put what was brought into a folder of its own.

    Raises
    ------
    SelectionError
        When a file is of no kind that holds answers.
    """
    for name, _ in brought:
        if Path(name).suffix.lower().removeprefix(".") not in SUFFIXES:
            raise SelectionError(f"{name}: answers come as {', '.join(SUFFIXES)}. Export the answers from the tool.")
    send_away_stale(folder)
    scratch = _uploads(folder) / secrets.token_hex(8)
    (scratch / "files").mkdir(mode=0o700, parents=True)
    (scratch / "profiles").mkdir()
    for name in _DEFINITIONS:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, scratch / name)
    for path in (folder / "profiles").glob("*.toml"):
        shutil.copyfile(path, scratch / "profiles" / path.name)
    files = tuple(_put(scratch / "files", name, content) for name, content in brought)
    return Arrival(folder, scratch, files, shipped, is_first=not (folder / "programme.toml").is_file())


def send_away(arrival: Arrival) -> None:
    """Remove what was brought."""
    shutil.rmtree(arrival.scratch, ignore_errors=True)


def send_away_stale(folder: Path) -> None:
    """Remove what was brought and left, by a page that was closed."""
    for path in _uploads(folder).glob("*"):
        if path.is_dir() and time.time() - path.stat().st_mtime > SECONDS_KEPT:
            shutil.rmtree(path, ignore_errors=True)


def looked_at(arrival: Arrival, path: Path) -> Recognition:
    """Return which profile reads a file that was brought.

    Raises
    ------
    IntakeError
        When it cannot be opened at all.
    """
    if is_refused_file(path):
        name = profile_of_corrected(arrival.folder, path)
        profile = read_profile(find_profile(name, (arrival.scratch / "profiles", arrival.shipped)))
        return Recognition(path.name, "ready", "", (), "", profile)
    return recognise(path, profiles_for(arrival))


def profiles_for(arrival: Arrival) -> list[Profile]:
    """Return every profile that may read what was brought: the organisation's own and those of the product."""
    own = {path.stem: path for path in (arrival.scratch / "profiles").glob("*.toml")}
    every = {path.stem: path for path in arrival.shipped.glob("*.toml")} | own
    return [read_profile(every[name]) for name in sorted(every)]


def proposed(arrival: Arrival, path: Path, layout: Profile | None) -> FileMapping:
    """Propose what each column of a file is, for the organisation's programme if it has one."""
    return propose(path, layout=layout, programme=_programme(arrival))


def put_on_trial(arrival: Arrival, mapping: FileMapping) -> str:
    """Write a mapping down as a profile on trial, with what the programme needs for it; return the profile's name.

    Raises
    ------
    DefinitionError
        When what was chosen does not fit together.
    """
    name, taken = mapping.name, {profile.name for profile in profiles_for(arrival)}
    while name in taken:
        name = f"{name}_2"
    programme = _programme(arrival)
    text = profile_draft(mapping, programme)
    profile = arrival.scratch / "profiles" / f"{name}.toml"
    before = (arrival.scratch / "programme.toml").read_text("utf-8") if programme else ""
    added = programme_draft(mapping, programme) if programme else ""
    try:
        put_file(profile, text)
        brought = programme_text(read_profile(profile))
        if programme is None and brought is not None:
            put_file(arrival.scratch / "programme.toml", brought)
        if added.strip():
            put_file(arrival.scratch / "programme.toml", f"{before.rstrip()}\n\n{added.strip()}\n")
            read_programme(arrival.scratch / "programme.toml")
    except BaseException:
        withdraw(arrival, name)
        raise
    return name


def withdraw(arrival: Arrival, profile: str) -> None:
    """Take a profile on trial back, and the programme's definitions as they are."""
    (arrival.scratch / "profiles" / f"{profile}.toml").unlink(missing_ok=True)
    if arrival.is_first:
        (arrival.scratch / "programme.toml").unlink(missing_ok=True)
    else:
        shutil.copyfile(arrival.folder / "programme.toml", arrival.scratch / "programme.toml")


def tried(arrival: Arrival, profiles: Mapping[Path, str], progress: Progress) -> tuple[Reconciliation, ...]:
    """Read the files in a process of its own, and return what would become of their rows.

    Raises
    ------
    StoreError
        With what that process said, when a file cannot be read.
    """
    return _read(arrival.scratch, profiles, ["--check"], progress)


def taken(arrival: Arrival, profiles: Mapping[Path, str], progress: Progress) -> tuple[Reconciliation, ...]:
    """Make the definitions on trial the organisation's own, import the files, and remove them.

    Raises
    ------
    StoreError
        With what the importing process said; then the organisation's definitions are as they were.
    """
    _learn_ahead(arrival)
    undo = _adopt(arrival, set(profiles.values()))
    try:
        if (arrival.folder / "programme.toml") in undo and is_recount_needed(arrival.folder):
            run_apart(arrival.folder, ["rebuild"], progress)
        outcome = _read(arrival.folder, profiles, [], progress)
    except BaseException:
        _put_back(arrival, undo, progress)
        raise
    send_away(arrival)
    return outcome


def correct(
    folder: Path, shipped: Path, profile: str, rows: Sequence[tuple[str, Mapping[str, str]]], progress: Progress
) -> tuple[Reconciliation, ...]:
    """Import rejected rows that were corrected, each by its id.

    Raises
    ------
    StoreError
        With what the importing process said.
    """
    here = receive(folder, shipped, [("korjatut.csv", b"")])
    columns = list(dict.fromkeys(name for _, cells in rows for name in cells))
    try:
        write_refused(here.files[0], columns, [(name, "", cells) for name, cells in rows])
        return _read(folder, {here.files[0]: profile}, [], progress)
    finally:
        send_away(here)


def _read(
    folder: Path, profiles: Mapping[Path, str], options: Sequence[str], progress: Progress
) -> tuple[Reconciliation, ...]:
    """Run an import for each profile, and return one reconciliation per file."""
    names = list(dict.fromkeys(profiles.values()))
    found: list[Reconciliation] = []
    for at, name in enumerate(names):
        files = [str(path) for path, one in profiles.items() if one == name]

        def tell(share: float, what: str, at: int = at) -> None:
            progress((at + share) / len(names), what)

        records = run_apart(folder, ["import", *files, "--profile", name, *options], tell)
        found += [_reconciliation(record) for record in records]
    return tuple(found)


def _reconciliation(record: Mapping[str, Any]) -> Reconciliation:
    rejections = tuple(Rejection(**{**one, "rows": tuple(one["rows"])}) for one in record["rejections"])
    return Reconciliation(
        file=record["file"],
        profile=record["profile"],
        read=record["read"],
        accepted=record["accepted"],
        responses=record["responses"],
        duplicates=record["duplicates"],
        duplicate_rows=tuple(record["duplicate_rows"]),
        rejections=rejections,
        notes=tuple(record["notes"]),
        content=record["content"],
    )


def _learn_ahead(arrival: Arrival) -> None:
    """Let the store know the names that the definitions on trial bring, before those are the organisation's own.

    The other way round, every page would meet a store that lacks them until the import is published.
    """
    own = arrival.folder / "programme.toml"
    programme = _programme(arrival)
    if programme is None or current(arrival.folder) is None or read_programme(own) == programme:
        return
    with suppress(OutdatedSnapshot), Writer(arrival.folder, programme) as writer:  # else it is recounted once adopted
        writer.grow()


def _adopt(arrival: Arrival, names: set[str]) -> dict[Path, str | None]:
    """Copy definitions on trial to the organisation; return what stood there before, by file."""
    undo: dict[Path, str | None] = {}
    sources = [arrival.scratch / "profiles" / f"{name}.toml" for name in sorted(names)]
    targets = {source: arrival.folder / "profiles" / source.name for source in sources if source.is_file()}
    if (arrival.scratch / "programme.toml").is_file():
        targets[arrival.scratch / "programme.toml"] = arrival.folder / "programme.toml"
    for source, target in targets.items():
        before = target.read_text("utf-8") if target.is_file() else None
        text = source.read_text("utf-8")
        if text != before:
            undo[target] = before
            target.parent.mkdir(parents=True, exist_ok=True)
            put_file(target, text)
    return undo


def _put_back(arrival: Arrival, undo: Mapping[Path, str | None], progress: Progress) -> None:
    for target, before in undo.items():
        if before is None:
            target.unlink(missing_ok=True)
        else:
            put_file(target, before)
    if (arrival.folder / "programme.toml") in undo and is_recount_needed(arrival.folder):
        run_apart(arrival.folder, ["rebuild"], progress)


def _programme(arrival: Arrival) -> Any:
    path = arrival.scratch / "programme.toml"
    return read_programme(path) if path.is_file() else None


def _uploads(folder: Path) -> Path:
    return folder / "uploads"


def _put(place: Path, name: str, content: bytes) -> Path:
    """Write one file under a name that is safe to write, and that no other of them has."""
    stem, suffix = Path(name).stem, Path(name).suffix.lower()
    tidy = re.sub(r"[^\w .()-]+", "_", stem).strip(" .")[:80] or "vastaukset"
    path = place / f"{tidy}{suffix}"
    number = 2
    while path.exists():
        path, number = place / f"{tidy} ({number}){suffix}", number + 1
    path.write_bytes(content)
    path.chmod(0o600)
    return path
