"""One language: its sentences, and its way of writing numbers and dates."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Literal, get_args

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cxlib.errors import SelectionError, unknown
from cxlib.terms.quarter import Quarter

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "kuulo"

#: Swedish as it is written in Finland, and British English.
_TERRITORIES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
#: Finns write 14.05 in both national languages.
_CLOCK_PATTERNS = {"fi": "H.mm", "sv": "H.mm", "en": "HH:mm"}
#: Finns write 21.9.2026 in both national languages.
_DAY_PATTERNS = {"fi": "d.M.y", "sv": "d.M.y", "en": "d MMM y"}

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"


def marked(msgid: str) -> str:
    """Return the sentence as it is: marks for translation one that stands in a table and is looked up later.

    >>> marked("todellinen nousu")
    'todellinen nousu'
    """
    return msgid


@dataclass(frozen=True)
class Tongue:
    """A language with its translations; made by `tongue(language)`.

    >>> finnish = tongue("fi")
    >>> finnish.number(70.5), finnish.signed(-2.54), finnish.interval(68.8, 72.2)
    ('70,5', '−2,5', '68,8–72,2')
    >>> finnish.ngettext("{n} vastaus", "{n} vastausta", 2).format(n=finnish.count(20123))
    '20\\xa0123 vastausta'
    """

    language: Language
    translations: NullTranslations = field(repr=False, compare=False)
    group: str = field(repr=False, compare=False)
    decimal: str = field(repr=False, compare=False)
    percent_sign: str = field(repr=False, compare=False)

    def _(self, msgid: str) -> str:
        """Return the sentence in this language; the Finnish sentence is its own name."""
        return self.translations.gettext(msgid)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the form of the sentence that goes with n; in Finnish the plural for 0 too."""
        return self.translations.ngettext(singular, plural, n)

    def number(self, value: float, decimals: int = 1) -> str:
        """Write a number with a real minus; never "−0,0"."""
        text = f"{abs(value):,.{decimals}f}".translate({ord(","): self.group, ord("."): self.decimal})
        return MINUS + text if value < 0 and any(digit in text for digit in "123456789") else text

    def signed(self, value: float, decimals: int = 1) -> str:
        """Write a difference with its sign; a zero has none."""
        text = self.number(value, decimals)
        return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text

    def count(self, n: int) -> str:
        """Write a whole number in groups of three."""
        return self.number(n, 0)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Write a share (0–1) as per cent; some, but too few to round up to one, are not 0 %.

        >>> tongue("fi").percent(0.344), tongue("fi").percent(0.001)
        ('34\\xa0%', 'alle 1\\xa0%')
        """
        smallest = 10.0**-decimals
        if 0 < share * 100 < smallest / 2:
            return self._("alle {percent}").format(percent=self.number(smallest, decimals) + self.percent_sign)
        if smallest / 2 > (1 - share) * 100 > 0:
            return self._("yli {percent}").format(percent=self.number(100 - smallest, decimals) + self.percent_sign)
        return self.number(share * 100, decimals) + self.percent_sign

    def percent_points(self, share: float, decimals: int = 0) -> str:
        """Write the difference of two shares in percentage points."""
        return self._("{points} %-yks.").format(points=self.signed(share * 100, decimals))

    def interval(self, low: float, high: float, decimals: int = 1) -> str:
        """Write a range with an en dash; where an end is negative the dash would read as a minus."""
        return self._range(self.number(low, decimals), self.number(high, decimals))

    def signed_interval(self, low: float, high: float, decimals: int = 1) -> str:
        """Write a range of differences, each end with its sign: "+1,8…+6,6"."""
        return self._("{low}…{high}").format(low=self.signed(low, decimals), high=self.signed(high, decimals))

    def percent_interval(self, low: float, high: float, decimals: int = 0) -> str:
        """Write a range of shares: "31–37 %"."""
        return self._range(self.number(low * 100, decimals), self.number(high * 100, decimals)) + self.percent_sign

    def _range(self, low: str, high: str) -> str:
        if MINUS not in low + high:
            return f"{low}{EN_DASH}{high}"
        return self._("{low}…{high}").format(low=low, high=high)

    def quarter(self, quarter: Quarter) -> str:
        """Write a quarter: Q3/2026."""
        return self._("Q{number}/{year}").format(number=quarter.number, year=quarter.year)

    def day(self, day: date) -> str:
        """Write a date: 21.9.2026."""
        return str(format_date(day, _DAY_PATTERNS[self.language], locale=_TERRITORIES[self.language]))

    def moment(self, moment: datetime) -> str:
        """Write a date and a time of day: 21.9.2026 klo 14.05. An aware moment is shown in this machine's own time."""
        local = moment.astimezone() if moment.tzinfo else moment
        clock = format_time(local.time(), _CLOCK_PATTERNS[self.language], locale=_TERRITORIES[self.language])
        return self._("{day} klo {time}").format(day=self.day(local.date()), time=clock)

    def listing(self, names: list[str]) -> str:
        """Write names after one another, with "ja" before the last."""
        if len(names) < 2:
            return "".join(names)
        return self._("{names} ja {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _translations(language: Language) -> NullTranslations:
    """Compile the catalogue in memory, so that no compiled file can be older than its source."""
    source = LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if language == "fi":
        return NullTranslations()
    compiled = io.BytesIO()
    with source.open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=language, domain=DOMAIN))
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(maxsize=len(LANGUAGES))
def tongue(language: str) -> Tongue:
    """Return the language, read once.

    Parameters
    ----------
    language : str
        `fi`, `sv` or `en`.

    Raises
    ------
    SelectionError
        For any other.
    """
    if language not in LANGUAGES:
        raise SelectionError(unknown("language", language, LANGUAGES))
    known: Language = language
    locale = Locale.parse(_TERRITORIES[known])
    symbols = locale.number_symbols["latn"]
    percent_sign = locale.percent_formats[None].suffix[0]
    return Tongue(known, _translations(known), symbols["group"], symbols["decimal"], percent_sign)
