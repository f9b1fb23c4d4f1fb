"""The trend in words: what a point says when it is pointed at, and what the picture says to those who do not see it."""

from __future__ import annotations

from cxlib.terms.briefing import Briefing, TrendPoint
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.wording.explanation import answers, estimate_words
from cxlib.wording.headline import headline
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue


def trend_hover(point: TrendPoint, tongue: Tongue) -> str:
    """Return a quarter's value, interval and number of answers in one line."""
    quarter, value = tongue.quarter(point.quarter), point.value
    if isinstance(value, Withheld):
        return f"{quarter}: {refusal(value, tongue)}"
    return f"{quarter}: {estimate_words(value, tongue)}, {answers(value.n, tongue)}"


def version_break(tongue: Tongue) -> str:
    """Return what stands at the line between two definitions of the index."""
    return tongue._("Uusi määritelmä")


def events_sentence(tongue: Tongue) -> str:
    """Return what the numbered marks are, and what they are not."""
    return tongue._("Numerot näyttävät, mitä tehtiin samaan aikaan. Ne eivät todista, mistä muutos johtuu.")


def trend_alt(briefing: Briefing, tongue: Tongue) -> str:
    """Return the takeaway of the trend with its first and last values."""
    known = [point for point in briefing.trend if isinstance(point.value, Estimate)]
    if not known:
        return tongue._("Kehitystä ei voi näyttää.")
    said = [headline(briefing, tongue) + ".", trend_hover(known[0], tongue) + "."]
    return " ".join(said if len(known) == 1 else [*said, trend_hover(known[-1], tongue) + "."])
