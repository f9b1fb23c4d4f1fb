"""Checks a profile against the programme that it reads for: what one names, the other has to define."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NoReturn

from cxlib.errors import DefinitionError, unknown
from cxlib.intake.key_lines import KeyPath
from cxlib.intake.profile import Profile, QuestionSource, ValueSource
from cxlib.terms.programme import EVERYONE, Programme, Question, Value


def check_fit(profile: Profile, programme: Programme) -> None:
    """Refuse a profile that names questions, dimensions, stages or values that the programme does not have.

    Raises
    ------
    DefinitionError
        With the profile's file and line, the name met and those that there are.
    """
    if profile.is_layout:
        _fail(
            profile,
            (),
            f"{profile.name} says how a tool lays its files out, not what was asked. Make a profile of your own of it: "
            "python -m cxlib propose FILE --write --name NAME.",
        )
    for promised in profile.outcomes:
        _known(profile, promised.path, "outcome", promised.id, [outcome.id for outcome in programme.outcomes])
    _check_employees(profile, programme)
    questions = {question.id: question for question in programme.questions}
    for source in profile.questions:
        _known(profile, source.path, "question", source.id, questions)
        question = _on_own_scale(profile, source, questions[source.id])
        for key, meanings in (("verbal", source.verbal), ("points", source.points)):
            for words, number in meanings.items():
                if not question.low <= number <= question.high:
                    scale = f"{question.low}–{question.high} of {source.id}"
                    _fail(profile, (*source.path, key), f"{key}: '{words}' = {number} is not on the scale {scale}.")
    asked = [open_question.id for open_question in programme.open_questions]
    for text in profile.open_questions:
        for question_id in (*text.prompts.values(), *((text.question,) if text.question else ())):
            _known(profile, text.path, "open question", question_id, asked)
    for human in (profile.human_themes, profile.human_codes):
        if human is not None and human.question:
            _known(profile, human.path, "open question", human.question, asked)
    for beside in profile.human_beside:
        _known(profile, beside.path, "open question", beside.question, asked)
    for measured in profile.operations:
        _known(profile, measured.path, "operation", measured.id, [item.id for item in programme.operations])
    _check_dimensions(profile, programme)
    _check_stage(profile, programme)


def _on_own_scale(profile: Profile, source: QuestionSource, question: Question) -> Question:
    """The question as the file asks it. Recommending has no other scale: 4 of 5 is neither promoter nor passive."""
    if source.scale is None:
        return question
    if question.kind == "nps" and source.scale != (question.low, question.high):
        low, high = source.scale
        _fail(
            profile,
            (*source.path, "scale"),
            f"scale: '{source.id}' is of kind nps, and an answer of {low}–{high} says neither promoter nor passive. "
            "Define the question of this file in programme.toml as another one, of kind rating.",
        )
    return replace(question, low=source.scale[0], high=source.scale[1])


def _check_employees(profile: Profile, programme: Programme) -> None:
    if profile.employees is None:
        return
    measure, unit = programme.employees, profile.dimensions[0]
    if measure is None:
        _fail(profile, profile.employees.path, "programme.toml has no [employees], which says what the units are.")
    _known(profile, unit.path, "dimension of the employees", unit.id, [measure.dimension])


def _check_dimensions(profile: Profile, programme: Programme) -> None:
    dimensions = {dimension.id: dimension for dimension in programme.dimensions}
    for source in profile.dimensions:
        _known(profile, source.path, "dimension", source.id, dimensions)
        if source.option and dimensions[source.id].values:
            known = [value.id for value in dimensions[source.id].values]
            for answer in ("yes", "no"):
                _known(profile, source.path, f"value of '{source.id}'", answer, known)
        elif dimensions[source.id].values:
            _check_values(profile, source, dimensions[source.id].values, f"value of '{source.id}'")


def _check_stage(profile: Profile, programme: Programme) -> None:
    if profile.stage is None:
        if programme.stages and profile.content == "answers":
            stages = ", ".join(programme.stage_ids)
            _fail(profile, (), f"the programme has lifecycle stages ({stages}), and the profile has no [stage].")
        return
    _check_values(profile, profile.stage, programme.stages or (Value(EVERYONE, programme.index_label),), "stage")


def _check_values(profile: Profile, source: ValueSource, values: tuple[Value, ...], what: str) -> None:
    known = [value.id for value in values]
    if source.constant:
        _known(profile, (*source.path, "value"), what, source.constant, known)
    for met, id_ in source.values.items():
        _known(profile, (*source.path, "values", met), what, id_, known)


def _known(profile: Profile, path: KeyPath, what: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        _fail(profile, path, f"{unknown(what, name, known)} They are defined in programme.toml.")


def _fail(profile: Profile, path: KeyPath, message: str) -> NoReturn:
    while path and path not in profile.lines:
        path = path[:-1]
    raise DefinitionError(message, file=profile.path, line=profile.lines.get(path))
