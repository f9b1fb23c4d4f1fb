"""Stored answers read anew where the detectors have changed: texts go out, and what was found in them comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from cxlib.errors import NoStore, SelectionError
from cxlib.store.changing import changing
from cxlib.store.connection import Columns, Connection, columns, lent, plain, send
from cxlib.store.definitions import Names, differences, outdated
from cxlib.store.folder import StoreFolder
from cxlib.store.incoming_answers import coded_keys, language_sources, theme_masks, words_of
from cxlib.store.numbering import Codes, numbered
from cxlib.store.opening import newest_whole, open_newest_whole
from cxlib.store.readings import keep_readings
from cxlib.terms.codebook import Codebook
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.reading import Reader

#: Takes texts with `language`, `question` and `score`; returns them with `language`, `language_source` (null where the
#: language stays as it was stored), `keys`, `themes`, `by_model` (lists), `chances` (a list per text, or nothing) and
#: `tone`, and the words of `Feedback.words`.
Read = Callable[[pd.DataFrame], tuple[pd.DataFrame, pd.DataFrame]]
#: Told how many texts of how many have been read.
Told = Callable[[int, int], None]

PORTION = 20_000
#: Texts that teach at most: what people coded and judged comes first.
MOST_TAUGHT = 30_000
_NO_TONE = 9

FORGET_KEYS = ("silenced_reading", "orphaned", "erase_posting", "erase_term")
ADD_KEYS = (
    *(
        "respeak_verbatims",
        "rebody_verbatims",
        "retheme_verbatims",
        "spoken_again",
        "numbered_term",
        "add_term",
        "add_posting",
    ),
    *("add_word", "forget_reading", "add_reading"),
)
COUNT = ("clear_term_count", "add_term_count", "respond_themes", "clear_stage_cause", "fresh", "add_stage_cause")


@dataclass(frozen=True)
class Reread:
    """How many texts were read anew, of how many; `snapshot` is where, and "" where nothing was older."""

    texts: int
    of: int
    snapshot: str = ""


def taught_texts(folder: Path, programme: Programme) -> pd.DataFrame:
    """Return texts that may teach a model, those that people coded or judged first.

    One row per text: `text`, `language`, `question`, `score` (of the question whose score stands beside, or null),
    `tone` (−1, 0, 1 or null) and `codes` (list of theme ids where a person coded it, else null).

    Raises
    ------
    NoStore
        When nothing has been imported yet.
    """
    connection, names = _opened(folder, programme)
    try:
        found = columns(connection, "taught_texts", {"most": MOST_TAUGHT})
    finally:
        connection.close()
    frame = _frame(found, names)
    bits = names.of("theme")
    tones = [None if tone == _NO_TONE else int(tone) for tone in plain(found["tone"], _NO_TONE)]
    frame["tone"] = pd.Series(tones, dtype="object")
    coded = [
        [theme for theme, bit in bits.items() if int(mask) >> bit & 1] if by_person else None
        for mask, by_person in zip(found["themes"], found["coded_by_person"], strict=True)
    ]
    frame["codes"] = pd.Series(coded, dtype="object")
    return frame


def uncoded_texts(folder: Path, programme: Programme, quarters: Sequence[Quarter], most: int) -> pd.DataFrame:
    """Return texts that no person coded, an even share of those of some quarters.

    One row per text: `verbatim_id`, `text`, `language`, `question`, `score` (or null), `quarter`.
    """
    connection, names = _opened(folder, programme)
    try:
        asked = {"quarters": [quarter.ordinal for quarter in quarters], "most": most}
        found = columns(connection, "uncoded_texts", asked)
    finally:
        connection.close()
    frame = _frame(found, names)
    frame["verbatim_id"] = found["verbatim_id"].astype(np.int64)
    frame["quarter"] = [str(Quarter.from_ordinal(int(ordinal))) for ordinal in found["quarter"]]
    return frame


def reread(folder: Path, programme: Programme, codebook: Codebook, reader: Reader, *, read: Read, told: Told) -> Reread:
    """Read anew the texts that other detectors than these read, and publish; what a person coded stays.

    Raises
    ------
    NoStore
        When nothing has been imported yet.
    StoreBusy
        When somebody else is writing.
    OutdatedSnapshot
        When the programme has changed so that the store has to be rebuilt first.
    """
    with changing(folder) as successor:
        if successor is None:
            raise NoStore(f"There is nothing to enrich in {StoreFolder(folder).store}: nothing has been imported yet.")
        connection = successor.connection
        keep_readings(connection)
        send(connection, "widen_verbatim_language_source", {})
        names = _names(connection, programme)
        counted = columns(connection, "older_count", {"detectors": reader.detectors})
        older, of = int(counted["older"][0]), int(counted["texts"][0])
        if not older:
            return Reread(0, of)
        covered = _read_older(connection, names, codebook, reader, read=read, told=lambda done: told(done, older))
        return Reread(older, of, successor.publish(programme, forgetting=covered))


def code(folder: Path, programme: Programme, codebook: Codebook, codes: Mapping[int, Sequence[str]]) -> str:
    """Write what a person says that answers are about, none of the themes being an answer too; publish.

    Raises
    ------
    NoStore
        When nothing has been imported yet.
    SelectionError
        When there is no such answer with a text.
    StoreBusy
        When somebody else is writing.
    """
    with changing(folder) as successor:
        if successor is None:
            raise NoStore(f"There is nothing to code in {StoreFolder(folder).store}: nothing has been imported yet.")
        connection = successor.connection
        names = _names(connection, programme)
        connection.begin()
        bits = names.add_themes(codebook)
        names.save(connection)
        coded = pd.DataFrame({"verbatim_id": np.array(list(codes), dtype=np.int64)})
        coded["themes"] = theme_masks(pd.Series([list(themes) for themes in codes.values()]), bits)
        with lent(connection, {"incoming_code": coded}):
            strays = columns(connection, "stray_codes")["verbatim_id"]
            if len(strays):
                raise SelectionError(
                    f"There is no open answer {int(strays[0])} with a text. Take the numbers from "
                    "`python -m cxlib suggest`."
                )
            send(connection, "code_verbatims", {})
        for step in COUNT[2:]:
            send(connection, step, {"response": 0})
        connection.commit()
        return successor.publish(programme)


def _names(connection: Connection, programme: Programme) -> Names:
    names = Names.read(connection)
    if changed := differences(connection, names, programme):
        raise outdated(changed)
    return names


def _read_older(
    connection: Connection,
    names: Names,
    codebook: Codebook,
    reader: Reader,
    *,
    read: Read,
    told: Callable[[int], None],
) -> bool:
    """Read every older text; tell whether more is covered in any of them than was, so that no older snapshot stays."""
    connection.begin()
    names.add_themes(codebook)
    number = 1 + max(map(int, columns(connection, "readers")["reader"]), default=0)
    done = after = covered = 0
    while len((found := columns(connection, "older_texts", _after(reader, after)))["verbatim_id"]):
        answers, words = read(_frame(found, names))
        numbers = found["verbatim_id"].astype(np.int64)
        _store_reading(connection, names, answers, words, numbers=numbers, reader=number)
        covered += int((answers["redactions"] > 0).sum())
        done, after = done + len(numbers), int(numbers[-1])
        told(done)
    send(connection, "add_reader", _about(reader, number))
    send(connection, "restate_codebook", {"codebook": codebook.version})
    for step in COUNT:
        send(connection, step, {"response": 0, "verbatim": 0})
    connection.commit()
    return covered > 0


def _after(reader: Reader, after: int) -> dict[str, object]:
    return {"detectors": reader.detectors, "after": after, "most": PORTION}


def _about(reader: Reader, number: int) -> dict[str, object]:
    return {
        "reader": number,
        "detectors": reader.detectors,
        "themes": list(reader.spread),
        "spread": list(reader.spread.values()),
        "coded": reader.coded,
        "agreement": reader.agreement,
        "judged": reader.judged,
        "tone_accuracy": reader.tone_accuracy,
        "tone_abstained": reader.tone_abstained,
    }


def _store_reading(
    connection: Connection, names: Names, answers: pd.DataFrame, words: pd.DataFrame, *, numbers: Codes, reader: int
) -> None:
    bits = names.of("theme")
    frame = pd.DataFrame(
        {
            "verbatim_id": numbers,
            "themes": theme_masks(answers["themes"], bits),
            "by_model": theme_masks(answers["by_model"], bits),
            "chances": answers["chances"].reset_index(drop=True),
            "tone": answers["tone"].to_numpy(np.int8),
            "body": answers["text"].reset_index(drop=True).astype("str"),
            "redactions": answers["redactions"].to_numpy(np.int64),
            "language": numbered(answers["language"].reset_index(drop=True), "language", names),
            "language_source": language_sources(answers["language_source"].reset_index(drop=True)),
        }
    )
    names.save(connection)
    tables = {
        "incoming_reading": frame,
        "incoming_word": words_of(words),
        **coded_keys(answers["keys"].reset_index(drop=True), numbers),
    }
    with lent(connection, tables):
        for step in FORGET_KEYS:
            send(connection, step, {})
        term = int(columns(connection, "marks")["term"][0])
        for step in ADD_KEYS:
            send(connection, step, {"term": term, "reader": reader})


def _opened(folder: Path, programme: Programme) -> tuple[Connection, Names]:
    if newest_whole(folder)[0] is None:
        raise NoStore(f"Nothing has been imported into {StoreFolder(folder).store} yet.")
    connection, _, _ = open_newest_whole(folder)
    names = Names.read(connection)
    if changed := differences(connection, names, programme):
        connection.close()
        raise outdated(changed)
    return connection, names


def _frame(found: Columns, names: Names) -> pd.DataFrame:
    languages = {number: name for name, number in names.of("language").items()}
    questions = {number: name for name, number in names.of("open_question").items()}
    frame = pd.DataFrame(
        {
            "text": pd.Series(plain(found["body"], ""), dtype="str"),
            "language": pd.Series([languages[int(number)] for number in found["language"]], dtype="str"),
            "question": pd.Series([questions[int(number)] for number in found["question"]], dtype="str"),
        }
    )
    if "score" in found:
        score = np.ma.getdata(found["score"]).astype(np.float64)
        frame["score"] = np.where(np.ma.getmaskarray(found["score"]), np.nan, score)
    return frame
