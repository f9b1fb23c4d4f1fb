"""Reads `topics.toml`: the searches that an organisation follows."""

from __future__ import annotations

from pathlib import Path

from cxlib.intake.section import Section, distinct, open_definition
from cxlib.terms.topic import SavedSearch


def read_topics(path: Path) -> tuple[SavedSearch, ...]:
    """Return the saved searches of an organisation, in the order written.

    Parameters
    ----------
    path
        A TOML file with `[[topics]]`: `id`, `label`, `search` (as in the search box), and `inside = true` to look for
        the words anywhere in a word.

    Raises
    ------
    DefinitionError
        When anything in it cannot be; the text names file, line, key, value and what is allowed.
    """
    section = open_definition(path)
    section.only("topics")
    sections = section.sections("topics")
    distinct(sections, "topic")
    return tuple(_topic(item) for item in sections)


def _topic(section: Section) -> SavedSearch:
    section.only("id", "label", "search", "inside")
    search = section.text("search")
    if not any(sign.isalnum() for sign in search):
        section.wrong("search", search, 'words to search for, as search = "chat OR botti"')
    return SavedSearch(section.id(), section.label("label"), search, section.flag("inside", default=False))
