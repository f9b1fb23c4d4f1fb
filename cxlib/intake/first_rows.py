"""The first rows of a file, read in any way that a profile may ask for and each way once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from cxlib.errors import IntakeError
from cxlib.intake.csv_sheet import XLSX_MARK, first_records
from cxlib.intake.encoding import decode
from cxlib.intake.header import SEARCHED_ROWS
from cxlib.intake.json_sheet import read_records
from cxlib.intake.profile import FileKind, FileShape
from cxlib.intake.xlsx_sheet import Grids, fullest, heads_of, read_grids

#: As much of a CSV file as is looked at; a header and some rows fit many times.
_LOOKED_AT: Final = 1 << 20
#: The mark of a workbook of the years before 2007, which nothing here opens.
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"

Rows = Sequence[Sequence[str]]


def check_is_file(path: Path) -> None:
    """Tell what is wrong with a path by which no file stands.

    Raises
    ------
    IntakeError
        When there is nothing, or a folder.
    """
    if path.is_dir():
        raise IntakeError(f"{path.name or path}: this is a folder, not a file. Name a file in it.")
    if not path.is_file():
        where = "this folder" if path.parent == Path() else path.parent
        raise IntakeError(f"{path.name}: there is no such file in {where}.")


class FirstRows:
    """A file whose layout is not known yet; `kind` is told by its first bytes."""

    def __init__(self, path: Path) -> None:
        check_is_file(path)
        self.path = path
        with path.open("rb") as file:
            self.start = file.read(_LOOKED_AT)
        self.is_whole = len(self.start) < _LOOKED_AT
        if self.start.startswith(_OLD_WORKBOOK):
            raise IntakeError(f"{path.name}: this is a workbook in the old XLS form. Save it as XLSX or CSV.")
        self.kind: FileKind = self._kind()
        self._read: dict[tuple[str, ...], Rows] = {}

    def rows(self, shape: FileShape) -> Rows:
        """Return the rows among which a header may stand; of JSON, the names of its fields."""
        way = (self.kind, shape.delimiter, shape.encoding, shape.sheet, shape.records)
        if way not in self._read:
            self._read[way] = self._rows(shape)
        return self._read[way]

    def _rows(self, shape: FileShape) -> Rows:
        if self.kind == "xlsx":
            return heads_of(self.grids[shape.sheet or self.sheets[0]])
        if self.kind == "json":
            records, _ = read_records(self.path, shape)
            return [list(dict.fromkeys(name for record in records for name in record))]
        return first_records(self.text(shape.encoding), shape.delimiter, SEARCHED_ROWS, self.path.name)[0]

    @cached_property
    def grids(self) -> Grids:
        """The sheets of a workbook."""
        return read_grids(self.path)

    @cached_property
    def sheets(self) -> list[str]:
        """The names of a workbook's sheets, the fullest first; of another file, one without a name."""
        return fullest(self.grids) if self.kind == "xlsx" else [""]

    def text(self, encoding: str = "") -> bytes:
        """Return the beginning of a CSV file as UTF-8, whole lines only."""
        start = self.start
        if not self.is_whole and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
            start = start[: start.rfind(b"\n") + 1] or start
        return decode(start, encoding, self.path.name)[0]

    def _kind(self) -> FileKind:
        if self.start.startswith(XLSX_MARK):
            return "xlsx"
        begins = self.start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        if self.path.suffix.casefold() in {".json", ".jsonl", ".ndjson"} or begins == b"[":
            return "json"
        return "json" if begins == b"{" and _is_json_line(self.start) else "csv"

    def adapted(self, shape: FileShape) -> FileShape:
        """The shape with the kind that the file is of."""
        return replace(shape, kind=self.kind)


def _is_json_line(start: bytes) -> bool:
    """Whether the first line alone, or the whole beginning, is a JSON value or the opening of one."""
    try:
        json.loads(start.split(b"\n", 1)[0])
    except ValueError:
        return start.split(b"\n", 1)[0].strip() in {b"{", b"{}"} or b'":' in start[:200]
    return True
