"""The words that a store knows already, so that an import need not work them out again."""

from __future__ import annotations

from pathlib import Path

from cxlib.store.connection import columns
from cxlib.store.folder import current
from cxlib.store.opening import open_newest_whole
from cxlib.terms.word import Word


def stored_words(folder: Path) -> dict[tuple[str, str], Word]:
    """Return every word of the newest whole snapshot by its form and language; none where nothing is stored.

    A word keeps the base forms that it was stored with until `rebuild`: an answer of today is found by what finds
    those before it.
    """
    if current(folder) is None:
        return {}
    connection, _, _ = open_newest_whole(folder)
    try:
        found = columns(connection, "every_word")
    finally:
        connection.close()
    rows = zip(found["form"], found["language"], found["lemmas"], found["parts"], strict=True)
    return {
        (str(form), str(language)): Word(str(form), str(language), tuple(map(str, lemmas)), tuple(map(str, parts)))
        for form, language, lemmas, parts in rows
    }
