"""What a codebook and its patterns do, in sentences: what is caught, lost, and caught by others as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxlib.terms.codebook import Controllability, Polarity
from cxlib.wording.tongue import Tongue, marked


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
    return tongue._("Teemalla ei ole omistajaa, joten kukaan ei vie asiaa eteenpäin. Nimeä omistaja teeman tiedoissa.")


def reduced_sentence(word: str, lemma: str, met: Sequence[tuple[str, int]], tongue: Tongue) -> str:
    """Return what else an inflected entry meets: "miksi" is taken for "mikä", and meets "mitä" too.

    >>> from cxlib.wording.tongue import tongue
    >>> reduced_sentence("miksi", "mikä", [("mitä", 30), ("missä", 12)], tongue("fi"))
    '”miksi” luetaan sanan ”mikä” muodoksi, joten se osuu myös näihin: mitä (30), missä (12).'
    """
    listed = ", ".join(f"{form} ({tongue.count(count)})" for form, count in met)
    return tongue._("”{word}” luetaan sanan ”{lemma}” muodoksi, joten se osuu myös näihin: {forms}.").format(
        word=word, lemma=lemma, forms=listed
    )


POLARITY_NAMES: Mapping[Polarity, str] = {
    "negative": marked("moite"),
    "positive": marked("kiitos"),
    "either": marked("voi olla kumpaakin"),
}
CONTROL_NAMES: Mapping[Controllability, str] = {
    "ours": marked("voimme muuttaa itse"),
    "partner": marked("kumppani voi muuttaa"),
    "regulation": marked("sääntely: voimme vain selittää"),
}


def shipped_sentence(themes: int, words: Mapping[str, int], tongue: Tongue) -> str:
    """Return what a codebook holds: its themes, and its words and phrases by language."""
    listed = ", ".join(f"{language.upper()} {tongue.count(count)}" for language, count in words.items())
    return tongue._("{themes} teemaa; sanoja ja sanontoja {words}.").format(themes=tongue.count(themes), words=listed)


def leaving_sentence(names: Sequence[str], tongue: Tongue) -> str:
    """Return which of the present themes a codebook lacks."""
    if not names:
        return tongue._("Kaikki nykyiset teemat säilyvät.")
    return tongue._("Nykyisistä teemoista jää pois: {names}. Niitä ei enää etsitä vastauksista.").format(
        names=", ".join(names)
    )
