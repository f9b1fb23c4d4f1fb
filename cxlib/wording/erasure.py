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


def expected_sentences(
    responses: int,
    answers: int,
    rejected: int,
    files: tuple[str, ...],
    *,
    is_blocked: bool,
    tongue: Tongue,
) -> list[str]:
    """Return what would leave with a respondent."""
    said = []
    if responses:
        sentence = tongue.ngettext("Poistuisi {n} vastaus", "Poistuisi {n} vastausta", responses)
        texts = tongue.ngettext("siinä {n} avoin vastaus", "niissä {n} avointa vastausta", answers)
        said.append(f"{sentence.format(n=tongue.count(responses))}, {texts.format(n=tongue.count(answers))}.")
    if rejected:
        sentence = tongue.ngettext("Poistuisi {n} hylätty rivi.", "Poistuisi {n} hylättyä riviä.", rejected)
        said.append(sentence.format(n=tongue.count(rejected)))
    if files:
        names = ", ".join(files)
        said.append(
            tongue._("Tunniste on näissä tiedostoissa, ja se poistettaisiin niistä: {files}.").format(files=names)
        )
    if is_blocked:
        said.append(tongue._("Tunnisteen rivejä ei oteta mukaan: se on poistettu jo aiemmin."))
    return said or [
        tongue._(
            "Tunnisteella ei löydy mitään. Tarkista, että se on kirjoitettu niin kuin tuodussa tiedostossa. Jos "
            "poistat sen silti, sen rivit hylätään, kun niitä myöhemmin tuodaan."
        )
    ]


def unblocked_sentence(was_blocked: bool, tongue: Tongue) -> str:
    """Return that an id may come in again, or that it was never kept out."""
    if not was_blocked:
        return tongue._("Tunnistetta ei ole estetty, joten purettavaa ei ole.")
    return tongue._(
        "Esto on purettu: tunnisteen rivit otetaan mukaan, kun ne tuodaan. Poistetut vastaukset eivät palaa itsestään, "
        "vaan ne on tuotava uudelleen alkuperäisestä tiedostosta."
    )


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
