"""The root causes in words: how many mention one, what it takes from the index, where it is going, and whose it is."""

from __future__ import annotations

from cxlib.terms.briefing import Causes, Direction, RootCause
from cxlib.terms.codebook import Controllability
from cxlib.terms.estimate import Withheld
from cxlib.terms.programme import Label
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue, marked
from cxlib.wording.verdicts import change_interval

_DIRECTIONS: dict[Direction, str] = {
    "better": marked("paranee"),
    "worse": marked("pahenee"),
    "no_real_change": marked("muutos ei erotu sattumasta"),
    "new": marked("uusi"),
    "cannot_say": marked("suuntaa ei voi vielä sanoa"),
}

_CONTROL: dict[Controllability, str] = {
    "ours": marked("Voimme korjata tämän itse."),
    "partner": marked("Korjaaminen on kumppanin käsissä."),
    "regulation": marked("Sääntely edellyttää tätä, mutta voimme selittää sen paremmin."),
}

_TITLES = (
    marked("Juurisyitä ei voi vielä erottaa"),
    marked("Yksi juurisyy ja mitä sille tehdään"),
    marked("Kaksi juurisyytä ja mitä niille tehdään"),
    marked("Kolme juurisyytä ja mitä niille tehdään"),
)


def causes_title(causes: Causes, tongue: Tongue) -> str:
    """Return the heading over the cards: as many causes as surely take from the index, and no more."""
    if causes.top and not any(cause.takes for cause in causes.top):
        return tongue._("Minkään juurisyyn yhteys indeksiin ei erotu sattumasta")
    return tongue._(_TITLES[len(causes.top)])


def praise_title(tongue: Tongue) -> str:
    """Return the heading over the causes of praise."""
    return tongue._("Näistä asiakkaat kiittävät")


def place_words(cause: RootCause, number: int, tongue: Tongue) -> str:
    """Return the cause's place: "1." or, where it cannot be told from others, theirs together, "2.–6."."""
    rank = cause.rank
    if rank is None or rank.tied_from == rank.tied_to:
        return tongue._("{place}.").format(place=number if rank is None else rank.tied_from)
    return tongue._("{low}.–{high}.").format(low=rank.tied_from, high=rank.tied_to)


def top_sentence(cause: RootCause, tongue: Tongue) -> str:
    """Return how likely the cause truly is among the three that take most; nothing where there is no order."""
    if cause.rank is None or cause.rank.of <= 3:
        return ""
    sentence = tongue._("Kolmen kärjessä {percent}:n todennäköisyydellä.")
    # Drawn chances are never certain.
    return sentence.format(percent=tongue.percent(min(max(cause.rank.top, 0.001), 0.999)))


def rank_words(cause: RootCause, tongue: Tongue) -> str:
    """Return the places that the cause may have, jointly with the others: "sija 1–4 / 12"."""
    if cause.rank is None:
        return ""
    if cause.rank.best == cause.rank.worst:
        return tongue._("sija {place} / {of}").format(place=cause.rank.best, of=cause.rank.of)
    return tongue._("sija {best}–{worst} / {of}").format(best=cause.rank.best, worst=cause.rank.worst, of=cause.rank.of)


def share_sentence(cause: RootCause, tongue: Tongue) -> str:
    """Return how many of those who wrote mention the cause."""
    if isinstance(cause.share, Withheld):
        return refusal(cause.share, tongue)
    n, interval = tongue.count(cause.share.n), tongue.percent_interval(cause.share.low, cause.share.high)
    if cause.share.base == "interval_only":
        sentence = tongue._("{n} kirjoittaneesta todennäköisesti {interval} mainitsee tämän.")
        return sentence.format(n=n, interval=interval)
    sentence = tongue._("{n} kirjoittaneesta {percent} ({interval}) mainitsee tämän.")
    return sentence.format(n=n, percent=tongue.percent(cause.share.value), interval=interval)


def impact_sentence(cause: RootCause, tongue: Tongue) -> str:
    """Return how the index goes together with the cause, the others held fixed; never that it would cause it."""
    impact = cause.impact
    if isinstance(impact, Withheld):
        return refusal(impact, tongue)
    if impact.low <= 0 <= impact.high:
        between = tongue.signed_interval(impact.low, impact.high)
        return tongue._("Yhteys indeksiin ei erotu sattumasta ({interval} pistettä).").format(interval=between)
    ends = sorted((abs(impact.low), abs(impact.high)))
    if impact.value < 0:
        sentence = tongue._(
            "Mainintoihin liittyy koko indeksissä noin {points} pistettä matalampi luku (todennäköisesti {interval})."
        )
    else:
        sentence = tongue._(
            "Mainintoihin liittyy koko indeksissä noin {points} pistettä korkeampi luku (todennäköisesti {interval})."
        )
    return sentence.format(points=tongue.number(abs(impact.value)), interval=tongue.interval(ends[0], ends[1]))


def direction_words(cause: RootCause, tongue: Tongue) -> str:
    """Return where the impact is going: paranee, pahenee, muutos ei erotu sattumasta, uusi."""
    return tongue._(_DIRECTIONS[cause.direction])


def direction_interval(cause: RootCause, tongue: Tongue) -> str:
    """Return between what the impact's change probably lies: "+0,1…+2,9 pistettä"; nothing where none is told."""
    interval = change_interval(cause.change, tongue)
    if not interval or cause.direction in ("new", "cannot_say"):
        return ""
    return tongue._("{interval} pistettä").format(interval=interval)


def direction_in_full(cause: RootCause, tongue: Tongue) -> str:
    """Return both: "paranee (+0,1…+2,9 pistettä)"."""
    said, interval = direction_words(cause, tongue), direction_interval(cause, tongue)
    return f"{said} ({interval})" if interval else said


def cause_sentence(cause: RootCause, tongue: Tongue) -> str:
    """Return the card's sentence: share, impact and direction."""
    return f"{share_sentence(cause, tongue)} {impact_sentence(cause, tongue)}"


def owner_words(cause: RootCause, tongue: Tongue) -> str:
    """Return who owns the cause, or that nobody does yet."""
    owner = cause.owner.text(tongue.language)
    if not owner:
        return tongue._("Vastuuhenkilö puuttuu")
    return tongue._("Vastuu: {owner}").format(owner=owner)


def control_sentence(cause: RootCause, tongue: Tongue) -> str:
    """Return whether we can change the cause, somebody else can, or we can only explain it."""
    return tongue._(_CONTROL[cause.controllability])


def action_words(cause: RootCause, tongue: Tongue) -> str:
    """Return what is being done, or that nothing has been agreed on."""
    return cause.action.text(tongue.language) or tongue._("Toimenpiteestä ei ole vielä sovittu")


def order_title(tongue: Tongue) -> str:
    """Return how the picture of all causes is read."""
    return tongue._(
        "Viiva on väli, jolla yhteys indeksiin todennäköisesti on, ja sija se, jolla syy voi olla, kun kaikki syyt "
        "otetaan huomioon yhdessä."
    )


def detector_sentence(causes: Causes, tongue: Tongue) -> str:
    """Return by which version of the codebook the themes were found."""
    if not causes.detectors:
        return ""
    return tongue._("Juurisyyt tunnisti koodikirjan versio {versions}.").format(
        versions=tongue.listing(list(causes.detectors))
    )


def uncoded_sentence(causes: Causes, tongue: Tongue) -> str:
    """Return the share of answers in which no known cause was found: the list does not explain everything."""
    if isinstance(causes.uncoded, Withheld):
        return refusal(causes.uncoded, tongue)
    shown = causes.uncoded
    sentence = tongue._("{percent} ({interval}) kirjoittaneista ei mainitse yhtäkään tunnettua juurisyytä.")
    return sentence.format(percent=tongue.percent(shown.value), interval=tongue.percent_interval(shown.low, shown.high))


def order_sentence(causes: Causes, tongue: Tongue) -> str:
    """Return what places told together mean; nothing where every place shown stands apart."""
    tied = [cause.rank for cause in causes.top if cause.rank and cause.rank.tied_from < cause.rank.tied_to]
    return tongue._("Yhteinen sija tarkoittaa, ettei syiden järjestys erotu sattumasta.") if tied else ""


def shift_sentence(causes: Causes, tongue: Tongue) -> str:
    """Return whether the top is that of the quarter before, and whether a change is more than noise."""
    shift = causes.shift
    if shift is None or not causes.top:
        return ""

    def names(labels: tuple[Label, ...]) -> str:
        return tongue.listing([label.text(tongue.language) for label in labels])

    if shift.sure:
        return tongue._("Kärki on vaihtunut. Uutta kärjessä: {names}.").format(names=names(shift.entered))
    if shift.entered:
        sentence = tongue._("Uutta kärjessä: {names}. Vaihtuminen voi olla sattumaa.")
        return sentence.format(names=names(shift.entered))
    if shift.left:
        return tongue._("Kärjestä jäi pois: {names}. Se voi olla sattumaa.").format(names=names(shift.left))
    return tongue._("Kärjessä ovat samat syyt kuin edellisellä neljänneksellä.")


def wrote_sentence(causes: Causes, tongue: Tongue) -> str:
    """Return how many wrote something, the base of the shares."""
    n = causes.wrote
    return tongue.ngettext("{n} vastaaja kirjoitti.", "{n} vastaajaa kirjoitti.", n).format(n=tongue.count(n))
