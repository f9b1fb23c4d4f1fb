"""Languages told, against the languages that a person says they are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cxlib.evaluation.agreement import Agreement, share
from cxlib.evaluation.labelled import Row, string
from cxlib.evaluation.report import Evaluation, Line, Target
from cxlib.text.language import detect
from cxlib.text.words import LANGUAGES

OTHER = "other"
_WORDS = 3


def evaluate_language(rows: Sequence[Row], file: str) -> Evaluation:
    """Measure language detection on rows of text and language; any language but ours counts as `other`."""
    counts: dict[tuple[str, str], Agreement] = defaultdict(Agreement)
    right = {True: 0, False: 0}
    ours = {True: 0, False: 0}
    rejected = strangers = 0
    worst: list[str] = []
    for row in rows:
        text, wanted = string(row, "text"), _grouped(string(row, "language").strip().lower())
        told, source = detect(text, string(row, "survey_language"))
        found, long = _grouped(told), len(text.split()) >= _WORDS
        if wanted == OTHER:
            strangers += 1
            rejected += found == OTHER
        else:
            ours[long] += 1
            right[long] += found == wanted
        if found == wanted:
            counts["", wanted] += Agreement(found=1)
            continue
        counts["", wanted] += Agreement(missed=1)
        counts["", found] += Agreement(false=1)
        worst.append(f"{wanted} taken for {told} ({source}): {text}")
    lines = tuple(Line(group, name, counts[group, name]) for group, name in sorted(counts))
    targets = (
        Target("right from three words", 0.99, share(right[True], ours[True])),
        Target("right with one or two words", 0.90, share(right[False], ours[False])),
        Target("other languages not taken for ours", 0.95, share(rejected, strangers)),
    )
    return Evaluation("language", file, len(rows), lines, targets, tuple(worst))


def _grouped(language: str) -> str:
    return language if language in LANGUAGES else OTHER
