"""What a pattern does, in sentences: what it catches, what it loses, what others catch as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxlib.wording.tongue import Tongue


def caught_sentence(caught: int, answers: int, tongue: Tongue) -> str:
    """Return how many of the answers looked at a pattern catches.

    >>> from cxlib.wording.tongue import tongue
    >>> caught_sentence(1, 200, tongue("fi"))
    'Sanat osuvat 1 vastaukseen. Vastauksia on kaikkiaan 200.'
    """
    return tongue.ngettext(
        "Sanat osuvat {caught} vastaukseen. Vastauksia on kaikkiaan {answers}.",
        "Sanat osuvat {caught} vastaukseen. Vastauksia on kaikkiaan {answers}.",
        caught,
    ).format(caught=tongue.count(caught), answers=tongue.count(answers))


def change_sentence(new: int, lost: int, tongue: Tongue) -> str:
    """Return what a draft catches beside the saved pattern, and what it no longer does."""
    if not new and not lost:
        return tongue._("Samat vastaukset kuin tallennetuilla sanoilla.")
    return tongue._("Tallennettuihin sanoihin verrattuna uusia {new}, pois jäi {lost}.").format(
        new=tongue.count(new), lost=tongue.count(lost)
    )


def doubles_sentence(doubles: Mapping[str, int], caught: int, tongue: Tongue) -> str:
    """Return which other themes catch the same answers; `doubles` by name."""
    if not doubles:
        return tongue._("Mikään muu teema ei osu samoihin vastauksiin.")
    listed = ", ".join(f"{name} {tongue.percent(count / caught)}" for name, count in doubles.items())
    return tongue._("Samoihin vastauksiin osuvat myös: {themes}.").format(themes=listed)


def words_sentence(words: Sequence[str], tongue: Tongue) -> str:
    """Return words that answers alike hold and the pattern does not ask for."""
    if not words:
        return tongue._("Samankaltaisista vastauksista ei löytynyt sanoja, jotka teemasta puuttuvat.")
    return tongue._("Sanoja, joita on osumissa ja myös niiden kaltaisissa muissa vastauksissa: {words}.").format(
        words=", ".join(words)
    )


def idle_sentence(entries: Sequence[str], tongue: Tongue) -> str:
    return tongue._("Ei osu yksinään mihinkään: {entries}.").format(entries=", ".join(entries))


def nearly_all_sentence(tongue: Tongue) -> str:
    return tongue._("Sanat osuvat lähes jokaiseen vastaukseen, joten ne eivät erota mitään. Poista yleiset sanat.")


def no_owner_sentence(tongue: Tongue) -> str:
    return tongue._(
        "Teemalla ei ole omistajaa: kukaan ei vie asiaa eteenpäin. Kirjoita owner tiedostoon codebook.toml."
    )
