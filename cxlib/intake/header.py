"""The names of a file's columns: where they stand, how they are made of several rows, and what tells a layout apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from hashlib import blake2b
from itertools import zip_longest
from typing import Final

from cxlib.errors import IntakeError
from cxlib.intake.profile import FileShape

#: A header is looked for in so many rows; what stands lower is no header of a survey file.
SEARCHED_ROWS: Final = 40
#: What survey tools write under a question that has one column only.
_ONE_COLUMN: Final = frozenset({"", "response", "open-ended response", "vastaus", "svar"})


def find_header(rows: Sequence[Sequence[str]], shape: FileShape, wanted: Collection[str], file: str) -> FileShape:
    """Return the shape with its header on the first row that has every wanted column.

    Raises
    ------
    IntakeError
        When no row has; the text names what the nearest row lacks.
    """
    if not shape.find_header:
        return shape
    nearest, missing = 0, sorted(wanted)
    for number in range(1, min(len(rows), SEARCHED_ROWS) + 1):
        moved = shape.moved(number)
        if moved.subheader_row > len(rows):
            break
        lacking = sorted(set(wanted) - set(column_names(rows, moved)))
        if not lacking:
            return moved
        if len(lacking) < len(missing):
            nearest, missing = number, lacking
    near = f" Row {nearest} comes nearest and lacks: {quoted(missing)}." if nearest else ""
    raise IntakeError(f"{file}: none of the first {SEARCHED_ROWS} rows has all columns of the profile.{near}")


def column_names(rows: Sequence[Sequence[str]], shape: FileShape) -> tuple[str, ...]:
    """Return one name per column: unnamed ones by their letter, repeated ones numbered from the second on.

    >>> shape = FileShape(subheader_row=2)
    >>> column_names([["ID", "Channel", "", "Why?", "ID"], ["", "Phone", "Chat", "Response", ""]], shape)
    ('ID', 'Channel | Phone', 'Channel | Chat', 'Why?', 'ID (2)')
    """
    top = [tidied(cell) for cell in rows[shape.header_row - 1]]
    names = _with_options(top, rows[shape.subheader_row - 1]) if shape.subheader_row else top
    return _numbered([name or f"({_letters(place)})" for place, name in enumerate(names)])


def _with_options(top: Sequence[str], options: Sequence[str]) -> list[str]:
    """A question's text stands over its first column only, and is carried on over those that it is made of."""
    question, names = "", []
    for asked, cell in zip_longest(top, options, fillvalue=""):
        option = tidied(cell)
        question = asked or (question if option else "")
        names.append(question if option.casefold() in _ONE_COLUMN else f"{question} | {option}".removeprefix(" | "))
    return names


def _numbered(names: Sequence[str]) -> tuple[str, ...]:
    met: Counter[str] = Counter()
    numbered = []
    for name in names:
        met[name] += 1
        numbered.append(name if met[name] == 1 else f"{name} ({met[name]})")
    return tuple(numbered)


def repeated(header: Sequence[str]) -> frozenset[str]:
    """Return the names that stand on several columns: those of which the header has a second one."""
    return frozenset(name for name in header if f"{name} (2)" in header)


def fingerprint(header: Sequence[str]) -> str:
    """Return what tells a layout apart from others: the same columns in the same order have the same one.

    >>> fingerprint(("id", "nps")) == fingerprint(("id", "nps ")), len(fingerprint(("id",)))
    (True, 16)
    """
    return blake2b("\x1f".join(map(tidied, header)).encode(), digest_size=8).hexdigest()


def tidied(text: str) -> str:
    """Text with outer space gone and inner space single: how columns are compared."""
    return " ".join(text.split())


def quoted(names: Collection[str], listed: int = 30) -> str:
    """Names in quotation marks; listing more than some of them helps nobody."""
    shown = [f"'{name}'" for name in list(names)[:listed]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _letters(place: int) -> str:
    """A column as a spreadsheet calls it: A, B, …, Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
