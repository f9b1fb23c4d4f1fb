"""Who said it and who wrote otherwise, phrases, exclusions and near words, against the same counted by pandas."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.snapshot import open_snapshot
from cxlib.terms.quarter import Quarter
from cxlib.terms.query import Phrase
from cxlib.terms.selection import Search
from tests.store import oracle
from tests.store.survey import a_programme, made_up, write

FEEDBACK = made_up(11, 200)
QUARTER = Quarter(2025, 2)
TEXTS = oracle.texts_of(FEEDBACK)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FeedbackStore:
    folder = tmp_path_factory.mktemp("store")
    write(folder, FEEDBACK)
    return open_snapshot(folder, a_programme())


def test_people_are_counted_once_however_often_they_say_it(store: FeedbackStore) -> None:
    has = np.array(["wait" in keys for keys in TEXTS["keys"]])
    tally = store.said_tally(Search(words=(("wait",),)), QUARTER)
    wrote = TEXTS.groupby("quarter")["response_key"].nunique().to_dict()
    said = TEXTS[has].groupby("quarter")["response_key"].nunique().to_dict()
    assert {quarter: counted.respondents for quarter, counted in tally.by_quarter.items()} == wrote
    assert {quarter: counted.counts[1] for quarter, counted in tally.by_quarter.items()} == said


def test_both_sides_of_a_quarter(store: FeedbackStore) -> None:
    has = TEXTS.assign(said=["wait" in keys for keys in TEXTS["keys"]])
    here = (
        has[has["quarter"] == QUARTER]
        .groupby("response_key")
        .agg(said=("said", "any"), score=("recommend", "first"), stage=("stage", "first"))
    )
    tally = store.said_tally(Search(words=(("wait",),), quarters=(QUARTER,)), QUARTER)
    for side, said in enumerate((True, False)):
        rows = here[here["said"] == said]
        assert tally.scores[side].counts == rows["score"].dropna().astype(int).value_counts().to_dict()
        by_stage = {stage: moments.respondents for stage, moments in tally.moments[side].items()}
        assert set(by_stage) <= set(rows["stage"])
        assert sum(by_stage.values()) <= len(rows)
        assert 1 <= tally.customers[side] <= len(rows)


def test_themes_and_filters_narrow_who_is_counted(store: FeedbackStore) -> None:
    where = (("channel", ("web",)),)
    tally = store.said_tally(Search(themes=("theme0",), where=where), QUARTER)
    rows = oracle.texts_of(FEEDBACK, where=where)
    assert {q: t.respondents for q, t in tally.by_quarter.items()} == rows.groupby("quarter")[
        "response_key"
    ].nunique().to_dict()


def test_what_is_left_out_is_not_found(store: FeedbackStore) -> None:
    keys = TEXTS["keys"]
    found = store.verbatims(Search(words=(("wait",),), without=("slow", "pri*")), limit=1000)[1]
    assert found == sum(
        "wait" in one and "slow" not in one and not any(k.startswith("pri") for k in one) for one in keys
    )
    assert store.verbatims(Search(without=("wait",)), limit=1)[1] == sum("wait" not in one for one in keys)
    assert store.verbatims(Search(words=(("*ric*",),)), limit=1)[1] == sum(any("ric" in k for k in one) for one in keys)


def test_a_phrase_is_read_in_the_text(store: FeedbackStore) -> None:
    first, second = "wait", "price"
    keys = tuple(sorted({key for one in TEXTS["keys"] for key in one}))
    answers, found, _ = store.verbatims(Search(words=((Phrase((first, second), (keys, keys)),),)), limit=1000)
    assert found == sum("wait price" in text for text in TEXTS["text"]) > 1
    assert all("wait price" in answer.text for answer in answers)
    assert not store.verbatims(Search(words=((Phrase((second, first, "zebra"), (keys, keys, keys)),),)))[1]
