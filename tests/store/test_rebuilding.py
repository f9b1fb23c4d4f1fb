"""What a changed definition asks for: nothing, a rebuild, and what a rebuild makes of the stored answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxlib.errors import NoStore, OutdatedSnapshot, StoreBusy
from cxlib.store.folder import only_writer
from cxlib.store.rebuilding import rebuild
from cxlib.store.snapshot import open_snapshot
from cxlib.terms.programme import UNKNOWN, Component, Dimension, IndexVersion, Label, Programme, Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Search
from cxlib.terms.tally import MomentTally
from tests.store import oracle
from tests.store.survey import COMPONENTS, FIRST, a_codebook, a_programme, made_up, write
from tests.store.test_tallies import assert_equal_stores, same

FEEDBACK = made_up(21, 80)
VERSION = a_programme().index_versions[0]


def with_index(*components: Component) -> Programme:
    return a_programme(index_versions=(replace(VERSION, components=components),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, FEEDBACK)
    return unpublished(tmp_path)


def unpublished(folder: Path) -> Path:
    """Forget which versions numbers were published with, so that one may be changed here; test_published_versions."""
    (folder / "store" / "versions.json").unlink()
    return folder


@pytest.mark.parametrize(
    "programme",
    [
        with_index(*(replace(component, weight=1 / 3) for component in COMPONENTS)),
        a_programme(index_versions=(replace(VERSION, target=80.0, stage_weights=(("new", 1.0),)),)),
        a_programme(index_versions=(VERSION, IndexVersion(2, Quarter(2025, 2), COMPONENTS, VERSION.stage_weights))),
        a_programme(smallest_group=10, name="Another name"),
        a_programme(dimensions=a_programme().dimensions[:1]),
    ],
    ids=["weights", "target", "version of the same components", "smallest group", "dimension dropped"],
)
def test_what_needs_no_rebuild(folder: Path, programme: Programme) -> None:
    tally = sum(open_snapshot(folder, programme).index_tally().values(), MomentTally.empty(3))
    assert same(tally, oracle.moments(oracle.rows_of(FEEDBACK)))


@pytest.mark.parametrize(
    ("programme", "named"),
    [
        (with_index(*COMPONENTS, Component("recommend", "minmax", 0.1)), "index component 'recommend/minmax'"),
        (with_index(*COMPONENTS[:2]), "index component 'effort/minmax'"),
        (
            a_programme(questions=tuple(replace(q, best="high") for q in a_programme().questions)),
            "index component 'effort/minmax'",
        ),
        (
            a_programme(questions=(Question("first", Label(), "nps", 0, 10), *a_programme().questions)),
            "question 'first', the question whose score stands beside open answers",
        ),
    ],
)
def test_what_asks_for_a_rebuild(folder: Path, programme: Programme, named: str) -> None:
    sentence = f"programme.toml has changed since the store was made: {named}. Run `python -m cxlib rebuild`"
    with pytest.raises(OutdatedSnapshot) as caught:
        open_snapshot(folder, programme)
    assert str(caught.value).startswith(sentence)
    with pytest.raises(OutdatedSnapshot):
        write(folder, made_up(3, 5, first=900), programme=programme)
    assert rebuild(folder, programme, a_codebook()) == "cx-000002"
    open_snapshot(folder, programme).close()


@pytest.mark.parametrize(
    ("programme", "named"),
    [
        (
            a_programme(dimensions=(*a_programme().dimensions, Dimension("region", Label()))),
            "dimension 'region'",
        ),
        (
            a_programme(questions=(*a_programme().questions, Question("trust", Label(), "rating", 1, 5))),
            "question 'trust'",
        ),
    ],
)
def test_new_names_are_learnt_by_the_next_import_or_a_rebuild(folder: Path, programme: Programme, named: str) -> None:
    sentence = f"programme.toml has changed since the store was made: {named}. Run `python -m cxlib rebuild`"
    with pytest.raises(OutdatedSnapshot) as caught:
        open_snapshot(folder, programme)
    assert str(caught.value).startswith(sentence)
    more = made_up(3, 5, first=900)
    (outcome,) = write(folder, more, programme=programme)
    assert outcome.accepted == 5
    grown = open_snapshot(folder, programme)
    tally = sum(grown.index_tally().values(), MomentTally.empty(3))
    assert same(tally, oracle.moments(oracle.rows_of(FEEDBACK, more)))
    grown.close()
    assert rebuild(folder, programme, a_codebook()) == "cx-000003"
    open_snapshot(folder, programme).close()


def test_a_rebuild_scores_anew(folder: Path) -> None:
    programme = with_index(Component("effort", "top_box", 0.5), Component("recommend", "nps_category", 0.5))
    rebuild(folder, programme, a_codebook())
    tally = sum(open_snapshot(folder, programme).index_tally().values(), MomentTally.empty(2))
    rows = FEEDBACK.responses
    assert tally.counts.tolist() == [rows["effort"].notna().sum(), rows["recommend"].notna().sum()]
    best = rows[rows["effort"].isin([1, 2])]  # 1 is best: the best two count
    assert tally.total[0] == pytest.approx(100 * best["weight"].sum())


def test_a_rebuild_is_what_a_new_import_would_be(folder: Path, tmp_path: Path) -> None:
    """Two imports and a rebuild, against one import into a new store under the same definitions."""
    write(folder, made_up(22, 60, first=500))
    unpublished(folder)
    programme = with_index(COMPONENTS[2], Component("satisfaction", "top_box", 0.5))
    rebuild(folder, programme, a_codebook())
    fresh = tmp_path / "fresh"
    write(fresh, FEEDBACK, made_up(22, 60, first=500), programme=programme)
    one, other = open_snapshot(folder, programme), open_snapshot(fresh, programme)
    for where in ((), (("channel", ("web", UNKNOWN)),), (("stage", ("new",)), ("product", ("loan",)))):
        mine, theirs = one.index_tally(where), other.index_tally(where)
        assert mine.keys() == theirs.keys()
        assert all(same(mine[key], theirs[key]) for key in mine)
    assert one.verbatims(Search(words=(("wait",),)), limit=500) == other.verbatims(
        Search(words=(("wait",),)), limit=500
    )
    write(folder, made_up(23, 40, first=700), programme=programme)
    write(fresh, made_up(23, 40, first=700), programme=programme)


def test_a_rebuild_without_changes_keeps_every_number(folder: Path, tmp_path: Path) -> None:
    before = open_snapshot(folder, a_programme())
    rebuild(folder, a_programme(), a_codebook())
    after = open_snapshot(folder, a_programme())
    assert after.name == "cx-000002"
    assert_equal_stores(before, after, (("channel", ("web",)),))


def test_a_new_dimension_is_not_known_of_stored_answers(folder: Path) -> None:
    programme = a_programme(dimensions=(*a_programme().dimensions, Dimension("region", Label())))
    rebuild(folder, programme, a_codebook())
    assert open_snapshot(folder, programme).values("region") == (UNKNOWN,)
    later = made_up(3, 30, first=900)
    later.responses["region"] = "North"
    write(folder, later, programme=programme)
    store = open_snapshot(folder, programme)
    assert store.values("region") == ("North", UNKNOWN)
    assert sum(store.respondents(quarter, (("region", (UNKNOWN,)),)) for quarter in store.quarters()) == 80
    assert sum(store.respondents(quarter, (("region", ("North",)),)) for quarter in store.quarters()) == 30
    again = write(folder, FEEDBACK, programme=programme)[0]
    assert (again.duplicates, again.rejections) == (80, ())


def test_another_score_beside_the_answers(folder: Path) -> None:
    questions = a_programme().questions
    programme = a_programme(questions=(replace(questions[0], kind="rating"), questions[1], questions[2]))
    assert open_snapshot(folder, programme).verbatims(Search())[1] > 0  # the first question is still the same one
    turned = a_programme(questions=(questions[1], replace(questions[0], kind="rating"), questions[2]))
    rebuild(folder, turned, a_codebook())
    texts = oracle.texts_of(FEEDBACK).set_index("text")
    for answer in open_snapshot(folder, turned).verbatims(Search(), limit=500)[0]:
        score = texts.loc[answer.text, "satisfaction"]
        assert answer.score == (None if pd.isna(score) else score)


def test_texts_are_read_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = made_up(24, 30, first=300)
    more = replace(more, human_codes=more.verbatims.iloc[[0]][["response_key", "question"]].assign(theme="theme1"))
    write(folder, more)
    monkeypatch.setattr("cxlib.store.rebuilding.PORTION", 17)
    asked: list[str] = []

    def enrich(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        asked.extend(frame["text"])
        assert set(frame["language"]) <= {"fi", "en"}
        assert set(frame["question"]) <= {"why", "wish"}
        keys = [["again", *text.split()[2:4]] for text in frame["text"]]
        themes = [["theme0", "late"] if "wait" in text else [] for text in frame["text"]]
        words = pd.DataFrame({"form": ["wait"], "language": ["en"], "lemmas": [["wait"]], "parts": [[]]})
        return frame.assign(keys=keys, themes=themes), words

    codebook = replace(a_codebook(1, "2"), themes=(*a_codebook(2).themes, replace(a_codebook(1).themes[0], id="late")))
    rebuild(folder, a_programme(), codebook, enrich=enrich)
    store = open_snapshot(folder, a_programme())
    texts = [*FEEDBACK.verbatims["text"], *more.verbatims["text"]]
    assert sorted(asked) == sorted(texts)
    person = more.verbatims["text"].iloc[0]
    waiting = sum("wait" in text for text in texts if text != person)
    assert store.theme_counts()[None] == (len(texts), {"theme0": waiting, "theme1": 1, "late": waiting})
    assert store.verbatims(Search(words=(("again",),)))[1] == len(texts)
    assert store.terms_like("agai") == ("again",)
    assert [word.lemmas for word in store.words("wait")] == [("wait",)]
    assert store.codebook_versions == ("2",)
    (answer,) = [a for a in store.verbatims(Search(), limit=500)[0] if a.text == person]
    assert answer.themes == ("theme1",)
    tallies = [store.cause_tally(quarter) for quarter in store.quarters()]
    mentioned = sum(float((tally.mentions[:, tally.themes.index("late")] * tally.count).sum()) for tally in tallies)
    wrote = pd.concat([FEEDBACK.verbatims, more.verbatims])
    assert mentioned == wrote[wrote["text"].str.contains("wait") & (wrote["text"] != person)]["response_key"].nunique()


def test_themes_that_the_codebook_has_no_longer_are_forgotten(folder: Path) -> None:
    rebuild(folder, a_programme(), replace(a_codebook(), themes=a_codebook(3).themes[1:]))
    store = open_snapshot(folder, a_programme())
    texts = oracle.texts_of(FEEDBACK)
    counts = texts["themes"].explode().dropna().value_counts().to_dict()
    del counts["theme0"]
    assert store.theme_counts()[None] == (len(texts), counts)
    assert store.cause_tally(FIRST).themes == ("theme1", "theme2")
    write(folder, made_up(3, 20, first=900))  # theme0 comes back, and takes the free bit
    added = oracle.texts_of(made_up(3, 20, first=900))["themes"].explode().value_counts()
    assert open_snapshot(folder, a_programme()).theme_counts()[None][1]["theme0"] == added["theme0"]


def test_nothing_to_rebuild(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(NoStore, match="nothing has been imported yet"):
        rebuild(tmp_path / "empty", a_programme(), a_codebook())
    with only_writer(folder), pytest.raises(StoreBusy):
        rebuild(folder, a_programme(), a_codebook())


def test_a_rebuild_that_fails_leaves_the_store_as_it_was(folder: Path) -> None:
    def broken(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        raise ValueError("no lexicon")

    with pytest.raises(ValueError, match="no lexicon"):
        rebuild(folder, a_programme(), a_codebook(), enrich=broken)
    assert np.sum([1 for path in (folder / "store").iterdir() if ".tmp" in path.name]) == 0
    assert open_snapshot(folder, a_programme()).name == "cx-000001"
