"""Names that redaction missed and somebody reported: known from then on, in any form they are written in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from cxlib.text import dictionary, voikko
from cxlib.text.identifiers import Place
from cxlib.text.namelists import brands, common, inflected, is_place, may_be_word
from cxlib.text.words import tokens

#: In the data folder, one name a line; lines that start with # are comments. It may be edited.
FILE = "missed_names.txt"
#: A reported name is a few words, not an answer.
LONGEST = 80
_NAME_CLASSES = frozenset({"etunimi", "sukunimi"})

_Forms = tuple[frozenset[str], ...]


def remembered(folder: Path) -> frozenset[str]:
    """Return the names that have been reported in a data folder."""
    file = folder / FILE
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def remember(folder: Path, name: str) -> None:
    """Add a name to the list, whole or not at all."""
    names = remembered(folder) | {name}
    beside = folder / f"{FILE}.new"
    beside.write_text("# Names to redact, one a line.\n" + "\n".join(sorted(names)) + "\n", "utf-8")
    os.chmod(beside, 0o600)  # noqa: PTH101 (a list of people's names is nobody else's to read)
    beside.replace(folder / FILE)


def is_everyday(name: str) -> bool:
    """Say whether a reported name is one word that mostly means something else: it is covered where it was met alone.

    >>> is_everyday("Elisa"), is_everyday("Toivo"), is_everyday("Zvonimir"), is_everyday("Toivo Kivi")
    (True, True, False, False)
    """
    found = [token.form for token in tokens(name)]
    if len(found) != 1:
        return False
    form = found[0]
    return form in brands() or form in common() or is_place(form) or may_be_word(form) or _has_meaning(form)


def _has_meaning(form: str) -> bool:
    engine = voikko.installed()
    if engine is None:
        return any(dictionary.knows(form, language) for language in ("fi", "sv", "en"))
    analysis = engine.recall(form)
    return analysis is not None and not analysis.classes <= _NAME_CLASSES


def missed_names(text: str, names: frozenset[str]) -> Iterator[Place]:
    """Yield where reported names stand, in any case of theirs and however capitalised.

    >>> list(missed_names("Kiitos zvonimirille!", frozenset({"Zvonimir"})))
    [(7, 19)]
    """
    if not names:
        return
    known = _known(names)
    found = list(tokens(text))
    for at, token in enumerate(found):
        for forms in known.get(token.form, ()):
            parts = found[at : at + len(forms)]
            if len(parts) == len(forms) and all(part.form in wanted for part, wanted in zip(parts, forms, strict=True)):
                yield token.start, parts[-1].end
                break


@lru_cache(maxsize=8)
def _known(names: frozenset[str]) -> dict[str, tuple[_Forms, ...]]:
    """The names by every form that their first word may have, longer names first."""
    known: dict[str, tuple[_Forms, ...]] = {}
    for name in sorted(names, key=len, reverse=True):
        parts = [token.form for token in tokens(name)]
        if not parts:
            continue
        forms = tuple(
            frozenset(inflected(part)) | {f"{part}:{case}" for case in ("n", "lle", "ä", "a")} for part in parts
        )
        for form in forms[0]:
            known[form] = (*known.get(form, ()), forms)
    return known
