"""What a snapshot was built for: the small numbers of its names, and the scores that its answers were given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from cxlib.errors import DefinitionError, OutdatedSnapshot
from cxlib.store.connection import Connection, columns, lent, query
from cxlib.terms.codebook import Codebook
from cxlib.terms.programme import Component, Programme, Question

STAGE = "stage"
#: A set of themes is kept as the bits of one signed 64-bit number, of which two are left alone.
MOST_THEMES = 62


@dataclass
class Names:
    """The numbers by which a snapshot knows names, per kind; `theme` numbers are the bits of a mask."""

    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    added: list[tuple[str, int, str]] = field(default_factory=list)

    @classmethod
    def read(cls, connection: Connection) -> Names:
        found = columns(connection, "dictionary")
        names = cls()
        for kind, number, name in zip(found["kind"], found["number"], found["id"], strict=True):
            names.of(kind)[str(name)] = int(number)
        return names

    def of(self, kind: str) -> dict[str, int]:
        return self.numbers.setdefault(kind, {})

    def add(self, kind: str, ids: Iterable[str]) -> dict[str, int]:
        """Give every id that has none the lowest number free; return all of the kind."""
        known = self.of(kind)
        free = (number for number in count() if number not in set(known.values()))
        for name in ids:
            if name not in known:
                known[name] = next(free)
                self.added.append((kind, known[name], name))
        return known

    def add_themes(self, codebook: Codebook, met: Iterable[str] = ()) -> dict[str, int]:
        """Number the codebook's themes and any others met in human codes.

        Raises
        ------
        DefinitionError
            When there are more themes than a mask has bits.
        """
        wanted = [theme.id for theme in codebook.themes] + sorted(met)
        total = len({*self.of("theme"), *wanted})
        if total > MOST_THEMES:
            raise DefinitionError(
                f"The store can tell {MOST_THEMES} themes apart, and the codebook, with those stored already, makes "
                f"{total}. Merge themes in codebook.toml; `python -m cxlib rebuild` forgets those it has no longer."
            )
        return self.add("theme", wanted)

    def save(self, connection: Connection) -> None:
        """Write the numbers given since the last saving."""
        if self.added:
            connection.executemany(query("add_dictionary"), self.added)
        self.added.clear()


def component_rules(programme: Programme) -> list[tuple[str, str, int, float]]:
    """Return, for every component and answer that its question allows: component key, question, answer, score 0–100."""
    return [
        (component.key, question.id, answer, component_score(component, question, answer))
        for component in programme.components
        if (question := programme.question(component.question)) is not None
        for answer in range(question.low, question.high + 1)
    ]


def component_score(component: Component, question: Question, answer: int) -> float:
    """Return the score 0–100 that a component gives an answer.

    Examples
    --------
    >>> from cxlib.terms.programme import Label
    >>> effort = Question("effort", Label(), "ces", 1, 7, best="low")
    >>> component_score(Component("effort", "minmax", 1.0), effort, 2)
    83.33333333333333
    >>> recommend = Question("recommend", Label(), "nps", 0, 10)
    >>> component_score(Component("recommend", "nps_category", 1.0), recommend, 8)
    50.0
    """
    if component.transform == "nps_category":
        return 100.0 if answer >= 9 else 50.0 if answer >= 7 else 0.0
    if component.transform == "top_box":
        return 100.0 if answer in positive_answers(question) else 0.0
    from_worst = answer - question.low if question.best == "high" else question.high - answer
    return 100.0 * from_worst / (question.high - question.low)


def positive_answers(question: Question) -> frozenset[int]:
    """Return the answers that count as positive: 9–10 of a recommendation, else those named, else the best two."""
    if question.kind == "nps":
        return frozenset({9, 10})
    best_two = {question.high - 1, question.high} if question.best == "high" else {question.low, question.low + 1}
    return question.positive or frozenset(best_two)


def negative_answers(question: Question) -> frozenset[int]:
    """Return the answers that count as negative: 0–6 of a recommendation, else the worse half without the middle."""
    if question.kind == "nps":
        return frozenset(range(7))
    middle = (question.low + question.high) / 2
    is_worse = middle.__gt__ if question.best == "high" else middle.__lt__
    return frozenset(filter(is_worse, range(question.low, question.high + 1))) - positive_answers(question)


def score_question(programme: Programme) -> Question | None:
    """Return the question whose answer stands beside an open answer: the first recommendation, else the first asked."""
    recommendations = (question for question in programme.questions if question.kind == "nps")
    return next(recommendations, next(iter(programme.questions), None))


def learn(connection: Connection, names: Names, programme: Programme) -> None:
    """Write the programme's names and scoring rules into a snapshot that is being made."""
    names.add("dimension", [STAGE, *(dimension.id for dimension in programme.dimensions)])
    names.add("question", [question.id for question in programme.questions])
    names.add("open_question", [question.id for question in programme.open_questions])
    names.add("operation", [operation.id for operation in programme.operations])
    component, question = names.add("component", [c.key for c in programme.components]), names.of("question")
    names.save(connection)
    rules = [
        (component[key], question[question_id], answer, score)
        for key, question_id, answer, score in component_rules(programme)
    ]
    import pandas as pd  # noqa: PLC0415 (readers of a snapshot do without)

    frame = pd.DataFrame(rules, columns=["component", "question", "answer", "score"])
    with lent(connection, {"incoming_rule": frame}):
        connection.execute(query("add_component_rule"))


def differences(connection: Connection, names: Names, programme: Programme) -> list[str]:
    """Say what the programme has that a snapshot was not built for; empty when it may be read with this programme.

    Weights, targets, stage weights, labels and the smallest group are no part of a snapshot.
    """
    wanted = {
        "dimension": {dimension.id for dimension in programme.dimensions},
        "question": {question.id for question in programme.questions},
        "open question": {question.id for question in programme.open_questions},
        "operation": {operation.id for operation in programme.operations},
    }
    found = [
        f"{kind} '{name}'"
        for kind, ids in wanted.items()
        for name in sorted(ids - names.of(kind.replace(" ", "_")).keys())
    ]
    return found + scoring_differences(connection, names, programme)


def outdated(changed: list[str]) -> OutdatedSnapshot:
    """Return the error that names what changed in the programme since the snapshot was made, and the way out."""
    return OutdatedSnapshot(
        f"programme.toml has changed since the store was made: {', '.join(changed)}. "
        "Run `python -m cxlib rebuild` to count the stored answers anew."
    )


def scoring_differences(connection: Connection, names: Names, programme: Programme) -> list[str]:
    """Say what of the scores would be counted otherwise by a programme; empty when what is stored stays as it is."""
    stored = columns(connection, "component_rules")
    component = {number: name for name, number in names.of("component").items()}
    question = {number: name for name, number in names.of("question").items()}
    before = {
        (component[c], question[q], int(a), float(s))
        for c, q, a, s in zip(stored["component"], stored["question"], stored["answer"], stored["score"], strict=True)
    }
    after = set(component_rules(programme))
    found = [f"index component '{key}'" for key in sorted({rule[0] for rule in before ^ after})]
    scoring = score_question(programme)
    if columns(connection, "snapshot")["score_question"][0] != (scoring.id if scoring else ""):
        found.append("the question whose score stands beside open answers")
    return found
