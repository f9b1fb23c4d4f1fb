"""Coding answers one by one, in sentences: how far one is, why an answer was suggested, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxlib.wording.rereading import MODEL_FROM, THEME_FROM
from cxlib.wording.tongue import Tongue


def progress_sentence(coded: int, skipped: int, suggested: int, tongue: Tongue) -> str:
    """Return how far one is with the answers suggested.

    >>> from cxlib.wording.tongue import tongue
    >>> progress_sentence(14, 2, 40, tongue("fi"))
    'Koodattu 14 / ehdotettu 40 · ohitettu 2'
    """
    said = tongue._("Koodattu {coded} / ehdotettu {suggested}").format(
        coded=tongue.count(coded), suggested=tongue.count(suggested)
    )
    if not skipped:
        return said
    return tongue._("{said} · ohitettu {skipped}").format(said=said, skipped=tongue.count(skipped))


def standing_sentence(coded: int, waiting: int, tongue: Tongue, *, taught: bool) -> str:
    """Return how many answers people have coded, and how many more the model wants."""
    said = [
        tongue.ngettext("Ihmisen koodaamia vastauksia on {n}.", "Ihmisen koodaamia vastauksia on {n}.", coded).format(
            n=tongue.count(coded)
        )
    ]
    if waiting:
        said.append(waiting_sentence(waiting, tongue))
    if not taught and coded + waiting < MODEL_FROM:
        said.append(
            tongue._("Malli opetetaan, kun koodeja on vähintään {answers} ja jollakin teemalla niistä {theme}.").format(
                answers=MODEL_FROM, theme=THEME_FROM
            )
        )
    return " ".join(said)


def waiting_sentence(waiting: int, tongue: Tongue) -> str:
    """Return how many codes are kept and not yet in the numbers."""
    return tongue.ngettext(
        "{n} tallennettu koodi ei vielä näy luvuissa.", "{n} tallennettua koodia ei vielä näy luvuissa.", waiting
    ).format(n=tongue.count(waiting))


def why_sentence(why: str, theme: str, chance: float | None, tongue: Tongue) -> str:
    """Return why this answer was suggested; `theme` is the name of the one in doubt."""
    if why == "doubt" and chance is not None:
        return tongue._("Malli ei osaa päättää: {theme} {chance}.").format(theme=theme, chance=tongue.percent(chance))
    if why == "found":
        return tongue._("Koodikirjan sanat osuvat tähän. Ihminen ei ole vielä lukenut vastausta.")
    return tongue._("Koodikirjan sanat eivät osu tähän vastaukseen.")


def found_sentence(found: Mapping[str, Sequence[str]], tongue: Tongue) -> str:
    """Return what the codebook gives an answer, and by which of its words; `found` by the theme's name."""
    if not found:
        return ""
    listed = "; ".join(f"{name} ({', '.join(f'”{word}”' for word in words)})" for name, words in found.items())
    return tongue._("Koodikirja: {listed}.").format(listed=listed)


def likely_sentence(likely: Sequence[tuple[str, float]], tongue: Tongue) -> str:
    """Return what the model holds likely, by the themes' names; nothing where there is no model."""
    if not likely:
        return ""
    listed = ", ".join(f"{name} {tongue.percent(chance)}" for name, chance in likely)
    return tongue._("Malli: {listed}.").format(listed=listed)


def kept_sentence(names: Sequence[str], tongue: Tongue) -> str:
    """Return what the last code was."""
    if not names:
        return tongue._("Tallennettu: ei aihetta.")
    return tongue._("Tallennettu: {names}.").format(names=tongue.listing(list(names)))
