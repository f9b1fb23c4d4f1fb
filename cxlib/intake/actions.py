"""Reads `actions.toml`: what was done, for whom, when, and because of which quarter."""

from __future__ import annotations

from pathlib import Path

from cxlib.errors import SelectionError
from cxlib.intake.section import Section, distinct, open_definition
from cxlib.terms.action import Action
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where


def read_actions(path: Path, programme: Programme) -> tuple[Action, ...]:
    """Read the actions, oldest first.

    Parameters
    ----------
    path
        A TOML file with `[[actions]]`: `id`, `label`, `segment` ({dimension = "value"} or a list of values), `started`,
        and optionally `chosen_quarter`, `units` and `owner`.
    programme
        Whose dimensions the actions name.

    Raises
    ------
    DefinitionError
        When anything in it cannot be; the text names file, line, key, value and what is allowed.
    """
    section = open_definition(path)
    section.only("actions")
    sections = section.sections("actions")
    distinct(sections, "action")
    return tuple(sorted((_action(item, programme) for item in sections), key=lambda action: action.started))


def _action(section: Section, programme: Programme) -> Action:
    section.only("id", "label", "segment", "started", "chosen_quarter", "units", "owner")
    segment = _segment(section, programme)
    started = _quarter(section, "started")
    chosen = _quarter(section, "chosen_quarter") if "chosen_quarter" in section.values else None
    if chosen is not None and chosen >= started:
        section.wrong("chosen_quarter", str(chosen), f"a quarter before the start, {started}")
    return Action(
        id=section.id(),
        label=section.label("label"),
        segment=segment,
        units=_units(section, segment, programme),
        started=started,
        chosen_quarter=chosen,
        owner=section.text("owner", ""),
    )


def _segment(section: Section, programme: Programme) -> Where:
    """Whom the action touched; a list of values is any of them, several dimensions narrow each other."""
    inner = section.section("segment")
    known = {dimension.id: dimension for dimension in programme.filters}
    if inner is None or not inner.values:
        section.fail("segment", 'segment is missing: say whom the action touched, as segment = {channel = "phone"}.')
    inner.only(*known)
    found = []
    for key, given in inner.values.items():
        values = (inner.text(key),) if isinstance(given, str) else inner.texts(key)
        if not values:
            inner.wrong(key, [], "at least one value")
        for value in values if known[key].values else ():
            if value not in {one.id for one in known[key].values}:
                inner.wrong(key, value, f"one of {', '.join(one.id for one in known[key].values)}")
        found.append((key, values))
    return tuple(found)


def _units(section: Section, segment: Where, programme: Programme) -> tuple[str, ...]:
    """The dimensions whose values are compared; without them, those of the segment."""
    touched = tuple(dimension for dimension, _ in segment)
    units = section.texts("units", touched)
    known = [dimension.id for dimension in programme.filters]
    for unit in units:
        if unit not in known:
            section.wrong("units", unit, f"dimensions of the programme: {', '.join(known)}")
    if len(set(units)) < len(units):
        section.wrong("units", ", ".join(units), "dimensions that are each named once")
    missing = [dimension for dimension in touched if dimension not in units]
    if missing:
        allowed = f"a list with '{missing[0]}' in it, so that a unit is touched whole or not at all"
        section.wrong("units", ", ".join(units), allowed)
    return units


def _quarter(section: Section, key: str) -> Quarter:
    text = section.text(key)
    try:
        return Quarter.parse(text)
    except SelectionError:
        section.wrong(key, text, "a quarter, as 2026Q1")
