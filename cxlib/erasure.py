"""A respondent's right to be forgotten, and the day on which texts are too old: everywhere under the data folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from cxlib.errors import DefinitionError, SelectionError
from cxlib.store.erasing import drop_texts, erase_respondent, finish_erasing
from cxlib.store.imports import imported_files
from cxlib.store.mentions import Mentions, take_out
from cxlib.store.rejects import let_go, rejected_rows
from cxlib.store.tombstones import bury, customer_hash, respondent_marks, response_hash, tombstones
from cxlib.terms.programme import Programme
from cxlib.terms.rejected_row import RejectedRow

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Erasure:
    """What left: responses, open answers, rejected rows and rows of files as they had come in; `removed` files went
    whole, and `left` still hold the respondent, since they wait to be imported. `snapshot` is the one without them.
    """

    responses: int = 0
    answers: int = 0
    rejected: int = 0
    file_rows: int = 0
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    snapshot: str = ""


def erase(folder: Path, programme: Programme, respondent: str, progress: Progress | None = None) -> Erasure:
    """Remove a respondent's text and identity from every file, and block the way back.

    The id is buried before anything is looked for, also where nothing is found: who asked to be forgotten before the
    file came in is not taken from it either.

    Parameters
    ----------
    folder, programme
        The organisation's data folder and definitions.
    respondent
        A response id or a customer key, as it stands in the files that were imported. By a customer key all of the
        customer's answers go.

    Raises
    ------
    SelectionError
        When nothing is known by this id, or none is given.
    StoreBusy
        When somebody is writing.
    """
    tell = progress or _silent
    name = respondent.strip()
    if not name:
        raise SelectionError("No respondent is named. Give a response id or a customer key, as it stands in the file.")
    finish_erasing(folder)
    was_buried = _is_buried(folder, name)
    bury(folder, respondent_marks(folder, name))
    tell(0.0, "looking for the respondent")
    stored = erase_respondent(folder, programme, name, tell)
    rejected = _erase_rejected(folder, name)
    found = sum((take_out(path, name, is_waiting=waiting) for path, waiting in _files(folder)), Mentions())
    if not (stored.responses or rejected or found != Mentions() or was_buried):
        raise SelectionError(
            f"Nothing is known by '{name}': no response id, customer key or rejected row has it. "
            "Write it as it stands in the file that was imported. Should a file that comes later have it, its rows are "
            "refused."
        )
    tell(1.0, "done")
    return Erasure(stored.responses, stored.answers, rejected, found.rows, found.removed, found.left, stored.snapshot)


def retain(folder: Path, programme: Programme, today: date | None = None, progress: Progress | None = None) -> Erasure:
    """Drop the texts that are older than the programme keeps them; scores, themes and every number stay.

    Raises
    ------
    DefinitionError
        When the programme does not say how long texts are kept.
    StoreBusy
        When somebody is writing.
    """
    tell = progress or _silent
    if programme.retention is None:
        raise DefinitionError(
            "programme.toml does not say how long texts are kept. Write retention = {quarters = 8} there, "
            "or retention = {months = 24}."
        )
    before = programme.retention.kept_from(today or datetime.now(UTC).date())
    finish_erasing(folder)
    stored = drop_texts(folder, programme, before, tell)
    old = [row.id for row in rejected_rows(folder) if any(day < before for day in _days(row))]
    removed = tuple(_remove_older(folder, before))
    tell(1.0, "done")
    return Erasure(0, stored.answers, let_go(folder, old), 0, removed, (), stored.snapshot)


def _silent(share: float, what: str) -> None:
    """Tell nobody."""


def _days(row: RejectedRow) -> list[date]:
    """The days that make a rejected row old, as far as they are known: that of its answer, and when it was refused."""
    return [datetime.fromisoformat(moment).date() for moment in (row.day, row.at) if moment]


def _erase_rejected(folder: Path, name: str) -> int:
    """Let go of the respondent's rejected rows, and see to it that those are not rejected, and kept, again."""
    customer = customer_hash(folder, [name])[0]
    gone: list[RejectedRow] = []
    marks: set[str] = set()
    for row in rejected_rows(folder):
        key = response_hash(folder, row.profile, [name])[0]
        met = {mark for mark in (row.key, row.customer) if mark in {key, customer}}
        if met or name in (value.strip() for _, value in row.cells):
            gone.append(row)
            marks |= met
    if marks:
        bury(folder, marks)
    return let_go(folder, [row.id for row in gone])


def _is_buried(folder: Path, name: str) -> bool:
    """Whether the respondent was erased before: a killed erasure that is run again has done its work."""
    buried = tombstones(folder)
    if customer_hash(folder, [name])[0] in buried:
        return True
    profiles = {file.profile for file in imported_files(folder)}
    return any(response_hash(folder, profile, [name])[0] in buried for profile in profiles)


def _files(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Every file that came in as it was, and whether it still waits to be imported."""
    inbox = folder / "inbox"
    for path in sorted([*inbox.rglob("*"), *(folder / "uploads").glob("*/files/*")]):
        if path.is_file():
            yield path, path.parent == inbox


def _remove_older(folder: Path, before: date) -> Iterator[str]:
    """Remove files that were imported, or refused, before a day."""
    for path, is_waiting in _files(folder):
        if not is_waiting and datetime.fromtimestamp(path.stat().st_mtime, UTC).date() < before:
            path.unlink()
            yield path.name
