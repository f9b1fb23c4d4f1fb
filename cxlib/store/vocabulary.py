"""The names of a snapshot, both ways, and filters turned into the numbers that it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt

from cxlib.errors import SelectionError, unknown
from cxlib.store.cells import Ask
from cxlib.store.definitions import STAGE, Names
from cxlib.terms.programme import UNKNOWN, Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where

Allowed = dict[int, npt.NDArray[np.int64]]


@dataclass(frozen=True)
class Vocabulary:
    """What a snapshot calls things by number, under the programme it is read with.

    `values` has, per dimension, the numbers of the values met.
    """

    programme: Programme
    names: Names
    values: dict[str, dict[str, int]]

    @classmethod
    def read(cls, ask: Ask, names: Names, programme: Programme) -> Vocabulary:
        dimension = {number: name for name, number in names.of("dimension").items()}
        values: dict[str, dict[str, int]] = {name: {} for name in dimension.values()}
        found = ask("values")
        for number, owner, name in zip(found["value"], found["dimension"], found["id"], strict=True):
            values[dimension[int(owner)]][str(name)] = int(number)
        return cls(programme, names, values)

    @cached_property
    def stages(self) -> dict[int, str]:
        """Stage ids by their numbers."""
        return {number: name for name, number in self.values[STAGE].items()}

    @cached_property
    def open_questions(self) -> dict[int, str]:
        """Ids of open questions by their numbers."""
        return {number: name for name, number in self.names.of("open_question").items()}

    @cached_property
    def languages_by_number(self) -> dict[int, str]:
        """Languages by their numbers."""
        return {number: name for name, number in self.names.of("language").items()}

    @cached_property
    def value_ids(self) -> dict[int, str]:
        """Value ids of every dimension by their numbers."""
        return {number: name for known in self.values.values() for name, number in known.items()}

    @cached_property
    def themes(self) -> dict[str, int]:
        """The bits of themes, in their order."""
        return dict(sorted(self.names.of("theme").items(), key=lambda pair: pair[1]))

    @cached_property
    def dimension_of(self) -> npt.NDArray[np.int64]:
        """The number of a value's dimension by the value's number."""
        numbers = self.names.of("dimension")
        pairs = [(value, numbers[name]) for name, known in self.values.items() for value in known.values()]
        found = np.zeros(max((value for value, _ in pairs), default=0) + 1, dtype=np.int64)
        for value, dimension in pairs:
            found[value] = dimension
        return found

    @cached_property
    def components(self) -> npt.NDArray[np.int64]:
        """The place of a component in `programme.components` by its number in the snapshot."""
        numbers = self.names.of("component")
        places = np.full(len(numbers) + 1, -1, dtype=np.int64)
        for place, component in enumerate(self.programme.components):
            places[numbers[component.key]] = place
        return places

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Pairs of components by their numbers in the snapshot; the first, (−1, −1), stands for any of them."""
        return ((-1, -1), *combinations_with_replacement(range(len(self.names.of("component"))), 2))

    @cached_property
    def pair_of(self) -> npt.NDArray[np.int64]:
        """The place in `pairs` of components i and j, at [i + 1, j + 1]."""
        size = len(self.names.of("component")) + 1
        found = np.zeros((size, size), dtype=np.int64)
        for place, (i, j) in enumerate(self.pairs):
            found[i + 1, j + 1] = place
        return found

    def dimension(self, name: str) -> int:
        """Return the number of a dimension that may be filtered or broken down by."""
        allowed = {STAGE, *(dimension.id for dimension in self.programme.filters)}
        if name not in allowed:
            raise SelectionError(unknown("dimension", name, allowed))
        return self.names.of("dimension")[name]

    def question(self, name: str) -> int:
        if self.programme.question(name) is None:
            raise SelectionError(unknown("question", name, [question.id for question in self.programme.questions]))
        return self.names.of("question")[name]

    def theme_mask(self, themes: Iterable[str]) -> int:
        """Return the bits of some themes."""
        bits, wanted = self.names.of("theme"), set(themes)
        for theme in wanted:
            if theme not in bits:
                raise SelectionError(unknown("theme", theme, bits))
        return sum(1 << bits[theme] for theme in wanted)

    def languages(self, languages: Iterable[str]) -> tuple[int, ...]:
        numbers = self.names.of("language")
        for language in languages:
            if language not in numbers:
                raise SelectionError(unknown("language", language, filter(None, numbers)))
        return tuple(numbers[language] for language in languages)

    def values_of(self, dimension: str) -> tuple[str, ...]:
        """Return the values met of a dimension, the programme's first, `unknown` last."""
        self.dimension(dimension)
        met = self.values[dimension]
        listed = [name for name in self._listed(dimension) if name in met]
        return (*listed, *sorted(met.keys() - {*listed, UNKNOWN}), *([UNKNOWN] if UNKNOWN in met else []))

    def allowed(self, where: Where) -> Allowed:
        """Return, for every dimension that a filter narrows, the numbers of the values it leaves.

        Raises
        ------
        SelectionError
            When a dimension or a value does not exist; a value that the programme lists and no answer has does exist.
        """
        left: dict[str, set[str]] = {}
        for dimension, chosen in where:
            self.dimension(dimension)
            known = {*self.values[dimension], *self._listed(dimension), UNKNOWN}
            for value in chosen:
                if value not in known:
                    raise SelectionError(unknown(dimension, value, known))
            left[dimension] = left.get(dimension, set(chosen)) & set(chosen)
        return {self.names.of("dimension")[name]: self._numbers(name, chosen) for name, chosen in left.items()}

    def _numbers(self, dimension: str, chosen: set[str]) -> npt.NDArray[np.int64]:
        met = self.values[dimension]
        return np.array(sorted(met[value] for value in chosen if value in met), dtype=np.int64)

    def _listed(self, dimension: str) -> tuple[str, ...]:
        if dimension == STAGE:
            return self.programme.stage_ids
        found = self.programme.dimension(dimension)
        return tuple(value.id for value in found.values) if found else ()


def known_quarter(quarter: Quarter, quarters: tuple[Quarter, ...]) -> int:
    """Return the number of a quarter that lies among those with answers, or next to them.

    Raises
    ------
    SelectionError
        When it is earlier or later.
    """
    if quarters and not quarters[0].previous <= quarter <= quarters[-1].next:
        raise SelectionError(f"There are no answers from {quarter}. The store has {quarters[0]} to {quarters[-1]}.")
    return quarter.ordinal
