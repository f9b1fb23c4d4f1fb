"""Alerts in words: what moved, since when, and how many false alarms were accepted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cxlib.terms.alert import Alert, CausesChanged, Step, Track, Unwatched, Watch
from cxlib.terms.estimate import LOW_BASE_BELOW, Withheld
from cxlib.terms.month import Month
from cxlib.terms.programme import Label
from cxlib.wording.explanation import estimate_value
from cxlib.wording.refusals import refusal_words
from cxlib.wording.tongue import Tongue, marked

#: Months that make the first level of a watched series (`measures.self_starting.FEWEST_BEFORE`).
_MONTHS_BEFORE = 3

_MOVED: dict[tuple[bool, Literal["risen", "fallen"]], str] = {
    (True, "risen"): marked("{name} on noussut: taso oli {level}, nyt {now}. Huomattiin {month}."),
    (True, "fallen"): marked("{name} on laskenut: taso oli {level}, nyt {now}. Huomattiin {month}."),
    (False, "risen"): marked(
        "{name}: mainitaan useammin. Ennen {level} kirjoittaneista, nyt {now}. Huomattiin {month}."
    ),
    (False, "fallen"): marked(
        "{name}: mainitaan harvemmin. Ennen {level} kirjoittaneista, nyt {now}. Huomattiin {month}."
    ),
}


def watch_headline(watch: Watch, tongue: Tongue) -> str:
    """Return how many things moved in the quarter, that all watched is as it was, or that nothing could be watched."""
    quarter = tongue.quarter(watch.quarter)
    if watch.blind:
        return tongue._("{quarter}: seuranta ei ole vielä mahdollista").format(quarter=quarter)
    if watch.calm:
        return tongue._("{quarter}: seuratut asiat ennallaan").format(quarter=quarter)
    n = len(watch.alerts) + (watch.causes is not None)
    sentence = tongue.ngettext("{quarter}: {n} asia muuttui", "{quarter}: {n} asiaa muuttui", n)
    return sentence.format(quarter=quarter, n=tongue.count(n))


def blind_sentence(tongue: Tongue) -> str:
    """Return why nothing can be watched."""
    return tongue._(
        "Mitään ei voitu seurata, joten emme tiedä, muuttuiko jokin. Vertailuun tarvitaan vähintään {n} aiempaa "
        "kuukautta, joista jokaiselta on vähintään {answers} vastausta."
    ).format(n=_MONTHS_BEFORE, answers=LOW_BASE_BELOW)


def alert_sentence(alert: Alert, index_name: str, tongue: Tongue) -> str:
    """Return what moved, from where to where, and in which month it was noticed."""
    label, is_index = alert.label.text(tongue.language), alert.kind != "cause"
    if alert.kind == "impact":
        return tongue._(
            "{name}: yhteys indeksiin on muuttunut. Ennen {level} pistettä, nyt {now}. Huomattiin {quarter}."
        ).format(
            name=label,
            level=tongue.signed(alert.level),
            now=_now(alert, tongue),
            quarter=tongue.quarter(alert.month.quarter),
        )
    name = f"{index_name} ({label})" if alert.kind == "stage" else label
    return tongue._(_MOVED[is_index, alert.direction]).format(
        name=name,
        level=tongue.number(alert.level) if is_index else tongue.percent(alert.level),
        now=_now(alert, tongue),
        month=month_words(alert.month, tongue),
    )


def _now(alert: Alert, tongue: Tongue) -> str:
    return refusal_words(alert.now, tongue) if isinstance(alert.now, Withheld) else estimate_value(alert.now, tongue)


def causes_sentence(changed: CausesChanged, tongue: Tongue) -> str:
    """Return that other causes now go together with the lowest index, and which."""

    def names(labels: tuple[Label, ...]) -> str:
        return tongue.listing([label.text(tongue.language) for label in labels])

    said = [tongue._("Juurisyiden kärki on vaihtunut. Nyt kärjessä: {now}.").format(now=names(changed.now))]
    if changed.entered:
        said.append(tongue._("Mukaan tuli: {names}.").format(names=names(changed.entered)))
    if changed.left:
        said.append(tongue._("Pois jäi: {names}.").format(names=names(changed.left)))
    return " ".join(said)


def budget_sentence(watch: Watch, tongue: Tongue) -> str:
    """Return how much is watched, and how often it alarms though nothing has moved."""
    sentence = tongue.ngettext(
        "Seurataan {n} asiaa. Vaikka mikään ei muuttuisi, neljänneksessä tulee keskimäärin {alarms} väärä hälytys.",
        "Seurataan {n} asiaa. Vaikka mikään ei muuttuisi, neljänneksessä tulee keskimäärin {alarms} väärää hälytystä.",
        1 if watch.false_alarms == 1 else 2,
    )
    decimals = 0 if watch.false_alarms == round(watch.false_alarms) else 2
    return sentence.format(n=tongue.count(watch.series), alarms=tongue.number(watch.false_alarms, decimals))


def unwatched_sentences(unwatched: Sequence[Unwatched], tongue: Tongue) -> tuple[str, ...]:
    """Return what cannot be watched, one sentence for each reason."""
    names: dict[str, list[str]] = {}
    for one in unwatched:
        names.setdefault(_why(one, tongue), []).append(one.label.text(tongue.language))
    sentence = tongue._("Ei voi seurata ({why}): {names}.")
    return tuple(sentence.format(why=why, names=", ".join(named)) for why, named in names.items())


def _why(unwatched: Unwatched, tongue: Tongue) -> str:
    if isinstance(unwatched.why, Withheld):
        return refusal_words(unwatched.why, tongue)
    return tongue._("liian vähän aiempia jaksoja, joilta on tarpeeksi vastauksia")


def month_words(month: Month, tongue: Tongue) -> str:
    """Return the month: 8/2026."""
    return tongue._("{number}/{year}").format(number=month.number, year=month.year)


def track_name(track: Track, index_label: Label, tongue: Tongue) -> str:
    """Return the name of a watched series: "Jonotus: mainintojen osuus"."""
    label, index = track.label.text(tongue.language), index_label.text(tongue.language)
    if track.kind == "index":
        return label
    if track.kind == "stage":
        return f"{index} ({label})"
    if track.kind == "cause":
        return tongue._("{name}: mainintojen osuus").format(name=label)
    return tongue._("{name}: yhteys indeksiin").format(name=label)


def step_words(track: Track, step: Step, tongue: Tongue) -> str:
    """Return one point of a series: "8/2026: 63,4, sattuman rajoissa"."""
    when = tongue.quarter(step.month.quarter) if track.kind == "impact" else month_words(step.month, tongue)
    value = {"cause": tongue.percent, "impact": tongue.signed}.get(track.kind, tongue.number)(step.value)
    said = {
        "calm": tongue._("sattuman rajoissa"),
        "risen": tongue._("yli sattuman rajojen"),
        "fallen": tongue._("alle sattuman rajojen"),
    }[step.verdict]
    return tongue._("{when}: {value}, {said}").format(when=when, value=value, said=said)


def path_alt(track: Track, tongue: Tongue) -> str:
    """Return the last point of the picture in words, for those who do not see it."""
    if not track.steps:
        return tongue._("Kehitystä ei voi näyttää.")
    return f"{track.label.text(tongue.language)}. {step_words(track, track.steps[-1], tongue)}."


def reading_sentences(tongue: Tongue) -> tuple[str, ...]:
    """Return how the pictures are read."""
    return (
        tongue._("Viiva kertoo, kuinka kauas asia on siirtynyt omalta tasoltaan, kun viime kuukaudet painavat eniten."),
        tongue._("Varjostetulla alueella siirtymä mahtuu sattumaan. Kun viiva käy alueen ulkopuolella, tulee hälytys."),
        tongue._("Hälytyksen jälkeen seuranta alkaa uudelta tasolta. Hälytys ei kerro, mistä muutos johtuu."),
    )


def top_watched_sentence(watch: Watch, tongue: Tongue) -> str:
    """Return whether the top of the root causes could be compared, and with what result."""
    if not watch.compares_causes:
        return tongue._("Juurisyiden kärkeä ei voi vielä verrata aiempaan.")
    if watch.causes is None:
        return tongue._("Juurisyiden kärjen vaihtumisesta ei ole varmaa näyttöä.")
    return causes_sentence(watch.causes, tongue)
