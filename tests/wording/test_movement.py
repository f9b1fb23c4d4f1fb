"""Why the index moved, in every branch and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.movement import Bridge, MixGroup, Movement, Part
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter
from cxlib.wording.movement import (
    answers_sentence,
    bridge_alt,
    definition_sentence,
    end_value,
    group_row,
    meanings,
    mix_sentence,
    movement_method,
    movement_sentence,
    part_value,
    part_words,
    plain_sentence,
    within_sentence,
)
from cxlib.wording.tongue import Tongue

CHANNEL = Label(fi="Kanava", sv="Kanal", en="Channel")


def change(value: float, half: float) -> Change:
    verdict = "real_rise" if value > half else "real_fall" if value < -half else "no_real_change"
    return Change(value, value - half, value + half, 0.01, "points", verdict)  # type: ignore[arg-type]


def part(kind: str, value: float, half: float, label: Label) -> Part:
    return Part(kind, kind, label, change(value, half), round(value, 1))  # type: ignore[arg-type]


DEFINITION = part("definition", -1.6, 0.2, Label(fi="Uusi määritelmä", sv="Ny definition", en="New definition"))
MIX = part("mix", -0.5, 0.3, Label(fi="Asiakkaiden jakauma", sv="Kundernas fördelning", en="Mix of customers"))
NPS = part("component", 2.9, 1.1, Label(fi="Suositteluhalukkuus", sv="Rekommendation", en="Recommendation"))
EASE = part("component", 0.2, 0.4, Label(fi="Helppous", sv="Enkelhet", en="Ease"))
PHONE = MixGroup(
    "phone", Label(fi="Puhelin", sv="Telefon", en="Phone"), 0.2, 0.3, change(-0.5, 0.3), -0.5, change(3.1, 1), 3.1
)
CHAT = MixGroup("chat", Label(fi="Chat", en="Chat"), 0.8, 0.7, change(0.0, 0.3), 0.0, change(0.0, 1), 0.0)


def level(value: float) -> Estimate:
    return Estimate(value, value - 1.5, value + 1.5, 800, "index", 800.0, 0.7)


def bridge(*parts: Part, half: float = 0.5) -> Bridge:
    total = sum(each.change.value for each in parts)
    return Bridge(
        "index",
        "channel",
        CHANNEL,
        level(60.0),
        level(60.0 + total),
        change(total, half),
        round(total, 1),
        parts,
        (PHONE, CHAT),
    )


def movement(found: Bridge | Withheld, plain: Bridge | Withheld | None = None, *, linked: bool = False) -> Movement:
    now = Quarter(2026, 1)
    overlap = now.previous if linked else None
    return Movement(now, now.previous, (), "channel", (("channel", CHANNEL),), overlap, found, plain, 5)


def test_every_sentence(agrees: Callable[[str, Mapping[str, str], Tongue], None], spoken: Tongue) -> None:
    whole, quiet = bridge(DEFINITION, MIX, NPS, EASE), replace(PHONE, mix=change(0.0, 1.0), within=change(0.0, 1.0))
    single = replace(whole, groups=(), mix_refused=Unmeasurable("too_few", "channel"))
    said = {
        "rise": movement_sentence(movement(whole), spoken),
        "fall of one part": movement_sentence(movement(bridge(DEFINITION)), spoken),
        "rise of small parts": movement_sentence(movement(bridge(EASE, EASE, half=0.3)), spoken),
        "no real change": movement_sentence(movement(bridge(EASE, half=2.0)), spoken),
        "no real change, one part": movement_sentence(movement(bridge(MIX, half=2.0)), spoken),
        "no real change, two parts": movement_sentence(movement(bridge(MIX, DEFINITION, half=5.0)), spoken),
        "withheld": movement_sentence(movement(Withheld("no_previous")), spoken),
        "part value": part_value(NPS, spoken),
        "part": part_words(NPS, spoken),
        "part that may be chance": part_words(EASE, spoken),
        "meanings": " ".join(meanings(whole, spoken)),
        "definition": definition_sentence(movement(whole, linked=True), spoken),
        "definition unchanged": definition_sentence(movement(whole), spoken),
        "alternative text": bridge_alt(movement(whole), whole, spoken),
        "mix of a group": mix_sentence(whole, spoken),
        "mix of none": mix_sentence(replace(whole, groups=(quiet,)), spoken),
        "mix with fixed weights": mix_sentence(bridge(NPS), spoken),
        "mix refused": mix_sentence(single, spoken),
        "answers of a group": within_sentence(whole, spoken),
        "answers of none": within_sentence(replace(whole, groups=(quiet,)), spoken),
        "end": end_value(whole.end, spoken),
        "answers": answers_sentence(movement(whole), whole, spoken),
        "row": " | ".join(group_row(PHONE, spoken)),
        "plain mean": plain_sentence(movement(whole, bridge(MIX, NPS)), spoken),
        "plain mean withheld": plain_sentence(movement(whole, Withheld("small_group")), spoken),
        "plain mean is the index": plain_sentence(movement(whole), spoken),
        "method": " ".join(movement_method(spoken)),
    }
    agrees("movement", said, spoken)
