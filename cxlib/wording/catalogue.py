"""The catalogues of translations, kept up with the sentences in the code: `python -m cxlib.wording.catalogue`."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from cxlib.wording.tongue import DOMAIN, LANGUAGES, LOCALE_FOLDER

#: What marks a sentence: `tongue._("…")`, `tongue.ngettext("…", "…", n)`, and `marked("…")` in a table.
KEYWORDS = {"_": None, "ngettext": (1, 2), "marked": None}

#: Where sentences stand, from the root of the checkout.
SOURCES = ("cxlib", "pages")

ROOT = Path(__file__).parents[2]
TRANSLATED = tuple(language for language in LANGUAGES if language != "fi")


def sentences(root: Path = ROOT) -> Catalog:
    """Collect every sentence of the code, with the files it stands in."""
    found = Catalog(domain=DOMAIN)
    for name, place in _marked(root):
        found.add(name, locations=[(place, 0)])
    return found


@lru_cache
def _marked(root: Path) -> tuple[tuple[str | tuple[str, ...], str], ...]:
    """Read the code once: two languages ask for the same sentences."""
    found = []
    for path in _python_files(root):
        with path.open("rb") as code:
            for _, name, _, _ in extract("python", code, keywords=KEYWORDS, options={"encoding": "utf-8"}):
                found.append((name, path.relative_to(root).as_posix()))
    return tuple(found)


def _python_files(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        yield from sorted((root / source).rglob("*.py"))


def translations(language: str, folder: Path = LOCALE_FOLDER) -> Catalog:
    """Read the catalogue of one language."""
    with _file(language, folder).open("rb") as lines:
        return read_po(lines, locale=language, domain=DOMAIN)


def update(language: str, root: Path = ROOT, folder: Path = LOCALE_FOLDER) -> None:
    """Add what is new, drop what is gone, and leave what is translated; a changed sentence is a new one."""
    catalogue = translations(language, folder)
    catalogue.update(sentences(root), no_fuzzy_matching=True)
    text = io.BytesIO()
    write_po(text, catalogue, width=0, sort_by_file=True, include_lineno=False, ignore_obsolete=True, omit_header=True)
    _file(language, folder).write_bytes(_header(language).encode() + text.getvalue())


def faults(language: str, root: Path = ROOT, folder: Path = LOCALE_FOLDER) -> list[str]:
    """List what is wrong with a catalogue: sentences missing, not translated, doubtful, or with other placeholders."""
    known = translations(language, folder)
    return [fault for message in sentences(root) if message.id for fault in _faults(message, known.get(message.id))]


def _faults(message: Message, entry: Message | None) -> Iterator[str]:
    name = _first(message.id)
    if entry is None:
        yield f"missing: {name}"
        return
    forms = entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)
    if entry.fuzzy:
        yield f"doubtful: {name}"
    if not all(forms) or (isinstance(message.id, tuple) and len(forms) != 2):
        yield f"not translated: {name}"
    elif any(placeholders(form) != placeholders(name) for form in forms):
        yield f"other placeholders: {name}"


def placeholders(text: str) -> set[str]:
    """Return the names in braces.

    >>> sorted(placeholders("{found} vastausta {of}"))
    ['found', 'of']
    """
    return set(re.findall(r"\{(\w*)[^}]*\}", text))


def _first(name: str | tuple[str, ...] | list[str]) -> str:
    return name if isinstance(name, str) else name[0]


def _file(language: str, folder: Path) -> Path:
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _header(language: str) -> str:
    """Return a header without dates, so that an update that changes nothing changes no byte."""
    return (
        "# Finnish sentences are the names. `python -m cxlib.wording.catalogue` keeps this file up with the code.\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )


def main() -> int:
    """Update every catalogue and say what is left to translate."""
    left = 0
    for language in TRANSLATED:
        update(language)
        for fault in faults(language):
            sys.stdout.write(f"{language}: {fault}\n")
            left += 1
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
