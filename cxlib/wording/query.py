"""How a search was read, told back, and what of it was read otherwise than it was typed."""

from __future__ import annotations

from cxlib.terms.query import Asked, Manner, Oddity, Query, Suggestion
from cxlib.wording.tongue import Tongue, marked

_MANNERS: dict[Manner, str] = {
    "word": marked("{word} kaikissa muodoissa"),
    "beginning": marked("sanat, joiden alku on {word}"),
    "inside": marked("{word} missä tahansa sanan kohdassa"),
    "phrase": marked("täsmälleen ”{word}”"),
}

_ODDITIES: dict[Oddity, str] = {
    "only_marks": marked("Haussa ei ole yhtään sanaa. Kirjoita sana, esimerkiksi odottaa."),
    "unclosed_quote": marked("Lainausmerkki jäi sulkematta, joten luimme sen haun loppuun asti."),
    "parentheses": marked("Sulkeita emme lue: TAI yhdistää vain vierekkäiset sanat."),
    "nothing_to_join": marked("TAI-sanan toiselta puolelta puuttuu sana, joten jätimme sen pois."),
    "short_beginning": marked("Tähden viereen tarvitaan vähintään kaksi kirjainta, joten jätimme sen pois."),
    "too_many_words": marked("Haussa oli liikaa sanoja, joten luimme niistä kahdeksan ensimmäistä."),
    "too_long": marked("Haku oli liian pitkä, joten luimme siitä 200 ensimmäistä merkkiä."),
}


def query_sentence(query: Query, tongue: Tongue) -> str:
    """Return how the search was read; nothing where there is nothing to look for.

    >>> from cxlib.wording.tongue import tongue
    >>> told = (Asked("word", "jonotti", "jonottaa"),), (Asked("word", "lasku"), Asked("beginning", "hint"))
    >>> query_sentence(Query((("jonottaa",), ("lasku", "hint*")), asked=told), tongue("fi"))
    'Haettiin: jonottaa kaikissa muodoissa ja (lasku kaikissa muodoissa tai sanat, joiden alku on hint).'
    """
    wanted = [_group(group, tongue) for group in query.asked]
    sentences = []
    if wanted:
        sentences.append(tongue._("Haettiin: {wanted}.").format(wanted=tongue._(" ja ").join(wanted)))
    if query.refused:
        refused = tongue.listing([_told(one, tongue) for one in query.refused])
        sentences.append(tongue._("Jätettiin pois: {refused}.").format(refused=refused))
    return " ".join(sentences)


def oddity_sentences(query: Query, tongue: Tongue) -> list[str]:
    """Return a sentence for everything that was read otherwise than it was typed.

    >>> from cxlib.wording.tongue import tongue
    >>> oddity_sentences(Query(odd=("only_marks",)), tongue("fi"))
    ['Haussa ei ole yhtään sanaa. Kirjoita sana, esimerkiksi odottaa.']
    """
    return [tongue._(_ODDITIES[oddity]) for oddity in query.odd]


def suggestion_sentence(suggestion: Suggestion, tongue: Tongue) -> str:
    """Return the question whether another word was meant."""
    sentence = tongue._("Sanaa ”{typed}” ei ole vastauksissa. Tarkoititko ”{meant}”?")
    return sentence.format(typed=suggestion.typed, meant=suggestion.meant)


def _group(group: tuple[Asked, ...], tongue: Tongue) -> str:
    told = [_told(one, tongue) for one in group]
    either = tongue._(" tai ")
    return told[0] if len(told) == 1 else f"({either.join(told)})"


def _told(asked: Asked, tongue: Tongue) -> str:
    return tongue._(_MANNERS[asked.manner]).format(word=asked.base or asked.typed)
