"""What may be said of a change: a real rise, a real fall, a change within chance, or that nothing can be said."""

from __future__ import annotations

from cxlib.terms.estimate import Change, Verdict, Withheld
from cxlib.terms.quarter import Quarter
from cxlib.wording.refusals import refusal, refusal_words
from cxlib.wording.tongue import Tongue, marked

_WORDS: dict[Verdict, str] = {
    "real_rise": marked("todellinen nousu"),
    "real_fall": marked("todellinen lasku"),
    "no_real_change": marked("muutos ei erotu sattumasta"),
    "cannot_say": marked("muutosta ei voi vielä arvioida"),
}

_ARROWS: dict[Verdict, str] = {"real_rise": "↑", "real_fall": "↓", "no_real_change": "=", "cannot_say": "?"}


def verdict_words(change: Change | Withheld, tongue: Tongue) -> str:
    """Return the verdict in a few words; never a term of statistics.

    >>> from cxlib.wording.tongue import tongue
    >>> verdict_words(Change(4.2, 1.8, 6.6, 0.001, "points", "real_rise"), tongue("fi"))
    'todellinen nousu'
    """
    return refusal_words(change, tongue) if isinstance(change, Withheld) else tongue._(_WORDS[change.verdict])


def verdict_arrow(change: Change | Withheld) -> str:
    """Return ↑ or ↓ for a real change alone, = for none, and nothing where there is no comparison."""
    return "" if isinstance(change, Withheld) else _ARROWS[change.verdict]


def change_words(change: Change | Withheld, tongue: Tongue) -> str:
    """Return the verdict and the size: "todellinen nousu +4,2"; no size where it may be noise."""
    if isinstance(change, Withheld) or change.verdict in ("no_real_change", "cannot_say"):
        return verdict_words(change, tongue)
    return f"{verdict_words(change, tongue)} {tongue.signed(change.value)}"


def change_sentence(change: Change | Withheld, previous: Quarter, tongue: Tongue) -> str:
    """Return the change with its interval and what it is compared with."""
    if isinstance(change, Withheld):
        return refusal(change, tongue)
    sentence = tongue._("Muutos neljänneksestä {previous} on {change} (todennäköisesti {interval}): {verdict}.")
    return sentence.format(
        previous=tongue.quarter(previous),
        change=tongue.signed(change.value),
        interval=tongue.signed_interval(change.low, change.high),
        verdict=verdict_words(change, tongue),
    )
