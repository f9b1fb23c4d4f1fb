"""Checks a profile against the programme that it reads for: what one names, the other has to define."""

from __future__ import annotations

from collections.abc import Collection

from cxlib.errors import DefinitionError, unknown
from cxlib.intake.key_lines import KeyPath
from cxlib.intake.profile import Profile, ValueSource
from cxlib.terms.programme import EVERYONE, Programme, Value


def check_fit(profile: Profile, programme: Programme) -> None:
    """Refuse a profile that names questions, dimensions, stages or values that the programme does not have.

    Raises
    ------
    DefinitionError
        With the profile's file and line, the name met and those that there are.
    """
    questions = {question.id: question for question in programme.questions}
    for source in profile.questions:
        _known(profile, source.path, "question", source.id, questions)
        question = questions[source.id]
        for words, number in source.verbal.items():
            if not question.low <= number <= question.high:
                _fail(
                    profile,
                    (*source.path, "verbal"),
                    f"verbal: '{words}' = {number} is not on the scale {question.low}–{question.high} of {source.id}.",
                )
    asked = [open_question.id for open_question in programme.open_questions]
    for text in profile.open_questions:
        for question_id in (*text.prompts.values(), *((text.question,) if text.question else ())):
            _known(profile, text.path, "open question", question_id, asked)
    for human in (profile.human_themes, profile.human_codes):
        if human is not None and human.question:
            _known(profile, human.path, "open question", human.question, asked)
    for measured in profile.operations:
        _known(profile, measured.path, "operation", measured.id, [item.id for item in programme.operations])
    _check_dimensions(profile, programme)
    _check_stage(profile, programme)


def _check_dimensions(profile: Profile, programme: Programme) -> None:
    dimensions = {dimension.id: dimension for dimension in programme.dimensions}
    for source in profile.dimensions:
        _known(profile, source.path, "dimension", source.id, dimensions)
        if dimensions[source.id].values:
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


def _fail(profile: Profile, path: KeyPath, message: str) -> None:
    while path and path not in profile.lines:
        path = path[:-1]
    raise DefinitionError(message, file=profile.path, line=profile.lines.get(path))
