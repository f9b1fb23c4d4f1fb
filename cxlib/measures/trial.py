"""The next version of the index from the one in force: which weights were named, and how the others share the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cxlib.errors import SelectionError, unknown
from cxlib.terms.programme import Component, IndexVersion, Label, Programme, Question, Transform
from cxlib.terms.quarter import Quarter

#: Weights are written with so many decimals, and sum to 1 as written.
DECIMALS = 3


def tried_version(
    programme: Programme,
    current: IndexVersion,
    last: Quarter,
    weights: Mapping[str, float],
    stage_weights: Mapping[str, float] | None = None,
    *,
    valid_from: Quarter | None = None,
    target: float | None = None,
    reason: str = "",
) -> IndexVersion:
    """Return the next version of the index: the current one with some weights changed.

    Parameters
    ----------
    current
        The definition to begin with.
    last
        The latest quarter with answers.
    weights
        By question, or by question/transform; what is not named shares the rest as it does now.
    stage_weights
        By stage, likewise.
    valid_from
        The quarter after the latest when left out, and after every version that there is.
    target, reason
        Those of the current definition, and none, when left out.

    Raises
    ------
    SelectionError
        When a question, transform or stage does not exist, a weight is not within 0–1, they cannot sum to 1, or the
        target is not within 0–100.
    """
    for name, weight in (*weights.items(), *(stage_weights or {}).items()):
        if not 0 <= weight <= 1:
            raise SelectionError(f"The weight of '{name}' is {weight:g}, and a weight lies within 0–1, such as 0.25.")
    chosen = {key: _component(programme, current, key) for key in weights}
    named = {component.key: component for component in chosen.values()}
    wanted = {chosen[key].key: weight for key, weight in weights.items()}
    before = {component.key: component for component in current.components}
    before = {key: each for key, each in before.items() if key in wanted or not _replaced(each, named)}
    shared = _shared({key: each.weight for key, each in before.items()}, wanted, "weights")
    components = tuple(
        replace({**named, **before}[key], weight=weight) for key, weight in _rounded(shared).items() if weight > 0
    )
    stages = dict(current.stage_weights)
    for stage in stage_weights or {}:
        if stage not in stages:
            raise SelectionError(unknown("stage", stage, stages))
    if target is not None and not 0 <= target <= 100:
        raise SelectionError(f"The target {target:g} lies outside the index, which runs from 0 to 100.")
    settled = _rounded(_shared(stages, stage_weights or {}, "stage weights"))
    return IndexVersion(
        max(version.version for version in programme.index_versions) + 1,
        _begins(programme, last, valid_from),
        components,
        tuple((stage, settled[stage]) for stage in stages),
        current.target if target is None else target,
        Label(fi=reason),
    )


def candidates(question: Question) -> tuple[Component, ...]:
    """Return the components that a question can be in the index; the first is the usual one.

    >>> [component.key for component in candidates(Question("nps", Label(), "nps", 0, 10))]
    ['nps/nps_category', 'nps/minmax']
    """
    ways: tuple[Transform, ...] = ("nps_category", "minmax") if question.kind == "nps" else ("minmax", "top_box")
    return tuple(Component(question.id, way, 0.0) for way in ways)


def components_with(programme: Programme, tried: IndexVersion) -> tuple[Component, ...]:
    """Return all components that there would be, were the version published."""
    return replace(programme, index_versions=(*programme.index_versions, tried)).components


def all_candidates(programme: Programme) -> tuple[Component, ...]:
    """Return every component that any question can be."""
    return tuple(component for question in programme.questions for component in candidates(question))


def _component(programme: Programme, current: IndexVersion, key: str) -> Component:
    """Return the component that a name stands for: question/transform, or a question as it is used now or usually."""
    question_id, _, way = key.partition("/")
    question = programme.question(question_id)
    if question is None:
        raise SelectionError(unknown("question", question_id, [each.id for each in programme.questions]))
    used = [each for each in current.components if each.question == question_id]
    known = {each.key: each for each in (*used, *candidates(question))}
    if not way:
        return next(iter(known.values()))
    if key not in known:
        raise SelectionError(unknown("component", key, known))
    return known[key]


def _replaced(component: Component, named: Mapping[str, Component]) -> bool:
    """Tell whether the same question was named with another transform, which then takes its place."""
    return any(each.question == component.question for each in named.values())


def _shared(before: Mapping[str, float], wanted: Mapping[str, float], what: str) -> dict[str, float]:
    """Return all weights: those wanted as they are, the others in their proportions on what is left."""
    left = 1 - sum(wanted.values())
    others = {name: weight for name, weight in before.items() if name not in wanted}
    total = sum(others.values())
    if left < -1e-9 or (total == 0 and left > 1e-9):
        parts = " + ".join(f"{weight:g}" for weight in wanted.values())
        raise SelectionError(f"The {what} must sum to 1, and {parts} = {sum(wanted.values()):g}.")
    scaled = {name: weight * max(left, 0.0) / total if total else 0.0 for name, weight in others.items()}
    return {**{name: wanted.get(name, scaled.get(name, 0.0)) for name in before}, **wanted}


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights of three decimals that sum to 1: what rounding leaves over goes to the largest remainders.

    >>> _rounded({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})
    {'a': 0.334, 'b': 0.333, 'c': 0.333}
    """
    whole = 10**DECIMALS
    floors = {name: int(weight * whole + 1e-6) for name, weight in weights.items()}
    by_rest = sorted(weights, key=lambda name: floors[name] - weights[name] * whole)
    for name in by_rest[: whole - sum(floors.values())]:
        floors[name] += 1
    return {name: floor / whole for name, floor in floors.items()}


def _begins(programme: Programme, last: Quarter, wanted: Quarter | None) -> Quarter:
    newest = max(version.valid_from for version in programme.index_versions)
    if wanted is None:
        return max(last.next, newest.next)
    if wanted <= newest:
        raise SelectionError(
            f"A new version cannot begin in {wanted}: the newest is valid from {newest}, and the next must begin later."
        )
    return wanted
