"""Answers as numbers that a linear model weighs: words in base form, pieces of words, the question, codebook hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from cxlib.text.words import Lexicon, forms

#: Counts up when the same answer gets other features.
VERSION: Final = "1"
#: How many answers must hold a feature before it is one, and how much its block weighs beside the words.
FEWEST: Final[Mapping[str, int]] = {"word": 2, "piece": 3, "asked": 2, "question": 1, "hit": 1}
WEIGHT: Final[Mapping[str, float]] = {"word": 1.0, "piece": 1.0, "asked": 0.5, "question": 0.7, "hit": 0.7}
#: Pieces of words are so many letters long, a space standing for the word's edge.
PIECES: Final = range(2, 6)
#: A longer answer is weighed by its beginning: pieces of more would cost more than they tell.
_LONGEST: Final = 2_000

Row = dict[str, Collection[str]]
Matrix = sparse.csr_matrix


@dataclass(frozen=True)
class Asked:
    """One answer as a model meets it: text, language, the question it answers, and themes that the codebook found."""

    text: str
    language: str
    question: str = ""
    hits: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Features:
    """The features that a model knows: per block their names and how rare each is."""

    names: Mapping[str, tuple[str, ...]]
    rarity: Mapping[str, npt.NDArray[np.float64]]

    @classmethod
    def learn(cls, rows: Sequence[Row]) -> Features:
        """Take the features that enough of the answers have, those of every block in order of name."""
        names: dict[str, tuple[str, ...]] = {}
        rarity: dict[str, npt.NDArray[np.float64]] = {}
        for block, fewest in FEWEST.items():
            met = Counter(name for row in rows for name in set(row[block]))
            kept = sorted(name for name, answers in met.items() if answers >= fewest)
            counts = np.array([met[name] for name in kept], dtype=np.float64)
            names[block] = tuple(kept)
            rarity[block] = np.log((1 + len(rows)) / (1 + counts)) + 1
        return cls(names, rarity)

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        return {block: {name: at for at, name in enumerate(names)} for block, names in self.names.items()}

    def matrix(self, rows: Sequence[Row]) -> Matrix:
        """Return one line per answer; each block of an answer has the same length, its weight."""
        blocks = [self._block(block, [row[block] for row in rows]) * WEIGHT[block] for block in FEWEST]
        matrix: Matrix = sparse.hstack(blocks, format="csr")
        return matrix

    def _block(self, block: str, rows: Sequence[Collection[str]]) -> Matrix:
        places = self._places[block]
        columns: list[int] = []
        counts: list[int] = []
        starts = [0]
        for names in rows:
            met = Counter(places[name] for name in names if name in places)
            columns += met.keys()
            counts += met.values()
            starts.append(len(columns))
        values = (1 + np.log(np.array(counts, dtype=np.float64))) * self.rarity[block][columns]
        lengths = np.sqrt(np.add.reduceat(np.append(values**2, 0.0), starts[:-1])) if rows else np.empty(0)
        sizes = np.diff(starts)
        values /= np.repeat(np.where(sizes > 0, lengths, 1.0), sizes)
        return sparse.csr_matrix((values, columns, starts), shape=(len(rows), len(places)))


def rows(answers: Iterable[Asked], words: Lexicon) -> list[Row]:
    """Return the names of each answer's features, block by block.

    >>> from cxlib.text.words import lexicon
    >>> found = rows([Asked("Jonotin kauan", "fi", "why")], lexicon())[0]
    >>> found["word"], found["asked"]
    (['jonottaa', 'kauan', 'jonottaa kauan'], ['why jonottaa', 'why kauan'])
    """
    return [_row(answer, words) for answer in answers]


def _row(answer: Asked, words: Lexicon) -> Row:
    text = answer.text[:_LONGEST].lower()
    lemmas = [words.word(form, answer.language).lemmas[0] for form in forms(text)]
    return {
        "word": [*lemmas, *map(" ".join, pairwise(lemmas))],
        "piece": list(_pieces(text)),
        "asked": [f"{answer.question} {lemma}" for lemma in lemmas],
        "question": [answer.question],
        "hit": answer.hits,
    }


def _pieces(text: str) -> Iterator[str]:
    for word in text.split():
        edged = f" {word} "
        for length in PIECES:
            if length >= len(edged):
                yield edged
                break
            for start in range(len(edged) - length + 1):
                yield edged[start : start + length]
