"""Changing one theme in the text of `codebook.toml`: comments and everything else stay as they were written."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from textwrap import wrap

from cxlib.errors import DefinitionError
from cxlib.intake.codebook import codebook_of
from cxlib.intake.key_lines import header_lines, locate_keys
from cxlib.intake.section import parse_definition
from cxlib.terms.codebook import Codebook, Pattern, Theme

_WIDTH = 112


def with_pattern(text: str, file: Path, theme_id: str, pattern: Pattern) -> tuple[str, Codebook]:
    """Return the text with a theme's patterns in one language replaced by one, a new version, and what it then means.

    Parameters
    ----------
    text : str
        The codebook as it is written.
    file : Path
        Its name, for errors.
    theme_id : str
        Whose pattern it is.
    pattern : Pattern
        Stands for all that the theme has in its language.

    Raises
    ------
    DefinitionError
        When there is no such theme, or the pattern cannot be one; the text names the entry and the line.
    """
    before = codebook_of(parse_definition(text, file))
    place = next((at for at, theme in enumerate(before.themes) if theme.id == theme_id), None)
    if place is None:
        raise DefinitionError(f"there is no theme '{theme_id}'.", file=file)
    lines = text.splitlines()
    numbers = [at for at, one in enumerate(before.themes[place].patterns) if one.language == pattern.language]
    known = locate_keys(text)
    for number in sorted(numbers[1:], reverse=True):
        start = known[("themes", place, "patterns", number)]
        del lines[start - 1 : _end(text, lines, start)]
    if numbers:
        start = known[("themes", place, "patterns", numbers[0])]
        lines[start - 1 : _end(text, lines, start)] = _block(pattern)
    else:
        lines[(at := _theme_end(text, lines, place, len(before.themes))) : at] = _block(pattern)
    changed = _restated("\n".join(lines) + "\n", before.version)
    return changed, codebook_of(parse_definition(changed, file))


def with_properties(text: str, file: Path, changed: Theme) -> tuple[str, Codebook]:
    """Return the text with a theme's polarity, controllability and owner replaced, a new version, and what it means.

    Parameters
    ----------
    text, file
        As of `with_pattern`.
    changed : Theme
        As it is to be; of its fields only these three are written.

    Raises
    ------
    DefinitionError
        When there is no such theme, or the file writes one of the three in a way that cannot be replaced by a line.
    """
    before = codebook_of(parse_definition(text, file))
    place = next((at for at, theme in enumerate(before.themes) if theme.id == changed.id), None)
    if place is None:
        raise DefinitionError(f"there is no theme '{changed.id}'.", file=file)
    owner = {name: said for name in ("fi", "sv", "en") if (said := getattr(changed.owner, name))}
    wanted = {
        "polarity": _quoted(changed.polarity),
        "controllability": _quoted(changed.controllability),
        "owner": _table(owner),
    }
    for key, value in wanted.items():
        text = _with_line(text, place, key, value)
    text = _restated(text, before.version)
    try:
        after = codebook_of(parse_definition(text, file))
    except DefinitionError as error:  # the value goes on below its line
        raise DefinitionError(
            f"theme '{changed.id}': polarity, controllability and owner are not each on one line. Change them in a "
            "text editor.",
            file=file,
        ) from error
    return text, after


def with_version(text: str, version: str) -> str:
    """Return the text under another version."""
    known = codebook_of(parse_definition(text, Path("codebook.toml"))).version
    return _restated(text, known, version)


def _with_line(text: str, place: int, key: str, value: str) -> str:
    """The text with one key of a theme on a line of its own; what is said of it behind a # stays."""
    known, lines = locate_keys(text), text.splitlines(keepends=True)
    at = known.get(("themes", place, key))
    if at is None:
        lines.insert(known["themes", place, "id"], f"{key} = {value}\n")
    else:
        lines[at - 1] = f"{key} = {value}{_comment(lines[at - 1])}\n"
    return "".join(lines)


def _comment(line: str) -> str:
    """What stands behind the value of a line: "  # why", or nothing.

    >>> _comment('owner = "C# team"  # since May')
    '  # since May'
    """
    for match in re.finditer(r"\s*#", line):
        try:
            tomllib.loads(line[: match.start()])
        except tomllib.TOMLDecodeError:
            continue
        return line[match.start() :].rstrip()
    return ""


def _table(values: Mapping[str, str]) -> str:
    if set(values) <= {"fi"}:
        return _quoted(values.get("fi", ""))
    return f"{{{', '.join(f'{name} = {_quoted(said)}' for name, said in values.items())}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def next_version(version: str) -> str:
    """Return the version after one.

    >>> next_version("2026-3"), next_version("spring")
    ('2026-4', 'spring-2')
    """
    match = re.fullmatch(r"(.*?)(\d+)", version)
    return f"{match[1]}{int(match[2]) + 1}" if match else f"{version}-2"


def _end(text: str, lines: list[str], start: int) -> int:
    """The line on which a table ends, comments and empty lines before the next one left to that one."""
    end = next((line - 1 for line in header_lines(text) if line > start), len(text.splitlines()))
    while end > start and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _theme_end(text: str, lines: list[str], place: int, themes: int) -> int:
    known = locate_keys(text)
    start = known[("themes", place)]
    last = known[("themes", place + 1)] - 1 if place + 1 < themes else len(lines)
    while last > start and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return last


def _block(pattern: Pattern) -> list[str]:
    block = ["[[themes.patterns]]", f'language = "{pattern.language}"', *_listed("any", pattern.any)]
    return [*block, *_listed("without", pattern.without)] if pattern.without else block


def _listed(key: str, entries: tuple[str, ...]) -> list[str]:
    quoted = [json.dumps(entry, ensure_ascii=False) for entry in entries]
    line = f"{key} = [{', '.join(quoted)}]"
    if len(line) <= _WIDTH:
        return [line]
    inner = wrap(", ".join(entry.replace(" ", "\0") for entry in quoted) + ",", _WIDTH, break_long_words=False)
    return [f"{key} = [", *(f"  {part}".replace("\0", " ") for part in inner), "]"]


def _restated(text: str, version: str, successor: str | None = None) -> str:
    line = locate_keys(text)[("version",)]
    lines = text.splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(_quoted(version), _quoted(successor or next_version(version)), 1)
    return "".join(lines)
