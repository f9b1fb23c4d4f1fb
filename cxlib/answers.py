"""From words and filters to the open answers that hold them, under the same privacy rules as every number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cxlib.measures.withholding import refusal
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import Span, Verbatim, VerbatimPage
from cxlib.terms.codebook import Codebook
from cxlib.terms.estimate import Withheld
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
        Without answers, and with the reason, where fewer people than the smallest group gave answers in these quarters
        and filters: few people can be told apart by what they write.

    Raises
    ------
    SelectionError
        When a theme, a filter or a quarter does not exist.
    """
    lexicon = page_lexicon(store.words)
    asked = Search(
        words=parse_query(words, words=lexicon, live=live),
        quarters=tuple(quarters),
        where=where,
        themes=tuple(themes),
        scores=tuple(scores),
        languages=tuple(languages),
    )
    withheld = _refused(store, programme, asked)
    if withheld is not None:
        return Found(VerbatimPage((), 0, 0, withheld), ())
    answers, found, of = store.verbatims(asked, limit, offset)
    spans = tuple(_spans(answer, asked, codebook, lexicon) for answer in answers)
    return Found(VerbatimPage(answers, found, of), spans)


def _refused(store: FeedbackStore, programme: Programme, asked: Search) -> Withheld | None:
    """Return the refusal where the filters leave fewer people than the smallest group."""
    if not asked.where:
        return None
    quarters = asked.quarters or store.quarters()

    def respondents(where: Where) -> int:
        return sum(store.respondents(quarter, where) for quarter in quarters)

    small = refusal(respondents(asked.where), "share", programme.smallest_group)
    return small if small is not None and small.reason == "small_group" else None


def _spans(answer: Verbatim, asked: Search, codebook: Codebook, lexicon: Lexicon) -> tuple[Span, ...]:
    """Return where the words stand; with themes alone searched, where the words stand that speak of them."""
    if asked.words:
        return search_spans(answer.text, answer.language, asked.words, lexicon)
    if asked.themes:
        spans = theme_spans(answer.text, answer.language, codebook, lexicon)
        return tuple(span for span in spans if span.why in asked.themes)
    return ()
