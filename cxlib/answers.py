"""From words and filters to the open answers that hold them, under the same privacy rules as every number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cxlib.measures.guard import Guard, blanked, hidden_values
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import Span, Verbatim, VerbatimPage
from cxlib.terms.codebook import Codebook
from cxlib.terms.estimate import Refusal, Withheld
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.query import Query, Suggestion
from cxlib.terms.selection import Search, Where
from cxlib.text.query import read_query
from cxlib.text.search import search_spans
from cxlib.text.themes import theme_spans
from cxlib.text.words import Lexicon, forms, page_lexicon


@dataclass(frozen=True)
class Found:
    """Some of the answers found, and in each the places that met the words or show the themes searched.

    `query` is the search as it was read; `suggestions` are words that may have been meant where nobody wrote one.
    """

    page: VerbatimPage
    spans: tuple[tuple[Span, ...], ...]
    query: Query = Query()
    suggestions: tuple[Suggestion, ...] = ()


def find_answers(
    store: FeedbackStore,
    programme: Programme,
    codebook: Codebook,
    words: str = "",
    *,
    quarters: Iterable[Quarter] = (),
    where: Where = (),
    themes: Iterable[str] = (),
    scores: Iterable[int] = (),
    languages: Iterable[str] = (),
    limit: int = 50,
    offset: int = 0,
    live: bool = True,
    wide: bool = False,
) -> Found:
    """Return the answers that hold all of the words in any form, newest first.

    Parameters
    ----------
    words
        As typed: any inflected form, with or without the dots of ä and ö, phrases in quotation marks, OR, NOT and
        beginnings (see `read_query`); a last word may be unfinished.
    quarters, where, themes, scores, languages
        What the answers are narrowed to; several of one kind are alternatives.
    limit, offset
        Which of the answers found are returned.
    live
        Whether the last word may still be on its way, so that a beginning is enough.
    wide
        Whether words are looked for anywhere in a word.

    Returns
    -------
    Found
        Quarters in which fewer people than the smallest group meet the filters, or in which they would give such a
        group away, are left out; where that leaves none, without answers and with the reason.

    Raises
    ------
    SelectionError
        When a theme, a filter or a quarter does not exist.
    """
    lexicon = page_lexicon(store.words, store.dotted_words)
    query = read_query(words, words=lexicon, live=live, wide=wide)
    if query.is_empty and query.odd:
        return Found(VerbatimPage((), 0, 0), (), query)
    asked = Search(
        words=query.words,
        without=query.without,
        quarters=tuple(quarters) or store.quarters(),
        where=where,
        themes=tuple(themes),
        scores=tuple(scores),
        languages=tuple(languages),
    )
    whys = {quarter: _refusal(store, programme, quarter, where) for quarter in asked.quarters}
    readable = tuple(quarter for quarter, why in whys.items() if why is None)
    refused = next((why for why in whys.values() if why is not None), None)
    if refused is not None and not readable:
        return Found(VerbatimPage((), 0, 0, Withheld(refused, "share", programme.smallest_group)), (), query)
    answers, found, of = store.verbatims(replace(asked, quarters=readable), limit, offset)
    answers = _blanked(store, programme, answers)
    _recall(store, answers, lexicon)
    spans = tuple(_spans(answer, asked, codebook, lexicon) for answer in answers)
    meant = () if found else _meant(store, words, query, programme.smallest_group)
    return Found(VerbatimPage(answers, found, of), spans, query, meant)


def _recall(store: FeedbackStore, answers: tuple[Verbatim, ...], lexicon: Lexicon) -> None:
    """Ask for all words of the answers shown at once, instead of one by one as they are marked."""
    met = {form for answer in answers for form in forms(answer.text)}
    lexicon.learn({(word.form, word.language): word for word in store.words_of(met)})


def _meant(store: FeedbackStore, text: str, query: Query, fewest: int) -> tuple[Suggestion, ...]:
    """Return, for every word that no answer of any quarter has, what may have been meant."""
    found = []
    for group, told in zip(query.words, query.asked, strict=False):
        unknown = [one.typed for one in told if one.manner in {"word", "beginning"}]
        if not unknown or store.verbatims(Search(words=(group,)), 0)[1]:
            continue
        for typed in unknown:
            for meant in store.near_words(typed, fewest):
                put_right = re.sub(rf"(?i)(?<!\w){re.escape(typed)}(?!\w)", meant, text)
                found.append(Suggestion(typed, meant, put_right))
    return tuple(found)


def _refusal(store: FeedbackStore, programme: Programme, quarter: Quarter, where: Where) -> Refusal | None:
    """Return why a quarter's answers are not read under these filters; few people are told apart by what they write."""
    return Guard.of(store, quarter, programme.smallest_group).refusal(where)


def _blanked(store: FeedbackStore, programme: Programme, answers: tuple[Verbatim, ...]) -> tuple[Verbatim, ...]:
    """Return the answers without what would tell that their writer is one of few in the quarter."""
    dimensions = [dimension.id for dimension in programme.filters]
    hidden = {
        quarter: hidden_values(Guard.of(store, quarter, programme.smallest_group), dimensions)
        for quarter in {answer.quarter for answer in answers}
    }
    return tuple(blanked(answer, hidden[answer.quarter]) for answer in answers)


def _spans(answer: Verbatim, asked: Search, codebook: Codebook, lexicon: Lexicon) -> tuple[Span, ...]:
    """Return where the words stand; with themes alone searched, where the words stand that speak of them."""
    if asked.words:
        return search_spans(answer.text, answer.language, asked.words, lexicon)
    if asked.themes:
        spans = theme_spans(answer.text, answer.language, codebook, lexicon)
        return tuple(span for span in spans if span.why in asked.themes)
    return ()
