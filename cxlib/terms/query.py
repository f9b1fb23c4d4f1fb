"""A search as it was understood: what must be there, what must not, and what could not be read as it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: word: in any form, compounds included; beginning: words that begin so; inside: anywhere in a word; phrase: as is.
Manner = Literal["word", "beginning", "inside", "phrase"]

#: What was read otherwise than it was typed, or left out.
Oddity = Literal[
    "only_marks",  # nothing but signs: there is no word to look for
    "unclosed_quote",  # a quotation mark without its pair: read as if it stood at the end
    "parentheses",  # they group nothing here and were passed over
    "nothing_to_join",  # OR without a word on one side of it
    "short_beginning",  # a `*` after fewer letters than narrow anything
    "too_many_words",  # the words after the eighth were left out
    "too_long",  # what stood after the 200th character was left out
]


@dataclass(frozen=True)
class Phrase:
    """Words that must follow each other as they are written; `keys` has for each the keys that find it.

    >>> Phrase(("hyvää", "palvelua"), (("hyvä",), ("palvelu",))).forms
    ('hyvää', 'palvelua')
    """

    forms: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]


#: A key; with `*` at its end, every key that begins so; with `*` at both ends, every key that holds it; or a phrase.
Wanted = str | Phrase


@dataclass(frozen=True)
class Asked:
    """One thing asked for, as it is told back: what was typed, how it is looked for, and the base form of a word."""

    manner: Manner
    typed: str
    base: str = ""


@dataclass(frozen=True)
class Query:
    """A search read: every group of `words` must be met by one of its alternatives, and nothing of `without` be there.

    `asked` tells the same back, group by group, `refused` what must not be there; `odd` what was read otherwise.
    """

    words: tuple[tuple[Wanted, ...], ...] = ()
    without: tuple[Wanted, ...] = ()
    asked: tuple[tuple[Asked, ...], ...] = ()
    refused: tuple[Asked, ...] = ()
    odd: tuple[Oddity, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for and nothing to leave out."""
        return not self.words and not self.without


@dataclass(frozen=True)
class Suggestion:
    """A word that nobody wrote, what may have been meant, and the whole search with it put right."""

    typed: str
    meant: str
    search: str
