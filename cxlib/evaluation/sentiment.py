"""The tone told of answers, against the tone that people heard in them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cxlib.errors import IntakeError
from cxlib.evaluation.agreement import Agreement, share
from cxlib.evaluation.labelled import Row, string
from cxlib.evaluation.report import Evaluation, Line, Target
from cxlib.text import language, sentiment
from cxlib.text.sentiment import Toned
from cxlib.text.tone_words import leaning
from cxlib.text.words import lexicon

_TONES = {"positive": 1, "1": 1, "neutral": 0, "0": 0, "negative": -1, "-1": -1}
_NAMES = {1: "positive", 0: "neutral", -1: "negative"}
_SEED = 1


@dataclass(frozen=True)
class _Case:
    """One answer that is measured: the tone a person heard, the chance that it speaks well, and what is said of it."""

    answer: Toned
    tone: int
    chance: float

    @property
    def said(self) -> int:
        return sentiment.said(self.chance)

    @property
    def is_told(self) -> bool:
        """Whether good is told from bad: the chance is on the right side, however near; even is on neither."""
        return (self.chance - 0.5) * self.tone > 0

    @property
    def is_wrong(self) -> bool:
        return self.said not in {0, self.tone}


def evaluate_sentiment(rows: Sequence[Row], file: str, *, train: int = 0) -> Evaluation:
    """Measure tones on rows of text and sentiment; with `train`, so many of the judgements teach and are not measured.

    Notes
    -----
    The target is about telling good from bad in all answers that a person heard either in: where no sign speaks, that
    is not told. Of how many something is said at all, and how often rightly, stands beside it; what is said of an
    answer in which a person heard neither counts as false.
    """
    answers, tones = [_toned(row) for row in rows], [_tone(row) for row in rows]
    taught = set(random.Random(_SEED).sample(range(len(rows)), min(train, len(rows))))
    known = [tone if place in taught else None for place, tone in enumerate(tones)]
    chances = sentiment.predict(sentiment.train(answers, known), answers)
    cases = [
        _Case(answers[place], tones[place], float(chances[place])) for place in range(len(rows)) if place not in taught
    ]
    toned = [case for case in cases if case.tone]
    targets = (Target("good told from bad", 0.87, share(sum(case.is_told for case in toned), len(toned))),)
    notes = (*_notes(cases), f"Trained on {len(taught)}.")
    return Evaluation("sentiment", file, len(toned), _lines(cases), targets, tuple(_worst(cases)), notes)


def _lines(cases: Sequence[_Case]) -> tuple[Line, ...]:
    """What is said, per tone, and per language of the answers that have one."""
    counts: dict[tuple[str, str], Agreement] = defaultdict(Agreement)
    for case in cases:
        right = case.said == case.tone
        if case.tone:
            counts["", _NAMES[case.tone]] += Agreement(found=int(right), missed=int(not right))
            counts[case.answer.language, "all"] += Agreement(found=int(right), missed=int(not right))
        if case.is_wrong:
            counts["", _NAMES[case.said]] += Agreement(false=1)
            counts[case.answer.language, "all"] += Agreement(false=1)
    return tuple(Line(group, name, counts[group, name]) for group, name in sorted(counts))


def _notes(cases: Sequence[_Case]) -> Iterator[str]:
    toned, neutral = [case for case in cases if case.tone], [case for case in cases if not case.tone]
    told = [case for case in toned if case.said]
    right, silent = share(sum(not case.is_wrong for case in told), len(told)), share(len(toned) - len(told), len(toned))
    if right is not None:
        yield f"Right where a tone is said: {right.text()}, n {right.of}."
    if silent is not None:
        yield f"Good or bad, but no tone is said: {silent.text()}, n {silent.of}."
    quiet = share(sum(not case.said for case in neutral), len(neutral))
    if quiet is not None:
        yield f"Neither good nor bad, and no tone is said: {quiet.text()}, n {quiet.of}."


def _worst(cases: Sequence[_Case]) -> Iterator[str]:
    """What was said wrongly, with the words that spoke; then the good and bad of which nothing was said."""
    for case in cases:
        if case.is_wrong:
            yield f"{_NAMES[case.tone]} taken for {_NAMES[case.said]}{_spoken(case.answer)}: {case.answer.text}"
    for case in cases:
        if case.tone and not case.said:
            yield f"nothing said of {_NAMES[case.tone]}{_spoken(case.answer)}: {case.answer.text}"


def _spoken(answer: Toned) -> str:
    """The words that spoke, with what they said: `[hyvä +1]`; nothing where none did."""
    found = leaning(answer.text, answer.language, lexicon()).spoken
    words = ", ".join(f"{answer.text[one.start : one.end]} {one.weight:+.2g}" for one in found)
    return f" [{words}]" if words else ""


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
