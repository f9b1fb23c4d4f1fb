"""The definition of the index in plain words and as a formula, and the sentences of the method page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from cxlib.terms.programme import Component, IndexVersion, Label, Programme, Question, Value
from cxlib.terms.quarter import Quarter
from cxlib.wording import definition as words
from cxlib.wording import methods
from cxlib.wording.tongue import Tongue

VERSION = IndexVersion(
    version=2,
    valid_from=Quarter(2026, 3),
    components=(
        Component("nps", "nps_category", 0.5),
        Component("csat", "minmax", 0.3),
        Component("ces", "minmax", 0.15),
        Component("solved", "top_box", 0.05),
    ),
    stage_weights=(("new", 0.2), ("established", 0.68), ("ended", 0.12)),
    target=70.0,
    reason=Label(fi="Helppous lisättiin", sv="Enkelhet lades till.", en="Ease was added"),
)
PROGRAMME = Programme(
    name="Esimerkkipankki",
    language="fi",
    questions=(
        Question("nps", Label(fi="Suosittelu", sv="Rekommendation", en="Recommendation"), "nps", 0, 10),
        Question("csat", Label(fi="Tyytyväisyys", sv="Nöjdhet", en="Satisfaction"), "csat", 1, 5),
        Question("ces", Label(fi="Helppous", sv="Enkelhet", en="Ease"), "ces", 1, 7, best="low"),
        Question("solved", Label(fi="Ratkaisu", sv="Lösning", en="Solution"), "csat", 1, 5, positive=frozenset({4, 5})),
    ),
    open_questions=(),
    stages=(
        Value("new", Label(fi="Uudet asiakkaat", sv="Nya kunder", en="New customers")),
        Value("established", Label(fi="Nykyiset asiakkaat", sv="Nuvarande kunder", en="Present customers")),
        Value("ended", Label(fi="Päättyneet asiakkuudet", sv="Avslutade kundrelationer", en="Former customers")),
    ),
    dimensions=(),
    index_versions=(VERSION,),
)


def test_every_sentence_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    one_stage = replace(VERSION, stage_weights=(("all", 1.0),))
    said = {
        "definition": "\n    ".join(words.definition_sentences(VERSION, PROGRAMME, spoken)),
        "definition without stages": "\n    ".join(words.definition_sentences(one_stage, PROGRAMME, spoken)),
        "formula": words.definition_formula(VERSION, PROGRAMME, spoken).replace("\n", "\n    "),
        "formula without stages": words.definition_formula(one_stage, PROGRAMME, spoken),
        "version": words.version_sentence(VERSION, spoken),
        "target": words.target_definition(VERSION, spoken),
        "no target": words.target_definition(replace(VERSION, target=None), spoken),
    }
    agrees("definition", said, spoken)


def test_the_method_reads_as_written(spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]) -> None:
    moment = datetime(2026, 10, 2, 14, 5)  # noqa: DTZ001 - a naive moment is shown as it is
    sentences = {
        "interval": methods.interval_method(spoken),
        "change": methods.change_method(spoken),
        "causes": methods.cause_method(spoken),
        "privacy at 5": methods.privacy_method(5, spoken),
        "privacy at 10": methods.privacy_method(10, spoken),
        "redaction": methods.redaction_method(spoken),
        "response": methods.response_method(spoken),
        "publication": (methods.publication_sentence("0007", moment, spoken),),
        "made up": (methods.made_up_sentence(spoken),),
    }
    agrees("methods", {case: "\n    ".join(said) for case, said in sentences.items()}, spoken)


def test_the_weights_of_the_formula_are_those_of_the_definition(spoken: Tongue) -> None:
    formula = words.definition_formula(VERSION, PROGRAMME, spoken)
    assert all(spoken.number(weight, 1) in formula for weight in (0.5, 0.3, 0.2))
    assert spoken.number(0.68, 2) in formula
