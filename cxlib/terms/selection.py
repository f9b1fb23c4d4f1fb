"""What a reader asks for: a quarter and the filters on it."""

from __future__ import annotations

from dataclasses import dataclass

from cxlib.terms.quarter import Quarter
from cxlib.terms.query import Wanted

#: Filters as (dimension, values): values of one dimension are alternatives, dimensions narrow each other.
Where = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Selection:
    """A quarter (None: the latest that has answers) and filters; hashable, so that it keys caches.

    >>> Selection(where=(("stage", ("new",)),)).without("stage")
    Selection(quarter=None, where=())
    """

    quarter: Quarter | None = None
    where: Where = ()

    def without(self, dimension: str) -> Selection:
        return Selection(self.quarter, tuple(pair for pair in self.where if pair[0] != dimension))


@dataclass(frozen=True)
class Search:
    """A search in the open answers.

    `words`: for each word searched, the alternatives any of which satisfies it; every word must be met, and nothing of
    `without` be there. `themes`, `scores`: alternatives; `scores` are answers to
    `score_question`. `quarters` empty means all.
    """

    words: tuple[tuple[Wanted, ...], ...] = ()
    quarters: tuple[Quarter, ...] = ()
    where: Where = ()
    themes: tuple[str, ...] = ()
    scores: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    without: tuple[Wanted, ...] = ()
