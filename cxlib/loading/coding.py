"""What people code: taken from a sheet, or answer by answer on the page, where it waits until the answers are read."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from cxlib.errors import IntakeError, SelectionError, StoreBusy, unknown
from cxlib.loading.definitions import Organisation, open_store
from cxlib.store.folder import current, put_file, secret
from cxlib.store.rereading import code as store_codes
from cxlib.terms.codebook import Codebook

#: Under the data folder: the codes that wait, a sheet such as `python -m cxlib code` reads.
SHEET = Path("coding") / "waiting.csv"
_COLUMNS = ("answer", "themes", "mark")
#: Longest wait for another viewer's line to be written, in seconds.
_PATIENCE = 5.0


@dataclass(frozen=True)
class Coded:
    """One answer's themes as a person gave them, none being a code too; `mark` tells the text that was read."""

    answer: int
    themes: tuple[str, ...]
    mark: str


@dataclass(frozen=True)
class Taken:
    """Codes that went into the store, those whose answer is gone or is another one now, and the snapshot ("": none)."""

    codes: int
    gone: int
    snapshot: str = ""


def code_answers(here: Organisation, sheet: Path) -> tuple[int, str]:
    """Take a person's codes from a CSV file with the columns `answer` and `themes` (parted by spaces), and publish.

    Returns
    -------
    tuple of int and str
        How many answers were coded, and the snapshot's name.

    Raises
    ------
    IntakeError
        When the file cannot be read so; the text names the line.
    """
    codes: dict[int, tuple[str, ...]] = {}
    try:
        with sheet.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if not {"answer", "themes"} <= set(reader.fieldnames or ()):
                raise IntakeError(f"{sheet.name}: the first line should name the columns answer,themes.")
            for row in reader:
                codes |= _code(here.codebook, sheet, reader.line_num, row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise IntakeError(f"{sheet.name} cannot be read as CSV in UTF-8 ({error}).") from error
    if not codes:
        raise IntakeError(f"{sheet.name} holds no codes: every line should be like 123,waiting prices.")
    return len(codes), store_codes(here.folder, here.programme, here.codebook, codes)


def keep_code(here: Organisation, answer: int, text: str, themes: Collection[str]) -> None:
    """Keep the code of one answer, on the disk when this returns; a later one of the same answer stands instead.

    Raises
    ------
    SelectionError
        When the codebook has no such theme.
    StoreBusy
        When others keep the sheet to themselves for seconds.
    """
    known = [theme.id for theme in here.codebook.themes]
    for theme in themes:
        if theme not in known:
            raise SelectionError(unknown("theme", theme, known))
    chosen = tuple(theme for theme in known if theme in themes)
    with _alone(here.folder):
        others = [one for one in waiting(here.folder) if one.answer != answer]
        _write(here.folder, [*others, Coded(answer, chosen, _mark(here.folder, text))])


def forget_code(folder: Path, answer: int) -> bool:
    """Take back the code of an answer that still waits; tell whether there was one."""
    with _alone(folder):
        codes = waiting(folder)
        left = [one for one in codes if one.answer != answer]
        if len(left) < len(codes):
            _write(folder, left)
    return len(left) < len(codes)


def waiting(folder: Path) -> list[Coded]:
    """Return the codes that no snapshot has yet, in the order in which they were given."""
    file = folder / SHEET
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Coded(int(row["answer"]), tuple((row["themes"] or "").split()), row["mark"])
            for row in csv.DictReader(lines)
            if (row["answer"] or "").isdigit()
        ]


def take_waiting(here: Organisation) -> Taken:
    """Put the codes that wait into the store and publish; those of answers that have gone or changed are let go.

    Raises
    ------
    StoreBusy
        When somebody else is writing; the codes go on waiting.
    """
    codes = waiting(here.folder)
    if not codes or current(here.folder) is None:
        return Taken(0, 0)
    valid = _still_there(here, codes)
    name = store_codes(here.folder, here.programme, here.codebook, valid) if valid else ""
    with _alone(here.folder):  # whatever was coded meanwhile goes on waiting
        _write(here.folder, [one for one in waiting(here.folder) if one not in codes])
    return Taken(len(valid), len(codes) - len(valid), name)


def _still_there(here: Organisation, codes: Sequence[Coded]) -> dict[int, tuple[str, ...]]:
    """The codes of answers that say what they said: a store built anew has other answers under the same numbers."""
    known = {theme.id for theme in here.codebook.themes}
    store = open_store(here)
    try:
        texts = {one.id: one.text for one in store.verbatims_by_number([one.answer for one in codes])}
    finally:
        store.close()
    return {
        one.answer: tuple(theme for theme in one.themes if theme in known)
        for one in codes
        if one.answer in texts and one.mark == _mark(here.folder, texts[one.answer]) and _says(one, known)
    }


def _says(code: Coded, known: Collection[str]) -> bool:
    """Whether a code still says what it said: its themes have not all left the codebook."""
    return not code.themes or any(theme in known for theme in code.themes)


def _mark(folder: Path, text: str) -> str:
    """What tells a text from others and tells nothing of it to whoever lacks the organisation's secret."""
    return hashlib.blake2b(text.encode("utf-8"), key=secret(folder).encode("ascii"), digest_size=8).hexdigest()


def _write(folder: Path, codes: Iterable[Coded]) -> None:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows((one.answer, " ".join(one.themes), one.mark) for one in codes)
    put_file(folder / SHEET, lines.getvalue())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep the sheet from every other viewer for the length of a with-block."""
    place = (folder / SHEET).parent
    place.mkdir(exist_ok=True)
    lock = FileLock(place / "waiting.lock", timeout=_PATIENCE)
    try:
        lock.acquire()
    except TimeoutError:
        raise StoreBusy(f"Others are coding in {place} just now. Try again in a moment.") from None
    try:
        yield
    finally:
        lock.release()


def _code(codebook: Codebook, sheet: Path, line: int, row: Mapping[str, str | None]) -> dict[int, tuple[str, ...]]:
    number, themes = (row["answer"] or "").strip(), tuple((row["themes"] or "").split())
    if not number.isdigit():
        raise IntakeError(f"{sheet.name}, line {line}: '{number}' is not the number of an answer.")
    known = [theme.id for theme in codebook.themes]
    stray = next((theme for theme in themes if theme not in known), None)
    if stray is not None:
        raise IntakeError(f"{sheet.name}, line {line}: {unknown('theme', stray, known)}")
    return {int(number): themes}
