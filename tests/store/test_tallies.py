"""Every tally against the same sums counted from the rows by pandas, under any filter, however the rows came in."""

from __future__ import annotations

import tempfile
from dataclasses import fields, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.errors import SelectionError
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.snapshot import DuckDBStore, open_snapshot
from cxlib.terms.feedback import Feedback
from cxlib.terms.programme import EVERYONE, UNKNOWN
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where
from cxlib.terms.tally import MomentTally, RepeatTally, ScoreTally
from tests.store import oracle
from tests.store.conftest import Import
from tests.store.survey import COMPONENTS, a_programme, made_up, write

QUARTERS = tuple(Quarter(2025, number) for number in (1, 2, 3))
FILTERS: list[Where] = [
    (),
    (("stage", ("new",)),),
    (("stage", ("new", "established")),),
    (("channel", ("web",)),),
    (("channel", (UNKNOWN, "phone")), ("product", ("loan", "car"))),
    (("stage", ("established",)), ("channel", ("web", "phone")), ("product", ("card",))),
    (("stage", (UNKNOWN,)),),
    (("channel", ("web",)), ("channel", ("phone",))),
]
FEEDBACK = made_up(1, 150)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FeedbackStore:
    """A store of one import."""
    folder = tmp_path_factory.mktemp("store")
    write(folder, FEEDBACK)
    return open_snapshot(folder, a_programme())


@pytest.fixture(scope="module")
def cramped(tmp_path_factory: pytest.TempPathFactory) -> FeedbackStore:
    """The same store with no memory for sums, so that SQL has to add them up."""
    folder = tmp_path_factory.mktemp("store")
    write(folder, FEEDBACK)
    store = open_snapshot(folder, a_programme())
    assert isinstance(store, DuckDBStore)
    store._scope.cells.most_sums = 0
    return store


def same(one: Any, other: Any) -> bool:
    return all(np.allclose(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))


def same_scores(one: ScoreTally, other: ScoreTally) -> bool:
    return (
        one.counts == other.counts
        and one.weights == pytest.approx(other.weights)
        and one.weights_squared == pytest.approx(other.weights_squared)
    )


@pytest.mark.parametrize("where", FILTERS)
@pytest.mark.parametrize("kind", ["store", "cramped"])
def test_index_tally(kind: str, where: Where, request: pytest.FixtureRequest) -> None:
    found = request.getfixturevalue(kind).index_tally(where)
    rows = oracle.rows_of(FEEDBACK, where=where)
    rows = rows[~np.isnan(oracle.scores_of(rows)).all(axis=1)]
    assert found.keys() == set(zip(rows["quarter"], rows["stage"], strict=True))
    for (quarter, stage), tally in found.items():
        assert same(tally, oracle.moments(rows[(rows["quarter"] == quarter) & (rows["stage"] == stage)]))


@pytest.mark.parametrize("where", FILTERS)
@pytest.mark.parametrize("kind", ["store", "cramped"])
@pytest.mark.parametrize("by", [None, "stage", "channel", "product"])
def test_score_tally(kind: str, where: Where, by: str | None, request: pytest.FixtureRequest) -> None:
    store, rows = request.getfixturevalue(kind), oracle.rows_of(FEEDBACK, where=where)
    for quarter in (None, QUARTERS[1]):
        of_quarter = rows if quarter is None else rows[rows["quarter"] == quarter]
        found = store.score_tally("satisfaction", where, quarter, by)
        answered = of_quarter[of_quarter["satisfaction"].notna()]
        groups = {None: answered} if by is None else dict(list(answered.groupby(by)))
        assert found.keys() == groups.keys()
        assert all(same_scores(found[group], oracle.answers(rows, "satisfaction")) for group, rows in groups.items())


@pytest.mark.parametrize("where", FILTERS)
def test_repeat_tally(store: FeedbackStore, where: Where) -> None:
    rows = oracle.rows_of(FEEDBACK, where=where)
    found = store.repeat_tally(QUARTERS[1], where)
    groups = {key: group for key, group in rows.groupby(["quarter", "stage"]) if key[0] in QUARTERS[:2]}
    for left, mine in groups.items():
        for right, theirs in groups.items():
            wanted = oracle.repeats(mine, theirs)
            assert same(found.get((left, right), RepeatTally.empty(3)), wanted), (left, right)
    assert {side for pair in found for side in pair} <= groups.keys()


@pytest.mark.parametrize("where", FILTERS)
def test_cause_tally_has_every_respondent_of_the_quarter(store: FeedbackStore, where: Where) -> None:
    quarter = QUARTERS[0]
    tally = store.cause_tally(quarter, where)
    rows = oracle.rows_of(FEEDBACK, where=where)
    rows = rows[rows["quarter"] == quarter]
    themes = FEEDBACK.verbatims.groupby("response_key")["themes"].agg(
        lambda lists: {t for found in lists for t in found}
    )
    wanted: dict[tuple[object, ...], int] = {}
    for row, scores in zip(rows.itertuples(), oracle.scores_of(rows), strict=True):
        mentioned = frozenset(themes.get(row.response_key, set()))
        wrote = row.response_key in themes.index
        key = (row.stage, row.weight, tuple(np.round(np.nan_to_num(scores, nan=-1), 6)), mentioned, wrote)
        wanted[key] = wanted.get(key, 0) + 1
    found = {
        (
            tally.stages[tally.stage[r]],
            tally.weight[r],
            tuple(np.round(np.nan_to_num(tally.scores[r], nan=-1), 6)),
            frozenset(theme for theme, said in zip(tally.themes, tally.mentions[r], strict=True) if said),
            bool(tally.wrote[r]),
        ): int(tally.count[r])
        for r in range(len(tally.count))
    }
    assert found == wanted
    assert store.respondents(quarter, where) == len(rows)


@settings(max_examples=12, deadline=None)
@given(cut=st.integers(1, 39), seed=st.integers(0, 10**6), where=st.sampled_from(FILTERS))
def test_two_imports_add_up_to_one(cut: int, seed: int, where: Where) -> None:
    """tally(A) + tally(B) == tally(A ∪ B), whether the store or the reader adds."""
    whole = made_up(seed, 40, customers=6)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        write(Path(one), whole)
        write(Path(two), part(whole, 0, cut), part(whole, cut, 40))
        together, apart = (open_snapshot(Path(folder), a_programme()) for folder in (one, two))
        assert_equal_stores(together, apart, where)
        rows = oracle.rows_of(whole, where=where)
        found = sum(together.index_tally(where).values(), MomentTally.empty(3))
        assert same(found, oracle.moments(rows))
        halves = [
            sum(
                (tally for group, tally in together.index_tally(where).items() if (group[1] == "new") is new),
                MomentTally.empty(3),
            )
            for new in (True, False)
        ]
        assert same(halves[0] + halves[1], found)
        together.close()
        apart.close()


def part(whole: Feedback, first: int, last: int) -> Feedback:
    responses = whole.responses.iloc[first:last].reset_index(drop=True)
    mine = whole.verbatims["response_key"].isin(responses["response_key"])
    return replace(whole, responses=responses, verbatims=whole.verbatims[mine].reset_index(drop=True))


def assert_equal_stores(one: FeedbackStore, other: FeedbackStore, where: Where) -> None:
    assert one.quarters() == other.quarters()
    for quarter in one.quarters():
        mine, theirs = one.repeat_tally(quarter, where), other.repeat_tally(quarter, where)
        assert all(
            same(mine.get(key, RepeatTally.empty(3)), theirs.get(key, RepeatTally.empty(3))) for key in {*mine, *theirs}
        )
        assert one.respondents(quarter, where) == other.respondents(quarter, where)
    mine, theirs = one.index_tally(where), other.index_tally(where)
    assert mine.keys() == theirs.keys()
    assert all(same(mine[key], theirs[key]) for key in mine)
    assert one.theme_counts(where) == other.theme_counts(where)


def test_many_imports_are_added_up_in_the_store_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [made_up(number, 25, first=100 * number) for number in range(5)]
    monkeypatch.setattr("cxlib.store.clustering.WORTH_SORTING", 2)  # small stores are put in order at every import
    for every, folder in ((2, "together"), (100, "apart")):
        monkeypatch.setattr("cxlib.store.writer.BATCHES_APART", every)
        write(tmp_path / folder, *files)
    together, apart = (open_snapshot(tmp_path / folder, a_programme()) for folder in ("together", "apart"))
    for where in FILTERS[:5]:
        assert_equal_stores(together, apart, where)
    assert together.terms_like("i") == apart.terms_like("i")
    rows = [len(store._ask("moments")["cell_id"]) for store in (together, apart)]  # type: ignore[attr-defined]
    assert rows[0] < rows[1]
    for where in FILTERS:
        mine, theirs = (
            sum(store.score_tally("effort", where, by="stage").values(), ScoreTally()) for store in (together, apart)
        )
        assert same_scores(mine, theirs)
    again = write(tmp_path / "together", files[0])[0]
    assert again.duplicates == 25


def test_repeats_are_found_across_imports(imported: Import) -> None:
    first, second = made_up(5, 30, customers=4), made_up(6, 30, first=30, customers=4)
    store = imported(first, second).store
    rows = oracle.rows_of(first, second)
    found = store.repeat_tally(QUARTERS[2])
    for left in found:
        wanted = oracle.repeats(
            *(rows[(rows["quarter"] == quarter) & (rows["stage"] == stage)] for quarter, stage in left)
        )
        assert same(found[left], wanted)


def test_a_customer_who_answers_very_often_is_one_customer(tmp_path: Path) -> None:
    """Sixty answers in a quarter, and one in the next: neither pairs one by one nor strangers to each other."""
    feedback = made_up(3, 120, customers=30)
    feedback.responses.loc[:59, ["customer_key", "day"]] = ["often", pd.Timestamp("2025-02-01")]
    feedback.responses.loc[60:60, ["customer_key", "day"]] = ["often", pd.Timestamp("2025-05-01")]
    (outcome,) = write(tmp_path, feedback)
    assert "1 customer keys stand on more than 50 answers of one quarter" in outcome.notes[0]
    assert_repeats(open_snapshot(tmp_path, a_programme()), feedback)


def test_who_comes_to_answer_very_often_is_paired_once(tmp_path: Path) -> None:
    """Forty answers are paired one by one; with the next forty the customer is counted as a whole instead."""
    files = [made_up(seed, 40, first=40 * seed, customers=12) for seed in range(3)]
    for feedback in files[:2]:
        feedback.responses.loc[:34, ["customer_key", "day"]] = ["often", pd.Timestamp("2025-02-01")]
    write(tmp_path, *files)
    assert_repeats(open_snapshot(tmp_path, a_programme()), *files)


def assert_repeats(store: FeedbackStore, *files: Feedback) -> None:
    for where in FILTERS[:2]:
        rows = oracle.rows_of(*files, where=where)
        groups = {key: group for key, group in rows.groupby(["quarter", "stage"]) if key[0] in QUARTERS[:2]}
        found = store.repeat_tally(QUARTERS[1], where)
        by_stage = store.repeats_by(QUARTERS[1], where, ["stage"])
        for (left, mine), (right, theirs) in product(groups.items(), repeat=2):
            wanted = oracle.repeats(mine, theirs)
            grouped = (left[0], (left[1],)), (right[0], (right[1],))
            assert same(found.get((left, right), RepeatTally.empty(3)), wanted), (where, left, right)
            assert same(by_stage.get(grouped, RepeatTally.empty(3)), wanted), (where, left, right)


def test_invited_tally(imported: Import) -> None:
    feedback = made_up(2, 30)
    asked = pd.DataFrame(
        {
            "day": pd.to_datetime(["2025-02-01", "2025-02-01", "2025-02-02", "2025-05-01"]),
            "stage": ["new", "new", "new", "established"],
            "channel": ["web", "web", "phone", None],
            "invited": [10, 5, 7, 100],
            "delivered": [9, 5, 6, 90],
            "row": [2, 3, 4, 5],
        }
    )
    store = imported(replace(feedback, invitations=asked)).store
    rows = oracle.rows_of(feedback)
    found = store.invited_tally()
    new = found[QUARTERS[0], "new"]
    assert (new.invited, new.delivered) == (22, 20)
    assert new.answered == ((rows["quarter"] == QUARTERS[0]) & (rows["stage"] == "new")).sum()
    assert store.invited_tally((("channel", ("phone",)),))[QUARTERS[0], "new"].invited == 7
    assert store.invited_tally((("channel", (UNKNOWN,)),))[QUARTERS[1], "established"].delivered == 90
    assert QUARTERS[2] in store.quarters()


def test_a_programme_without_stages_has_everyone_in_one(imported: Import) -> None:
    programme = a_programme(stages=(), index_versions=())
    store = imported(made_up(4, 20), programme=programme).store
    assert store.values("stage") == (EVERYONE,)
    assert store.index_tally() == {}
    assert store.cause_tally(QUARTERS[0]).stages == (EVERYONE,)
    assert store.cause_tally(QUARTERS[0]).scores.shape[1] == 0
    assert store.repeat_tally(QUARTERS[0]) == {}


def test_values_stand_in_the_programmes_order(store: FeedbackStore) -> None:
    assert store.values("channel") == ("web", "phone", UNKNOWN)
    assert store.values("product") == ("car", "card", "loan", UNKNOWN)
    assert store.values("stage") == ("new", "established", UNKNOWN)


def test_components_follow_the_programme(imported: Import, tmp_path: Path) -> None:
    """The order of components in programme.toml is the reader's, not the store's."""
    feedback = made_up(8, 40)
    one = imported(feedback).store.index_tally()
    version = replace(a_programme().index_versions[0], components=COMPONENTS[::-1])
    turned = open_snapshot(tmp_path, a_programme(index_versions=(version,))).index_tally()
    for key, tally in one.items():
        assert np.allclose(tally.counts[::-1], turned[key].counts)
        assert np.allclose(tally.cross[::-1, ::-1], turned[key].cross)


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ((("chanel", ("web",)),), "There is no dimension 'chanel'. Did you mean 'channel'?"),
        ((("channel", ("webb",)),), "There is no channel 'webb'. Did you mean 'web'? There are: phone, unknown, web."),
        ((("employee", ("Aino",)),), "There is no dimension 'employee'."),
    ],
)
def test_what_does_not_exist_cannot_be_asked_for(store: FeedbackStore, where: Where, sentence: str) -> None:
    for read in (store.index_tally, lambda w: store.cause_tally(QUARTERS[0], w), store.theme_counts):
        with pytest.raises(SelectionError, match=sentence.replace(".", r"\.").replace("?", r"\?")):
            read(where)


def test_unknown_question_quarter_and_breakdown(store: FeedbackStore) -> None:
    with pytest.raises(SelectionError, match="There is no question 'nps'"):
        store.score_tally("nps")
    with pytest.raises(SelectionError, match=r"There are no answers from 2031Q1\. The store has 2025Q1 to 2025Q3"):
        store.cause_tally(Quarter(2031, 1))
    with pytest.raises(SelectionError, match="There is no dimension 'employee'"):
        store.score_tally("recommend", by="employee")
    with pytest.raises(SelectionError, match="There is no dimension 'employee'"):
        store.values("employee")


def test_a_quarter_next_to_those_with_answers_is_empty(store: FeedbackStore) -> None:
    assert store.respondents(Quarter(2025, 4)) == 0
    assert store.cause_tally(Quarter(2025, 4)).count.size == 0
    assert store.score_tally("recommend", quarter=Quarter(2025, 4)) == {None: ScoreTally()}
