"""What goes together with the index, in words that never say what causes what."""

from __future__ import annotations

from cxlib.terms.driver import DriverResult, DriverShare, Togetherness
from cxlib.terms.estimate import Withheld
from cxlib.terms.obstacle import Obstacle
from cxlib.terms.programme import Programme
from cxlib.wording.explanation import answers
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue, marked

#: Units that an organisation names in Finnish and that other languages write otherwise.
_UNITS = (marked("pv"), marked("t"))

_REASONS: dict[Obstacle, str] = {
    "too_few": marked("Vastauksia, joista tiedetään muutakin kuin arvosanat, on liian vähän."),
    "too_many": marked("Mitattuja asioita on niin paljon, ettei niitä voi erottaa toisistaan."),
    "constant": marked("{name} on kaikilla sama, joten sen osuutta ei voi laskea."),
    "collinear": marked("{name} seuraa suoraan muista mitatuista asioista, joten osuuksia ei voi erottaa."),
}


def drivers_sentence(result: DriverResult, programme: Programme, tongue: Tongue) -> str:
    """Return how much of the differences between respondents the drivers have together, or why there are none."""
    if isinstance(result.refused, Withheld):
        return refusal(result.refused, tongue)
    if result.refused is not None or result.explained is None:
        reason: Obstacle = "too_few" if result.refused is None else result.refused.reason
        what = "" if result.refused is None else result.refused.what
        names = {operation.id: operation.label.text(tongue.language) for operation in programme.operations}
        names |= {question.id: question.label.text(tongue.language) for question in programme.questions}
        sentence = tongue._(_REASONS.get(reason, _REASONS["too_few"]))
        return sentence.format(name=names.get(what, programme.index_label.text(tongue.language)))
    sentence = tongue._(
        "Mitattuihin asioihin liittyy yhteensä {percent} vastaajien välisistä eroista indeksissä (todennäköisesti "
        "{interval}; {answers}). Loput erot eivät liity niihin."
    )
    return sentence.format(
        percent=tongue.percent(result.explained),
        interval=tongue.percent_interval(result.explained_low, result.explained_high),
        answers=answers(result.n, tongue),
    )


def driver_sentence(driver: DriverShare, tongue: Tongue) -> str:
    """Return how much goes together with one driver, and how many index points with one unit more of it."""
    return f"{share_words(driver, tongue)} {slope_sentence(driver, tongue)}"


def share_words(driver: DriverShare, tongue: Tongue) -> str:
    """Return the driver's share of the differences between respondents, with its interval."""
    sentence = tongue._("{name}: {percent} vastaajien välisistä eroista (todennäköisesti {interval}; {answers}).")
    return sentence.format(
        name=driver.label.text(tongue.language),
        percent=tongue.percent(driver.importance),
        interval=tongue.percent_interval(driver.low, driver.high),
        answers=answers(driver.measured, tongue),
    )


def slope_sentence(driver: DriverShare, tongue: Tongue) -> str:
    """Return how many index points go together with one unit more; that it may be chance where it may."""
    if not driver.is_sure:
        return tongue._("Suunta ei erotu sattumasta.")
    decimals = 1 if abs(driver.slope) >= 1 else 2
    interval = tongue.signed_interval(driver.slope_low, driver.slope_high, decimals)
    points = tongue.signed(driver.slope, decimals)
    if driver.is_yes_or_no:
        return tongue._("Kun näin on, ero indeksissä on {points} pistettä ({interval}).").format(
            points=points, interval=interval
        )
    if driver.unit:
        sentence = tongue._("Kun luku on 1 {unit} suurempi, ero indeksissä on {points} pistettä ({interval}).")
        return sentence.format(unit=tongue._(driver.unit), points=points, interval=interval)
    sentence = tongue._("Kun luku on yhden suurempi, ero indeksissä on {points} pistettä ({interval}).")
    return sentence.format(points=points, interval=interval)


def pair_sentence(pair: Togetherness, tongue: Tongue) -> str:
    """Return what goes with two drivers together, beyond what goes with each by itself."""
    first, second = (label.text(tongue.language) for label in pair.labels)
    sentence = tongue._(
        "{first} ja {second} yhdessä: kun kumpikin on tavallista suurempi, ero indeksissä on vielä {points} pistettä "
        "({interval}) sen lisäksi, mitä niihin erikseen liittyy."
    )
    return sentence.format(
        first=first,
        second=second,
        points=tongue.signed(pair.points),
        interval=tongue.signed_interval(pair.low, pair.high),
    )


def pairs_sentence(result: DriverResult, tongue: Tongue) -> str:
    """Return how many pairs were tried for going together, where none survived; nothing where some did or none was."""
    if result.pairs or not result.pairs_tried:
        return ""
    n = result.pairs_tried
    return tongue.ngettext(
        "Yhteisvaikutuksia ei löytynyt: {n} kokeillun parin ero voi olla sattumaa.",
        "Yhteisvaikutuksia ei löytynyt: {n} kokeiltua paria, ja kaikkien erot voivat olla sattumaa.",
        n,
    ).format(n=tongue.count(n))


def pair_lines(result: DriverResult, tongue: Tongue) -> tuple[str, ...]:
    """Return a sentence for each pair that survived, or the one that none did."""
    none = pairs_sentence(result, tongue)
    return tuple(pair_sentence(pair, tongue) for pair in result.pairs) or ((none,) if none else ())


def together_sentence(tongue: Tongue) -> str:
    """Return the warning that these things go together with the index, and what that does not say."""
    return tongue._("Nämä asiat ovat yhteydessä indeksiin. Luvut eivät kerro, mikä on syy ja mikä seuraus.")


def drivers_alt(result: DriverResult, tongue: Tongue) -> str:
    """Return the takeaway of the picture: the driver with the largest share."""
    return share_words(result.drivers[0], tongue) if result.drivers else ""
