"""Taking a respondent, or texts that are too old, out of the store: a new snapshot without them, and no older one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cxlib.store.changing import changing
from cxlib.store.connection import Connection, columns, send
from cxlib.store.folder import clean, current, only_writer, purge_pending, secret
from cxlib.store.opening import open_newest_whole
from cxlib.store.readings import keep_readings
from cxlib.store.repeated import MOST_ANSWERS_OF_A_CUSTOMER, REPEAT_UP
from cxlib.store.tombstones import bury, customer_hash, response_hash
from cxlib.store.writer import PAIR_UP, ROLL_UP
from cxlib.terms.programme import Programme

Progress = Callable[[float, str], None]

SILENCE = ("orphaned", "erase_posting", "erase_term", "erase_word", "clear_term_count", "add_term_count")
ERASE = ("erase_verbatim", "erase_response_person", "erase_response_operation", "erase_response")
FORGET = (
    *("clear_headcount", "clear_moment", "clear_stage_moment", "clear_score_count", "clear_stage_score"),
    *("clear_stage_cause", "clear_stage_repeat", "clear_repeat_pair", "clear_repeated"),
)


@dataclass(frozen=True)
class Erased:
    """What left the store: responses, open answers among them, and the snapshot without them ("" where none left)."""

    responses: int
    answers: int
    snapshot: str = ""


def erase_respondent(folder: Path, programme: Programme, respondent: str, tell: Progress) -> Erased:
    """Publish a snapshot without a respondent, and remove every older one; readers go on reading meanwhile.

    The respondent is known by a response id or by a customer key. The tombstones that block the way back are written
    first: who is killed after that only has to run it again.

    Raises
    ------
    StoreBusy
        When somebody is writing.
    """
    tell(0.1, "copying the snapshot")
    with changing(folder) as successor:
        if successor is None:
            return Erased(0, 0)
        connection = successor.connection
        found = _mark(connection, folder, respondent)
        if not found.responses:
            return found
        connection.begin()
        for step in ("silenced", *SILENCE, *ERASE):
            send(connection, step, {"verbatim": 0})
        tell(0.3, "counting the others anew")
        _count_anew(connection)
        connection.commit()
        tell(0.7, "writing the snapshot without them")
        return replace(found, snapshot=successor.publish(programme, forgetting=True))


def known_of(folder: Path, respondent: str) -> Erased:
    """Return what would leave the store with a respondent; nothing is changed."""
    if current(folder) is None:
        return Erased(0, 0)
    connection, _, _ = open_newest_whole(folder)
    try:
        send(connection, "gone", {"secret": secret(folder), "respondent": respondent})
        found = columns(connection, "gone_counts")
    finally:
        connection.close()
    return Erased(int(found["responses"][0]), int(found["answers"][0]))


def drop_texts(folder: Path, programme: Programme, before: date, tell: Progress) -> Erased:
    """Publish a snapshot in which answers given before a day have no text, and remove every older one.

    Scores, themes and how the texts were read stay, and with them every number.

    Raises
    ------
    StoreBusy
        When somebody is writing.
    """
    tell(0.1, "copying the snapshot")
    with changing(folder) as successor:
        if successor is None:
            return Erased(0, 0)
        connection = successor.connection
        send(connection, "silenced_before", {"before": before})
        answers = int(columns(connection, "silenced_count")["answers"][0])
        if not answers:
            return Erased(0, 0)
        connection.begin()
        tell(0.3, "taking out the texts")
        keep_readings(connection)
        for step in ("keep_reading_of_silenced", *SILENCE, "erase_body"):
            send(connection, step, {"verbatim": 0})
        connection.commit()
        tell(0.7, "writing the snapshot without them")
        return Erased(0, answers, successor.publish(programme, forgetting=True))


def finish_erasing(folder: Path) -> None:
    """Remove the older snapshots that an erasure which was killed left behind."""
    if purge_pending(folder):
        with only_writer(folder):
            clean(folder)


def _mark(connection: Connection, folder: Path, respondent: str) -> Erased:
    """Find the respondent's answers, and bury what they are known by."""
    asked = {"secret": secret(folder), "respondent": respondent}
    send(connection, "gone", asked)
    found = columns(connection, "gone_counts")
    profiles = [str(name) for name in columns(connection, "gone_profiles", asked)["profile"]]
    marks = [mark for profile in profiles for mark in response_hash(folder, profile, [respondent])]
    if bool(found["by_customer"][0]):
        marks += customer_hash(folder, [respondent])
    if marks:
        bury(folder, marks)
    return Erased(int(found["responses"][0]), int(found["answers"][0]))


def _count_anew(connection: Connection) -> None:
    for step in FORGET:
        send(connection, step, {})
    for step in (*ROLL_UP, *PAIR_UP, *REPEAT_UP):
        send(connection, step, {"response": 0, "most": MOST_ANSWERS_OF_A_CUSTOMER})
