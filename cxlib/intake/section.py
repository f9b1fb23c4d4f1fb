"""A table of a definition file, read key by key; whatever is wrong with it is said with key, value, file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NoReturn

from cxlib.errors import DefinitionError
from cxlib.intake.key_lines import KeyPath, locate_keys
from cxlib.terms.programme import Label

ID_PATTERN: Final = re.compile(r"[a-z][a-z0-9_]*")
LANGUAGES: Final = ("fi", "sv", "en")


class _Required:
    """Stands for a default where there is none."""


REQUIRED: Final = _Required()


@dataclass(frozen=True)
class Section:
    """One table of a TOML file and the way to it."""

    values: Mapping[str, Any]
    path: KeyPath
    file: Path
    lines: Mapping[KeyPath, int]

    def only(self, *known: str) -> None:
        """Refuse any key that is not known here."""
        for key in self.values:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                guess = f" Did you mean '{near[0]}'?" if near else ""
                self.fail(key, f"there is no key '{key}' {self._place}.{guess} Keys here: {', '.join(known)}.")

    def text(self, key: str, default: str | _Required = REQUIRED) -> str:
        value = self._get(key, default)
        if not isinstance(value, str):
            self.wrong(key, value, "a text in quotes")
        return value

    def name(self, key: str) -> str:
        """A text that is not empty."""
        value = self.text(key)
        if not value.strip():
            self.wrong(key, value, "a text that is not empty")
        return value

    def id(self, key: str = "id") -> str:
        value = self.text(key)
        if not ID_PATTERN.fullmatch(value):
            self.wrong(key, value, "small letters a–z, digits and _, beginning with a letter")
        return value

    def choice(self, key: str, allowed: Collection[str], default: str | _Required = REQUIRED) -> str:
        value = self.text(key, default)
        if not allowed:
            self.fail(key, f"{key} = {_shown(value)} {self._place} names nothing: none are defined in this file.")
        if value not in allowed:
            near = get_close_matches(value, list(allowed), n=1)
            guess = f"; did you mean '{near[0]}'?" if near else ""
            self.wrong(key, value, f"one of {', '.join(allowed)}{guess}")
        return value

    def whole(self, key: str, default: int | _Required = REQUIRED, *, least: int | None = None) -> int:
        value = self._get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or (least is not None and value < least):
            self.wrong(key, value, "a whole number" + ("" if least is None else f", {least} or more"))
        return value

    def number(self, key: str, *, low: float, high: float) -> float:
        value = self._get(key, REQUIRED)
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            self.wrong(key, value, f"a number from {low:g} to {high:g}")
        return float(value)

    def flag(self, key: str, default: bool) -> bool:
        value = self._get(key, default)
        if not isinstance(value, bool):
            self.wrong(key, value, "true or false")
        return value

    def label(self, key: str, default: Label | None = None) -> Label:
        """A name: a text (Finnish), or a table with fi, sv and en."""
        value = self.values.get(key, default)
        if isinstance(value, Label):
            return value
        if isinstance(value, str) and value.strip():
            return Label(fi=value)
        if not isinstance(value, dict) or not value:
            self.wrong(key, self._get(key, REQUIRED), 'a text, or {fi = "…", sv = "…", en = "…"}')
        inner = Section(value, (*self.path, key), self.file, self.lines)
        inner.only(*LANGUAGES)
        return Label(**{language: inner.name(language) for language in value})

    def texts(self, key: str, default: tuple[str, ...] | _Required = REQUIRED) -> tuple[str, ...]:
        """A list of texts; whole numbers are taken as they would stand in a file."""
        value = self._get(key, default)
        if isinstance(value, tuple):
            return value
        if not isinstance(value, list) or not all(_is_text(item) for item in value):
            self.wrong(key, value, 'a list of texts, as ["a", "b"]')
        return tuple(str(item) for item in value)

    def mapping(self, key: str) -> dict[str, str]:
        """A table from texts to texts; empty where the key is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, value, 'a table, as {"source" = "meaning"}')
        for source, meaning in value.items():
            if not isinstance(meaning, str):
                self.fail((key, source), f"{key}: '{source}' = {_shown(meaning)} should be a text in quotes.")
        return dict(value)

    def section(self, key: str) -> Section | None:
        """The table under a key, or None where it is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.wrong(key, value, f"a table, as [{key}]")
        return Section(value, (*self.path, key), self.file, self.lines)

    def sections(self, key: str) -> tuple[Section, ...]:
        """The tables of an array of tables; none where the key is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, value, f"a list of tables, as [[{key}]] or [{{…}}, {{…}}]")
        return tuple(Section(item, (*self.path, key, n), self.file, self.lines) for n, item in enumerate(value))

    def wrong(self, key: str, value: object, allowed: str) -> NoReturn:
        """Refuse a value, saying what is allowed."""
        self.fail(key, f"{key} = {_shown(value)} {self._place} should be {allowed}.")

    def fail(self, key: str | KeyPath, message: str) -> NoReturn:
        """Raise the error at a key of this table, or at the table where the key is absent."""
        raise DefinitionError(message, file=self.file, line=self.line(key))

    def line(self, key: str | KeyPath = ()) -> int | None:
        path = (*self.path, *((key,) if isinstance(key, str) else key))
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    @property
    def _place(self) -> str:
        names = [str(part) for part in self.path if isinstance(part, str)]
        if not names:
            return "at the top of the file"
        which = f" '{self.values['id']}'" if isinstance(self.values.get("id"), str) else ""
        return f"in [{'.'.join(names)}]{which}"

    def _get(self, key: str, default: object) -> Any:
        value = self.values.get(key, default)
        if isinstance(value, _Required):
            self.fail((), f"the key '{key}' is missing {self._place}.")
        return value


def open_definition(path: Path) -> Section:
    """Read a TOML file as its outermost table.

    Raises
    ------
    DefinitionError
        When there is no such file, it is not UTF-8, or it is not TOML.
    """
    return parse_definition(_read_text(path), path)


def parse_definition(text: str, path: Path) -> Section:
    """Read a TOML text; `path` is the file named in errors."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(str(error), text, path) from error
    return Section(values, (), path, locate_keys(text))


def distinct(sections: Collection[Section], what: str, key: str = "id") -> None:
    """Refuse the second of two tables with one id."""
    seen: dict[object, Section] = {}
    for section in sections:
        value = section.values.get(key)
        if value in seen:
            first = seen[value].line(key)
            section.fail(key, f"the {what} '{value}' is defined twice (first on line {first}). Give each its own.")
        seen[value] = section


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        where = "this folder" if path.parent == Path() else path.parent
        raise DefinitionError(f"there is no such file in {where}.", file=path) from error
    except IsADirectoryError as error:
        raise DefinitionError("this is a folder, not a file.", file=path) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DefinitionError("not UTF-8 here. Save the file as UTF-8.", file=path, line=line) from error


def _syntax_error(message: str, text: str, path: Path) -> DefinitionError:
    """The sentence for a text that is not TOML; tomllib names the line in its message."""
    found = re.search(r" ?\(at (?:line (\d+), column \d+|end of document)\)$", message)
    line = None if found is None else int(found[1] or text.count("\n") + 1)
    said = message if found is None else message[: found.start()]
    if line is not None and (said == "Unclosed array" or _is_header_in_list(said, text, line)):
        line, said = _opening_line(text, line), "Unclosed array"
    hint = _hint(said, text.split("\n")[line - 1] if line else "")
    return DefinitionError(f"this is not valid TOML: {said}.{hint}", file=path, line=line)


def _is_header_in_list(said: str, text: str, line: int) -> bool:
    """Whether a table's header was read as a value of a list that was never closed."""
    return said == "Invalid value" and re.match(r"\s*\[\[?[a-z]", text.split("\n")[line - 1]) is not None


def _opening_line(text: str, line: int) -> int:
    """The line on which the list opens that is not closed where the reading stopped."""
    lines = text.split("\n")[:line]
    opening = [number for number, written in enumerate(lines, start=1) if re.search(r"=\s*\[", written)]
    return opening[-1] if opening else line


def _hint(said: str, written: str) -> str:
    """What to do about the mistakes that people make, told from the line they made them on."""
    value = written.partition("=")[2].strip()
    if any(sign in written for sign in "“”„’"):
        return ' Text stands in straight quotation marks: "…".'
    if said == "Unclosed array":
        return " The list that begins here is not closed, or a comma is missing between two of its values."
    if said == "Invalid value" and re.match(r"[^\W\d]", value):
        return f' Text stands in quotation marks: {written.partition("=")[0].strip()} = "{value}".'
    if said == "Illegal character '\\n'":
        return " A quotation mark opens on this line and does not close."
    if said.startswith("Expected '='"):
        return " A line is written as key = value."
    return ""


def _is_text(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = f"'{value}'" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
