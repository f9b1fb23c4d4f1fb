"""What of one quarter may be told: the one rule that every page, table, search and command asks before it shows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, combinations, product
from typing import Protocol, Self

from cxlib.measures.withholding import FEWEST_HIDDEN, reveals_small_group, withhold_complement
from cxlib.terms.briefing import Verbatim
from cxlib.terms.estimate import Refusal
from cxlib.terms.programme import HIDDEN, IndexVersion
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where

STAGE = "stage"
#: Stages are added up twice, by their answers and by the weights of the index: the two sums would tell two hidden ones.
FEWEST_STAGES_HIDDEN = 3
Questions = Sequence[str | None]
#: Having answered anything.
ANY: tuple[str | None, ...] = (None,)


class People(Protocol):
    """How many customers of one quarter meet a filter, do not meet `without`, and answered a question, at the least."""

    def __call__(self, where: Where, without: Where | None = None, question: str | None = None, /) -> int: ...


class Counted(Protocol):
    """What the rule asks of a store."""

    def customers(
        self, quarter: Quarter | None, where: Where = (), without: Where | None = None, question: str | None = None
    ) -> int: ...

    def respondents(self, quarter: Quarter, where: Where = ()) -> int: ...

    def values(self, dimension: str) -> tuple[str, ...]: ...


@dataclass(frozen=True, eq=False)
class Guard:
    """The rule for one quarter.

    Parameters
    ----------
    count
        Number of customers under filters.
    values
        The values of a dimension.
    smallest_group
        The smallest number of customers that may be told of.
    answers
        Number of answers under filters: with it, few customers behind many answers are refused as `dominated`.

    Notes
    -----
    A table by a dimension hides its small groups together with the next smallest (of the whole quarter, so that tables
    of overlapping selections hide the same ones). A selection that holds some of the hidden and not all would undo that
    by subtraction from the total and the groups shown, and so would one that leaves a few over of the same with a
    filter less. A group is shown in a table exactly where the selection that chooses it is. The rule knows one
    snapshot, and what is told by one subtraction: two snapshots, or many selections solved for each other, it does not
    see.

    References
    ----------
    Hundepool et al. (2012). Statistical Disclosure Control, ch. 4. Denning, D. E. & Schlörer, J. (1983). Computer 16(7)
    (why no rule over single answers keeps out everybody who may ask many).

    Examples
    --------
    >>> people = {"chat": 3, "phone": 12, "branch": 30}
    >>> def count(where, without=None, question=None):
    ...     chosen = dict(where).get("channel", tuple(people))
    ...     left = set(chosen) - set(dict(without).get("channel", tuple(people)) if without is not None else ())
    ...     return sum(people[channel] for channel in left)
    >>> guard = Guard(count, lambda dimension: tuple(people), 5)
    >>> [guard.refusal((("channel", chosen),)) for chosen in (("chat",), ("phone",), ("phone", "branch"), ("branch",))]
    ['small_group', 'complement', 'complement', None]
    >>> guard.groups("channel", ())
    {'chat': 'small_group', 'phone': 'complement'}
    """

    count: People
    values: Callable[[str], Sequence[str]]
    smallest_group: int
    answers: Callable[[Where], int] | None = None

    @classmethod
    def of(cls, store: Counted, quarter: Quarter, smallest_group: int) -> Self:
        """Return the rule over a store's quarter."""
        count, answers = partial(store.customers, quarter), partial(store.respondents, quarter)
        return cls(count, store.values, smallest_group, answers)

    def refusal(self, where: Where, questions: Questions = ANY) -> Refusal | None:
        """Return why nothing may be told of a selection, or None where it may.

        `questions` are those that the number is made of: where few answered one, its mean could be had from the index
        and the others.

        Returns
        -------
        str or None
            `small_group` (or `dominated`) where the selection itself is one; `complement` where, taken from another, it
            leaves one over. None also where nobody answered: that is no secret.
        """
        same = self._said_otherwise(where)
        whys = (self._refusal(one, question) for question in questions for one in same)
        return next((why for why in whys if why is not None), None)

    def groups(self, dimension: str, where: Where, questions: Questions = ANY) -> dict[str, Refusal]:
        """Return the groups of a table by a dimension that are not shown; `no_answers` are those without any."""
        found = self.hidden(dimension, where, questions)
        for value in self.values(dimension):
            if found.get(value) != "no_answers":
                why = self.refusal((*where, (dimension, (value,))), questions)
                if why is not None:
                    found[value] = why
        return found

    def hidden(self, dimension: str, where: Where, questions: Questions = ANY) -> dict[str, Refusal]:
        """Return the groups that the table itself hides, for any of the questions."""
        found: dict[str, Refusal] = {}
        for question in questions:
            for value, reason in self._hidden(dimension, where, question).items():
                if question is None or reason == "small_group" or (reason == "complement" and value not in found):
                    found[value] = reason
        return found

    def _said_otherwise(self, where: Where) -> tuple[Where, ...]:
        """Return the same selection without the values that nobody has in it, and with all of those beside it."""
        least, most = where, where
        for dimension, chosen in where:
            least = _replaced(least, dimension, self._met(least, dimension, chosen) or chosen)
            beside = tuple(value for value in self.values(dimension) if value not in chosen)
            met = set(self._met(most, dimension, beside))
            void = tuple(value for value in beside if value not in met)
            most = _replaced(most, dimension, (*chosen, *void) if met else None)
        return (least,) if most == least else (least, most)

    def _met(self, where: Where, dimension: str, values: Sequence[str]) -> tuple[str, ...]:
        rest = _replaced(where, dimension, None)
        return tuple(value for value in values if self.count((*rest, (dimension, (value,)))))

    def _refusal(self, where: Where, question: str | None) -> Refusal | None:
        selected = self.count(where, None, question)
        if 0 < selected < self.smallest_group:
            is_many = self.answers is not None and self.answers(where) >= self.smallest_group
            return "dominated" if is_many and question is None else "small_group"
        if not where or not selected:
            return None
        fewer = (kept for size in range(len(where)) for kept in combinations(where, size))
        if any(reveals_small_group(self.count(parent, where, question), self.smallest_group) for parent in fewer):
            return "complement"
        if any(self._cuts_apart(where, each, question) for each in where):
            return "complement"
        return "complement" if self._stands_beside(where, question) else None

    def _stands_beside(self, where: Where, question: str | None) -> bool:
        """Tell whether a wider selection is shown that has few more: in several dimensions at once, a corner of them.

        Only values that few have beside the chosen can be what it is wider by.
        """
        wider = [((), (pair,), *((one,) for one in self._wider(where, pair, question))) for pair in where]
        if not any(ways[2:] for ways in wider):
            return False  # nothing but filters left out, which has been looked at
        return any(
            reveals_small_group(self.count(other, where, question), self.smallest_group)
            and self._refusal(other, question) is None
            for other in (tuple(chain.from_iterable(ways)) for ways in product(*wider))
            if other != where
        )

    def _wider(
        self, where: Where, filtered: tuple[str, tuple[str, ...]], question: str | None
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Return the filter with more values, which together few have in the same selection."""
        dimension, chosen = filtered
        rest = tuple(pair for pair in where if pair != filtered)
        people = {
            value: self.count((*rest, (dimension, (value,))), None, question)
            for value in self.values(dimension)
            if value not in chosen
        }
        few = [value for value, n in people.items() if 0 < n < self.smallest_group]
        sets = chain.from_iterable(combinations(few, size) for size in range(1, self.smallest_group))
        return [
            (dimension, (*chosen, *more)) for more in sets if sum(people[value] for value in more) < self.smallest_group
        ]

    def _cuts_apart(self, where: Where, filtered: tuple[str, tuple[str, ...]], question: str | None) -> bool:
        dimension, chosen = filtered
        withheld = self._hidden(dimension, tuple(pair for pair in where if pair != filtered), question)
        hidden = {value for value, reason in withheld.items() if reason != "no_answers"}
        return bool(hidden & set(chosen)) and not hidden <= set(chosen)

    def _hidden(self, dimension: str, where: Where, question: str | None) -> dict[str, Refusal]:
        values = self.values(dimension)
        people = {value: self.count((*where, (dimension, (value,))), None, question) for value in values}
        if not any(0 < n < self.smallest_group for n in people.values()):
            return {value: "no_answers" for value, n in people.items() if not n}
        return withhold_complement(
            people,
            self.smallest_group,
            fewest_hidden=FEWEST_STAGES_HIDDEN if dimension == STAGE else FEWEST_HIDDEN,
            together=lambda groups: self.count((*where, (dimension, tuple(groups))), None, question),
            order={value: self.count(((dimension, (value,)),)) for value in values},
        )


def _replaced(where: Where, dimension: str, values: tuple[str, ...] | None) -> Where:
    """Return the selection with other values of a dimension; None: any."""
    if values is None:
        return tuple(pair for pair in where if pair[0] != dimension)
    return tuple((name, values if name == dimension else chosen) for name, chosen in where)


def index_questions(version: IndexVersion | None) -> tuple[str | None, ...]:
    """Return the questions that an index is made of, and None for having answered any."""
    weighed = version.components if version else ()
    return (None, *dict.fromkeys(component.question for component in weighed if component.weight))


def blanked(answer: Verbatim, hidden: Mapping[str, Collection[str]]) -> Verbatim:
    """Return an open answer without those of its values that a table would hide; `hidden` is by dimension."""
    return replace(
        answer,
        stage=HIDDEN if answer.stage in hidden.get(STAGE, ()) else answer.stage,
        values=tuple(
            (dimension, HIDDEN if value in hidden.get(dimension, ()) else value) for dimension, value in answer.values
        ),
    )


def hidden_values(guard: Guard, dimensions: Sequence[str]) -> dict[str, Collection[str]]:
    """Return, per dimension, the values that no open answer of the quarter is shown with."""
    return {dimension: guard.hidden(dimension, ()).keys() for dimension in dimensions}
