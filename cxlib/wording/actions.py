"""What an action did, in words: the verdict, the comparison it rests on, and what it may not be read as."""

from __future__ import annotations

from math import isfinite

from cxlib.terms.action import Action, ActionResult, ActionVerdict, StudyPoint, Unknowable
from cxlib.terms.programme import Programme
from cxlib.wording.tongue import Tongue, marked

_WORDS: dict[ActionVerdict, str] = {
    "helped": marked("auttoi"),
    "harmed": marked("kehitys heikkeni"),
    "no_evidence": marked("ei näyttöä hyödystä"),
    "too_early": marked("liian aikaista sanoa"),
    "cannot_be_known": marked("ei voi tietää"),
}

_REASONS: dict[Unknowable, str] = {
    "no_control": marked("Vertailuryhmiä, joita toimenpide ei koskenut, on alle neljä."),
    "too_few_units": marked("Ryhmiä on niin vähän, ettei suurikaan vaikutus erottuisi sattumasta."),
    "no_touched": marked("Kohderyhmästä ei ole riittävästi vastauksia sekä ennen toimenpidettä että sen jälkeen."),
    "no_baseline": marked("Ajalta ennen toimenpidettä ei ole vastauksia, joihin verrata."),
    "no_variance": marked("Yhdenkään ryhmän luku ei muuttunut eri tavalla kuin muiden."),
    "moved_apart": marked("Kohderyhmä ja muut kehittyivät eri suuntiin jo ennen toimenpidettä."),
    "no_index": marked("Mikään indeksin määritelmä ei kata aikaa sekä ennen toimenpidettä että sen jälkeen."),
}


def action_verdict(result: ActionResult, tongue: Tongue) -> str:
    """Return the verdict in a few words."""
    return tongue._(_WORDS[result.verdict])


def action_sentence(result: ActionResult, tongue: Tongue) -> str:
    """Return what the comparison shows, with its interval; or why nothing can be said."""
    if result.verdict == "too_early":
        n = len(result.after)
        sentence = tongue.ngettext(
            "Toimenpiteen ajalta on vasta {n} neljännes. Arvio on mahdollinen, kun niitä on kaksi.",
            "Toimenpiteen ajalta on {n} neljännestä. Arvio on mahdollinen, kun niitä on kaksi.",
            n,
        )
        return sentence.format(n=tongue.count(n))
    if result.reason is not None or result.effect is None:
        reason: Unknowable = result.reason or "no_index"
        return tongue._(_REASONS[reason])
    points = tongue.number(abs(result.effect))
    if result.verdict == "helped":
        said = tongue._("Kohderyhmän indeksi kehittyi {points} pistettä paremmin kuin muiden").format(points=points)
    elif result.verdict == "harmed":
        said = tongue._("Kohderyhmän indeksi kehittyi {points} pistettä huonommin kuin muiden").format(points=points)
    else:
        signed = tongue.signed(result.effect)
        said = tongue._("Kohderyhmän ja muiden ero muuttui {points} pistettä, mikä voi olla sattumaa").format(
            points=signed
        )
    return f"{said}{_likely(result, tongue)}."


def compared_sentence(result: ActionResult, tongue: Tongue) -> str:
    """Return what was compared with what; nothing where there was no comparison."""
    if result.effect is None or not result.baseline:
        return ""
    first, last = tongue.quarter(result.baseline[0]), tongue.quarter(result.baseline[-1])
    sentence = tongue._(
        "Toimenpide koski {touched} asiakasryhmää, ja vertailussa on {controls} ryhmää, joita se ei koskenut. "
        "Lähtötasona on jakso {first}–{last}."
    )
    return sentence.format(touched=result.touched, controls=result.controls, first=first, last=last)


def chosen_sentence(action: Action, tongue: Tongue) -> str:
    """Return that the quarter because of which one acted is left out, and why; nothing where none is known."""
    if action.chosen_quarter is None:
        return tongue._(
            "Ei tiedetä, minkä neljänneksen takia toimenpide valittiin. Jos se oli poikkeuksellisen huono, "
            "arvio on liian hyvä."
        )
    sentence = tongue._(
        "{quarter} on jätetty pois: toimenpide valittiin sen lukujen takia, ja huonon neljänneksen jälkeen luvut "
        "yleensä paranevat itsestään."
    )
    return sentence.format(quarter=tongue.quarter(action.chosen_quarter))


def naive_sentence(result: ActionResult, tongue: Tongue) -> str:
    """Return what a comparison of before and after alone would have claimed."""
    if result.naive is None:
        return ""
    sentence = tongue._("Ilman vertailua muihin muutos näyttäisi olevan {points} pistettä.")
    return sentence.format(points=tongue.signed(result.naive))


def whom_words(action: Action, programme: Programme, tongue: Tongue) -> str:
    """Return whom the action touched: "Kanava: Puhelin"."""
    parts = []
    for name, values in action.segment:
        dimension = programme.dimension(name)
        labels = {value.id: value.label.text(tongue.language) for value in dimension.values} if dimension else {}
        said = ", ".join(labels.get(value, value) for value in values)
        parts.append(f"{dimension.label.text(tongue.language) if dimension else name}: {said}")
    return " · ".join(parts)


def started_words(action: Action, tongue: Tongue) -> str:
    """Return when it began."""
    return tongue._("Alkoi {quarter}").format(quarter=tongue.quarter(action.started))


def study_hover(point: StudyPoint, tongue: Tongue) -> str:
    """Return one quarter's difference between those touched and the others."""
    quarter = tongue.quarter(point.quarter)
    if point.low is None or point.high is None:
        return tongue._("{quarter}: tähän verrataan").format(quarter=quarter)
    between = tongue.signed_interval(point.low, point.high)
    said = tongue._("{quarter}: {points} (todennäköisesti {interval})").format(
        quarter=quarter, points=tongue.signed(point.effect), interval=between
    )
    return tongue._("{said}, jätetty pois vertailusta").format(said=said) if point.chosen else said


def study_alt(result: ActionResult, tongue: Tongue) -> str:
    """Return the takeaway of the picture with its last value."""
    name = result.action.label.text(tongue.language)
    last = f" {study_hover(result.study[-1], tongue)}." if result.study else ""
    return f"{name}: {action_verdict(result, tongue)}. {action_sentence(result, tongue)}{last}"


def study_title(tongue: Tongue) -> str:
    """Return what the picture shows."""
    return tongue._("Kohderyhmän ero muihin indeksipisteinä")


def actions_sentence(tongue: Tongue) -> str:
    """Return how it is judged whether an action helped."""
    return tongue._(
        "Vertaamme niitä, joita toimenpide koski, niihin, joita se ei koskenut. Jos samaan aikaan vain toisille "
        "tapahtui jotakin muuta, vertailu ei erota sitä toimenpiteestä."
    )


def no_actions_sentence(tongue: Tongue) -> str:
    """Return what to do where no action has been written down."""
    return tongue._("Toimenpiteitä ei ole vielä kirjattu. Kirjaa ne tiedostoon actions.toml.")


def _likely(result: ActionResult, tongue: Tongue) -> str:
    """Return the interval in brackets; nothing where the units are too few to bound it."""
    if result.low is None or result.high is None or not (isfinite(result.low) and isfinite(result.high)):
        return ""
    if result.verdict == "harmed":
        between = tongue.interval(-result.high, -result.low)
    elif result.verdict == "helped":
        between = tongue.interval(result.low, result.high)
    else:
        between = tongue.signed_interval(result.low, result.high)
    return " " + tongue._("(todennäköisesti {interval})").format(interval=between)
