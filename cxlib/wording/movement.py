"""Why the index moved, in words: the change, its parts, the groups behind the mix, and what a plain mean would say."""

from __future__ import annotations

from collections.abc import Sequence

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.movement import Bridge, MixGroup, Movement, Part, PartKind
from cxlib.terms.obstacle import Unmeasurable
from cxlib.wording.explanation import answers
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue, marked
from cxlib.wording.verdicts import verdict_words

_MEANINGS: dict[PartKind, str] = {
    "definition": marked("Uusi määritelmä: samat vastaukset laskettuna uudella määritelmällä vanhan sijaan."),
    "mix": marked("Asiakkaiden jakauma: osa, joka tulee siitä, että ryhmien osuudet vastaajista muuttuivat."),
    "component": marked("Kysymykset: osa, joka tulee siitä, että saman ryhmän asiakkaat vastasivat toisin."),
}


def movement_sentence(movement: Movement, tongue: Tongue) -> str:
    """Return what moved the index most, or that nothing did: only parts that stand out from chance are named."""
    bridge = movement.bridge
    if isinstance(bridge, Withheld):
        return refusal(bridge, tongue)
    said = {
        "points": tongue.number(abs(bridge.total_shown)),
        "interval": tongue.signed_interval(bridge.total.low, bridge.total.high),
        "before": tongue.quarter(movement.previous),
    }
    real = _real(bridge.parts)
    if bridge.total.verdict == "no_real_change":
        return _unmoved(bridge, real, tongue)
    if bridge.total.value > 0:
        opening = tongue._(
            "Indeksi nousi {points} pistettä neljänneksestä {before} (todennäköisesti {interval})."
        ).format(**said)
    else:
        opening = tongue._(
            "Indeksi laski {points} pistettä neljänneksestä {before} (todennäköisesti {interval})."
        ).format(**said)
    if not real:
        nothing = tongue._("Mikään osa ei yksinään erotu sattumasta.")
        return f"{opening} {nothing}"
    most = tongue.ngettext("Sattumasta erottuu: {parts}.", "Sattumasta erottuvat: {parts}.", len(real))
    return f"{opening} {most.format(parts=_named(real, tongue))}"


def _unmoved(bridge: Bridge, real: Sequence[Part], tongue: Tongue) -> str:
    opening = tongue._("Indeksin muutos {change} pistettä ({interval}) ei erotu sattumasta.").format(
        change=tongue.signed(bridge.total_shown),
        interval=tongue.signed_interval(bridge.total.low, bridge.total.high),
    )
    if not real:
        return opening
    still = tongue.ngettext("Osista erottuu silti: {parts}.", "Osista erottuvat silti: {parts}.", len(real))
    return f"{opening} {still.format(parts=_named(real, tongue))}"


def _real(parts: Sequence[Part]) -> list[Part]:
    """Return the parts that stand out from chance, the largest first."""
    real = [part for part in parts if part.change.verdict != "no_real_change"]
    return sorted(real, key=lambda part: -abs(part.shown))


def _named(parts: Sequence[Part], tongue: Tongue) -> str:
    return tongue.listing([f"{part.label.text(tongue.language)} {part_value(part, tongue)}" for part in parts])


def end_value(level: Estimate, tongue: Tongue) -> str:
    """Return where the bridge begins or ends, with its interval: "61,6 (60,4–62,8)"."""
    return f"{tongue.number(level.value)} ({tongue.interval(level.low, level.high)})"


def answers_sentence(movement: Movement, bridge: Bridge, tongue: Tongue) -> str:
    """Return on how many answers both ends rest."""
    return tongue._("{before}: {first}, {now}: {last}.").format(
        before=tongue.quarter(movement.previous),
        first=answers(bridge.start.n, tongue),
        now=tongue.quarter(movement.quarter),
        last=answers(bridge.end.n, tongue),
    )


def part_value(part: Part, tongue: Tongue) -> str:
    """Return the part as it stands beside its bar: "+0,9 (−0,5…+2,3)"."""
    return tongue._("{points} ({interval})").format(
        points=tongue.signed(part.shown), interval=tongue.signed_interval(part.change.low, part.change.high)
    )


def part_words(part: Part, tongue: Tongue) -> str:
    """Return a part with its interval, and whether it stands out from chance."""
    sentence = tongue._("{part}: {points} pistettä (todennäköisesti {interval}), {verdict}.")
    return sentence.format(
        part=part.label.text(tongue.language),
        points=tongue.signed(part.shown),
        interval=tongue.signed_interval(part.change.low, part.change.high),
        verdict=verdict_words(part.change, tongue),
    )


def meanings(bridge: Bridge, tongue: Tongue) -> list[str]:
    """Return what the kinds of parts in this bridge mean, each once."""
    kinds = dict.fromkeys(part.kind for part in bridge.parts)
    return [tongue._(_MEANINGS[kind]) for kind in kinds]


def bridge_alt(movement: Movement, bridge: Bridge, tongue: Tongue) -> str:
    """Return the chart in words, for those who do not see it."""
    parts = ", ".join(
        tongue._("{part} {points}").format(part=part.label.text(tongue.language), points=tongue.signed(part.shown))
        for part in bridge.parts
    )
    sentence = tongue._("{before}: {start}. Muutoksen osat: {parts}. {now}: {end}.")
    return sentence.format(
        before=tongue.quarter(movement.previous),
        start=tongue.number(bridge.start.value),
        parts=parts,
        now=tongue.quarter(movement.quarter),
        end=tongue.number(bridge.end.value),
    )


def definition_sentence(movement: Movement, tongue: Tongue) -> str:
    """Return how the change of definition was told apart; nothing where it did not change."""
    if movement.overlap is None:
        return ""
    sentence = tongue._(
        "Määritelmä vaihtui. Sen osuus on mitattu neljänneksen {quarter} vastauksista, joista indeksi laskettiin "
        "kummallakin määritelmällä."
    )
    return sentence.format(quarter=tongue.quarter(movement.overlap))


def mix_sentence(bridge: Bridge, tongue: Tongue) -> str:
    """Return which group's share moved the index most, that none did, or why the mix cannot be told."""
    name = bridge.by_label.text(tongue.language)
    if isinstance(bridge.mix_refused, Unmeasurable):
        sentence = tongue._(
            "{dimension}: ryhmiä, joiden luvut voi näyttää, on alle kaksi, joten jakauman osuutta ei voi erottaa."
        )
        return sentence.format(dimension=name)
    if bridge.part("mix") is None:
        return tongue._("Vaiheiden painot indeksissä ovat kiinteät, joten vaiheiden osuudet eivät muuta sitä.")
    moving = [group for group in bridge.groups if group.mix.verdict != "no_real_change"]
    if not moving:
        sentence = tongue._("{dimension}: minkään ryhmän osuuden muutos ei vaikuttanut lukuun sattumaa enempää.")
        return sentence.format(dimension=name)
    most = max(moving, key=lambda group: abs(group.mix.value))
    sentence = tongue._("{dimension}: {group}, osuus {before} → {now}, osa muutoksesta {points} pistettä ({interval}).")
    return sentence.format(
        dimension=name,
        group=most.label.text(tongue.language),
        before=tongue.percent(most.share_before),
        now=tongue.percent(most.share_now),
        points=tongue.signed(most.mix_shown),
        interval=tongue.signed_interval(most.mix.low, most.mix.high),
    )


def within_sentence(bridge: Bridge, tongue: Tongue) -> str:
    """Return the group whose own answers moved the index most; nothing where none stands out from chance."""
    moving = [group for group in bridge.groups if group.within.verdict != "no_real_change"]
    if not moving:
        return ""
    most = max(moving, key=lambda group: abs(group.within.value))
    sentence = tongue._("Eniten muutosta tuli vastauksista ryhmässä {group}: {points} pistettä ({interval}).")
    return sentence.format(
        group=most.label.text(tongue.language),
        points=tongue.signed(most.within_shown),
        interval=tongue.signed_interval(most.within.low, most.within.high),
    )


def group_row(group: MixGroup, tongue: Tongue) -> tuple[str, ...]:
    """Return a group's row: name, shares, its parts with their intervals."""
    shares = tongue._("{before} → {now}").format(
        before=tongue.percent(group.share_before), now=tongue.percent(group.share_now)
    )
    name = group.label.text(tongue.language)
    return name, shares, _cell(group.mix_shown, group.mix, tongue), _cell(group.within_shown, group.within, tongue)


def group_head(tongue: Tongue) -> tuple[str, ...]:
    """Return the heads of the columns of `group_row`."""
    return (
        tongue._("Ryhmä"),
        tongue._("Osuus vastauksista"),
        tongue._("Osuuden muutoksesta"),
        tongue._("Vastausten muutoksesta"),
    )


def _cell(shown: float, change: Change, tongue: Tongue) -> str:
    interval = tongue.signed_interval(change.low, change.high)
    return tongue._("{points} ({interval})").format(points=tongue.signed(shown), interval=interval)


def plain_sentence(movement: Movement, tongue: Tongue) -> str:
    """Return what a mean without fixed stage weights would have done, and why the index did not; or nothing."""
    plain = movement.plain
    if plain is None:
        return ""
    if isinstance(plain, Withheld):
        return refusal(plain, tongue)
    mix = plain.part("mix")
    within = sum(part.shown for part in plain.parts if part.kind == "component")
    sentence = tongue._(
        "Kaikkien vastausten tavallinen keskiarvo muuttui {total} pistettä ({interval}): vaiheiden osuuksista {mix} ja "
        "vastauksista vaiheiden sisällä {within}. Indeksissä vaiheiden painot ovat kiinteät, joten osuudet eivät muuta "
        "sitä."
    )
    return sentence.format(
        total=tongue.signed(plain.total_shown),
        interval=tongue.signed_interval(plain.total.low, plain.total.high),
        mix=part_value(mix, tongue) if mix else tongue.signed(0.0),
        within=tongue.signed(within),
    )


def movement_method(tongue: Tongue) -> list[str]:
    """Return how the parts are to be read."""
    return [
        tongue._("Osat on pyöristetty niin, että niiden summa on näytetty muutos."),
        tongue._("Osat kertovat, mistä muutos koostuu, eivät sitä, mikä sen aiheutti."),
        tongue._("Harmaa osa ei erotu sattumasta: sen väli ulottuu nollan molemmin puolin."),
    ]
