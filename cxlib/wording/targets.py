"""The target: whether the index has reached it, and how certain that is."""

from __future__ import annotations

from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Estimate, Target
from cxlib.wording.tongue import Tongue, marked

_SENTENCES: dict[Target, str] = {
    "reached": marked("Tavoite {target} on saavutettu ja varmistettu (todennäköisyys {probability})."),
    "reached_not_certain": marked(
        "Tavoite {target} on saavutettu, mutta ei vielä varmasti (todennäköisyys {probability})."
    ),
    "not_reached": marked("Tavoitetta {target} ei ole saavutettu."),
}


def target_name(target: float, tongue: Tongue) -> str:
    """Return the name on the target line: "Tavoite 70"."""
    decimals = 0 if float(target).is_integer() else 1
    return tongue._("Tavoite {target}").format(target=tongue.number(target, decimals))


def target_sentence(briefing: Briefing, tongue: Tongue) -> str:
    """Return how the index stands to its target, with P(index ≥ target); nothing where either of them is missing.

    Three things can be said: reached and confirmed, reached but not yet certain, not reached.
    """
    value, definition = briefing.cx_index, briefing.definition
    if definition is None or definition.target is None or briefing.target not in _SENTENCES:
        return ""
    if not isinstance(value, Estimate):
        return ""
    target = tongue.number(definition.target, 0 if float(definition.target).is_integer() else 1)
    if value.base == "interval_only":
        return tongue._("Tavoite on {target}; vastauksia on liian vähän sen arvioimiseen.").format(target=target)
    said = tongue._(_SENTENCES[briefing.target]).format(target=target, probability=_probability(briefing, tongue))
    if briefing.target != "not_reached":
        return said
    chance = tongue._("Todennäköisyys sille, että todellinen luku yltää siihen, on {probability}.")
    return f"{said} {chance.format(probability=_probability(briefing, tongue))}"


def _probability(briefing: Briefing, tongue: Tongue) -> str:
    return "" if briefing.target_probability is None else tongue.percent(briefing.target_probability)
