"""Reads `programme.toml`: what is asked, of whom, and how the index is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, cast, get_args

from cxlib.errors import SelectionError
from cxlib.intake.section import LANGUAGES, Section, distinct, open_definition
from cxlib.terms.programme import (
    EVERYONE,
    Break,
    Component,
    Dimension,
    EmployeeMeasure,
    Event,
    IndexVersion,
    Label,
    OpenQuestion,
    Operation,
    Outcome,
    Programme,
    Question,
    QuestionKind,
    Transform,
    Value,
)
from cxlib.terms.quarter import Quarter
from cxlib.terms.retention import Retention

#: Below five, one answer can be told from a group's number; the store and every page rely on it.
LEAST_SMALLEST_GROUP: Final = 5
#: The longest scale that is still a scale (0–100).
MOST_ANSWERS: Final = 101
WEIGHT_TOLERANCE: Final = 1e-9
#: Names that the columns of answers already carry.
TAKEN_IDS: Final = frozenset(
    {"all", "customer_key", "day", "language", "question", "quarter", "response_key", "row", "score", "stage", "text"}
    | {"theme", "weight", "cx_index", "response_rate", "themes"}
)


def read_programme(path: Path) -> Programme:
    """Read the organisation's measurement programme.

    Parameters
    ----------
    path
        A TOML file as described in the README under "Your own data".

    Raises
    ------
    DefinitionError
        When anything in it cannot be; the text names file, line, key, value and what is allowed.
    """
    return programme_of(open_definition(path))


def programme_of(section: Section) -> Programme:
    """Read a programme from a table: a whole file, or the `[programme]` of a profile."""
    section.only(
        *("name", "language", "smallest_group", "made_up", "questions", "open_questions", "stages"),
        *("dimensions", "operations", "index", "events", "retention", "outcomes", "employees", "social"),
    )
    _refuse_shared_ids(section)
    questions = tuple(_question(item) for item in section.sections("questions"))
    stages = tuple(_value(item) for item in section.sections("stages"))
    index = section.section("index")
    return Programme(
        name=section.name("name"),
        language=section.choice("language", LANGUAGES, "fi"),
        questions=questions,
        open_questions=tuple(_open_question(item) for item in section.sections("open_questions")),
        stages=stages,
        dimensions=tuple(_dimension(item) for item in section.sections("dimensions")),
        operations=tuple(_operation(item) for item in section.sections("operations")),
        index_versions=() if index is None else _index_versions(index, questions, stages),
        events=(*(_event(item) for item in section.sections("events")), *_breaks(questions)),
        smallest_group=_smallest_group(section),
        made_up=section.flag("made_up", False),
        retention=_retention(section),
        outcomes=_outcomes(section),
        employees=_employees(section),
        social=_social(section, questions),
        **({} if index is None or "label" not in index.values else {"index_label": index.label("label")}),
    )


def _social(section: Section, questions: tuple[Question, ...]) -> str:
    """The question that is the tone of posts on social media, where the programme is about such."""
    social = section.section("social")
    if social is None:
        return ""
    social.only("tone")
    return social.choice("tone", [question.id for question in questions])


def _refuse_shared_ids(section: Section) -> None:
    """Questions, dimensions and operations become columns side by side, so their ids differ from each other's."""
    for key, what in (("stages", "stage"), ("open_questions", "open question")):
        distinct(section.sections(key), what)
    columns = [item for key in ("questions", "dimensions", "operations") for item in section.sections(key)]
    distinct(columns, "question, dimension or operation")
    for item in columns:
        if item.values.get("id") in TAKEN_IDS:
            item.fail("id", f"the id '{item.values['id']}' is taken by the dashboard itself. Choose another.")


def _smallest_group(section: Section) -> int:
    size = section.whole("smallest_group", LEAST_SMALLEST_GROUP)
    if size < LEAST_SMALLEST_GROUP:
        section.wrong(
            "smallest_group",
            size,
            f"{LEAST_SMALLEST_GROUP} or more: in a smaller group one person's answer can be worked out from the number",
        )
    return size


def _retention(section: Section) -> Retention | None:
    """`retention = {quarters = 8}` or `retention = {months = 24}`; without it texts are kept for good."""
    inner = section.section("retention")
    if inner is None:
        return None
    inner.only("quarters", "months")
    if len(inner.values) != 1:
        section.fail("retention", "retention has either quarters or months, such as {quarters = 8}.")
    return Retention(**{unit: inner.whole(unit, least=1) for unit in inner.values})


def _question(section: Section) -> Question:
    section.only("id", "label", "kind", "scale", "best", "positive", "wording", "breaks")
    kind = cast(QuestionKind, section.choice("kind", get_args(QuestionKind)))
    low, high = _scale(section)
    best = section.choice("best", ("low", "high"), "high")
    if kind == "nps" and (low, high, best) != (0, 10, "high"):
        section.fail("kind", f"kind = 'nps' needs scale = [0, 10] and best = 'high', not [{low}, {high}] and '{best}'.")
    return Question(
        id=section.id(),
        label=section.label("label"),
        kind=kind,
        low=low,
        high=high,
        best="low" if best == "low" else "high",
        positive=_positive(section, low, high, best),
        wording=section.label("wording", Label()),
        breaks=tuple(_break(item) for item in section.sections("breaks")),
    )


def _break(section: Section) -> Break:
    section.only("quarter", "label")
    return Break(_quarter(section, "quarter"), section.label("label"))


def _scale(section: Section, place: str = "") -> tuple[int, int]:
    scale = section.values.get("scale")
    if scale is None:
        where = place or f"the question '{section.values.get('id')}'"
        section.fail((), f"the key 'scale' is missing in {where}.")
    if not (isinstance(scale, list) and len(scale) == 2 and all(type(end) is int for end in scale)):
        section.wrong("scale", scale, "two whole numbers, as [0, 10]")
    low, high = scale
    if not -100 <= low < high <= 100 or high - low >= MOST_ANSWERS:
        section.wrong("scale", scale, f"[lowest, highest] within -100…100 and at most {MOST_ANSWERS} answers")
    return low, high


def _positive(section: Section, low: int, high: int, best: str) -> frozenset[int]:
    """The answers that count as positive: those named, else the two best, or the best of two or three."""
    if "positive" not in section.values:
        many = 2 if high - low >= 3 else 1
        return frozenset(range(low, low + many) if best == "low" else range(high - many + 1, high + 1))
    positive: Any = section.values["positive"]
    if not isinstance(positive, list) or not positive or not all(type(answer) is int for answer in positive):
        section.wrong("positive", positive, f"a list of answers on the scale {low}–{high}, as [{high}]")
    outside = [answer for answer in positive if not low <= answer <= high]
    if outside:
        section.wrong("positive", positive, f"answers on the scale {low}–{high}; {outside[0]} is not on it")
    return frozenset(positive)


def _open_question(section: Section) -> OpenQuestion:
    section.only("id", "label")
    return OpenQuestion(section.id(), section.label("label"))


def _value(section: Section) -> Value:
    section.only("id", "label")
    return Value(section.id(), section.label("label"))


def _dimension(section: Section) -> Dimension:
    section.only("id", "label", "values", "personal")
    values = section.sections("values")
    distinct(values, f"value of '{section.values.get('id')}'")
    return Dimension(
        section.id(), section.label("label"), tuple(_value(item) for item in values), section.flag("personal", False)
    )


def _operation(section: Section) -> Operation:
    section.only("id", "label", "unit")
    return Operation(section.id(), section.label("label"), section.text("unit", ""))


def _breaks(questions: Iterable[Question]) -> Iterable[Event]:
    """A question that became another is told on the trend like any other event."""
    return (Event(one.quarter, one.label) for question in questions for one in question.breaks)


def _outcomes(section: Section) -> tuple[Outcome, ...]:
    found = section.sections("outcomes")
    distinct(found, "outcome")
    for item in found:
        item.only("id", "label")
    return tuple(Outcome(item.id(), item.label("label")) for item in found)


def _employees(section: Section) -> EmployeeMeasure | None:
    """`[employees]`: by which dimension employees are told of, and on which scale."""
    inner = section.section("employees")
    if inner is None:
        return None
    inner.only("dimension", "label", "scale", "smallest_group")
    told = [each.values.get("id") for each in section.sections("dimensions") if not each.values.get("personal")]
    dimension = inner.choice("dimension", [name for name in told if isinstance(name, str)])
    smallest = inner.whole("smallest_group", max(LEAST_SMALLEST_GROUP, _smallest_group(section)))
    if smallest < LEAST_SMALLEST_GROUP:
        inner.wrong("smallest_group", smallest, f"{LEAST_SMALLEST_GROUP} or more: a mean of fewer gives a person away")
    low, high = _scale(inner, "[employees]")
    return EmployeeMeasure(dimension, inner.label("label"), low, high, smallest)


def _event(section: Section) -> Event:
    section.only("quarter", "label")
    return Event(_quarter(section, "quarter"), section.label("label"))


def _quarter(section: Section, key: str) -> Quarter:
    text = section.text(key)
    try:
        return Quarter.parse(text)
    except SelectionError:
        section.wrong(key, text, "a quarter, as 2026Q3")


def _index_versions(
    index: Section, questions: tuple[Question, ...], stages: tuple[Value, ...]
) -> tuple[IndexVersion, ...]:
    index.only("label", "versions")
    sections = index.sections("versions")
    if not sections:
        index.fail("versions", "an [index] needs at least one [[index.versions]]. Without an index, leave out [index].")
    distinct(sections, "index version", "version")
    versions = tuple(_index_version(item, questions, stages) for item in sections)
    for section, earlier, later in zip(sections[1:], versions, versions[1:], strict=False):
        if later.version < earlier.version or later.valid_from <= earlier.valid_from:
            section.fail(
                "valid_from",
                f"version {later.version} (from {later.valid_from}) follows version {earlier.version} "
                f"(from {earlier.valid_from}): both the number and valid_from must rise.",
            )
    return versions


def _index_version(section: Section, questions: tuple[Question, ...], stages: tuple[Value, ...]) -> IndexVersion:
    section.only("version", "valid_from", "target", "reason", "components", "stage_weights")
    return IndexVersion(
        version=section.whole("version", least=1),
        valid_from=_quarter(section, "valid_from"),
        components=_components(section, questions),
        stage_weights=_stage_weights(section, tuple(stage.id for stage in stages) or (EVERYONE,)),
        target=section.number("target", low=0, high=100) if "target" in section.values else None,
        reason=section.label("reason", Label()),
    )


def _components(version: Section, questions: tuple[Question, ...]) -> tuple[Component, ...]:
    sections = version.sections("components")
    components = tuple(_component(item, questions) for item in sections)
    if not components:
        version.fail("components", "components: the index needs at least one component.")
    for key, count in Counter(component.key for component in components).items():
        if count > 1:
            version.fail("components", f"components: '{key}' stands there {count} times. Add the weights up in one.")
    _sum_to_one(version, "components", "component weights", [component.weight for component in components])
    return components


def _component(section: Section, questions: tuple[Question, ...]) -> Component:
    section.only("question", "transform", "weight")
    question_id = section.choice("question", tuple(question.id for question in questions))
    transform = cast(Transform, section.choice("transform", get_args(Transform)))
    kind = next(question.kind for question in questions if question.id == question_id)
    if transform == "nps_category" and kind != "nps":
        section.fail(
            "transform",
            f"transform = 'nps_category' is for questions of kind 'nps', and '{question_id}' is '{kind}'. "
            "Use minmax or top_box.",
        )
    return Component(question_id, transform, _positive_weight(section))


def _positive_weight(section: Section) -> float:
    weight = section.number("weight", low=0, high=1)
    if weight == 0:
        section.wrong("weight", weight, "more than 0: leave the component out instead")
    return weight


def _stage_weights(version: Section, stages: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """One weight for each declared stage, in the programme's order."""
    section = version.section("stage_weights")
    if section is None:
        if stages == (EVERYONE,):
            return ((EVERYONE, 1.0),)
        version.fail((), f"stage_weights is missing; it weighs exactly the stages {', '.join(stages)}.")
    section.only(*stages)
    missing = [stage for stage in stages if stage not in section.values]
    if missing:
        section.fail((), f"stage_weights leaves out '{missing[0]}'; it weighs exactly the stages {', '.join(stages)}.")
    weights = tuple((stage, section.number(stage, low=0, high=1)) for stage in stages)
    _sum_to_one(version, "stage_weights", "stage weights", [weight for _, weight in weights])
    return weights


def _sum_to_one(section: Section, key: str, what: str, weights: list[float]) -> None:
    total = sum(weights)
    if abs(total - 1) > WEIGHT_TOLERANCE:
        parts = " + ".join(f"{weight:g}" for weight in weights)
        section.fail(key, f"the {what} must sum to 1, and {parts} = {total:g}.")
