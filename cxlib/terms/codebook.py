"""The codebook: which words in an answer mean which theme, and who owns the cause behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxlib.terms.programme import Label

#: ours: we can change it; partner: somebody else can; regulation: we can only explain it.
Controllability = Literal["ours", "partner", "regulation"]
Polarity = Literal["negative", "positive", "either"]


@dataclass(frozen=True)
class Pattern:
    """Words that give a theme away in one language.

    `any` holds base forms or phrases (several words in order) of which one is enough; `without` holds those that take
    the theme back. A `*` at a word's end matches any ending.
    """

    language: str
    any: tuple[str, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """A root cause as it is mentioned: name, owner, what can be done about it, and its word patterns."""

    id: str
    label: Label
    polarity: Polarity
    controllability: Controllability
    owner: Label = Label()
    action: Label = Label()
    patterns: tuple[Pattern, ...] = ()
    human_labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """All of `codebook.toml`; `version` is stored with every theme it gives."""

    version: str
    themes: tuple[Theme, ...]

    def theme(self, theme_id: str) -> Theme | None:
        return next((theme for theme in self.themes if theme.id == theme_id), None)
