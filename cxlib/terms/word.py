"""A word as it was written, with its base forms: what the store keeps so that a search needs no dictionary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """One written form in one language.

    `lemmas` are the base forms it may stand for, best first, never empty; `parts` are the base forms of a compound's
    parts, none of them a lemma. Everything is in lower case.

    >>> Word("asiakaspalvelussa", "fi", ("asiakaspalvelu",), ("asiakas", "palvelu")).parts
    ('asiakas', 'palvelu')
    """

    form: str
    language: str
    lemmas: tuple[str, ...]
    parts: tuple[str, ...] = ()
