"""What customers began to write about, and what became of the searches that are followed."""

from __future__ import annotations

from cxlib.terms.estimate import Withheld
from cxlib.terms.topic import Burst, Emerging, Topic, TopicAlert, Tracked
from cxlib.wording.explanation import answers
from cxlib.wording.refusals import refusal
from cxlib.wording.saying import share_words
from cxlib.wording.tongue import Tongue, marked

_ALERTS: dict[TopicAlert, str] = {
    "risen": marked("Yleistyi selvästi edellisestä neljänneksestä."),
    "fallen": marked("Väheni selvästi edellisestä neljänneksestä."),
    "calm": marked("Ei selvää muutosta edellisestä neljänneksestä."),
}


def emerging_sentence(found: Emerging, tongue: Tongue) -> str:
    """Return the sentence over the topics: how many came up, or that nothing did.

    >>> from cxlib.terms.quarter import Quarter
    >>> from cxlib.wording.tongue import tongue
    >>> emerging_sentence(Emerging(Quarter(2026, 3), (), 534, 534, 5335, 5335, 325), tongue("fi"))
    'Q3/2026: mikään aihe ei noussut esiin enempää kuin sattuma selittää.'
    """
    quarter, n = tongue.quarter(found.quarter), len(found.topics)
    if not n:
        return tongue._("{quarter}: mikään aihe ei noussut esiin enempää kuin sattuma selittää.").format(
            quarter=quarter
        )
    sentence = tongue.ngettext("{quarter}: {n} aihe nousi esiin.", "{quarter}: {n} aihetta nousi esiin.", n)
    return sentence.format(quarter=quarter, n=tongue.count(n))


def read_sentence(found: Emerging, tongue: Tongue) -> str:
    """Return what was compared: how many answers were read, of how many, and how many words were tested."""
    sentence = tongue._(
        "Vertasimme neljänneksen vastauksia ({now}) aiempiin ({before}) ja tutkimme {tested} sanaa ja sanaparia, "
        "jotka esiintyvät riittävän monen asiakkaan vastauksissa."
    )
    told = sentence.format(
        now=tongue.count(found.read), before=tongue.count(found.read_before), tested=tongue.count(found.tested)
    )
    if found.read < found.wrote or found.read_before < found.wrote_before:
        told += " " + tongue._("Luetut vastaukset ovat satunnainen otos.")
    return told


def topic_name(topic: Topic) -> str:
    """Return a topic's words, as they stand in a search.

    >>> topic_name(Topic(("kuluttaja", "neuvonta"), "new", 9, 0, 0.01, 0.0, 4.0, 0.01, None))
    'kuluttaja neuvonta'
    """
    return " ".join(topic.words)


def topic_sentence(topic: Topic, tongue: Tongue) -> str:
    """Return in how many answers a topic is now, and in what part before."""
    count, now = answers(topic.now, tongue), tongue.percent(topic.share, 1)
    if topic.kind == "new":
        return tongue._("{count} ({share}). Aiemmin tätä ei kirjoittanut kukaan.").format(count=count, share=now)
    sentence = tongue._("{count} ({share}). Aiemmin {before} vastauksista.")
    return sentence.format(count=count, share=now, before=tongue.percent(topic.share_before, 1))


def burst_sentence(burst: Burst | None, tongue: Tongue) -> str:
    """Return when a topic was written most thickly; nothing where it was not."""
    if burst is None:
        return ""
    return tongue._("Tiheimmin {first}–{last}: {count}.").format(
        first=tongue.day(burst.first), last=tongue.day(burst.last), count=answers(burst.answers, tongue)
    )


def tracked_sentence(tracked: Tracked, tongue: Tongue) -> str:
    """Return a followed search's share in the quarter, and whether it has moved."""
    if isinstance(tracked.now, Withheld):
        return refusal(tracked.now, tongue)
    share = share_words(tracked.now, tongue)
    if isinstance(tracked.change, Withheld):
        return f"{share}. {refusal(tracked.change, tongue)}"
    return f"{share}. {tongue._(_ALERTS[tracked.alert])}"


def tracked_alt(tracked: Tracked, name: str, tongue: Tongue) -> str:
    """Return what the small chart of a followed search shows."""
    return f"{name}: {tongue.quarter(tracked.quarter)} {tracked_sentence(tracked, tongue)}"


def no_searches_sentence(tongue: Tongue) -> str:
    """Return how a search is followed, where none is."""
    return tongue._("Seurattavia hakuja ei ole. Kirjoita ne tiedostoon topics.toml.")
