"""From words and filters to the open answers that hold them, under the same privacy rules as every number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from cxlib.measures.withholding import selection_refusal
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import Span, Verbatim, VerbatimPage
from cxlib.terms.codebook import Codebook
from cxlib.terms.estimate import Refusal, Withheld
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Search, Where
from cxlib.text.search import parse_query, search_spans
from cxlib.text.themes import theme_spans
from cxlib.text.words import Lexicon, page_lexicon


@dataclass(frozen=True)
class Found:
    """Some of the answers found, and in each the places that met the words or show the themes searched."""

    page: VerbatimPage
    spans: tuple[tuple[Span, ...], ...]


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
) -> Found:
    """Return the answers that hold all of the words in any form, newest first.

    Parameters
    ----------
    words
        As typed: any inflected form, with or without the dots of ä and ö; a last word may be unfinished.
    quarters, where, themes, scores, languages
        What the answers are narrowed to; several of one kind are alternatives.
    limit, offset
        Which of the answers found are returned.
    live
        Whether the last word may still be on its way, so that a beginning is enough.

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
    lexicon = page_lexicon(store.words)
    asked = Search(
        words=parse_query(words, words=lexicon, live=live),
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
        return Found(VerbatimPage((), 0, 0, Withheld(refused, "share", programme.smallest_group)), ())
    answers, found, of = store.verbatims(replace(asked, quarters=readable), limit, offset)
    spans = tuple(_spans(answer, asked, codebook, lexicon) for answer in answers)
    return Found(VerbatimPage(answers, found, of), spans)


def _refusal(store: FeedbackStore, programme: Programme, quarter: Quarter, where: Where) -> Refusal | None:
    """Return why a quarter's answers are not read under these filters; few people are told apart by what they write."""
    count = partial(store.respondents, quarter)
    if 0 < count(where) < programme.smallest_group:
        return "small_group"
    return selection_refusal(count, store.values, where, programme.smallest_group)


def _spans(answer: Verbatim, asked: Search, codebook: Codebook, lexicon: Lexicon) -> tuple[Span, ...]:
    """Return where the words stand; with themes alone searched, where the words stand that speak of them."""
    if asked.words:
        return search_spans(answer.text, answer.language, asked.words, lexicon)
    if asked.themes:
        spans = theme_spans(answer.text, answer.language, codebook, lexicon)
        return tuple(span for span in spans if span.why in asked.themes)
    return ()
