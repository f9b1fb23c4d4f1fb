"""Days whose month is written as a word, in Finnish, Swedish or English: 12. maaliskuuta 2025, 5 mars 2026."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

#: As many letters as tell a month from the others in all three languages, in any of its forms.
_BEGINNINGS: Final = {
    **{"tammi": 1, "helmi": 2, "maalis": 3, "huhti": 4, "touko": 5, "kesä": 6, "heinä": 7, "elo": 8, "syys": 9},
    **{"loka": 10, "marras": 11, "joulu": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "jun": 6},
    **{"jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12},
}
#: What may follow the beginning: the rest of the word, and its ending.
_MONTH: Final = r"(?P<month>[^\W\d_]{3,14})\.?"
_CLOCK: Final = r"(?:,?\s*(?:klo|kl\.?|at)?\s*\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s*[ap]m)?)?"
_DAY_FIRST: Final = re.compile(
    rf"(?:[^\W\d_]{{2,14}}[.,]?\s+)?(?:(?P<day>\d{{1,2}})\.?\s*)?{_MONTH}\s*(?P<year>\d{{4}}){_CLOCK}", re.IGNORECASE
)
_MONTH_FIRST: Final = re.compile(
    rf"(?:[^\W\d_]{{2,14}}[.,]?\s+)?{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_CLOCK}",
    re.IGNORECASE,
)


def worded_day(value: str) -> datetime | None:
    """Return the day that a text tells with its month as a word, None where it tells none.

    A month without a day is its first.

    >>> worded_day("12. maaliskuuta 2025"), worded_day("ma 5 januari 2026 kl. 9.15"), worded_day("March 5, 2026")
    (datetime.datetime(2025, 3, 12, 0, 0), datetime.datetime(2026, 1, 5, 0, 0), datetime.datetime(2026, 3, 5, 0, 0))
    >>> worded_day("kesäkuu 2026"), worded_day("5. kerros 2026")
    (datetime.datetime(2026, 6, 1, 0, 0), None)
    """
    found = _DAY_FIRST.fullmatch(value) or _MONTH_FIRST.fullmatch(value)
    month = _month(found["month"]) if found else 0
    if found is None or not month:
        return None
    try:
        return datetime(int(found["year"]), month, int(found["day"] or 1))  # noqa: DTZ001 - a day without a clock
    except ValueError:
        return None


def _month(word: str) -> int:
    word = word.casefold()
    return next((month for beginning, month in _BEGINNINGS.items() if _is_of(word, beginning)), 0)


def _is_of(word: str, beginning: str) -> bool:
    """Whether a word is a month's name: `elo`, `elokuu`, `elok.`, `elokuuta`, and not `elokuva`."""
    if not word.startswith(beginning):
        return False
    rest = word.removeprefix(beginning)
    if len(beginning) > 3 or beginning == "elo":
        return bool(re.fullmatch(r"(?:k|ku|kuu|kuuta|kuun|kuussa)?", rest))
    return bool(re.fullmatch(r"(?:uari|ruari|s|il|i|e|y|usti|tember|ober|ember|uary|ruary|ch|t|ust)?", rest))
