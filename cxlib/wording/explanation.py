"""The explanation beside the index: where the true value probably is, what of the target, and how many answered."""

from __future__ import annotations

from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.wording.refusals import refusal
from cxlib.wording.targets import target_sentence
from cxlib.wording.tongue import Tongue


def explanation(briefing: Briefing, tongue: Tongue) -> str:
    """Return the lines under the index: interval, target, number of answers, and a warning where they are few."""
    value = briefing.cx_index
    if isinstance(value, Withheld):
        return refusal(value, tongue)
    parts = [interval_sentence(value, tongue), target_sentence(briefing, tongue), answers(value.n, tongue) + "."]
    return " ".join(part for part in [*parts, base_sentence(value, tongue)] if part)


def interval_sentence(value: Estimate, tongue: Tongue) -> str:
    """Return where the true value probably is."""
    return tongue._("Oikea arvo on todennäköisesti {interval}.").format(interval=estimate_interval(value, tongue))


def base_sentence(value: Estimate, tongue: Tongue) -> str:
    """Return the warning that goes with few answers; nothing where there are enough."""
    if value.base == "interval_only":
        return tongue._("Vastauksia on niin vähän, että näytämme vain välin.")
    return tongue._("Vastauksia on vähän, joten luku on suuntaa antava.") if value.base == "low" else ""


def answers(n: int, tongue: Tongue) -> str:
    """Return "842 vastausta".

    >>> from cxlib.wording.tongue import tongue
    >>> answers(1, tongue("fi")), answers(842, tongue("fi"))
    ('1 vastaus', '842 vastausta')
    """
    return tongue.ngettext("{n} vastaus", "{n} vastausta", n).format(n=tongue.count(n))


def estimate_value(value: Estimate | Withheld, tongue: Tongue) -> str:
    """Return the number as it stands in a card or a table: the interval alone on 5–9 answers, a refusal in words.

    >>> from cxlib.wording.tongue import tongue
    >>> estimate_value(Estimate(66.0, 57.2, 74.8, 7, "index", 7.0, 4.5), tongue("fi"))
    '57–75'
    """
    if isinstance(value, Withheld):
        return refusal(value, tongue)
    if value.base == "interval_only":
        return estimate_interval(value, tongue)
    if value.unit == "share":
        return tongue.percent(value.value)
    if value.unit == "points":
        return tongue.signed(value.value)
    return tongue.number(value.value, 2 if value.unit == "mean" else 1)


def estimate_words(value: Estimate, tongue: Tongue) -> str:
    """Return the number with its interval: "70,5 (todennäköisesti 68,8–72,2)"."""
    between = tongue._("todennäköisesti {interval}").format(interval=estimate_interval(value, tongue))
    return between if value.base == "interval_only" else f"{estimate_value(value, tongue)} ({between})"


def estimate_interval(value: Estimate, tongue: Tongue) -> str:
    """Return the interval in the estimate's own unit; in whole numbers where it is wide for want of answers."""
    if value.unit == "share":
        return tongue.percent_interval(value.low, value.high)
    if value.unit == "mean":
        return tongue.interval(value.low, value.high, 2)
    decimals = 0 if value.base == "interval_only" else 1
    write = tongue.signed_interval if value.unit == "points" else tongue.interval
    return write(value.low, value.high, decimals)
