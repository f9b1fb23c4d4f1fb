"""On which line of a TOML text each key stands, since `tomllib` forgets it and a mistake has to be found."""

from __future__ import annotations

import tomllib
from bisect import bisect_right

#: The way to a value: names of tables and keys, and places in arrays.
KeyPath = tuple[str | int, ...]

_BARE_END = ",]}\n#"


def locate_keys(text: str) -> dict[KeyPath, int]:
    """Return the line (from 1) of every table, key and array element of a TOML text that `tomllib` has accepted.

    >>> locate_keys('name = "x"\\n[[themes]]\\nid = "a"\\n[[themes]]\\nid = "b"')[("themes", 1, "id")]
    5
    """
    return _Walk(text).lines


def header_lines(text: str) -> tuple[int, ...]:
    """Return the lines on which a table begins: `[table]` or `[[array of tables]]`.

    >>> header_lines('[a]\\nrows = [\\n[1, 2],\\n]\\n[[b]]')
    (1, 5)
    """
    return tuple(_Walk(text).headers)


class _Walk:
    """One pass over the text; the place reached is `at`."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.starts = [0, *(place + 1 for place, sign in enumerate(self.text) if sign == "\n")]
        self.lengths: dict[KeyPath, int] = {}
        self.headers: list[int] = []
        self._document()

    def _document(self) -> None:
        table: KeyPath = ()
        while self._skip_space(over_lines=True):
            if self.text[self.at] == "[":
                self.headers.append(bisect_right(self.starts, self.at))
                table = self._array_header() if self.text.startswith("[[", self.at) else self._table_header()
            else:
                self._pair(table)

    def _array_header(self) -> KeyPath:
        here = self.at
        self.at += 2
        names = self._key()
        self.at += 2
        array = (*self._resolve(names[:-1], here), names[-1])
        self._note(array, here)
        place = self.lengths.get(array, 0)
        self.lengths[array] = place + 1
        self._note((*array, place), here)
        return (*array, place)

    def _table_header(self) -> KeyPath:
        here = self.at
        self.at += 1
        table = self._resolve(self._key(), here)
        self.at += 1
        return table

    def _resolve(self, names: list[str], here: int) -> KeyPath:
        """The path that a header's names mean: an array of tables stands for its latest element."""
        path: KeyPath = ()
        for name in names:
            path = (*path, name)
            self._note(path, here)
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
        return path

    def _pair(self, table: KeyPath) -> None:
        here = self.at
        path = table
        for name in self._key():
            path = (*path, name)
            self._note(path, here)
        self._skip_space()
        self.at += 1  # the equals sign
        self._skip_space()
        self._value(path)

    def _key(self) -> list[str]:
        names = []
        while True:
            self._skip_space()
            names.append(self._key_part())
            self._skip_space()
            if self.text[self.at : self.at + 1] != ".":
                return names
            self.at += 1

    def _key_part(self) -> str:
        start = self.at
        if self.text[start] in "\"'":
            self._string()
            return _unquoted(self.text[start : self.at])
        while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] in "-_"):
            self.at += 1
        return self.text[start : self.at]

    def _value(self, path: KeyPath) -> None:
        sign = self.text[self.at]
        if sign in "\"'":
            self._string()
        elif sign == "[":
            self._array(path)
        elif sign == "{":
            self._inline_table(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in _BARE_END:
                self.at += 1

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        place = 0
        while self._skip_space(over_lines=True) and self.text[self.at] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._note((*path, place), self.at)
            self._value((*path, place))
            place += 1
        self.at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while self._skip_space(over_lines=True) and self.text[self.at] != "}":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._pair(path)
        self.at += 1

    def _string(self) -> None:
        quote = self.text[self.at]
        if self.text.startswith(quote * 3, self.at):
            self._long_string(quote * 3)
            return
        self.at += 1
        while self.text[self.at] != quote:
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += 1

    def _long_string(self, quotes: str) -> None:
        self.at += 3
        while not self.text.startswith(quotes, self.at):
            self.at += 2 if quotes == '"""' and self.text[self.at] == "\\" else 1
        self.at += 3
        while self.text.startswith(quotes[0], self.at):  # up to two quotes may stand before the closing three
            self.at += 1

    def _skip_space(self, *, over_lines: bool = False) -> bool:
        """Move to the next sign that says something; False at the end of the text."""
        spaces = " \t\n" if over_lines else " \t"
        while self.at < len(self.text):
            if self.text[self.at] in spaces:
                self.at += 1
            elif over_lines and self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                return True
        return False

    def _note(self, path: KeyPath, place: int) -> None:
        self.lines.setdefault(path, bisect_right(self.starts, place))


def _unquoted(text: str) -> str:
    if text[0] == "'":
        return text[1:-1]
    return str(next(iter(tomllib.loads(f"{text} = 0"))))
