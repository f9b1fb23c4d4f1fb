"""A programme that has come to ask more than its store knows: what is stored stays, and the new names are learnt."""

from __future__ import annotations

from cxlib.store.connection import Connection, send
from cxlib.store.definitions import Names, differences, outdated, scoring_differences
from cxlib.terms.programme import UNKNOWN, Programme


def grow(connection: Connection, names: Names, programme: Programme) -> bool:
    """Learn the questions, dimensions and operations that are new to a snapshot being made; tell whether any was.

    Raises
    ------
    OutdatedSnapshot
        When what is stored would be counted otherwise, too.
    """
    changed = differences(connection, names, programme)
    if not changed:
        return False
    if scoring_differences(connection, names, programme):
        raise outdated(changed)
    plain = [dimension.id for dimension in programme.dimensions if not dimension.personal]
    new = [name for name in plain if name not in names.of("dimension")]
    names.add("dimension", [dimension.id for dimension in programme.dimensions])
    names.add("question", [question.id for question in programme.questions])
    names.add("open_question", [question.id for question in programme.open_questions])
    names.add("operation", [operation.id for operation in programme.operations])
    names.save(connection)
    for name in new:
        place = {"dimension": names.of("dimension")[name], "unknown": UNKNOWN}
        send(connection, "add_unknown_value", place)
        send(connection, "add_unknown_cell_value", place)
    return True
