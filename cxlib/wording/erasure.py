"""What left when a respondent was erased or texts grew too old, in words."""

from __future__ import annotations

from cxlib.wording.tongue import Tongue


def erased_sentences(
    responses: int,
    rejected: int,
    *,
    file_rows: int,
    removed: tuple[str, ...],
    left: tuple[str, ...],
    tongue: Tongue,
) -> list[str]:
    """Return what left with a respondent, and what is still to be done."""
    if not (responses or rejected or file_rows or removed or left):
        return [tongue._("Vastaaja on jo poistettu. Mitään ei ollut enää jäljellä.")]
    said = []
    if responses:
        sentence = tongue.ngettext("{n} vastaus poistettiin.", "{n} vastausta poistettiin.", responses)
        said.append(sentence.format(n=tongue.count(responses)))
    if rejected:
        sentence = tongue.ngettext("{n} hylätty rivi poistettiin.", "{n} hylättyä riviä poistettiin.", rejected)
        said.append(sentence.format(n=tongue.count(rejected)))
    said += _files(file_rows, removed, tongue)
    if left:
        said.append(
            tongue._(
                "Vastaaja on vielä tuontia odottavissa tiedostoissa: {files}. "
                "Tuo ne ja poista vastaaja sitten uudelleen."
            ).format(files=", ".join(left))
        )
    return [*said, tongue._("Vastaajaa ei oteta uudelleen mukaan, vaikka sama tiedosto tuotaisiin toiseen kertaan.")]


def retained_sentences(answers: int, rejected: int, removed: tuple[str, ...], tongue: Tongue) -> list[str]:
    """Return which texts were dropped for their age."""
    if not (answers or rejected or removed):
        return [tongue._("Mikään teksti ei ole säilytysaikaa vanhempi.")]
    said = []
    if answers:
        sentence = tongue.ngettext(
            "{n} avoimen vastauksen teksti poistettiin. Luvut pysyivät ennallaan.",
            "{n} avoimen vastauksen tekstit poistettiin. Luvut pysyivät ennallaan.",
            answers,
        )
        said.append(sentence.format(n=tongue.count(answers)))
    if rejected:
        sentence = tongue.ngettext("{n} hylätty rivi poistettiin.", "{n} hylättyä riviä poistettiin.", rejected)
        said.append(sentence.format(n=tongue.count(rejected)))
    return said + _files(0, removed, tongue)


def _files(rows: int, removed: tuple[str, ...], tongue: Tongue) -> list[str]:
    said = []
    if rows:
        sentence = tongue.ngettext(
            "Tuoduista tiedostoista poistettiin {n} rivi.", "Tuoduista tiedostoista poistettiin {n} riviä.", rows
        )
        said.append(sentence.format(n=tongue.count(rows)))
    if removed:
        said.append(tongue._("Tiedostoja poistettiin: {files}.").format(files=", ".join(removed)))
    return said
