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


def change_interval(change: Change | Withheld, tongue: Tongue) -> str:
    """Return where the change probably lies: "+1,8…+6,6"; nothing where nothing can be said of it."""
    if isinstance(change, Withheld) or change.verdict == "cannot_say":
        return ""
    return tongue.signed_interval(change.low, change.high)


def change_described(change: Change | Withheld, tongue: Tongue) -> str:
    """Return the verdict with the interval, short enough to stand beside a size: "todellinen nousu (+1,8…+6,6)"."""
    interval = change_interval(change, tongue)
    if isinstance(change, Change) and change.verdict == "no_real_change":
        return f"{tongue._('ei erotu sattumasta')} ({interval})"
    return f"{verdict_words(change, tongue)} ({interval})" if interval else verdict_words(change, tongue)


def change_in_full(change: Change | Withheld, tongue: Tongue) -> str:
    """Return verdict, size and interval: "todellinen nousu +4,2 (todennäköisesti +1,8…+6,6)"."""
    interval = change_interval(change, tongue)
    probably = tongue._("todennäköisesti {interval}").format(interval=interval)
    return f"{change_words(change, tongue)} ({probably})" if interval else change_words(change, tongue)


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
