"""The organisation's measurement programme: what is asked, of whom, and how the index is made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from cxlib.terms.quarter import Quarter
from cxlib.terms.retention import Retention

QuestionKind = Literal["nps", "csat", "ces", "rating"]
Transform = Literal["nps_category", "minmax", "top_box"]

#: Used where a programme names no lifecycle stages: everybody is in this one.
EVERYONE = "all"
#: The value of a dimension where a file does not say: it can be filtered by and is a group of its own.
UNKNOWN = "unknown"
#: The value shown of a respondent whose group is too small to be told of.
HIDDEN = "withheld"


@dataclass(frozen=True)
class Label:
    """A name in the languages it was given in; Finnish first, then whatever there is.

    >>> Label(fi="Puhelin", en="Phone").text("en")
    'Phone'
    >>> Label(fi="Puhelin").text("sv")
    'Puhelin'
    """

    fi: str = ""
    sv: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        wanted = {"fi": self.fi, "sv": self.sv, "en": self.en}.get(language, "")
        return wanted or self.fi or self.en or self.sv


@dataclass(frozen=True)
class Break:
    """A quarter from which on a question is another one under the same name: earlier answers are no comparison."""

    quarter: Quarter
    label: Label


@dataclass(frozen=True)
class Question:
    """A closed question: its scale is part of it, since 4 of 5 and 4 of 7 are different answers.

    `positive` holds the answers that count as positive (csat: the top two unless said otherwise; on a
    scale whose best answer is its lowest, `best = "low"`, the bottom two).
    """

    id: str
    label: Label
    kind: QuestionKind
    low: int
    high: int
    best: Literal["low", "high"] = "high"
    positive: frozenset[int] = frozenset()
    wording: Label = Label()
    breaks: tuple[Break, ...] = ()

    def side(self, score: int) -> int:
        """Return on which side of the middle of the scale a score is: 1 better, −1 worse, 0 the middle itself.

        >>> tone = Question("tone", Label(fi="Sävy"), "rating", 1, 3)
        >>> [tone.side(score) for score in (1, 2, 3)]
        [-1, 0, 1]
        """
        twice = 2 * score - self.low - self.high
        side = (twice > 0) - (twice < 0)
        return -side if self.best == "low" else side

    def since(self, quarter: Quarter) -> Quarter | None:
        """Return from which quarter on answers are comparable with those of this one; None: always."""
        return max((one.quarter for one in self.breaks if one.quarter <= quarter), default=None)


@dataclass(frozen=True)
class OpenQuestion:
    """A question answered in the customer's own words."""

    id: str
    label: Label


@dataclass(frozen=True)
class Value:
    """One value of a dimension: `id` is stored and stands in URLs, `label` is shown."""

    id: str
    label: Label


@dataclass(frozen=True)
class Dimension:
    """A property of the customer or the encounter by which answers are told apart.

    `values` may be empty: then every value met is taken. `personal` marks one that names people; it is never
    a filter, a breakdown or a ranking. `kind` says what the pages may do with it; `stage` is the lifecycle stage.
    """

    id: str
    label: Label
    values: tuple[Value, ...] = ()
    personal: bool = False


@dataclass(frozen=True)
class Operation:
    """An operational measurement that comes with an answer: minutes waited, transfers."""

    id: str
    label: Label
    unit: str = ""


@dataclass(frozen=True)
class Outcome:
    """Something that a customer may do later, known as done or not done: stayed, renewed, bought more."""

    id: str
    label: Label


@dataclass(frozen=True)
class EmployeeMeasure:
    """How the employees' own experience is told: as a mean by the values of a dimension, its units.

    `low`–`high` is its scale; of fewer employees than `smallest_group` nothing is taken in or shown.
    """

    dimension: str
    label: Label
    low: int
    high: int
    smallest_group: int


@dataclass(frozen=True)
class Component:
    """One question's part in the index: how its answer becomes 0–100, and how much that weighs.

    `transform`: `nps_category` maps 9–10, 7–8, 0–6 to 100, 50, 0; `minmax` maps the scale linearly, worst 0 and
    best 100; `top_box` maps a positive answer to 100 and any other to 0.
    """

    question: str
    transform: Transform
    weight: float

    @property
    def key(self) -> str:
        """What tells this component's scores apart in the store: `question/transform`."""
        return f"{self.question}/{self.transform}"


@dataclass(frozen=True)
class IndexVersion:
    """One definition of the CX index, in force from a quarter on; immutable once a quarter was published with it.

    `stage_weights` sum to 1 over the lifecycle stages; `components` weigh 1 together.
    """

    version: int
    valid_from: Quarter
    components: tuple[Component, ...]
    stage_weights: tuple[tuple[str, float], ...]
    target: float | None = None
    reason: Label = Label()


@dataclass(frozen=True)
class Event:
    """Something that was done or happened, shown as a numbered mark on the trend; never said to be a cause."""

    quarter: Quarter
    label: Label


@dataclass(frozen=True)
class Programme:
    """All of `programme.toml`."""

    name: str
    language: str
    questions: tuple[Question, ...]
    open_questions: tuple[OpenQuestion, ...]
    stages: tuple[Value, ...]
    dimensions: tuple[Dimension, ...]
    operations: tuple[Operation, ...] = ()
    index_versions: tuple[IndexVersion, ...] = ()
    events: tuple[Event, ...] = ()
    smallest_group: int = 5
    made_up: bool = False
    retention: Retention | None = None
    index_label: Label = field(default_factory=lambda: Label(fi="CX-indeksi", sv="CX-index", en="CX index"))
    outcomes: tuple[Outcome, ...] = ()
    employees: EmployeeMeasure | None = None
    #: Posts on social media, not a survey: the question that is their tone.
    social: str = ""

    @property
    def components(self) -> tuple[Component, ...]:
        """Every distinct component of any index version, in order of first use; the store keeps sums for these."""
        found: dict[str, Component] = {}
        for version in self.index_versions:
            for component in version.components:
                found.setdefault(component.key, component)
        return tuple(found.values())

    @property
    def stage_ids(self) -> tuple[str, ...]:
        return tuple(stage.id for stage in self.stages) or (EVERYONE,)

    @property
    def filters(self) -> tuple[Dimension, ...]:
        """The dimensions a page may filter and break down by, the lifecycle stage first."""
        stage = Dimension("stage", Label(fi="Elinkaaren vaihe", sv="Livscykelfas", en="Lifecycle stage"), self.stages)
        mine = tuple(dimension for dimension in self.dimensions if not dimension.personal)
        return ((stage,) if self.stages else ()) + mine

    def is_broken(self, questions: Iterable[str | None], quarter: Quarter) -> bool:
        """Whether one of the questions became another in this quarter, so that no change from the previous one is."""
        asked = [question for question in map(self.question, filter(None, questions)) if question is not None]
        return any(one.quarter == quarter for question in asked for one in question.breaks)

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)

    def dimension(self, dimension_id: str) -> Dimension | None:
        return next((dimension for dimension in self.filters if dimension.id == dimension_id), None)

    def index_version(self, quarter: Quarter) -> IndexVersion | None:
        """The definition in force in a quarter: the latest that is valid from it or before; None without an index."""
        started = [version for version in self.index_versions if version.valid_from <= quarter]
        return max(started, key=lambda version: version.valid_from, default=None)
