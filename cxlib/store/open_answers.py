"""What open answers are chosen by, in memory and in the order of time: some 30 bytes each, and never their texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from cxlib.store.cells import Ask, Mask
from cxlib.store.connection import plain

#: Where an answer has no score, or nobody judged its tone.
MISSING = -128


@dataclass(frozen=True, eq=False)
class OpenAnswers:
    """One place per open answer, the oldest first; `place_of[id]` finds an answer's place by its number.

    `characters` is 0 where there is no text, only a person's code or tone.
    """

    id: npt.NDArray[np.int32]
    cell: npt.NDArray[np.int32]
    characters: npt.NDArray[np.int32]
    language: npt.NDArray[np.int16]
    score: npt.NDArray[np.int16]
    themes: npt.NDArray[np.int64]
    tone: npt.NDArray[np.int16]
    place_of: npt.NDArray[np.int32]

    @classmethod
    def read(cls, ask: Ask) -> OpenAnswers:
        found = ask("open_answers")
        numbers = found["verbatim_id"].astype(np.int32)
        place_of = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.int32)
        place_of[numbers] = np.arange(len(numbers), dtype=np.int32)
        return cls(
            numbers,
            (found["cell_id"] - 1).astype(np.int32),
            found["characters"].astype(np.int32),
            found["language"].astype(np.int16),
            plain(found["score"], MISSING).astype(np.int16),
            found["themes"].astype(np.int64),
            plain(found["tone"], MISSING).astype(np.int16),
            place_of,
        )

    @cached_property
    def written(self) -> Mask:
        """Which answers have a text."""
        return self.characters > 0

    def chosen(
        self, cells: Mask, themes: int = 0, scores: tuple[int, ...] = (), languages: tuple[int, ...] = ()
    ) -> Mask:
        """Return which answers with a text lie in the cells, with any of the themes, scores and languages, if given."""
        mask = self.written.copy() if cells.all() else self.written & cells[self.cell]
        if themes:
            mask &= (self.themes & themes) != 0
        if scores:
            mask &= _among(self.score, scores)
        if languages:
            mask &= _among(self.language, languages)
        return mask

    def having(self, words: list[npt.NDArray[Any]]) -> Mask:
        """Return which answers are in every one of some lists of numbers."""
        met = np.zeros(len(self.id), dtype=np.uint8)
        for step, numbers in enumerate(words):
            places = self.place_of[numbers]
            met[places[met[places] == step] if step else places] = step + 1
        return np.asarray(met == len(words))


def _among(column: npt.NDArray[np.int16], values: tuple[int, ...]) -> Mask:
    """Which rows have one of some small numbers; looking them up in a table is several times as fast as comparing."""
    table = np.zeros(2**16, dtype=np.bool_)
    table[np.array(values, dtype=np.int16).view(np.uint16)] = True
    return table[column.view(np.uint16)]
