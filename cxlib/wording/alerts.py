"""Alerts in words: what moved, since when, and how many false alarms were accepted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cxlib.terms.alert import Alert, CausesChanged, Step, Track, Unwatched, Watch
from cxlib.terms.estimate import LOW_BASE_BELOW, Withheld
from cxlib.terms.month import Month
from cxlib.terms.programme import Label
from cxlib.wording.explanation import answers
from cxlib.wording.refusals import refusal, refusal_words
from cxlib.wording.tongue import Tongue, marked

#: Months that make the first level of a watched series (`measures.self_starting.FEWEST_BEFORE`).
_MONTHS_BEFORE = 3

_MOVED: dict[tuple[bool, Literal["risen", "fallen"]], str] = {
    (True, "risen"): marked("{name} nousi yli sattuman rajojen: taso oli {level}, nyt {now}."),
    (True, "fallen"): marked("{name} laski alle sattuman rajojen: taso oli {level}, nyt {now}."),
    (False, "risen"): marked(
        "{name}: maininnat lisääntyivät yli sattuman rajojen. Ennen {level} kirjoittaneista, nyt {now}."
    ),
    (False, "fallen"): marked(
        "{name}: maininnat vähenivät alle sattuman rajojen. Ennen {level} kirjoittaneista, nyt {now}."
    ),
}


def watch_headline(watch: Watch, tongue: Tongue) -> str:
    """Return how many alarms there are beside those of chance alone, that there are none, or that none could be."""
    quarter = tongue.quarter(watch.quarter)
    if watch.blind:
        return tongue._("{quarter}: seuranta ei ole vielä mahdollista").format(quarter=quarter)
    if watch.calm:
        return tongue._("{quarter}: seuratut asiat ennallaan").format(quarter=quarter)
    if watch.alarms <= watch.false_alarms:
        few = tongue.ngettext(
            "{quarter}: {n} hälytys, ei enempää kuin pelkästä sattumasta on odotettavissa",
            "{quarter}: {n} hälytystä, ei enempää kuin pelkästä sattumasta on odotettavissa",
            watch.alarms,
        )
        return few.format(quarter=quarter, n=tongue.count(watch.alarms))
    sentence = tongue.ngettext(
        "{quarter}: {n} hälytys, sattumasta on odotettavissa enintään {expected}",
        "{quarter}: {n} hälytystä, joista enintään {expected} on odotettavissa sattumasta",
        watch.alarms,
    )
    return sentence.format(quarter=quarter, n=tongue.count(watch.alarms), expected=_expected(watch, tongue))


def _expected(watch: Watch, tongue: Tongue) -> str:
    """Return the false alarms of a quarter that were accepted: "yksi", "0,25"."""
    if watch.false_alarms == 1:
        return tongue._("yksi")
    return tongue.number(watch.false_alarms, 0 if watch.false_alarms == round(watch.false_alarms) else 2)


def blind_sentence(tongue: Tongue) -> str:
    """Return why nothing can be watched."""
    return tongue._(
        "Mitään ei voitu seurata, joten emme tiedä, muuttuiko jokin. Vertailuun tarvitaan vähintään {n} aiempaa "
        "kuukautta, joista jokaiselta on vähintään {answers} vastausta."
    ).format(n=_MONTHS_BEFORE, answers=LOW_BASE_BELOW)


def alert_sentence(alert: Alert, index_name: str, tongue: Tongue) -> str:
    """Return what moved, from where to where."""
    label, level, now = alert.label.text(tongue.language), _number(alert, alert.level, tongue), _now(alert, tongue)
    if alert.kind == "impact":
        sentence = tongue._(
            "{name}: yhteys indeksiin siirtyi sattuman rajojen ulkopuolelle. Ennen {level} pistettä, nyt {now}."
        )
        return sentence.format(name=label, level=level, now=now)
    name = f"{index_name} ({label})" if alert.kind == "stage" else label
    is_index = alert.kind != "cause"
    return tongue._(_MOVED[is_index, alert.direction]).format(name=name, level=level, now=now)


def alert_evidence(alert: Alert, tongue: Tongue) -> str:
    """Return what the numbers of `alert_sentence` rest on: their intervals, the answers and months, and when it was."""
    quarterly = alert.kind == "impact"
    level = (
        tongue._("Taso todennäköisesti {interval} ({n} neljänneksen keskiarvo).")
        if quarterly
        else tongue._("Taso todennäköisesti {interval} ({n} kuukauden keskiarvo).")
    ).format(interval=_interval(alert, alert.level_low, alert.level_high, tongue), n=alert.months)
    when = tongue.quarter(alert.month.quarter) if quarterly else month_words(alert.month, tongue)
    noticed = tongue._("Huomattiin {when}.").format(when=when)
    return " ".join(part for part in (_now_evidence(alert, tongue), level, noticed) if part)


def track_sentence(track: Track, tongue: Tongue) -> str:
    """Return where a watched series stands now, with its interval and n, or why that is not told."""
    if isinstance(track.now, Withheld):
        return refusal(track.now, tongue)
    if track.now.base == "interval_only":
        return _now_evidence(track, tongue)
    said = tongue._("Nyt {value}, todennäköisesti {interval} ({answers}).")
    interval, n = _interval(track, track.now.low, track.now.high, tongue), _answers(track, track.now.n, tongue)
    return said.format(value=_number(track, track.now.value, tongue), interval=interval, answers=n)


def _now_evidence(one: Alert | Track, tongue: Tongue) -> str:
    if isinstance(one.now, Withheld):
        return ""
    interval, n = _interval(one, one.now.low, one.now.high, tongue), _answers(one, one.now.n, tongue)
    return tongue._("Nyt todennäköisesti {interval} ({answers}).").format(interval=interval, answers=n)


def _answers(one: Alert | Track, n: int, tongue: Tongue) -> str:
    return answers(n, tongue) if one.kind in ("index", "stage") else writers(n, tongue)


def writers(n: int, tongue: Tongue) -> str:
    """Return "525 kirjoittanutta"."""
    return tongue.ngettext("{n} kirjoittanut", "{n} kirjoittanutta", n).format(n=tongue.count(n))


def _now(alert: Alert, tongue: Tongue) -> str:
    now = alert.now
    if isinstance(now, Withheld):
        return refusal_words(now, tongue)
    if now.base == "interval_only":
        return _interval(alert, now.low, now.high, tongue)
    return _number(alert, now.value, tongue)


def _number(one: Alert | Track, value: float, tongue: Tongue) -> str:
    """Write a value of the series; shares with a decimal, since most themes are rare."""
    if one.kind == "cause":
        return tongue.percent(value, 1)
    return tongue.signed(value) if one.kind == "impact" else tongue.number(value)


def _interval(one: Alert | Track, low: float, high: float, tongue: Tongue) -> str:
    if one.kind == "cause":
        return tongue.percent_interval(low, high, 1)
    return tongue.signed_interval(low, high) if one.kind == "impact" else tongue.interval(low, high)


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
        "Seurataan {n} asiaa. Vaikka mikään ei muuttuisi, neljänneksessä tulee keskimäärin enintään {alarms} väärä "
        "hälytys.",
        "Seurataan {n} asiaa. Vaikka mikään ei muuttuisi, neljänneksessä tulee keskimäärin enintään {alarms} väärää "
        "hälytystä.",
        1 if watch.false_alarms == 1 else 2,
    )
    return sentence.format(n=tongue.count(watch.series), alarms=_expected(watch, tongue))


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
    value = tongue._("lukua ei näytetä") if step.value is None else _number(track, step.value, tongue)
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
        tongue._(
            "Hälytyksen jälkeen lasketaan ensin uusi taso: siksi viivassa on aukko, ja katkoviiva lähtee tasolta. "
            "Hälytys ei kerro, mistä muutos johtuu."
        ),
    )


def top_watched_sentence(watch: Watch, tongue: Tongue) -> str:
    """Return whether the top of the root causes could be compared, and with what result."""
    if not watch.compares_causes:
        return tongue._("Juurisyiden kärkeä ei voi vielä verrata aiempaan.")
    if watch.causes is None:
        return tongue._("Juurisyiden kärjen vaihtumisesta ei ole varmaa näyttöä.")
    return causes_sentence(watch.causes, tongue)
