"""The target: whether the index has reached it, and how certain that is."""

from __future__ import annotations

from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Estimate, Target
from cxlib.wording.tongue import Tongue, marked

_SENTENCES: dict[Target, str] = {
    "reached": marked("Tavoite {target} on saavutettu."),
    "reached_not_certain": marked("Tavoitteen ylitys ei ole vielä varma."),
    "not_reached": marked("Tavoitetta {target} ei ole saavutettu."),
}


def target_name(target: float, tongue: Tongue) -> str:
    """Return the name on the target line: "Tavoite 70"."""
    decimals = 0 if float(target).is_integer() else 1
    return tongue._("Tavoite {target}").format(target=tongue.number(target, decimals))


def target_sentence(briefing: Briefing, tongue: Tongue) -> str:
    """Return what is known of the target; nothing where there is no target or no index to compare with it."""
    value, definition = briefing.cx_index, briefing.definition
    if definition is None or definition.target is None or briefing.target not in _SENTENCES:
        return ""
    if not isinstance(value, Estimate):
        return ""
    target = tongue.number(definition.target, 0 if float(definition.target).is_integer() else 1)
    if value.base == "interval_only":
        return tongue._("Tavoite on {target}; vastauksia on liian vähän sen arvioimiseen.").format(target=target)
    if briefing.target == "not_reached" and value.high >= definition.target:
        return tongue._("Tavoite {target} voi jo olla saavutettu, mutta varmaa se ei ole.").format(target=target)
    return tongue._(_SENTENCES[briefing.target]).format(target=target)


def target_probability(briefing: Briefing, tongue: Tongue) -> str:
    """Return how probable it is that the true index is at least the target; nothing where that is not known."""
    if briefing.target_probability is None:
        return ""
    sentence = tongue._("Todennäköisyys sille, että tavoite on todella saavutettu: {probability}.")
    return sentence.format(probability=tongue.percent(briefing.target_probability))
