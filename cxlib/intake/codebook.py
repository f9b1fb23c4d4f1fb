"""Reads `codebook.toml`: the themes, their word patterns, and who owns the cause behind each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, cast, get_args

from cxlib.intake.section import Section, distinct, open_definition
from cxlib.terms.codebook import Codebook, Controllability, Pattern, Polarity, Theme
from cxlib.terms.programme import Label

#: The themes of an answer are kept as bits of one 64-bit number.
MOST_THEMES: Final = 60
#: A longer phrase is a sentence, which nobody writes twice.
MOST_WORDS: Final = 6
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def read_codebook(path: Path) -> Codebook:
    """Read the themes and their patterns.

    Raises
    ------
    DefinitionError
        When anything in it cannot be; the text names file, line, key, value and what is allowed.
    """
    return codebook_of(open_definition(path))


def codebook_of(section: Section) -> Codebook:
    """Read a codebook from a table: a whole file, or the `[codebook]` of a profile."""
    section.only("version", "themes")
    sections = section.sections("themes")
    if len(sections) > MOST_THEMES:
        sections[MOST_THEMES].fail((), f"{len(sections)} themes: at most {MOST_THEMES} are allowed. Merge some.")
    distinct(sections, "theme")
    themes = tuple(_theme(item) for item in sections)
    _refuse_shared_labels(sections, themes)
    return Codebook(section.name("version"), themes)


def _theme(section: Section) -> Theme:
    section.only("id", "label", "polarity", "controllability", "owner", "action", "human_labels", "patterns")
    return Theme(
        id=section.id(),
        label=section.label("label"),
        polarity=cast(Polarity, section.choice("polarity", get_args(Polarity), "either")),
        controllability=cast(Controllability, section.choice("controllability", get_args(Controllability), "ours")),
        owner=_owner(section),
        action=section.label("action", Label()),
        patterns=tuple(_pattern(item) for item in section.sections("patterns")),
        human_labels=section.texts("human_labels", ()),
    )


def _owner(section: Section) -> Label:
    """Whose matter it is: a text, or a table by language; an empty text says that it is nobody's."""
    return Label() if section.values.get("owner") == "" else section.label("owner", Label())


def _refuse_shared_labels(sections: tuple[Section, ...], themes: tuple[Theme, ...]) -> None:
    """A human label means one theme."""
    owner: dict[str, str] = {}
    for section, theme in zip(sections, themes, strict=True):
        for label in theme.human_labels:
            if label in owner:
                section.fail("human_labels", f"human_labels: '{label}' already belongs to the theme '{owner[label]}'.")
            owner[label] = theme.id


def _pattern(section: Section) -> Pattern:
    section.only("language", "any", "without")
    language = section.text("language")
    if not re.fullmatch(r"[a-z]{2,3}", language):
        section.wrong("language", language, "a language code, as fi, sv or en")
    terms = section.texts("any")
    if not terms:
        section.wrong("any", [], "at least one word or phrase")
    without = section.texts("without", ())
    for key, listed in (("any", terms), ("without", without)):
        for place, term in enumerate(listed):
            _check_term(section, key, place, term)
    return Pattern(language, terms, without)


def _check_term(section: Section, key: str, place: int, term: str) -> None:
    """A term is a word or a few in order; `*` ends a word of two signs or more."""
    words = term.split()
    if not 1 <= len(words) <= MOST_WORDS:
        section.fail((key, place), f"{key}: '{term}' should be 1 to {MOST_WORDS} words.")
    for word in words:
        stem = word.removesuffix("*")
        if not _WORD.fullmatch(stem):
            section.fail(
                (key, place),
                f"{key}: '{word}' in '{term}' should be letters and digits, with - or ' between them, "
                "and * only at its end. This is not a regular expression.",
            )
        if stem != word and len(stem) < 2:
            section.fail((key, place), f"{key}: '{word}' in '{term}' matches nearly anything. Write more before the *.")
