"""Counting the stored answers anew, after the programme or the codebook has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from cxlib.errors import NoStore
from cxlib.store.changing import changing
from cxlib.store.connection import Connection, columns, lent, plain, send
from cxlib.store.definitions import Names, learn, score_question
from cxlib.store.folder import StoreFolder
from cxlib.store.incoming_answers import coded_keys, theme_masks, words_of
from cxlib.store.numbering import Codes
from cxlib.store.published_versions import refuse_changed
from cxlib.store.readings import forget_readings
from cxlib.store.writer import PAIR_UP, ROLL_UP
from cxlib.terms.codebook import Codebook
from cxlib.terms.programme import UNKNOWN, Programme

#: Takes a frame with `text`, `language` and `question`; returns it with `keys` and `themes`, both lists of str, and the
#: words of `Feedback.words`.
Enrich = Callable[[pd.DataFrame], tuple[pd.DataFrame, pd.DataFrame]]
#: Texts are handed out in portions, so that memory does not grow with the store.
PORTION = 50_000

FORGET_SCORES = ("clear_component_rule", "clear_component_score", "clear_index_pattern", "clear_component_names")
FORGET_ROLLUPS = (
    *("clear_headcount", "clear_moment", "clear_stage_moment", "clear_score_count", "clear_stage_cause"),
    *("clear_stage_score", "clear_stage_repeat"),
)
FORGET_TERMS = ("clear_term", "clear_term_count", "clear_posting", "clear_word")


def rebuild(folder: Path, programme: Programme, codebook: Codebook, *, enrich: Enrich | None = None) -> str:
    """Make and publish a snapshot of the same answers under other definitions; return its name.

    Answers get the scores of the programme's components as they are now. A dimension that is new to the store is not
    known of any answer stored. Themes that the codebook has no longer are forgotten. With `enrich`, every text is read
    anew, so that it gets today's search keys and, unless a person coded it, today's themes.

    Raises
    ------
    NoStore
        When nothing has been imported yet.
    StoreBusy
        When somebody else is writing.
    DefinitionError
        When a version of the index is other than it was published with.
    """
    refuse_changed(folder, programme)
    with changing(folder) as successor:
        if successor is None:
            raise NoStore(f"There is nothing to rebuild in {StoreFolder(folder).store}: nothing has been imported yet.")
        _count_anew(successor.connection, programme, codebook, enrich)
        return successor.publish(programme)


def _count_anew(connection: Connection, programme: Programme, codebook: Codebook, enrich: Enrich | None) -> None:
    connection.begin()
    names = _learn_anew(connection, programme, codebook)
    if enrich is not None:
        _read_anew(connection, names, enrich)
        forget_readings(connection)
        send(connection, "restate_codebook", {"codebook": codebook.version})
    scoring = score_question(programme)
    scored_by = -1 if scoring is None else names.of("question")[scoring.id]
    for step in (*FORGET_ROLLUPS, "respond_themes", "rescore_verbatims"):
        send(connection, step, {"score_question": scored_by})
    for step in (*ROLL_UP, "stored_pair", *PAIR_UP[2:]):
        send(connection, step, {"response": 0})
    connection.commit()


def _learn_anew(connection: Connection, programme: Programme, codebook: Codebook) -> Names:
    for step in FORGET_SCORES:
        send(connection, step, {})
    names = Names.read(connection)
    gone = names.of("theme").keys() - {theme.id for theme in codebook.themes}
    kept = sum(1 << bit for theme, bit in names.of("theme").items() if theme not in gone)
    for step in ("keep_themes_of_verbatims", "clear_theme_names"):
        send(connection, step, {"kept": kept, "gone": sorted(gone)})
    names = Names.read(connection)
    names.add_themes(codebook)
    learn(connection, names, programme)
    for step in ("every_pattern", "pattern_index", "add_index_pattern", "clear_pattern", "add_pattern"):
        send(connection, step, {"index_pattern": 0})
    send(connection, "add_component_score", {"index_pattern": 0})
    for dimension in programme.dimensions:
        if not dimension.personal:
            place = {"dimension": names.of("dimension")[dimension.id], "unknown": UNKNOWN}
            send(connection, "add_unknown_value", place)
            send(connection, "add_unknown_cell_value", place)
    return names


def _read_anew(connection: Connection, names: Names, enrich: Enrich) -> None:
    for step in FORGET_TERMS:
        send(connection, step, {})
    languages = {number: name for name, number in names.of("language").items()}
    questions = {number: name for name, number in names.of("open_question").items()}
    after = 0
    while len((found := columns(connection, "texts", {"after": after, "most": PORTION}))["verbatim_id"]):
        frame = pd.DataFrame(
            {
                "text": pd.Series(plain(found["body"], ""), dtype="str"),
                "language": pd.Series([languages[int(number)] for number in found["language"]], dtype="str"),
                "question": pd.Series([questions[int(number)] for number in found["question"]], dtype="str"),
            }
        )
        read, words = enrich(frame)
        numbers = found["verbatim_id"].astype(np.int64)
        _store_reading(connection, names, read, words, numbers)
        after = int(numbers[-1])
    send(connection, "add_term_count", {"verbatim": 0})


def _store_reading(
    connection: Connection, names: Names, read: pd.DataFrame, words: pd.DataFrame, numbers: Codes
) -> None:
    tables: Mapping[str, pd.DataFrame] = {
        **coded_keys(read["keys"].reset_index(drop=True), numbers),
        "incoming_word": words_of(words),
        "incoming_reading": pd.DataFrame(
            {"verbatim_id": numbers, "themes": theme_masks(read["themes"], names.of("theme"))}
        ),
    }
    with lent(connection, tables):
        term = int(columns(connection, "marks")["term"][0])
        for step in ("retheme_verbatims", "spoken_again", "numbered_term", "add_term", "add_posting", "add_word"):
            send(connection, step, {"term": term})
