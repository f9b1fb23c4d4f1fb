"""Whether a column holds answers on a scale: whole numbers, with codes, words or slips among them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from cxlib.intake.evidence import Evidence
from cxlib.intake.proposed_column import ProposedColumn
from cxlib.intake.scale_words import partly_worded, scale_length, worded_scale
from cxlib.terms.programme import QuestionKind

_RECOMMEND: Final = re.compile(r"recommend|suosittel|rekommend|\bnps\b|netpro", re.IGNORECASE)
_EASE: Final = re.compile(r"\beas[ey]|effort|helppo|vaiva|enkelt|lätt|\bces\b", re.IGNORECASE)
_SATISFIED: Final = re.compile(r"satisf|tyytyv|nöjd|\bcsat\b|arvosana|rating|stars|tähd", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"\bage\b|\bikä\b|year|vuosi|count|number of|määrä|lkm|minutes|min\)|days|pv\)|price|hinta|len\b|_len", re.I
)
#: A scale said in the question's name: (1–7), asteikolla 0-100.
_SAID: Final = re.compile(r"(?<![\d.,])(\d{1,2}) ?(?:[-–—]|\.\.+|to|till|och) ?(\d{1,3})(?![\d.,]*\d)")
#: What a whole number beyond 10 has to be called to be a score, and no count.
_POINTS: Final = re.compile(
    r"score|points?\b|pisteet|pisteitä|indeksi|index|prosent|percent|procent|%|poäng|betyg", re.I
)
_TO_TEN: Final = re.compile(r"\b0 ?(?:[-–—]|\.\.+|to) ?10\b", re.IGNORECASE)
_DECIMAL: Final = re.compile(r"[+-]?\d+[.,]\d+")
_WHOLE: Final = re.compile(r"-?\d{1,9}(?:[.,]0+)?")
#: Of the answers, the share outside 0–10 that may be slips; where the name says that the scale is that, this many more.
_STRAY: Final = 0.05
_MOST_STRAY: Final = 0.2
_MOST_STRAYS: Final = 3
#: Scales that are asked, the commonest first: a column is put on the first whose ends it reaches.
_SCALES: Final = (
    (1, 5),
    (0, 10),
    (1, 10),
    (1, 7),
    (1, 4),
    (1, 6),
    (1, 3),
    (0, 5),
    (0, 4),
    (0, 6),
    (1, 9),
    (0, 100),
    (1, 100),
)
#: The end of a scale is worded in fewer letters than this.
_LONGEST_END: Final = 40


def scored(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    """Whole numbers on a short scale, perhaps with codes beside them or words in place of the ends."""
    named = _out_of(column, evidence)
    if named is not None:
        return named
    words = [value for value in evidence.answers if not re.fullmatch(r"-?\d{1,9}([.,]0+)?", value)]
    led = evidence.led_by_number
    loose = [word for word in words if word not in led]
    wholes = (*evidence.wholes, *led.values())
    if any(len(word) > _LONGEST_END or _DECIMAL.fullmatch(word) for word in loose):
        return None
    if not wholes or _COUNTED.search(evidence.name) or len(loose) > 2 or len(loose) >= max(2, len(set(wholes))):
        return None
    strays = _strays(evidence)
    wholes = tuple(number for number in wholes if number not in strays)
    low, high = min(wholes), max(wholes)
    fitting = [scale for scale in _SCALES if scale[0] <= low and high <= scale[1]]
    said = _said_scale(evidence, low, high)
    fitting = [said] if said else fitting
    if not fitting or high > 100 or (high > 10 and not said and not _is_called_score(evidence, low, high, wholes)):
        return None
    reached = [scale for scale in fitting if scale in ((low, high), said)]
    kind = _question_kind(evidence, (reached or fitting)[0], high)
    nearest = sorted(fitting, key=lambda ends: ends[1] - ends[0] if high <= 10 else ends[0])
    scale = (0, 10) if kind == "nps" else (reached or nearest)[0]
    if set(wholes) <= {0, 1}:
        return replace(column, kind="dimension", reason="few_values")
    asks = () if reached or kind == "nps" else ("scale",)
    missing = (*evidence.no_answers, *evidence.number_codes)
    reason = "numbers_and_words" if loose else "led_by_number" if led else "numbers_on_scale"
    reason = "scale_in_name" if said and kind != "nps" and not (loose or led) else reason
    reason = "stray_numbers" if strays else "recommending" if kind == "nps" else reason
    return replace(
        column,
        kind="question",
        reason=reason,
        question_kind=kind,
        low=scale[0],
        high=scale[1],
        strays=tuple(map(str, strays)),
        missing=missing,
        verbal=tuple(led.items()),
        unsettled=tuple(loose),
        asks=(*asks, *(("words",) if loose else ()), *(("missing",) if evidence.number_codes else ())),
    )


def _out_of(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    """Scores that name the highest one beside their own, the same on every row: 8/10, 80 %."""
    found = evidence.out_of
    highest = {top for _, top in found.values()}
    if len(found) != len(evidence.answers) or len(highest) != 1:
        return None
    high, numbers = highest.pop(), [number for number, _ in found.values()]
    low = 0 if high >= 10 or 0 in numbers else 1
    if not 2 <= high <= 100 or max(numbers) > high:
        return None
    kind = _question_kind(evidence, (low, high), max(numbers))
    return replace(
        column, kind="question", reason="out_of", question_kind=kind, low=low, high=high, missing=evidence.no_answers
    )


def _said_scale(evidence: Evidence, low: int, high: int) -> tuple[int, int] | None:
    """The scale that the question's name says, where all answers lie on it."""
    for found in _SAID.finditer(f"{evidence.name} {evidence.words}"):
        ends = int(found[1]), int(found[2])
        if ends[0] <= low and high <= ends[1] <= 100 and ends[1] - ends[0] > 0:
            return ends
    return None


def _is_called_score(evidence: Evidence, low: int, high: int, wholes: tuple[int, ...]) -> bool:
    """Whether whole numbers beyond 10 are scores: the name says so, or they reach both ends of 0–100."""
    asked = f"{evidence.name} {evidence.words}"
    is_called = any(words.search(asked) for words in (_POINTS, _RECOMMEND, _EASE, _SATISFIED))
    are_ends = low <= 1 and high == 100
    return (is_called or are_ends) if len(set(wholes)) >= 15 else (is_called and are_ends)


def _strays(evidence: Evidence) -> tuple[int, ...]:
    """Whole numbers outside 0–10 where nearly all answers lie on it: slips of the finger, and no reason against it."""
    met = {int(float(v.replace(",", "."))): 0 for v in evidence.values if _WHOLE.fullmatch(v)}
    for value, count in zip(evidence.values, evidence.counts, strict=True):
        if _WHOLE.fullmatch(value):
            met[int(float(value.replace(",", ".")))] += count
    met = {number: count for number, count in met.items() if number in evidence.wholes}
    outside = tuple(sorted(number for number in met if not 0 <= number <= 10))
    share = sum(met[number] for number in outside) / max(1, sum(met.values()))
    asked = f"{evidence.name} {evidence.words}"
    is_said = _RECOMMEND.search(asked) or _TO_TEN.search(asked)
    is_slip = share <= _STRAY and (bool(is_said) or len(outside) <= _MOST_STRAYS)
    return outside if is_slip or (is_said and share <= _MOST_STRAY) else ()


def worded(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    if evidence.distinct > 12:
        return None
    verbal = worded_scale(evidence.answers)
    if verbal is None:
        return None
    length = scale_length(evidence.answers)
    return replace(
        column,
        kind="question",
        reason="words_on_scale",
        question_kind=_question_kind(evidence, (1, length)),
        low=1,
        high=length,
        verbal=tuple(sorted(verbal.items(), key=lambda pair: pair[1])),
        missing=evidence.no_answers,
    )


def partly_worded_scale(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    """Words of which a scale has some: the others are asked about."""
    verbal, length = partly_worded(evidence.answers)
    if length < 4 or evidence.distinct > length + 3:
        return None
    return replace(
        column,
        kind="question",
        reason="some_words_on_scale",
        question_kind=_question_kind(evidence, (1, length)),
        low=1,
        high=length,
        verbal=tuple(sorted(verbal.items(), key=lambda pair: pair[1])),
        unsettled=tuple(word for word in evidence.answers if word not in verbal),
        missing=evidence.no_answers,
        asks=("words",),
    )


def _question_kind(evidence: Evidence, scale: tuple[int, int], highest: int = 0) -> QuestionKind:
    asked = f"{evidence.name} {evidence.words}"
    if _RECOMMEND.search(asked) and highest <= 10 and scale[1] in (5, 7, 10):
        if scale == (0, 10) or min(evidence.wholes, default=1) == 0 or (scale[1] == 10 and 1 not in evidence.wholes):
            return "nps"
        return "rating"
    return "ces" if _EASE.search(asked) else "csat" if _SATISFIED.search(asked) else "rating"
