"""How customers would recommend, in words: the heading over the bars, and what stands in place of a bar."""

from __future__ import annotations

from collections.abc import Sequence

from cxlib.terms.briefing import StageLine
from cxlib.terms.estimate import INTERVAL_ONLY_BELOW, Distribution, Estimate, Withheld
from cxlib.wording.explanation import answers, estimate_interval, estimate_value
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue


def distribution_title(stages: Sequence[StageLine], tongue: Tongue) -> str:
    """Return the finding, where the stages' NPS intervals leave no doubt of it; a neutral heading elsewhere."""
    known = [(line, nps) for line in stages if isinstance(nps := line.nps, Estimate) and nps.base == "normal"]
    if len(known) < 2:
        return tongue._("Näin asiakkaat suosittelevat meitä")
    best = max(known, key=lambda pair: pair[1].value)
    worst = min(known, key=lambda pair: pair[1].value)
    if best[1].low > worst[1].high:
        sentence = tongue._("Suosittelu vahvinta: {best}, heikointa: {worst}")
        return sentence.format(best=best[0].label.text(tongue.language), worst=worst[0].label.text(tongue.language))
    return tongue._("Suosittelussa ei ole selviä eroja elinkaaren vaiheiden välillä")


def distribution_count(value: Distribution | Withheld, tongue: Tongue) -> str:
    """Return "402 vastausta"; nothing where the bar is withheld, since the number itself would tell."""
    return "" if isinstance(value, Withheld) else answers(value.n, tongue)


def distribution_note(value: Distribution | Withheld, tongue: Tongue) -> str:
    """Return what stands in place of a bar: a refusal, or that so few answers make no bar; nothing beside a bar."""
    if isinstance(value, Withheld):
        return refusal(value, tongue)
    return tongue._("Vastauksia on liian vähän jakauman piirtämiseen.") if value.n < INTERVAL_ONLY_BELOW else ""


def nps_sentence(stages: Sequence[StageLine], tongue: Tongue) -> str:
    """Return the NPS of every stage that has one, with its interval: how sure the difference of a bar's ends is."""
    known = [(line.label.text(tongue.language), line.nps) for line in stages]
    said = [f"{name} {_balance(nps, tongue)}" for name, nps in known if isinstance(nps, Estimate)]
    return tongue._("NPS väleineen: {values}.").format(values=", ".join(said)) if said else ""


def _balance(nps: Estimate, tongue: Tongue) -> str:
    if nps.base == "interval_only":
        return estimate_value(nps, tongue)
    return f"{estimate_value(nps, tongue)} ({estimate_interval(nps, tongue)})"


def distribution_alt(stages: Sequence[StageLine], tongue: Tongue) -> str:
    """Return the bars as sentences, for those who hear the page."""
    said = [f"{line.label.text(tongue.language)}: {_shares(line.distribution, tongue)}" for line in stages]
    return " ".join([distribution_title(stages, tongue) + ".", *said])


def _shares(value: Distribution | Withheld, tongue: Tongue) -> str:
    note = distribution_note(value, tongue)
    if note or isinstance(value, Withheld):
        return note
    sentence = tongue._("arvostelijoita {detractors}, neutraaleja {passives}, suosittelijoita {promoters}, {answers}.")
    return sentence.format(
        detractors=tongue.percent(value.detractors),
        passives=tongue.percent(value.passives),
        promoters=tongue.percent(value.promoters),
        answers=answers(value.n, tongue),
    )


def group_names(tongue: Tongue) -> tuple[str, str, str]:
    """Return the names of the three groups with their scores, as they stand in the legend."""
    return (tongue._("Arvostelijat 0–6"), tongue._("Neutraalit 7–8"), tongue._("Suosittelijat 9–10"))
