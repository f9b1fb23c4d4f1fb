"""The tone told of answers, against the tone that people heard in them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from cxlib.errors import IntakeError
from cxlib.evaluation.agreement import Agreement, share
from cxlib.evaluation.labelled import Row, string
from cxlib.evaluation.report import Evaluation, Line, Target
from cxlib.text import language, sentiment
from cxlib.text.sentiment import Toned

_TONES = {"positive": 1, "1": 1, "neutral": 0, "0": 0, "negative": -1, "-1": -1}
_NAMES = {1: "positive", 0: "neutral", -1: "negative"}
_SEED = 1


def evaluate_sentiment(rows: Sequence[Row], file: str, *, train: int = 0) -> Evaluation:
    """Measure tones on rows of text and sentiment; with `train`, so many of the judgements teach and are not measured.

    Neutral answers are no case of the target, which is about telling good from bad.
    """
    answers, tones = [_toned(row) for row in rows], [_tone(row) for row in rows]
    taught = set(random.Random(_SEED).sample(range(len(rows)), min(train, len(rows))))
    known = [tone if place in taught else None for place, tone in enumerate(tones)]
    chances = sentiment.predict(sentiment.train(answers, known), answers)
    counts: dict[tuple[str, str], Agreement] = defaultdict(Agreement)
    measured = [place for place in range(len(rows)) if place not in taught and tones[place]]
    worst = []
    for place in measured:
        told, tone = (1 if chances[place] >= 0.5 else -1), tones[place]
        for group, wanted, found in (("", _NAMES[tone], _NAMES[told]), (answers[place].language, "all", "all")):
            right = told == tone
            counts[group, wanted] += Agreement(found=int(right), missed=int(not right))
            if not right:
                counts[group, found] += Agreement(false=1)
        if told != tone:
            worst.append(f"{_NAMES[tone]} taken for {_NAMES[told]}: {answers[place].text}")
    agreed = len(measured) - len(worst)
    lines = tuple(Line(group, name, counts[group, name]) for group, name in sorted(counts))
    targets = (Target("good told from bad", 0.87, share(agreed, len(measured))),)
    return Evaluation("sentiment", file, len(measured), lines, targets, tuple(worst), (f"Trained on {len(taught)}.",))


def _toned(row: Row) -> Toned:
    text, score = string(row, "text"), string(row, "score").strip()
    try:
        value = float(score) if score else None
    except ValueError:
        raise IntakeError(f"Row {row['row']}: the score '{score}' is not a number.") from None
    return Toned(text, string(row, "language") or language.detect(text)[0], string(row, "question"), value)


def _tone(row: Row) -> int:
    written = string(row, "sentiment").strip().lower()
    if written not in _TONES:
        raise IntakeError(f"Row {row['row']}: sentiment is '{written}'. Write positive, neutral or negative.")
    return _TONES[written]
