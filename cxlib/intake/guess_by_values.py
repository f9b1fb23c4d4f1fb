"""What a column seems to be by its values: answers on a scale, numbers, groups, choices or people's own words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from cxlib.intake.evidence import Evidence
from cxlib.intake.guess_by_name import MOST_VALUES, spaced
from cxlib.intake.guess_scored import partly_worded_scale, scored, worded
from cxlib.intake.proposed_column import MOST_CHOICES, ProposedColumn

#: What is asked for in people's own words; a channel or a kind of feedback is not.
_OWN_WORDS: Final = re.compile(
    r"\b(?:comments?|kommentt?i\w*|kommentit|kommentar\w*|palaute|palautetta|palauttee(?:si|nne)|miksi|varför|why|kerro"
    r"|kertoisitko|text|teksti|fritext|vapaa\w*|open|avoin|verbatim)\b"
    r"(?! ?(?:channel|type|status|kanava|tyyppi|tila)\b)",
    re.IGNORECASE,
)
#: Numbers that name something and measure nothing.
_NUMBERED: Final = re.compile(
    r"\b(?:id|nro|nr|number|tunnus|koodi|code|zip|postal)$|numero$|nummer$|^(?:zip|postal|collector)\b", re.IGNORECASE
)
_YES_OR_NO: Final = frozenset({"kyllä", "ei", "yes", "no", "ja", "nej", "true", "false"})
#: Values of this many words, or with spaces and of more letters than this, are sentences and no names of groups.
_SENTENCE_WORDS: Final = 4
_SENTENCE_LENGTH: Final = 25
#: Of the filled cells, the share that have to differ before "nearly all" may be said.
_NEARLY_ALL: Final = 0.95
#: The name of a group is mostly no longer.
_NAME_LENGTH: Final = 12
_MOST_OPTIONS: Final = 30


def by_values(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    return (
        scored(column, evidence) or worded(column, evidence) or _counted(column, evidence) or _chosen(column, evidence)
    )


def _counted(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    if not evidence.is_numeric:
        return None
    if evidence.distinct == evidence.rows > 20 and all(re.fullmatch(r"\d{6,}", value) for value in evidence.values):
        return replace(column, kind="response", reason="unique_ids", likelihood=1)
    if _NUMBERED.search(spaced(evidence.name)):
        return replace(column, reason="codes")
    return replace(column, kind="operation", reason="numbers", missing=evidence.number_codes)


def _chosen(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    """Few values on many rows are a dimension; cells that hold several of few values are choices joined together."""
    if _is_asked_for_words(evidence):
        return replace(column, kind="open", reason="long_texts" if _are_all_different(evidence) else "own_words")
    found = partly_worded_scale(column, evidence) or _joined_choices(column, evidence)
    if found is not None:
        return found
    if _are_sentences(evidence):
        return replace(column, kind="open", reason="own_words", asks=("own_words",))
    # of a handful of rows few can repeat, so that there half of them are enough where the values are names
    often = 2 if evidence.typical_length <= _NAME_LENGTH else 3
    is_repeated = evidence.distinct <= min(MOST_VALUES, max(2, evidence.filled / often))
    if is_repeated and evidence.typical_length <= 60:
        return replace(column, kind="dimension", reason="few_values", missing=evidence.no_answers)
    looks_like_id = evidence.distinct == evidence.rows > 5 and all(
        re.fullmatch(r"[\w-]{8,}", value) and re.search(r"\d", value) for value in evidence.values[:50]
    )
    if looks_like_id:
        return replace(column, kind="response", reason="unique_ids", likelihood=1)
    return replace(column, reason="codes") if evidence.is_coded else None


def _joined_choices(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    for separator in ("; ", ";", "|", ", ", ","):
        parts = Counter(part for value in evidence.values for part in value.split(separator) if part)
        several = sum(separator in value for value in evidence.values)
        if several > 1 and 2 < len(parts) <= _MOST_OPTIONS and len(parts) < evidence.distinct and _are_short(parts):
            is_few = len(parts) <= MOST_CHOICES
            return replace(
                column,
                kind="choices" if is_few else "skip",
                reason="several_choices" if is_few else "many_choices",
                separator=separator,
                options=tuple(part for part, _ in parts.most_common()),
            )
    return None


def _is_asked_for_words(evidence: Evidence) -> bool:
    asked = _OWN_WORDS.search(spaced(evidence.name)) or _OWN_WORDS.search(evidence.words)
    return bool(asked) and not {value.casefold() for value in evidence.answers} <= _YES_OR_NO


def _are_all_different(evidence: Evidence) -> bool:
    """Nearly every filled cell says its own, and at length."""
    return evidence.typical_length > _SENTENCE_LENGTH and evidence.distinct >= _NEARLY_ALL * evidence.filled


def _are_sentences(evidence: Evidence) -> bool:
    """Half of the filled cells or more hold sentences, be they repeated or not."""
    counted = [
        (count, len(value.split()) >= _SENTENCE_WORDS or (" " in value and len(value) > _SENTENCE_LENGTH))
        for value, count in zip(evidence.values, evidence.counts, strict=True)
    ]
    return 2 * sum(count for count, is_long in counted if is_long) >= max(1, sum(evidence.counts))


def _are_short(parts: Counter[str]) -> bool:
    return max(map(len, parts)) <= 80 and sum(map(len, parts)) / len(parts) <= 45
