"""Every error that Kuulo raises on purpose: a sentence with the value, the place and the way out.

KuuloError
├── DefinitionError      programme.toml, codebook.toml or a profile says something that cannot be
├── IntakeError          a file cannot be read at all, so none of its rows were taken
├── PullError            a source elsewhere cannot be fetched from, and nothing of it was taken
├── SelectionError       a quarter, dimension, value or measure that does not exist was asked for
└── StoreError
    ├── NoStore          nothing has been imported yet
    ├── StoreBusy        another writer holds the store
    ├── DamagedSnapshot  a snapshot file is unreadable or does not match its ledger
    └── OutdatedSnapshot the definitions have changed since the snapshot was made
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class KuuloError(Exception):
    """The root: its text is written for the person at the screen."""


class DefinitionError(KuuloError):
    """A definition file says something that cannot be; the text names file, line, key and what is allowed."""

    def __init__(self, message: str, *, file: Path | None = None, line: int | None = None) -> None:
        place = "" if file is None else f"{file.name}" + ("" if line is None else f", line {line}") + ": "
        super().__init__(place + message)
        self.file = file
        self.line = line


class IntakeError(KuuloError):
    """A file cannot be read at all; nothing of it was taken."""


class PullError(KuuloError):
    """A source elsewhere cannot be fetched from; nothing of it was taken."""


class SelectionError(KuuloError):
    """Something that does not exist was asked for; the text lists what does."""


class StoreError(KuuloError):
    """The store cannot do what was asked; earlier snapshots stay as they were."""


class NoStore(StoreError):
    """Nothing has been imported into this folder yet."""


class StoreBusy(StoreError):
    """Another writer holds the store."""


class DamagedSnapshot(StoreError):
    """A snapshot file is unreadable or does not match its ledger."""


class OutdatedSnapshot(StoreError):
    """The definitions have changed since the snapshot was made."""


def unknown(what: str, value: str, known: Iterable[str]) -> str:
    """Return the sentence for a name that does not exist, with what does and the nearest guess.

    >>> unknown("dimension", "chanel", ["channel", "product"])
    "There is no dimension 'chanel'. Did you mean 'channel'? There are: channel, product."
    """
    names = sorted(known)
    near = get_close_matches(value, names, n=1)
    guess = f" Did you mean '{near[0]}'?" if near else ""
    listing = f" There are: {', '.join(names)}." if names else " None are defined."
    return f"There is no {what} '{value}'.{guess}{listing}"
