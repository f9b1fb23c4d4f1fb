"""The bank of hand-written lines: read from `sentences/`, chosen so that none comes back soon, and put into words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cxlib.demo.chance import Chance

FOLDER = Path(__file__).parent / "sentences"
FILES = {
    "fi": ("fi_slow", "fi_blame1", "fi_blame2", "fi_blame3", "fi_praise", "fi_general"),
    "sv": ("sv",),
    "en": ("en",),
}
#: What a line's tags may say, by what they are about; a line is fit when each kind that it names holds.
TAG_KINDS = {
    "register": {"s", "f"},
    "segment": {"b", "c"},
    "product": {"loan", "car", "acc", "sav", "biz"},
    "channel": {"web", "app", "phone", "chat", "branch", "dealer"},
    "stage": {"new", "est", "end"},
    "age": {"young", "adult", "old"},
    "person": {"emp"},
}
_LINE = re.compile(r"(?:\[([a-z ]+)\]\s*)?(.+)")
_INNERMOST = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"<([A-Za-z]+)>")


@dataclass(eq=False)
class Line:
    """One hand-written line with its alternatives, who can say it, and when it was last said."""

    text: str
    demands: tuple[frozenset[str], ...]
    last_said: int = -1
    tags: frozenset[str] = field(default_factory=frozenset)

    def fits(self, traits: frozenset[str]) -> bool:
        return all(demand & traits for demand in self.demands)


@dataclass
class Bank:
    """The lines of one language by section (`slow_handling`, `good` …) and kind (`core`, `follow`, `short` …)."""

    lines: Mapping[tuple[str, str], tuple[Line, ...]]
    slots: Mapping[str, list[str]]
    said: int = 0

    def choose(self, section: str, kind: str, traits: frozenset[str], chance: Chance) -> Line | None:
        """A fitting line that has not been said for long: one of the least recently said third."""
        fitting = [line for line in self.lines.get((section, kind), ()) if line.fits(traits)]
        if not fitting:
            return None
        # A line that asks for this author's own way of speaking is worth more than one that anybody could say.
        fitting.sort(key=lambda line: line.last_said - 120 * ("s" in line.tags or "f" in line.tags))
        line = fitting[chance.below(max(1, (len(fitting) + 2) // 3))]
        self.said += 1
        line.last_said = self.said
        return line

    def words(self, line: Line, filling: Mapping[str, str], chance: Chance) -> str:
        """The line with one alternative taken of each choice and every slot filled."""
        return tidy(_fill(_choose_alternatives(line.text, chance), self.slots, filling, chance))


def read_bank(language: str) -> Bank:
    """Read a language's lines afresh (a bank remembers what it has said, so each demo needs its own)."""
    lines = {
        key: tuple(_line(row) for row in text.strip().splitlines())
        for name in FILES[language]
        for key, text in _sections(name)
    }
    return Bank(lines, _slots()[language])


@cache
def _sections(name: str) -> tuple[tuple[tuple[str, str], str], ...]:
    content = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(((section, kind), text) for section, kinds in content.items() for kind, text in kinds.items())


@cache
def _slots() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((FOLDER / "slots.toml").read_text(encoding="utf-8"))


def _line(row: str) -> Line:
    match = _LINE.fullmatch(row.strip())
    if match is None:
        raise ValueError(f"'{row}' is not a line of the bank: write text, or [tags] and text.")
    tags = frozenset((match[1] or "").split())
    strange = tags - frozenset().union(*TAG_KINDS.values())
    if strange:
        raise ValueError(f"'{row}' has tags that nobody knows: {', '.join(sorted(strange))}.")
    demands = tuple(tags & kind for kind in TAG_KINDS.values() if tags & kind)
    return Line(match[2], demands, tags=tags)


def _choose_alternatives(text: str, chance: Chance) -> str:
    while (match := _INNERMOST.search(text)) is not None:
        text = text[: match.start()] + chance.pick(match[1].split("|")) + text[match.end() :]
    return text


def _fill(text: str, slots: Mapping[str, list[str]], filling: Mapping[str, str], chance: Chance) -> str:
    def form(match: re.Match[str]) -> str:
        slot = match[1].lower()
        word = filling[slot] if slot in filling else chance.pick(slots[slot])
        return word[:1].upper() + word[1:] if match[1][0].isupper() else word

    return _SLOT.sub(form, text)


def tidy(text: str) -> str:
    """Mend the seams that alternatives leave: doubled spaces, a full stop after another mark, an empty clause.

    >>> tidy("Kiitos!.  Hyvä , kun sain apua .")
    'Kiitos! Hyvä, kun sain apua.'
    """
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.!?])", r"\1", text)
    text = re.sub(r"([!?])[.,]", r"\1", text)
    text = re.sub(r",\s*\.", ".", text)
    text = re.sub(r"(?<!\.)\.\.(?=\s|$)", ".", text)
    return text[:1].upper() + text[1:]
