"""Searching, drawing and counting open answers, against the same counted by pandas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from cxlib.errors import SelectionError
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.snapshot import open_snapshot
from cxlib.terms.programme import Label, Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Search
from tests.store import oracle
from tests.store.conftest import Import
from tests.store.survey import a_programme, made_up, write

FEEDBACK = made_up(11, 200)
QUARTER = Quarter(2025, 2)
TEXTS = oracle.texts_of(FEEDBACK)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FeedbackStore:
    folder = tmp_path_factory.mktemp("store")
    write(folder, FEEDBACK)
    return open_snapshot(folder, a_programme())


def having(texts: pd.DataFrame, *words: tuple[str, ...]) -> pd.DataFrame:
    """The answers that have, for every word, one of its alternatives among their keys."""
    return texts[[all(set(word) & set(keys) for word in words) for keys in texts["keys"]]]


def test_every_word_must_be_met_by_one_of_its_alternatives(store: FeedbackStore) -> None:
    for words in ((("wait",),), (("wait", "slow"),), (("wait",), ("price", "app")), (("kind",), ("slow",), ("app",))):
        answers, found, total = store.verbatims(Search(words=words), limit=1000)
        wanted = having(TEXTS, *words)
        assert (found, total) == (len(wanted), len(TEXTS))
        assert sorted(answer.text for answer in answers) == sorted(wanted["text"])


def test_filters_narrow_what_is_found_and_of_how_many(store: FeedbackStore) -> None:
    search = Search(
        words=(("wait", "price"),),
        quarters=(QUARTER,),
        where=(("channel", ("web",)),),
        themes=("theme0", "theme2"),
        scores=(0, 1, 2, 3, 4, 5, 6),
        languages=("fi",),
    )
    rows = oracle.texts_of(FEEDBACK, where=search.where)
    rows = rows[(rows["quarter"] == QUARTER) & (rows["language"] == "fi") & rows["recommend"].isin(search.scores)]
    rows = rows[[bool({"theme0", "theme2"} & set(themes)) for themes in rows["themes"]]]
    answers, found, total = store.verbatims(search, limit=1000)
    assert (found, total) == (len(having(rows, ("wait", "price"))), len(rows))
    assert 0 < found < total
    for answer in answers:
        assert answer.quarter == QUARTER
        assert dict(answer.values)["channel"] == "web"
        assert answer.language == "fi"
        assert answer.score in search.scores


def test_an_answer_comes_with_all_that_is_known_of_it_and_no_name(store: FeedbackStore) -> None:
    answers, _, _ = store.verbatims(Search(), limit=1000)
    by_text = {row.text: row for row in TEXTS.itertuples()}
    for answer in answers:
        row = by_text[answer.text]
        assert answer.day == row.day.date()
        assert answer.quarter == row.quarter
        assert answer.question == row.question
        assert answer.stage == row.stage
        assert answer.values == (("channel", row.channel), ("product", row.product))
        assert set(answer.themes) == set(row.themes)
        assert answer.score == (None if pd.isna(row.recommend) else row.recommend)
    assert not any(name in repr(answer) for answer in answers for name in ("Aino", "Bo'"))


def test_newest_first_in_pages_that_join(store: FeedbackStore) -> None:
    whole, found, _ = store.verbatims(Search(words=(("kind",),)), limit=1000)
    assert [answer.day for answer in whole] == sorted((answer.day for answer in whole), reverse=True)
    pages = [store.verbatims(Search(words=(("kind",),)), limit=7, offset=start)[0] for start in range(0, found + 7, 7)]
    assert tuple(answer for page in pages for answer in page) == whole


def test_newest_first_across_imports(imported: Import) -> None:
    later, earlier = made_up(1, 30), made_up(2, 30, first=30)
    later.responses["day"] += pd.Timedelta(days=200)
    answers, _, _ = imported(later, earlier).store.verbatims(Search(), limit=1000)
    assert [answer.day for answer in answers] == sorted((answer.day for answer in answers), reverse=True)


def test_a_word_that_nobody_wrote(store: FeedbackStore) -> None:
    assert store.verbatims(Search(words=(("wait",), ("zebra",)))) == ((), 0, len(TEXTS))


def test_what_does_not_exist_cannot_be_searched(store: FeedbackStore) -> None:
    with pytest.raises(SelectionError, match=r"There is no theme 'thema0'\. Did you mean 'theme0'"):
        store.verbatims(Search(themes=("thema0",)))
    with pytest.raises(SelectionError, match=r"There is no language 'sv'\. There are: en, fi"):
        store.verbatims(Search(languages=("sv",)))
    with pytest.raises(SelectionError, match="There are no answers from 1999Q1"):
        store.verbatims(Search(quarters=(Quarter(1999, 1),)))


def test_terms_like(store: FeedbackStore) -> None:
    counts = TEXTS["keys"].explode().value_counts()
    assert store.terms_like("i") == tuple(sorted(("wait", "price", "kind"), key=lambda term: (-counts[term], term)))
    assert store.terms_like("i", limit=1) == store.terms_like("i")[:1]
    assert store.terms_like("%") == store.terms_like("") == ()


def test_theme_counts(store: FeedbackStore) -> None:
    for by in (None, "channel", "stage"):
        rows = TEXTS[TEXTS["quarter"] == QUARTER]
        groups = {None: rows} if by is None else dict(list(rows.groupby(by)))
        wanted = {
            group: (len(rows), rows["themes"].explode().dropna().value_counts().to_dict())
            for group, rows in groups.items()
        }
        assert store.theme_counts(quarter=QUARTER, by=by) == wanted


def test_quotes_are_short_balanced_and_the_same_every_time(store: FeedbackStore, tmp_path: Path) -> None:
    quotes = store.quotes(QUARTER, limit=6)
    assert len({quote.id for quote in quotes}) == 6
    assert all(60 <= len(quote.text) <= 220 and quote.quarter == QUARTER for quote in quotes)
    fit = TEXTS[(TEXTS["quarter"] == QUARTER) & TEXTS["text"].str.len().between(60, 220)]
    fit = fit[fit["recommend"].notna() & ~fit["recommend"].isin([7, 8])]
    piles = set(zip(fit["stage"], fit["recommend"] >= 9, strict=True))
    assert len(piles) >= 5
    assert piles <= {(quote.stage, (quote.score or 0) >= 9) for quote in quotes}
    assert all(quote.score is not None and quote.score not in (7, 8) for quote in quotes)
    write(tmp_path, FEEDBACK)
    assert open_snapshot(tmp_path, a_programme()).quotes(QUARTER, limit=6) == quotes
    assert {quote.stage for quote in store.quotes(QUARTER, (("stage", ("new",)),), 4)} == {"new"}


def test_quotes_without_a_recommendation_question(imported: Import) -> None:
    """Then the first question's positive answers praise, and its worse half blames."""
    questions = (Question("satisfaction", Label(), "csat", 1, 5, positive=frozenset({4, 5})),)
    programme = a_programme(questions=questions, index_versions=())
    quotes = imported(FEEDBACK, programme=programme).store.quotes(QUARTER, limit=8)
    assert {quote.score for quote in quotes} <= {1, 2, 4, 5}
    assert any(quote.score in (1, 2) for quote in quotes)
    assert any(quote.score in (4, 5) for quote in quotes)


def test_a_persons_codes_stand_before_the_codebooks(imported: Import) -> None:
    feedback = made_up(12, 10)
    spoken = feedback.verbatims.iloc[0]
    silent = feedback.responses["response_key"].iloc[0]
    codes = [
        {"response_key": spoken["response_key"], "question": spoken["question"], "theme": "theme1"},
        {"response_key": silent, "question": "coded only", "theme": "theme2"},
    ]
    tones = [{"response_key": spoken["response_key"], "question": spoken["question"], "tone": -1}]
    store = imported(replace(feedback, human_codes=pd.DataFrame(codes), human_tones=pd.DataFrame(tones))).store
    (answer,) = [a for a in store.verbatims(Search(), limit=99)[0] if a.text == spoken["text"]]
    assert answer.themes == ("theme1",)
    assert store.theme_counts(tone=-1) == {None: (1, {"theme1": 1})}
    assert store.theme_counts(tone=1) == {None: (0, {})}
    assert store.theme_counts()[None][0] == len(feedback.verbatims) + 1
    assert store.verbatims(Search())[1] == len(feedback.verbatims)
    tallies = [store.cause_tally(quarter) for quarter in store.quarters()]
    wrote = {silent, *feedback.verbatims["response_key"]}
    assert sum(int(tally.count[tally.wrote].sum()) for tally in tallies) == len(wrote)


def test_hostile_text_is_kept_as_it_is(imported: Import) -> None:
    feedback = made_up(13, 10)
    hostile = "<script>alert(1)</script>'; drop table verbatim; -- %_\x1f\U0001f600 \u202e"
    feedback.verbatims.loc[0, "text"] = hostile
    feedback.verbatims.at[0, "keys"] = ["'; drop table verbatim; --"]
    store = imported(feedback).store
    (answer,), found, _ = store.verbatims(Search(words=(("'; drop table verbatim; --",),)))
    assert (answer.text, found) == (hostile, 1)
    assert store.terms_like("'; drop") == ("'; drop table verbatim; --",)
