"""How open answers were read, in sentences: who gave the themes, what is left uncoded, and how far the tone carries."""

from __future__ import annotations

from collections.abc import Mapping

from cxlib.terms.estimate import Estimate
from cxlib.terms.reading import Reading, Source, ThemeShare
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue, marked

SOURCE_NAMES: Mapping[Source, str] = {
    "human": marked("ihmisen koodaama"),
    "model": marked("opittu malli"),
    "codebook": marked("koodikirja"),
}
TONE_NAMES: Mapping[int, str] = {
    1: marked("myönteinen"),
    0: marked("ei sanottu"),
    -1: marked("kielteinen"),
}


def reading_sentences(reading: Reading, tongue: Tongue) -> list[str]:
    """Return what a reader has to know before the shares: how many texts, by whom coded, and what is uncoded."""
    if reading.texts is None or not isinstance(reading.uncoded, Estimate):
        return [] if isinstance(reading.uncoded, Estimate) else [refusal(reading.uncoded, tongue)]
    said = [
        tongue.ngettext(
            "{texts} avoin vastaus, joista {uncoded} jäi ilman teemaa.",
            "{texts} avointa vastausta, joista {uncoded} jäi ilman teemaa.",
            reading.texts,
        ).format(texts=tongue.count(reading.texts), uncoded=tongue.percent(reading.uncoded.value))
    ]
    if isinstance(reading.by_person, Estimate) and reading.by_person.value > 0:
        said.append(
            tongue._("Ihminen on koodannut {share} vastauksista.").format(share=tongue.percent(reading.by_person.value))
        )
    if reading.unread:
        said.append(unread_sentence(reading.unread, tongue))
    return [*said, model_sentence(reading, tongue)]


def unread_sentence(unread: int, tongue: Tongue) -> str:
    """Return how many answers the model has not read, and what to do about it."""
    return tongue.ngettext(
        "{n} vastaus odottaa uudelleenlukua: sen teemat ovat vielä koodikirjan sanoista, ja osuudet lasketaan ilman "
        "mallia. Komento python -m cxlib enrich lukee sen.",
        "{n} vastausta odottaa uudelleenlukua: niiden teemat ovat vielä koodikirjan sanoista, ja osuudet lasketaan "
        "ilman mallia. Komento python -m cxlib enrich lukee ne.",
        unread,
    ).format(n=tongue.count(unread))


def model_sentence(reading: Reading, tongue: Tongue) -> str:
    """Return whether a model takes part, what taught it, and how well it agrees with people."""
    reader = reading.reader
    if reader is None:
        return tongue._(
            "Teemat ovat koodikirjan sanoista: mallia ei ole opetettu. Komento python -m cxlib enrich opettaa sen, "
            "kun ihminen on koodannut vähintään sata vastausta."
        )
    if not reader.spread or reader.agreement is None:
        return tongue._("Teemat ovat koodikirjan sanoista: ihmisen koodaamia vastauksia on mallille vielä liian vähän.")
    return tongue._(
        "Malli on oppinut {coded} ihmisen koodaamasta vastauksesta. Syrjään jätetyissä vastauksissa sen teemat osuivat "
        "ihmisen teemoihin tarkkuudella {agreement} (F1, 1 on täydellinen)."
    ).format(coded=tongue.count(reader.coded), agreement=tongue.number(reader.agreement, 2))


def interval_sentence(tongue: Tongue) -> str:
    """Return what the interval of an expected share rests on."""
    return tongue._(
        "Mallin osuus on todennäköisyyksien summa, ja sen väli kertoo, kuinka lähelle ihmisen koodausta malli pääsee. "
        "Väli on liian kapea, jos koodatut vastaukset ovat eri joukosta kuin muut."
    )


def tone_sentences(reading: Reading, tongue: Tongue) -> list[str]:
    """Return how the answers sound, and how far that carries: a hint, never a measure."""
    shares = {tone: value for tone, value in reading.tones.items() if isinstance(value, Estimate)}
    if len(shares) < len(TONE_NAMES):
        return []
    said = tongue._("Sävy: myönteisiä {well}, kielteisiä {ill}, ei sanottu {nothing}.").format(
        well=_share(shares[1], tongue), ill=_share(shares[-1], tongue), nothing=_share(shares[0], tongue)
    )
    return [said, tone_worth(reading, tongue)]


def tone_worth(reading: Reading, tongue: Tongue) -> str:
    """Return the measured accuracy of the tone and how often it was not said, or that nobody has judged it."""
    reader = reading.reader
    if reader is None or reader.tone_accuracy is None or reader.tone_abstained is None:
        return tongue._(
            "Sävy on vain vihje: kukaan ei ole arvioinut sitä näistä vastauksista, joten sen tarkkuutta ei tunneta."
        )
    return tongue._(
        "Sävy on vain vihje: ihmisen arvioimista {judged} vastauksesta {abstained} jätettiin sanomatta, "
        "ja muista {accuracy} sanottiin oikein."
    ).format(
        judged=tongue.count(reader.judged),
        accuracy=tongue.percent(reader.tone_accuracy),
        abstained=tongue.percent(reader.tone_abstained),
    )


def theme_sentence(share: ThemeShare, tongue: Tongue) -> str:
    """Return one theme's share with its interval and the share that each source gave it."""
    label = share.label.text(tongue.language)
    if not isinstance(share.share, Estimate):
        return f"{label}: {refusal(share.share, tongue)}"
    sources = ", ".join(
        f"{tongue._(SOURCE_NAMES[source])} {tongue.percent(value)}" for source, value in share.sources.items() if value
    )
    said = f"{label}: {_share(share.share, tongue)}"
    return f"{said}; {sources}" if sources else said


def _share(value: Estimate, tongue: Tongue) -> str:
    return f"{tongue.percent(value.value)} ({tongue.percent_interval(value.low, value.high)})"
