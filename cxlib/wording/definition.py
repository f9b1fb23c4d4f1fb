"""How the index is made, in plain words and as a formula."""

from __future__ import annotations

from cxlib.terms.programme import Component, IndexVersion, Programme, Question
from cxlib.wording.tongue import Tongue


def definition_sentences(definition: IndexVersion, programme: Programme, tongue: Tongue) -> tuple[str, ...]:
    """Return the definition as sentences, one thought each.

    Parameters
    ----------
    definition : IndexVersion
        The version to explain.
    programme : Programme
        Names the questions and stages.
    tongue : Tongue
        The language.

    Returns
    -------
    tuple of str
        What it is made of, how each answer becomes 0–100, how stages weigh, and what makes it comparable.
    """
    index = programme.index_label.text(tongue.language)
    parts = [_part(component, programme, tongue) for component in definition.components]
    made = tongue._("{index} on luku nollasta sataan. Se lasketaan näistä: {parts}.")
    return (
        made.format(index=index, parts=tongue.listing(parts)),
        *(component_sentence(component, programme, tongue) for component in definition.components),
        *stage_sentences(definition, programme, tongue),
        tongue._("Jos kysymys jää väliin, muiden kysymysten painot eivät muutu: keskiarvot lasketaan kysymyksittäin."),
    )


def component_sentence(component: Component, programme: Programme, tongue: Tongue) -> str:
    """Return how one question's answers become 0–100."""
    question = programme.question(component.question)
    name = _name(component, programme, tongue)
    if question is None:
        return name
    if component.transform == "nps_category":
        return tongue._("{question}: vastaus 9–10 on 100, 7–8 on 50 ja 0–6 on 0.").format(question=name)
    if component.transform == "top_box":
        good = tongue.listing([str(score) for score in sorted(question.positive)])
        return tongue._("{question}: parhaat vastaukset ({scores}) ovat 100 ja muut 0.").format(
            question=name, scores=good
        )
    best, worst = _ends(question)
    sentence = tongue._("{question}: asteikko {low}–{high} muunnetaan tasavälein: {worst} on 0 ja {best} on 100.")
    return sentence.format(question=name, low=question.low, high=question.high, worst=worst, best=best)


def stage_sentences(definition: IndexVersion, programme: Programme, tongue: Tongue) -> tuple[str, ...]:
    """Return how the lifecycle stages weigh; nothing where all customers are in one."""
    if len(definition.stage_weights) < 2:
        return ()
    labels = {stage.id: stage.label.text(tongue.language) for stage in programme.stages}
    weights = [f"{labels.get(stage, stage)} {tongue.percent(weight)}" for stage, weight in definition.stage_weights]
    return (
        tongue._("Elinkaaren vaiheiden painot ovat aina samat: {weights}.").format(weights=tongue.listing(weights)),
        tongue._("Siksi indeksi ei muutu vain siitä, että jokin asiakasryhmä vastaa tavallista useammin."),
    )


def definition_formula(definition: IndexVersion, programme: Programme, tongue: Tongue) -> str:
    """Return the formula in one line, the stages in a second where there are several.

    Notes
    -----
    Plain text: × and Σ are characters, not markup.
    """
    index = programme.index_label.text(tongue.language)
    terms = [
        f"{_weight(component.weight, tongue)} × {_name(component, programme, tongue)}"
        for component in definition.components
    ]
    inner = " + ".join(terms)
    if len(definition.stage_weights) < 2:
        return f"{index} = {inner}"
    labels = {stage.id: stage.label.text(tongue.language) for stage in programme.stages}
    outer = " + ".join(
        f"{_weight(weight, tongue)} × {labels.get(stage, stage)}" for stage, weight in definition.stage_weights
    )
    stage_line = tongue._("Vaiheen luku = {formula}").format(formula=inner)
    return f"{stage_line}\n{index} = {outer}"


def version_sentence(definition: IndexVersion, tongue: Tongue) -> str:
    """Return which version this is, since when, and why it was made."""
    sentence = tongue._("Määritelmän versio {version}, voimassa neljänneksestä {quarter} alkaen.")
    said = sentence.format(version=definition.version, quarter=tongue.quarter(definition.valid_from))
    reason = definition.reason.text(tongue.language)
    return f"{said} {reason.rstrip('.')}." if reason else said


def target_definition(definition: IndexVersion, tongue: Tongue) -> str:
    """Return the target, and when it counts as reached."""
    if definition.target is None:
        return tongue._("Indeksille ei ole asetettu tavoitetta.")
    target = tongue.number(definition.target, 0 if float(definition.target).is_integer() else 1)
    sentence = tongue._("Tavoite on {target}. Se on varmasti saavutettu vasta, kun koko väli on vähintään {target}.")
    return sentence.format(target=target)


def _part(component: Component, programme: Programme, tongue: Tongue) -> str:
    return f"{_name(component, programme, tongue)} {tongue.percent(component.weight)}"


def _name(component: Component, programme: Programme, tongue: Tongue) -> str:
    question = programme.question(component.question)
    return component.question if question is None else question.label.text(tongue.language)


def _ends(question: Question) -> tuple[int, int]:
    return (question.high, question.low) if question.best == "high" else (question.low, question.high)


def _weight(weight: float, tongue: Tongue) -> str:
    """Write a weight with as many decimals as it has, two at the most."""
    return tongue.number(weight, 1 if abs(round(weight, 1) - weight) < 1e-9 else 2)
