"""Covering words in stored answers: a new snapshot in which they stand nowhere, and no older one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from cxlib.store.changing import changing
from cxlib.store.connection import Connection, columns, lent, plain, send
from cxlib.store.definitions import Names
from cxlib.store.incoming_answers import coded_keys, words_of
from cxlib.terms.programme import Programme

#: Takes answers with `verbatim_id`, `text` and `language`; returns those that change, with the text that stays, `keys`
#: and how many `redactions` were made, and the words of `Feedback.words`.
Cover = Callable[[pd.DataFrame], tuple[pd.DataFrame, pd.DataFrame]]
PORTION = 50_000

FORGET_KEYS = ("silenced_covered", "orphaned", "erase_posting", "erase_term", "cover_body")
ADD_KEYS = ("spoken_covered", "numbered_term", "add_term", "add_posting", "add_word", "erase_word")
COUNT_KEYS = ("clear_term_count", "add_term_count")


@dataclass(frozen=True)
class Covered:
    """How many answers changed, and the snapshot they changed in ("" where none did)."""

    answers: int
    snapshot: str = ""


def cover_answers(folder: Path, programme: Programme, cover: Cover, agree: Callable[[], None]) -> Covered:
    """Publish a snapshot with words covered in the answers that `cover` changes, and remove every older one.

    `agree` is asked when every answer has been looked at, and may raise: then nothing is changed. Scores and themes
    stay, and with them every number; the search keys are those of the texts that stay.

    Raises
    ------
    StoreBusy
        When somebody is writing.
    """
    with changing(folder) as successor:
        if successor is None:
            return Covered(0)
        connection = successor.connection
        connection.begin()
        changed, words = _changed(connection, cover)
        agree()
        if changed.empty:
            return Covered(0)
        _store(connection, changed, words)
        connection.commit()
        return Covered(len(changed), successor.publish(programme, forgetting=True))


def _changed(connection: Connection, cover: Cover) -> tuple[pd.DataFrame, pd.DataFrame]:
    languages = {number: name for name, number in Names.read(connection).of("language").items()}
    changed: list[pd.DataFrame] = []
    words: list[pd.DataFrame] = []
    after = 0
    while len((found := columns(connection, "texts", {"after": after, "most": PORTION}))["verbatim_id"]):
        frame = pd.DataFrame(
            {
                "verbatim_id": found["verbatim_id"].astype(np.int64),
                "text": pd.Series(plain(found["body"], ""), dtype="str"),
                "language": pd.Series([languages[int(number)] for number in found["language"]], dtype="str"),
            }
        )
        read, spoken = cover(frame)
        changed.append(read)
        words.append(spoken)
        after = int(frame["verbatim_id"].iloc[-1])
    if not changed:
        return pd.DataFrame(), pd.DataFrame()
    together = pd.concat(words, ignore_index=True)
    return pd.concat(changed, ignore_index=True), together.drop_duplicates(["form", "language"])


def _store(connection: Connection, changed: pd.DataFrame, words: pd.DataFrame) -> None:
    numbers = changed["verbatim_id"].to_numpy(np.int64)
    covered = pd.DataFrame(
        {"verbatim_id": numbers, "body": changed["text"].astype("str"), "redactions": changed["redactions"]}
    )
    tables = {
        "incoming_covered": covered,
        **coded_keys(changed["keys"], numbers),
        "incoming_word": words_of(words),
    }
    with lent(connection, tables):
        for step in FORGET_KEYS:
            send(connection, step, {})
        term = int(columns(connection, "marks")["term"][0])
        for step in (*ADD_KEYS, *COUNT_KEYS):
            send(connection, step, {"term": term, "verbatim": 0})
