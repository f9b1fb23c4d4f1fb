"""What is said of a name that redaction missed and somebody reported."""

from __future__ import annotations

from cxlib.wording.tongue import Tongue


def covered_sentence(answers: int, everywhere: bool, tongue: Tongue) -> str:
    """Return in how many answers the name is covered now, and where it will be."""
    done = tongue.ngettext("Nimi on peitetty {n} vastauksesta.", "Nimi on peitetty {n} vastauksesta.", answers).format(
        n=tongue.count(answers)
    )
    if everywhere:
        further = tongue._("Se peitetään myös kaikista tulevista aineistoista.")
    else:
        further = tongue._("Sana on myös tavallinen sana, joten muihin vastauksiin ei koskettu.")
    return f"{done} {further}"
