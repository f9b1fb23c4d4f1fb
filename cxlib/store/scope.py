"""What every read of a snapshot stands on: its names, its cells, and a way to send it queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cxlib.store.authors import Authors
from cxlib.store.cells import Ask, Cells, Mask
from cxlib.store.connection import Columns
from cxlib.store.customers import Customers
from cxlib.store.mentioned_again import MentionedAgain
from cxlib.store.open_answers import OpenAnswers
from cxlib.store.repeated import Repeated
from cxlib.store.returning import Returning
from cxlib.store.vocabulary import Vocabulary, known_quarter
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where


@dataclass(frozen=True, eq=False)
class Scope:
    """A snapshot as its reads see it; `tables` are those it has: one made by an earlier version lacks some."""

    ask: Ask
    vocabulary: Vocabulary
    cells: Cells
    quarters: tuple[Quarter, ...]
    tables: frozenset[str]
    _mentioned: dict[int, MentionedAgain] = field(default_factory=dict)

    @classmethod
    def of(cls, ask: Ask, vocabulary: Vocabulary) -> Scope:
        cells = Cells.read(ask, vocabulary.dimension_of, len(vocabulary.names.of("dimension")))
        answered = np.unique(cells.quarter[cells.answered > 0])
        tables = frozenset(map(str, ask("kept_tables")["table_name"]))
        return cls(ask, vocabulary, cells, tuple(Quarter.from_ordinal(int(ordinal)) for ordinal in answered), tables)

    def quarter(self, quarter: Quarter) -> int:
        return known_quarter(quarter, self.quarters)

    def mask(self, where: Where, quarters: tuple[Quarter, ...] | None = None) -> Mask:
        """Return the cells that a filter leaves, in some quarters or in all."""
        ordinals = None if quarters is None else tuple(quarter.ordinal for quarter in quarters)
        for quarter in (quarters or ())[-1:]:
            self.quarter(quarter)
        return self.cells.chosen(self.vocabulary.allowed(where), ordinals)

    @cached_property
    def everybody(self) -> Columns:
        """The rows of `index_tally`, which no filter changes."""
        return self.ask("index_tally")

    @cached_property
    def open_answers(self) -> OpenAnswers:
        """The open answers by what they are chosen by."""
        return OpenAnswers.read(self.ask)

    @cached_property
    def authors(self) -> Authors:
        """The respondents behind the open answers."""
        return Authors.read(self.ask)

    @cached_property
    def repeated(self) -> Repeated:
        """The answers of customers who answered several times in a quarter."""
        return Repeated.read(self.ask, self.tables)

    @cached_property
    def crowds(self) -> Repeated:
        """Those of them who answered so often that their answers are not paired one by one."""
        return Repeated.crowds(self.ask) if "crowd" in self.tables else self.repeated

    def mentioned_again(self, quarter: int) -> MentionedAgain:
        """Return the customers of a quarter who mentioned themes in several answers."""
        if quarter not in self._mentioned:
            self._mentioned[quarter] = MentionedAgain.read(self.ask, self.tables, self.cells, quarter)
        return self._mentioned[quarter]

    @cached_property
    def returning(self) -> Returning:
        """The same by month and by what they wrote."""
        return Returning.read(self.ask, self.tables, self.component_scores)

    @cached_property
    def customers(self) -> Customers:
        """Counts of customers rather than answers."""
        return Customers(self.ask, self.cells, self.vocabulary, self.repeated)

    @cached_property
    def index_of(self) -> npt.NDArray[np.int64]:
        """The combination of component scores by the number of a combination of answers."""
        found = self.ask("patterns")
        index_of = np.zeros(int(found["pattern_id"].max(initial=0)) + 1, dtype=np.int64)
        index_of[found["pattern_id"]] = found["index_id"]
        return index_of

    @cached_property
    def component_scores(self) -> npt.NDArray[np.float64]:
        """A row of scores per combination of component scores, NaN where a component was not answered."""
        highest = int(self.ask("highest_index_pattern")["highest"][0])
        scores = np.full((highest + 1, len(self.vocabulary.programme.components)), np.nan)
        found = self.ask("component_scores")
        scores[found["index_id"], self.vocabulary.components[found["component"].astype(np.int64)]] = found["score"]
        return scores
