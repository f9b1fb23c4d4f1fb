"""Search by a labelled set of queries and answers, with Voikko and without it; half of the queries are held out.

Labels were written before anything was tuned: an answer is relevant where it holds the query's word in any inflected
form, or in a compound. Queries with an odd place in the file were never looked at while tuning.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cxlib.text import voikko
from cxlib.text.search import matches
from cxlib.text.words import Lexicon

FOLDER = Path(__file__).parent / "data"


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (FOLDER / name).read_text("utf-8").splitlines()]


QUERIES, ANSWERS = rows("search_queries.tsv"), rows("search_answers.tsv")


def quality(queries: list[list[str]], words: Lexicon) -> tuple[float, float]:
    """Recall and precision over all pairs of a query and an answer in its language."""
    right = wrong = missed = 0
    for name, query, language in queries:
        for spoken, relevant, text in ANSWERS:
            if spoken != language:
                continue
            hit, wanted = matches(query, text, language, words=words), name in relevant.split()
            right, wrong, missed = right + (hit and wanted), wrong + (hit > wanted), missed + (wanted > hit)
    return right / (right + missed), right / (right + wrong)


def test_the_set_is_large_enough_and_whole() -> None:
    names = {name for name, _, _ in QUERIES}
    assert len(QUERIES) >= 40
    assert len(ANSWERS) >= 300
    assert {name for _, relevant, _ in ANSWERS for name in relevant.split()} - {"-"} == names


@pytest.mark.parametrize("half", ["held out", "all"])
def test_recall_and_precision(half: str, words: Lexicon) -> None:
    queries = QUERIES[1::2] if half == "held out" else QUERIES
    recall, precision = quality(queries, words)
    assert recall >= (0.94 if words.engine is not None and voikko.installed() is not None else 0.93), recall
    assert precision >= 0.92, precision
