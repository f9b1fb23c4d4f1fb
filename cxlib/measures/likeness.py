"""How alike answers are by the words they share, and which of many are typical; the same every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, sqrt

import numpy as np

#: Two answers less alike than this share little but everyday words.
LEAST_ALIKE = 0.15
#: Of the typical ones, each differs from those before it at least so much.
MOST_ALIKE = 0.6
#: The shares between which a typical answer's length and score lie: not the longest, and not the angriest.
MIDDLE = (0.15, 0.85)

Vector = Mapping[str, float]


def vector(words: Sequence[str], counts: Mapping[str, int], answers: int) -> dict[str, float]:
    """Return an answer's words weighed by how rare they are, scaled to length 1.

    Parameters
    ----------
    words
        Base forms, each counted once.
    counts
        How many answers have each; one that is not there is in a single answer.
    answers
        How many answers there are.

    Notes
    -----
    Inverse document frequency, log(1 + N/n); how often a short answer repeats a word says little.

    References
    ----------
    Spärck Jones, K. (1972). A statistical interpretation of term specificity. Journal of Documentation 28, 11–21.

    Examples
    --------
    >>> found = vector(["odottaa", "ja"], {"odottaa": 10, "ja": 900}, 1000)
    >>> round(found["odottaa"], 2), round(found["ja"], 2)
    (0.99, 0.16)
    """
    weights = {word: log(1 + max(answers, 1) / max(counts.get(word, 1), 1)) for word in dict.fromkeys(words)}
    length = sqrt(sum(weight**2 for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """Return how alike two answers are, 0–1.

    >>> cosine({"a": 0.6, "b": 0.8}, {"a": 1.0})
    0.6
    """
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def alike(wanted: Vector, others: Sequence[Vector], limit: int) -> tuple[int, ...]:
    """Return the places of those most like one answer, the most alike first; the earlier of two equal ones.

    >>> alike({"a": 1.0}, [{"b": 1.0}, {"a": 1.0}, {"a": 0.6, "b": 0.8}], 5)
    (1, 2)
    """
    likeness = [(-round(cosine(wanted, other), 9), place) for place, other in enumerate(others)]
    return tuple(place for negative, place in sorted(likeness)[:limit] if -negative >= LEAST_ALIKE)


def typical(
    vectors: Sequence[Vector], lengths: Sequence[int], scores: Sequence[int | None], limit: int
) -> tuple[int, ...]:
    """Return the places of typical answers: those nearest to what all of them say, and unlike each other.

    Parameters
    ----------
    vectors, lengths, scores
        Of every answer: its words, its characters, and the score beside it, where there is one.

    Notes
    -----
    Nearest by cosine to the mean of all vectors (a medoid of the direction), among those whose length and score lie
    in the middle 70 % of the answers; where none does, among all. A second one may share less than `MOST_ALIKE`.

    Examples
    --------
    >>> said = [{"odottaa": 1.0}, {"odottaa": 0.8, "puhelin": 0.6}, {"hinta": 1.0}, {"odottaa": 0.8, "puhelin": 0.6}]
    >>> typical(said, [80, 90, 85, 4000], [3, 3, 3, 0], 1)
    (1,)
    """
    if not vectors:
        return ()
    centre: dict[str, float] = {}
    for each in vectors:
        for word, weight in each.items():
            centre[word] = centre.get(word, 0.0) + weight / len(vectors)
    middling = _middle([float(length) for length in lengths]) & _middle([np.nan if s is None else s for s in scores])
    places = np.flatnonzero(middling) if middling.any() else np.arange(len(vectors))
    order = sorted(places.tolist(), key=lambda place: (-round(cosine(vectors[place], centre), 9), place))
    chosen: list[int] = []
    for place in order:
        if len(chosen) < limit and all(cosine(vectors[place], vectors[one]) < MOST_ALIKE for one in chosen):
            chosen.append(place)
    return tuple(chosen)


def _middle(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    column = np.array(values, dtype=float)
    known = column[np.isfinite(column)]
    if not len(known):
        return np.ones(len(column), dtype=np.bool_)
    low, high = np.quantile(known, MIDDLE)
    return np.asarray(~np.isfinite(column) | ((column >= low) & (column <= high)))
