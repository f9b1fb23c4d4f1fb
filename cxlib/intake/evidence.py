"""What a column's values tell of it: how many, how varied, numbers, dates or words; not yet what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from cxlib.intake.column import encode
from cxlib.intake.days import read_days
from cxlib.intake.profile_date import swapped
from cxlib.intake.profile_source import folded, tidy
from cxlib.intake.scale_words import NO_ANSWER

#: Distinct values that are looked at; a column with more is no scale and no list of choices.
_LOOKED_AT: Final = 2_000
#: Numbers by which people say that there is no number.
_NUMBER_CODES: Final = frozenset({"99", "98", "97", "999", "-1", "-9", "-99", "77", "88"})
_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:[.,]\d+)?")
_LED_BY_NUMBER: Final = re.compile(r"\(?(\d{1,3})\)?\s*(?:[-–—:=.)(]\s*|\s)\D.*")
_OUT_OF: Final = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:/\s*(\d{1,3})|%)")
_SERIAL: Final = re.compile(r"\d{5}(?:[.,]\d+)?")
_CODE: Final = re.compile(r"(?=.*\d)[^\s]{1,40}")
#: Short, with a digit and a sign between parts: what is not so written is no date, and need not be tried.
_MAY_BE_DATE: Final = re.compile(r"(?=.*\d)(?=.*[-./: QqA-Za-z]).{6,44}")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_ADDRESS: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{0,4}:){4,}[0-9a-f:]*", re.IGNORECASE)
#: In the order in which they are tried; day before month where both would do, as in Finland.
DATE_FORMATS: Final = (
    *("iso", "%d.%m.%Y", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H.%M", "%d.%m.%Y %H.%M.%S", "%d.%m.%y"),
    *(f"%d.%m.%Y klo {clock}" for clock in ("%H.%M", "%H.%M.%S", "%H:%M", "%H:%M:%S")),
    *(f"%Y-%m-%d{before}{clock}" for before in (" ", " kl. ") for clock in ("%H:%M:%S", "%H:%M", "%H.%M", "%H.%M.%S")),
    *(
        f"{day}{clock}"
        for day in ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%Y", "%m-%d-%Y")
        for clock in ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
    ),
    *("%Y/%m/%d", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %I:%M:%S %p", "%d %b %Y", "%d %B %Y"),
    *("%b %d, %Y", "%B %d, %Y", "%b %d, %Y, %I:%M:%S %p", "%d-%b-%Y", "%Y-%m", "%m/%Y", "%b %Y", "%B %Y", "quarter"),
    *(f"%b %d, %Y {clock}" for clock in ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p")),
    "month_name",
)
#: Of the distinct values, the share that formats have to read.
_READ: Final = 0.95


@dataclass(frozen=True)
class Evidence:
    """A column as counted; `values` are its distinct ones, the most frequent first."""

    name: str
    words: str
    rows: int
    filled: int
    values: tuple[str, ...]
    counts: tuple[int, ...]
    distinct: int

    @property
    def examples(self) -> tuple[str, ...]:
        return tuple(value if len(value) <= 60 else value[:59] + "…" for value in self.values[:5])

    @property
    def answers(self) -> tuple[str, ...]:
        """The values without those that say that there is no answer."""
        return tuple(value for value in self.values if folded(value) not in NO_ANSWER)

    @property
    def no_answers(self) -> tuple[str, ...]:
        return tuple(value for value in self.values if folded(value) in NO_ANSWER)

    @property
    def typical_length(self) -> float:
        """The mean number of characters of a filled cell among the values looked at."""
        letters = sum(len(value) * count for value, count in zip(self.values, self.counts, strict=True))
        return letters / max(1, sum(self.counts))

    def share(self, pattern: re.Pattern[str]) -> float:
        """The share of the filled cells looked at that are of a pattern."""
        matching = (count for value, count in zip(self.values, self.counts, strict=True) if pattern.fullmatch(value))
        return sum(matching) / max(1, sum(self.counts))

    @property
    def is_numeric(self) -> bool:
        return bool(self.answers) and all(_NUMBER.fullmatch(value) for value in self.answers)

    def has_decimals(self, sign: str) -> bool:
        """Whether nearly all values are numbers, some of them with decimals behind this sign."""
        decimals = self.share(re.compile(rf"[+-]?\d{{1,15}}[{sign}]\d+"))
        return decimals > 0 and decimals + self.share(re.compile(r"[+-]?\d{1,15}")) >= _READ

    @property
    def wholes(self) -> tuple[int, ...]:
        """The whole numbers among the values, without those by which people say that there is none."""
        found = [int(float(v.replace(",", "."))) for v in self.values if re.fullmatch(r"-?\d{1,9}([.,]0+)?", v)]
        codes = {int(code) for code in _NUMBER_CODES}
        plain = [number for number in found if number not in codes]
        return tuple(sorted(plain if plain and max(plain) <= 20 else found))

    @property
    def number_codes(self) -> tuple[str, ...]:
        """Values outside the others by which people say that there is no number, such as 99 beside 0–10."""
        kept = set(self.wholes)
        return tuple(value for value in self.values if value in _NUMBER_CODES and int(value) not in kept)

    @property
    def led_by_number(self) -> dict[str, int]:
        """Values that begin with their number, such as `10 - Strongly agree`."""
        found = {value: _LED_BY_NUMBER.fullmatch(value) for value in self.answers}
        return {value: int(match[1]) for value, match in found.items() if match is not None}

    @property
    def out_of(self) -> dict[str, tuple[int, int]]:
        """Values that name the highest score beside their own, as 8/10 or 80 %: the score and the highest."""
        found = {value: _OUT_OF.fullmatch(value) for value in self.answers}
        return {value: (int(match[1]), int(match[2] or 100)) for value, match in found.items() if match is not None}

    @property
    def are_serials(self) -> bool:
        """Whether the values may be a spreadsheet's day numbers, of the years 2000–2064."""
        return self.share(_SERIAL) >= _READ and all(
            36_526 <= float(value.replace(",", ".")) < 60_000 for value in self.answers if _SERIAL.fullmatch(value)
        )

    @property
    def is_coded(self) -> bool:
        """Whether nearly all values are codes: without spaces, with a digit."""
        return self.share(_CODE) >= _READ

    @property
    def is_personal(self) -> bool:
        return self.share(_EMAIL) > 0.3 or self.share(_ADDRESS) > 0.5


def gather(name: str, words: str, column: pa.ChunkedArray) -> Evidence:
    """Count a column's values."""
    encoded = encode(column)
    counts: dict[str, int] = {}
    for place, count in zip(*_tallied(encoded.indices), strict=True):
        value = tidy(encoded.dictionary[place].as_py())
        if value:
            counts[value] = counts.get(value, 0) + count
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    kept = ordered[:_LOOKED_AT]
    return Evidence(
        name,
        words,
        len(column),
        sum(counts.values()),
        tuple(value for value, _ in kept),
        tuple(count for _, count in kept),
        len(counts),
    )


def _tallied(indices: pa.Array) -> tuple[list[int], list[int]]:
    counted = indices.value_counts()
    return counted.field("values").to_pylist(), counted.field("counts").to_pylist()


def date_formats(values: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Return the formats that read the values, none when they are no dates; and whether day and month are unsure."""
    left = list(values[:500])
    if sum(bool(_MAY_BE_DATE.fullmatch(value)) for value in left) < _READ * max(1, len(left)):
        return (), False
    total, is_unsure = len(left), False
    found: list[str] = []
    while total and len(left) > (1 - _READ) * total and len(found) < 3:
        read = {pattern: _count(left, pattern) for pattern in DATE_FORMATS}
        best = max(read, key=lambda pattern: read[pattern])
        if not read[best]:
            return (), False
        other = swapped(best)
        is_unsure |= other != best and read.get(other) == read[best] and "/" in best
        found.append(best)
        left = [value for value, is_read in zip(left, _is_read(left, best), strict=True) if not is_read]
        if any(swapped(pattern) in found and swapped(pattern) != pattern for pattern in found):
            return (found[0],), True
    return tuple(found), is_unsure


def _count(values: Sequence[str], pattern: str) -> int:
    return sum(_is_read(values, pattern))


def _is_read(values: Iterable[str], pattern: str) -> list[bool]:
    read: list[bool] = (~np.isnat(read_days(tuple(values), (pattern,)))).tolist()
    return read
