"""A respondent's right to be forgotten, and the day on which texts are too old: everywhere under the data folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from cxlib.errors import DefinitionError, SelectionError
from cxlib.intake import read_programme
from cxlib.store.erasing import drop_texts, erase_respondent, finish_erasing, known_of
from cxlib.store.folder import StoreFolder
from cxlib.store.imports import imported_files
from cxlib.store.mentions import Mentions, is_mentioned, take_out
from cxlib.store.rejects import let_go, rejected_rows
from cxlib.store.tombstones import bury, customer_hash, dig_up, respondent_marks, response_hash, tombstones
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

    def __add__(self, other: Erasure) -> Erasure:
        """Return both together; the snapshot is the first one's, or the other's where it has none."""
        return Erasure(
            self.responses + other.responses,
            self.answers + other.answers,
            self.rejected + other.rejected,
            self.file_rows + other.file_rows,
            self.removed + other.removed,
            self.left + other.left,
            self.snapshot or other.snapshot,
        )


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
    name = _named(respondent)
    was_buried = any(_is_buried(place, name) for place, _ in _places(folder, programme))
    done = [_erased(place, of_place, name, tell) for place, of_place in _places(folder, programme)]
    if not was_buried and all(one == Erasure() for one in done):
        raise SelectionError(
            f"Nothing is known by '{name}': no response id, customer key or rejected row has it. "
            "Write it as it stands in the file that was imported. Should a file that comes later have it, its rows are "
            "refused."
        )
    tell(1.0, "done")
    return sum(done[1:], done[0])


def _places(folder: Path, programme: Programme) -> Iterator[tuple[Path, Programme]]:
    """The data folder, and the one under it that holds posts on social media, each with its programme."""
    yield folder, programme
    yield from ((posts, read_programme(posts / "programme.toml")) for posts in _folders(folder)[1:])


def _folders(folder: Path) -> tuple[Path, ...]:
    posts = StoreFolder(folder).social
    return (folder, posts) if (posts / "programme.toml").is_file() else (folder,)


def _erased(folder: Path, programme: Programme, name: str, tell: Progress) -> Erasure:
    finish_erasing(folder)
    bury(folder, respondent_marks(folder, name))
    tell(0.0, "looking for the respondent")
    stored = erase_respondent(folder, programme, name, tell)
    rejected = _erase_rejected(folder, name)
    found = sum((take_out(path, name, is_waiting=waiting) for path, waiting in _files(folder)), Mentions())
    return Erasure(stored.responses, stored.answers, rejected, found.rows, found.removed, found.left, stored.snapshot)


@dataclass(frozen=True)
class Expected:
    """What would leave with a respondent: responses, open answers, rejected rows, and the files that hold the id.

    `is_blocked` says that imports refuse the respondent's rows already.
    """

    responses: int
    answers: int
    rejected: int
    files: tuple[str, ...]
    is_blocked: bool

    @property
    def is_nothing(self) -> bool:
        return not (self.responses or self.rejected or self.files)


def expected(folder: Path, respondent: str) -> Expected:
    """Return what `erase` would remove; nothing is changed.

    Raises
    ------
    SelectionError
        When no id is given.
    """
    name = _named(respondent)
    places = _folders(folder)
    stored = [known_of(place, name) for place in places]
    return Expected(
        sum(one.responses for one in stored),
        sum(one.answers for one in stored),
        sum(_marks_met(place, row, name)[0] for place in places for row in rejected_rows(place)),
        tuple(path.name for place in places for path, _ in _files(place) if is_mentioned(path, name)),
        any(_is_buried(place, name) for place in places),
    )


def unblock(folder: Path, respondent: str) -> bool:
    """Let imports take a respondent again, whose id was erased by mistake; tell whether it was blocked.

    What was erased is not brought back: only an import of the file that it came in does that.

    Raises
    ------
    SelectionError
        When no id is given.
    """
    name = _named(respondent)
    unblocked = [_unblocked(place, name) for place in _folders(folder)]
    return any(unblocked)


def _unblocked(folder: Path, name: str) -> bool:
    profiles = {file.profile for file in imported_files(folder)} | {row.profile for row in rejected_rows(folder)}
    profiles |= {path.stem for path in (folder / "profiles").glob("*.toml")}
    marks = [mark for profile in profiles for mark in response_hash(folder, profile, [name])]
    return dig_up(folder, [*marks, *respondent_marks(folder, name)])


def _named(respondent: str) -> str:
    name = respondent.strip()
    if not name:
        raise SelectionError("No respondent is named. Give a response id or a customer key, as it stands in the file.")
    return name


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
    day = today or datetime.now(UTC).date()
    if programme.retention is None:
        raise DefinitionError(
            "programme.toml does not say how long texts are kept. Write retention = {quarters = 8} there, "
            "or retention = {months = 24}."
        )
    before = programme.retention.kept_from(day)
    done = [_retained(place, of_place, before, tell) for place, of_place in _places(folder, programme)]
    tell(1.0, "done")
    return sum(done[1:], done[0])


def _retained(folder: Path, programme: Programme, before: date, tell: Progress) -> Erasure:
    finish_erasing(folder)
    stored = drop_texts(folder, programme, before, tell)
    old = [row.id for row in rejected_rows(folder) if any(day < before for day in _days(row))]
    removed = tuple(_remove_older(folder, before))
    return Erasure(0, stored.answers, let_go(folder, old), 0, removed, (), stored.snapshot)


def _silent(share: float, what: str) -> None:
    """Tell nobody."""


def _days(row: RejectedRow) -> list[date]:
    """The days that make a rejected row old, as far as they are known: that of its answer, and when it was refused."""
    return [datetime.fromisoformat(moment).date() for moment in (row.day, row.at) if moment]


def _erase_rejected(folder: Path, name: str) -> int:
    """Let go of the respondent's rejected rows, and see to it that those are not rejected, and kept, again."""
    gone: list[RejectedRow] = []
    marks: set[str] = set()
    for row in rejected_rows(folder):
        is_theirs, met = _marks_met(folder, row, name)
        if is_theirs:
            gone.append(row)
            marks |= met
    if marks:
        bury(folder, marks)
    return let_go(folder, [row.id for row in gone])


def _marks_met(folder: Path, row: RejectedRow, name: str) -> tuple[bool, set[str]]:
    """Whether a rejected row is the respondent's, and by which of its keys that is known."""
    own = {response_hash(folder, row.profile, [name])[0], customer_hash(folder, [name])[0]}
    met = {row.key, row.customer} & own
    return bool(met) or name in (value.strip() for _, value in row.cells), met


def _is_buried(folder: Path, name: str) -> bool:
    """Whether the respondent was erased before: a killed erasure that is run again has done its work."""
    buried = tombstones(folder)
    if buried & set(respondent_marks(folder, name)):
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
