"""Whether a column holds answers on a scale: whole numbers, with codes, words or slips among them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from cxlib.intake.evidence import Evidence
from cxlib.intake.proposed_column import ProposedColumn
from cxlib.intake.scale_words import scale_length, worded_scale
from cxlib.terms.programme import QuestionKind

_RECOMMEND: Final = re.compile(r"recommend|suosittel|rekommend|\bnps\b|netpro", re.IGNORECASE)
_EASE: Final = re.compile(r"\beas[ey]|effort|helppo|vaiva|enkelt|lätt|\bces\b", re.IGNORECASE)
_SATISFIED: Final = re.compile(r"satisf|tyytyv|nöjd|\bcsat\b|arvosana|rating|stars|tähd", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"\bage\b|\bikä\b|year|vuosi|count|number of|määrä|lkm|minutes|min\)|days|pv\)|price|hinta|len\b|_len", re.I
)
_TO_TEN: Final = re.compile(r"\b0 ?(?:[-–—]|\.\.+|to) ?10\b", re.IGNORECASE)
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
    words = [value for value in evidence.answers if not re.fullmatch(r"-?\d{1,9}([.,]0+)?", value)]
    led = evidence.led_by_number
    loose = [word for word in words if word not in led]
    wholes = (*evidence.wholes, *led.values())
    if any(len(word) > _LONGEST_END for word in loose):
        return None
    if not wholes or _COUNTED.search(evidence.name) or len(loose) > 2 or len(loose) >= max(2, len(set(wholes))):
        return None
    strays = _strays(evidence)
    wholes = tuple(number for number in wholes if number not in strays)
    low, high = min(wholes), max(wholes)
    fitting = [scale for scale in _SCALES if scale[0] <= low and high <= scale[1]]
    if not fitting or high > 100 or (high > 10 and len(set(wholes)) < 15):
        return None
    reached = [scale for scale in fitting if scale == (low, high)]
    kind = _question_kind(evidence, (reached or fitting)[0], high)
    nearest = sorted(fitting, key=lambda ends: ends[1] - ends[0] if high <= 10 else ends[0])
    scale = (0, 10) if kind == "nps" else (reached or nearest)[0]
    if set(wholes) <= {0, 1}:
        return replace(column, kind="dimension", reason="few_values")
    asks = () if reached or kind == "nps" else ("scale",)
    missing = (*evidence.no_answers, *evidence.number_codes)
    reason = "numbers_and_words" if loose else "led_by_number" if led else "numbers_on_scale"
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


def _question_kind(evidence: Evidence, scale: tuple[int, int], highest: int = 0) -> QuestionKind:
    asked = f"{evidence.name} {evidence.words}"
    if _RECOMMEND.search(asked) and highest <= 10 and scale[1] in (5, 7, 10):
        if scale == (0, 10) or min(evidence.wholes, default=1) == 0 or (scale[1] == 10 and 1 not in evidence.wholes):
            return "nps"
        return "rating"
    return "ces" if _EASE.search(asked) else "csat" if _SATISFIED.search(asked) else "rating"
