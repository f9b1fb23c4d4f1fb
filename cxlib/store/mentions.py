"""Files beside the store that may hold a respondent's answers, and how one is taken out of them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cxlib.store.folder import put_bytes

_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Mentions:
    """What was done with files that held a respondent: `rows` taken out, files `removed`, and those `left` to a person.

    Of a table as plain text the respondent's rows go and the others stay; a workbook or other file goes as a whole,
    unless it still waits to be imported.
    """

    rows: int = 0
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    def __add__(self, other: Mentions) -> Mentions:
        return Mentions(self.rows + other.rows, self.removed + other.removed, self.left + other.left)


def take_out(path: Path, respondent: str, *, is_waiting: bool) -> Mentions:
    """Take a respondent out of one file."""
    if not is_mentioned(path, respondent):
        return Mentions()
    cut = _without_rows(path, respondent)
    if cut is not None:
        rows, content = cut
        put_bytes(path, content)
        if not is_mentioned(path, respondent):
            return Mentions(rows)
    if is_waiting:
        return Mentions(left=(path.name,))
    path.unlink()
    return Mentions(removed=(path.name,))


def is_mentioned(path: Path, respondent: str) -> bool:
    """Return whether an id stands in a file by itself, and not as a part of another."""
    return any(_has_word(content, respondent) for content in _contents(path))


def _contents(path: Path) -> Iterator[str]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield archive.read(name).decode("utf-8", "replace")
        return
    yield _decoded(path.read_bytes())[0]


def _has_word(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(word, at + 1)
    return False


def _decoded(raw: bytes) -> tuple[str, str]:
    for encoding in (_MARKS.get(raw[:2], _ENCODINGS[0]), _ENCODINGS[2]):
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1"), "latin-1"


def _without_rows(path: Path, respondent: str) -> tuple[int, bytes] | None:
    """The number of rows that name a respondent and the table without them; None where it is no table in plain text."""
    if zipfile.is_zipfile(path) or path.suffix.lower() == ".json":
        return None
    text, encoding = _decoded(path.read_bytes())
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(len(text) + 1)
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    kept = [record for record in records if respondent not in (field.strip() for field in record)]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(kept)
    return len(records) - len(kept), out.getvalue().encode(encoding, "replace")
