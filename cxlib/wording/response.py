"""The response rate in words: how many were reached, and how many of them answered."""

from __future__ import annotations

from cxlib.terms.briefing import ResponseRate
from cxlib.terms.estimate import Withheld
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue


def response_sentence(response: ResponseRate, tongue: Tongue) -> str:
    """Return the rate with its two counts; answered ÷ delivered, never ÷ invited or ÷ opened."""
    if isinstance(response.rate, Withheld):
        return refusal(response.rate, tongue)
    sentence = tongue.ngettext(
        "Kysely tavoitti {delivered} asiakkaan, ja {answered} vastasi: vastausosuus on {percent} ({interval}).",
        "Kysely tavoitti {delivered} asiakasta, ja heistä {answered} vastasi: vastausosuus on {percent} ({interval}).",
        response.delivered,
    )
    return sentence.format(
        delivered=tongue.count(response.delivered),
        answered=tongue.count(response.answered),
        percent=tongue.percent(response.rate.value, 1),
        interval=tongue.percent_interval(response.rate.low, response.rate.high, 1),
    )
