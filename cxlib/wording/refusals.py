"""A number withheld, said aloud: why it is not shown, never as a dash or a zero."""

from __future__ import annotations

from cxlib.terms.estimate import Refusal, Withheld
from cxlib.wording.tongue import Tongue, marked

_SENTENCES: dict[Refusal, str] = {
    "no_answers": marked("Ei vastauksia, joten lukua ei ole."),
    "small_group": marked("Alle {smallest} vastaajaa: lukua ei näytetä."),
    "dominated": marked("Lukua ei näytetä, koska yhden tai muutaman asiakkaan vastaukset painavat siinä lähes kaiken."),
    "complement": marked("Lukua ei näytetä, koska siitä voisi päätellä pienen ryhmän vastaukset."),
    "no_index": marked("Mittausohjelmassa ei ole määritelty indeksiä."),
    "stage_missing": marked("Indeksiä ei voi laskea: jostakin elinkaaren vaiheesta ei ole vastauksia."),
    "component_missing": marked("Indeksiä ei voi laskea: kaikkia sen kysymyksiä ei kysytty."),
    "no_previous": marked("Edelliseltä neljännekseltä ei ole vertailulukua."),
    "not_comparable": marked("Muutosta ei voi laskea: jokin kysymyksistä on muuttunut edellisestä neljänneksestä."),
    "too_few_mentions": marked("Mainintoja on liian vähän, joten juurisyiden vaikutuksia ei voi erottaa toisistaan."),
    "no_invitations": marked("Kutsuttujen määrää ei tiedetä, joten vastausosuutta ei voi laskea."),
}

_WORDS: dict[Refusal, str] = {
    "no_answers": marked("ei vastauksia"),
    "small_group": marked("alle {smallest} vastaajaa"),
    "dominated": marked("muutama asiakas painaa liikaa"),
    "complement": marked("ei näytetä yksityisyyden vuoksi"),
    "no_index": marked("ei indeksiä"),
    "stage_missing": marked("vaihe puuttuu"),
    "component_missing": marked("kysymys puuttuu"),
    "no_previous": marked("ei vertailulukua"),
    "not_comparable": marked("kysymys muuttunut"),
    "too_few_mentions": marked("liian vähän mainintoja"),
    "no_invitations": marked("kutsuttujen määrä ei tiedossa"),
}


def refusal(withheld: Withheld, tongue: Tongue) -> str:
    """Return the sentence that stands where the number would.

    >>> from cxlib.wording.tongue import tongue
    >>> refusal(Withheld("small_group", smallest_group=5), tongue("fi"))
    'Alle 5 vastaajaa: lukua ei näytetä.'
    """
    return tongue._(_SENTENCES[withheld.reason]).format(smallest=tongue.count(withheld.smallest_group))


def refusal_words(withheld: Withheld, tongue: Tongue) -> str:
    """Return the same in a few words, for a table cell or beside a name."""
    return tongue._(_WORDS[withheld.reason]).format(smallest=tongue.count(withheld.smallest_group))
