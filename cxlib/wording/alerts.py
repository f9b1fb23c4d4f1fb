"""Alerts in words: what moved, since when, and how many false alarms were accepted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cxlib.terms.alert import Alert, CausesChanged, Unwatched, Watch
from cxlib.terms.estimate import Withheld
from cxlib.terms.month import Month
from cxlib.terms.programme import Label
from cxlib.wording.explanation import estimate_value
from cxlib.wording.refusals import refusal_words
from cxlib.wording.tongue import Tongue, marked

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
    """Return how many things moved in the quarter, or that all is as it was."""
    quarter = tongue.quarter(watch.quarter)
    if watch.calm:
        return tongue._("{quarter}: kaikki ennallaan").format(quarter=quarter)
    n = len(watch.alerts) + (watch.causes is not None)
    sentence = tongue.ngettext("{quarter}: {n} asia muuttui", "{quarter}: {n} asiaa muuttui", n)
    return sentence.format(quarter=quarter, n=tongue.count(n))


def alert_sentence(alert: Alert, index_name: str, tongue: Tongue) -> str:
    """Return what moved, from where to where, and in which month it was noticed."""
    label, is_index = alert.label.text(tongue.language), alert.kind != "cause"
    name = f"{index_name} ({label})" if alert.kind == "stage" else label
    return tongue._(_MOVED[is_index, alert.direction]).format(
        name=name,
        level=tongue.number(alert.level) if is_index else tongue.percent(alert.level),
        now=refusal_words(alert.now, tongue) if isinstance(alert.now, Withheld) else estimate_value(alert.now, tongue),
        month=month_words(alert.month, tongue),
    )


def causes_sentence(changed: CausesChanged, tongue: Tongue) -> str:
    """Return that other causes now take most from the index, and which."""

    def names(labels: tuple[Label, ...]) -> str:
        return tongue.listing([label.text(tongue.language) for label in labels])

    said = [tongue._("Indeksistä eniten vievät juurisyyt ovat vaihtuneet: nyt {now}.").format(now=names(changed.now))]
    if changed.entered:
        said.append(tongue._("Mukaan tuli: {names}.").format(names=names(changed.entered)))
    if changed.left:
        said.append(tongue._("Pois jäi: {names}.").format(names=names(changed.left)))
    return " ".join(said)


def budget_sentence(watch: Watch, tongue: Tongue) -> str:
    """Return how much is watched, and how often it alarms though nothing has moved."""
    sentence = tongue.ngettext(
        "Seurataan {n} asiaa kuukausittain. Vaikka mikään ei muuttuisi, neljänneksessä tulee keskimäärin {alarms} "
        "väärä hälytys.",
        "Seurataan {n} asiaa kuukausittain. Vaikka mikään ei muuttuisi, neljänneksessä tulee keskimäärin {alarms} "
        "väärää hälytystä.",
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
    return tongue._("liian vähän kuukausia, joissa on tarpeeksi vastauksia")


def month_words(month: Month, tongue: Tongue) -> str:
    """Return the month: 8/2026."""
    return tongue._("{number}/{year}").format(number=month.number, year=month.year)
