"""A search with what stands beside its answers, as JSON and as lines of text."""

from __future__ import annotations

from cxlib.publish.plain import answers_text
from cxlib.publish.record import Record, change_record, page_record, value_record
from cxlib.terms.briefing import VerbatimPage
from cxlib.terms.query import Query, Suggestion
from cxlib.terms.saying import Beside, Saying
from cxlib.wording.query import oddity_sentences, query_sentence, suggestion_sentence
from cxlib.wording.tongue import Tongue


def query_record(query: Query, suggestions: tuple[Suggestion, ...], tongue: Tongue) -> Record:
    """Return how a search was read, and what may have been meant by words that nobody wrote."""
    return {
        "read_as": query_sentence(query, tongue),
        "notes": list(query.odd),
        "did_you_mean": [{"typed": each.typed, "meant": each.meant, "search": each.search} for each in suggestions],
    }


def saying_record(saying: Saying | None) -> Record | None:
    """Return the trend and the comparison; null where nothing was searched."""
    if saying is None:
        return None
    return {
        "quarter": str(saying.quarter),
        "trend": [{"quarter": str(point.quarter), **value_record(point.share)} for point in saying.trend],
        "index": _beside_record(saying.index),
        "score": _beside_record(saying.score),
    }


def _beside_record(beside: Beside | None) -> Record | None:
    if beside is None:
        return None
    return {
        "said": value_record(beside.said),
        "others": value_record(beside.others),
        "difference": change_record(beside.difference),
    }


def search_record(
    page: VerbatimPage, query: Query, suggestions: tuple[Suggestion, ...], saying: Saying | None, tongue: Tongue
) -> Record:
    """Return a search with its answers and what stands beside them."""
    return {
        **page_record(page),
        "query": query_record(query, suggestions, tongue),
        "did_you_mean": [each.meant for each in suggestions],
        "saying": saying_record(saying),
    }


def search_text(
    page: VerbatimPage, query: Query, suggestions: tuple[Suggestion, ...], saying: list[str], tongue: Tongue
) -> str:
    """Return a search with its answers as lines of text."""
    head = [query_sentence(query, tongue), *oddity_sentences(query, tongue)]
    meant = [suggestion_sentence(each, tongue) for each in suggestions]
    found = [] if query.is_empty and query.odd else [answers_text(page, tongue)]
    return "\n".join([*filter(None, head), *meant, *saying, *found])
