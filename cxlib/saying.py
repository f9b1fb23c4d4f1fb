"""How often something is said in the open answers, and how those who say it answer otherwise than the others."""

from __future__ import annotations

from collections.abc import Iterable

from cxlib.measures.guard import Guard
from cxlib.measures.saying import index_beside, said_trend, score_beside
from cxlib.store.definitions import score_question
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Refusal, Withheld
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.saying import Beside, SaidPoint, SaidTally, Saying
from cxlib.terms.selection import Search, Where
from cxlib.text.query import read_query
from cxlib.text.words import page_lexicon


def look_closer(
    store: FeedbackStore,
    programme: Programme,
    words: str = "",
    *,
    quarters: Iterable[Quarter] = (),
    where: Where = (),
    themes: Iterable[str] = (),
    scores: Iterable[int] = (),
    languages: Iterable[str] = (),
    live: bool = True,
    wide: bool = False,
) -> Saying | None:
    """Return how often what a search finds is said, quarter by quarter, and how those who say it answer otherwise.

    The parameters are those of `find_answers`; the trend is of all quarters, the comparison of the last one chosen.

    Returns
    -------
    Saying or None
        Shares are of those who wrote under the same filters. Nothing for a search without words and themes, or where
        the filters leave too few people in every quarter. Where answers are narrowed by score there is no comparison:
        it would compare scores that were chosen.
    """
    query = read_query(words, words=page_lexicon(store.words, store.dotted_words), live=live, wide=wide)
    chosen, every = tuple(quarters) or store.quarters(), store.quarters()
    asked = Search(query.words, (), where, tuple(themes), tuple(scores), tuple(languages), query.without)
    if query.is_empty and (query.odd or not asked.themes):
        return None
    smallest = programme.smallest_group
    readable = tuple(each for each in every if Guard.of(store, each, smallest).refusal(where) is None)
    quarter = next((each for each in reversed(readable) if each in chosen), None)
    if quarter is None:
        return None
    found = Search(asked.words, readable, where, asked.themes, asked.scores, asked.languages, asked.without)
    tally = store.said_tally(found, quarter)
    trend = {point.quarter: point for point in said_trend(tally, smallest_group=smallest)}
    points = tuple(trend.get(each, SaidPoint(each, Withheld("no_answers", "share", smallest))) for each in readable)
    return _beside(programme, tally, quarter, points, compared=not asked.scores)


def _beside(
    programme: Programme, tally: SaidTally, quarter: Quarter, points: tuple[SaidPoint, ...], *, compared: bool
) -> Saying:
    """Hold those who said it against the others, where both are at least as many customers as the smallest group."""
    if not compared:
        return Saying(quarter, points, None, None)
    smallest = programme.smallest_group
    if few := [customers for customers in tally.customers if customers < smallest]:
        reason: Refusal = "no_answers" if not all(few) else "small_group"
        refused = Withheld(reason, "index", smallest)
        hidden = Beside(refused, refused, refused)
        return Saying(quarter, points, hidden, hidden)
    version, question = programme.index_version(quarter), score_question(programme)
    index = index_beside(*tally.moments, version, programme.components, smallest_group=smallest)
    score = None if question is None else score_beside(*tally.scores, question, smallest_group=smallest)
    return Saying(quarter, points, index, score)
