"""Changing one pattern in the text of `codebook.toml`: comments and everything else stay as they were written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import wrap

from cxlib.errors import DefinitionError
from cxlib.intake.codebook import codebook_of
from cxlib.intake.key_lines import header_lines, locate_keys
from cxlib.intake.section import parse_definition
from cxlib.terms.codebook import Codebook, Pattern

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


def _restated(text: str, version: str) -> str:
    line = locate_keys(text)[("version",)]
    lines = text.splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(
        json.dumps(version, ensure_ascii=False), json.dumps(next_version(version), ensure_ascii=False), 1
    )
    return "".join(lines)
