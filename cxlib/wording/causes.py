"""The root causes in words: how many mention one, what it takes from the index, where it is going, and whose it is."""

from __future__ import annotations

from itertools import pairwise

from cxlib.terms.briefing import Causes, Direction, RootCause
from cxlib.terms.codebook import Controllability
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue, marked

_DIRECTIONS: dict[Direction, str] = {
    "better": marked("paranee"),
    "worse": marked("pahenee"),
    "no_real_change": marked("ei todellista muutosta"),
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
    """Return the heading over the cards, for as many as there are."""
    return tongue._(_TITLES[len(causes.top)])


def share_sentence(cause: RootCause, tongue: Tongue) -> str:
    """Return how many of those who wrote mention the cause."""
    if isinstance(cause.share, Withheld):
        return refusal(cause.share, tongue)
    if cause.share.base == "interval_only":
        said = tongue.percent_interval(cause.share.low, cause.share.high)
        return tongue._("Todennäköisesti {interval} kirjoittaneista mainitsee tämän.").format(interval=said)
    return tongue._("{percent} kirjoittaneista mainitsee tämän.").format(percent=tongue.percent(cause.share.value))


def impact_sentence(cause: RootCause, tongue: Tongue) -> str:
    """Return what the cause takes from or gives to the index, when the other causes are held fixed."""
    impact = cause.impact
    if isinstance(impact, Withheld):
        return refusal(impact, tongue)
    if impact.low <= 0 <= impact.high:
        between = tongue.signed_interval(impact.low, impact.high)
        return tongue._("Vaikutus indeksiin ei erotu sattumasta ({interval} pistettä).").format(interval=between)
    ends = sorted((abs(impact.low), abs(impact.high)))
    if impact.value < 0:
        sentence = tongue._("Vie indeksistä noin {points} pistettä (todennäköisesti {interval}).")
    else:
        sentence = tongue._("Tuo indeksiin noin {points} pistettä (todennäköisesti {interval}).")
    return sentence.format(points=tongue.number(abs(impact.value)), interval=tongue.interval(ends[0], ends[1]))


def direction_words(cause: RootCause, tongue: Tongue) -> str:
    """Return where the impact is going: paranee, pahenee, ei todellista muutosta, uusi."""
    return tongue._(_DIRECTIONS[cause.direction])


def cause_sentence(cause: RootCause, tongue: Tongue) -> str:
    """Return the card's sentence: share, impact and direction."""
    return f"{share_sentence(cause, tongue)} {impact_sentence(cause, tongue)}"


def owner_words(cause: RootCause, tongue: Tongue) -> str:
    """Return who owns the cause, or that nobody does yet."""
    if not cause.owner:
        return tongue._("Vastuuhenkilö puuttuu")
    return tongue._("Vastuu: {owner}").format(owner=cause.owner)


def control_sentence(cause: RootCause, tongue: Tongue) -> str:
    """Return whether we can change the cause, somebody else can, or we can only explain it."""
    return tongue._(_CONTROL[cause.controllability])


def action_words(cause: RootCause, tongue: Tongue) -> str:
    """Return what is being done, or that nothing has been agreed on."""
    return cause.action.text(tongue.language) or tongue._("Toimenpiteestä ei ole vielä sovittu")


def uncoded_sentence(causes: Causes, tongue: Tongue) -> str:
    """Return the share of answers in which no known cause was found: the list does not explain everything."""
    if isinstance(causes.uncoded, Withheld):
        return refusal(causes.uncoded, tongue)
    sentence = tongue._("{percent} kirjoittaneista ei mainitse yhtäkään tunnettua juurisyytä.")
    return sentence.format(percent=tongue.percent(causes.uncoded.value))


def order_sentence(causes: Causes, tongue: Tongue) -> str:
    """Return the warning that the order of the cards is not certain; nothing where their intervals do not overlap."""
    shown = [cause.impact for cause in causes.top if isinstance(cause.impact, Estimate)]
    overlap = any(worse.high >= milder.low for worse, milder in pairwise(shown))
    return tongue._("Keskinäinen järjestys ei ole varma: vaikutusten välit menevät päällekkäin.") if overlap else ""


def wrote_sentence(causes: Causes, tongue: Tongue) -> str:
    """Return how many wrote something, the base of the shares."""
    n = causes.wrote
    return tongue.ngettext("{n} vastaaja kirjoitti.", "{n} vastaajaa kirjoitti.", n).format(n=tongue.count(n))
