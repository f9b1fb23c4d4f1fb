"""Texts that leave for their age, and respondents that leave for good, change just the sums they should."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxlib.measures.reading import reading
from cxlib.store.connection import reading as opened
from cxlib.store.erasing import drop_texts, erase_respondent
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.folder import StoreFolder, current
from cxlib.store.rereading import reread
from cxlib.store.snapshot import open_snapshot
from cxlib.terms.feedback import Feedback
from cxlib.terms.quarter import Quarter
from cxlib.terms.reading import Reader
from cxlib.terms.selection import Search, Where
from tests.store.survey import a_codebook, a_programme, made_up, write

PROGRAMME, CODEBOOK = a_programme(), a_codebook()
FILTERS: tuple[Where, ...] = ((), (("channel", ("web",)),))
#: Texts of the first of three quarters leave.
BEFORE = date(2025, 4, 1)


def detector(name: str) -> Reader:
    return Reader(name, {"theme0": 0.3, "theme1": 0.2}, 100, 0.8, 50)


def read(texts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A model that is surer of the themes of longer texts."""
    sure = (texts["text"].str.len() % 97 / 97).to_numpy(float)
    said = [["theme0"] if chance > 0.5 else [] for chance in sure]
    answers = texts.assign(
        keys=[["kept"]] * len(texts),
        themes=said,
        by_model=said,
        chances=[[round(65535 * chance), 65535 - round(65535 * chance)] for chance in sure],
        tone=np.where(sure > 0.5, 1, -1),
        redactions=0,
        language_source="detected",
    )
    return answers, pd.DataFrame(columns=["form", "language", "lemmas", "parts"])


def imported(folder: Path, feedback: Feedback, detectors: str | None = "one") -> Path:
    write(folder, feedback, programme=PROGRAMME)
    if detectors:
        reread(folder, PROGRAMME, CODEBOOK, detector(detectors), read=read, told=lambda done, of: None)
    return folder


def sums(folder: Path) -> dict[str, Any]:
    """Every sum that numbers are made of."""
    store = open_snapshot(folder, PROGRAMME)
    try:
        return {repr(where): _sums(store, where) for where in FILTERS}
    finally:
        store.close()


def _sums(store: FeedbackStore, where: Where) -> dict[str, Any]:
    quarters = store.quarters()
    return {
        "index": {repr(key): _plain(tally) for key, tally in store.index_tally(where).items()},
        "repeats": [{repr(key): _plain(one) for key, one in store.repeat_tally(q, where).items()} for q in quarters],
        "scores": [_plain(store.score_tally("recommend", where, q)[None]) for q in quarters],
        "causes": [sorted(_rows(store.cause_tally(q, where))) for q in quarters],
        "customers": [(store.customers(q, where), store.customers(q, where, None, "effort")) for q in quarters],
        "themes": [store.theme_counts(where, q) for q in quarters],
        "read": [_read(store, where, q) for q in quarters],
    }


def _read(store: FeedbackStore, where: Where, quarter: Quarter) -> object:
    tally = store.reading_tally((quarter,), where)
    chances = {theme: round(chance, 6) for theme, chance in tally.chances.items()}
    told = reading(tally, CODEBOOK, 5)
    shares = [(one.theme, one.estimated, repr(one.share)) for one in told.themes]
    return tally.texts, tally.given, chances, tally.by_model, tally.tones, tally.unread, shares


def _plain(tally: object) -> dict[str, Any]:
    values: Mapping[str, Any] = vars(tally)
    return {
        name: np.round(np.asarray(value, dtype=float), 9).tolist() if not isinstance(value, dict) else value
        for name, value in values.items()
    }


def _rows(tally: Any) -> list[str]:
    columns = zip(tally.stage, tally.scores, tally.mentions, tally.wrote, tally.count, tally.weight, strict=True)
    return [repr([np.asarray(one, dtype=float).tolist() for one in row]) for row in columns] + [repr(tally.mentioners)]


@pytest.mark.parametrize("detectors", ["one", None])
def test_without_their_texts_answers_count_as_they_did(tmp_path: Path, detectors: str | None) -> None:
    folder = imported(tmp_path, made_up(61, 120, customers=30), detectors)
    before = sums(folder)
    done = drop_texts(folder, PROGRAMME, BEFORE, lambda share, what: None)
    assert done.answers > 20
    assert sums(folder) == before
    store = open_snapshot(folder, PROGRAMME)
    assert store.verbatims(Search(quarters=(Quarter(2025, 1),)))[0] == ()
    connection = opened(StoreFolder(folder).file(current(folder) or ""))
    (left,) = connection.execute(
        "select count(*) from verbatim where body is not null and day < '2025-04-01'"
    ).fetchone()
    assert left == 0


def test_what_newer_detectors_cannot_read_any_more_is_counted_and_does_not_wait(tmp_path: Path) -> None:
    folder = imported(tmp_path, made_up(62, 120, customers=30))
    drop_texts(folder, PROGRAMME, BEFORE, lambda share, what: None)
    done = reread(folder, PROGRAMME, CODEBOOK, detector("two"), read=read, told=lambda done, of: None)
    assert done.texts == done.of
    store = open_snapshot(folder, PROGRAMME)
    old, new = (store.reading_tally((quarter,)) for quarter in (Quarter(2025, 1), Quarter(2025, 2)))
    assert (old.unread, old.unreadable, old.by_model) == (0, old.texts, 0)
    assert (new.unread, new.unreadable, new.by_model) == (0, 0, new.texts)
    told = {one.theme: one for one in reading(old, CODEBOOK, 5).themes}
    # What the older detectors found is counted; chances of nobody would make the share 0.
    assert told["theme0"].estimated == "counted"
    assert getattr(told["theme0"].share, "value", 0) == sum(old.given["theme0"].values()) / old.texts > 0.2
    both = reading(store.reading_tally(store.quarters()), CODEBOOK, 5)
    assert {one.estimated for one in both.themes} == {"counted"}


def test_who_is_erased_after_the_text_had_left_leaves_nothing_in_any_sum(tmp_path: Path) -> None:
    """Equal to a store that never had the answers, whose texts are all there."""
    feedback = made_up(63, 120, customers=30)
    old = feedback.responses[feedback.responses["day"] < pd.Timestamp(BEFORE)]
    wrote = old[old["response_key"].isin(feedback.verbatims["response_key"]) & old["customer_key"].notna()]
    gone = str(wrote["customer_key"].iloc[0])
    keys = feedback.responses.loc[feedback.responses["customer_key"] == gone, "response_key"]
    without = Feedback(
        "made up",
        feedback.responses[~feedback.responses["response_key"].isin(keys)].reset_index(drop=True),
        feedback.verbatims[~feedback.verbatims["response_key"].isin(keys)].reset_index(drop=True),
    )
    folder, other = imported(tmp_path / "all", feedback), imported(tmp_path / "fewer", without)
    drop_texts(folder, PROGRAMME, BEFORE, lambda share, what: None)
    held = sums(folder)
    assert erase_respondent(folder, PROGRAMME, gone, lambda share, what: None).responses == len(keys)
    assert sums(folder) == sums(other) != held
    connection = opened(StoreFolder(folder).file(current(folder) or ""))
    stray = "select count(*) from reading where verbatim_id not in (select verbatim_id from verbatim)"
    assert connection.execute(stray).fetchone() == (0,)
