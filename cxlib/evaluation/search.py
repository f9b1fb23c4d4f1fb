"""Answers that a search finds, against those that a person says it should."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cxlib.errors import IntakeError
from cxlib.evaluation.agreement import Agreement
from cxlib.evaluation.labelled import Row, string
from cxlib.evaluation.report import Evaluation, Line, Target
from cxlib.text import voikko
from cxlib.text.language import detect
from cxlib.text.search import matches

_YES = frozenset({"1", "true", "yes", "kyllä", "x", "1.0"})
_NO = frozenset({"0", "false", "no", "ei", "", "0.0"})


def evaluate_search(rows: Sequence[Row], file: str) -> Evaluation:
    """Measure searching on rows of a query, a text and whether the one should find the other."""
    counts: dict[tuple[str, str], Agreement] = defaultdict(Agreement)
    worst: list[str] = []
    for row in rows:
        query, text = string(row, "query"), string(row, "text")
        language = string(row, "language") or detect(text)[0]
        wanted, found = _relevant(row), matches(query, text, language)
        one = Agreement(int(wanted and found), int(found and not wanted), int(wanted and not found))
        for place in (("", "all"), ("language", language), ("query", query)):
            counts[place] += one
        if wanted != found:
            worst.append(f"'{query}' {'misses' if wanted else 'wrongly finds'}: {text}")
    lines = tuple(Line(group, name, counts[group, name]) for group, name in sorted(counts))
    wanted_recall = 0.94 if voikko.installed() is not None else 0.93
    targets = (
        Target("recall", wanted_recall, counts["", "all"].recall),
        Target("precision", 0.92, counts["", "all"].precision),
    )
    return Evaluation("search", file, len(rows), lines, targets, tuple(worst))


def _relevant(row: Row) -> bool:
    written = string(row, "relevant").strip().lower()
    if written not in _YES | _NO:
        raise IntakeError(f"Row {row['row']}: relevant is '{written}'. Write 1 or 0.")
    return written in _YES
