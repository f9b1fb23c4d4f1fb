"""Groups of customers side by side, in words: how they stand, and what may not be told."""

from __future__ import annotations

from collections.abc import Sequence

from cxlib.wording.tongue import Tongue


def groups_title(best: Sequence[str], rest: Sequence[str], tongue: Tongue) -> str:
    """Return the finding: who stands at the top surely, or that chance may have ordered them.

    Parameters
    ----------
    best
        The names of the groups that share the first place.
    rest
        The names of the others; none where all share it.
    """
    if not best:
        return tongue._("Ryhmiä ei voi asettaa järjestykseen")
    if not rest:
        return tongue._("Ryhmien järjestys ei erotu sattumasta")
    if len(best) == 1:
        return tongue._("Paras ryhmä: {name}").format(name=best[0])
    return tongue._("Kärjessä: {names}").format(names=tongue.listing(list(best)))


def place_words(tied_from: int, tied_to: int, tongue: Tongue) -> str:
    """Return a place, or the places that several groups share: "1." or "2.–4."."""
    if tied_from == tied_to:
        return tongue._("{place}.").format(place=tied_from)
    return tongue._("{low}.–{high}.").format(low=tied_from, high=tied_to)


def shrinkage_sentences(tongue: Tongue) -> tuple[str, ...]:
    """Return how the picture is read."""
    return (
        tongue._(
            "Täytetty piste on luku, jonka mukaan ryhmät on järjestetty, ja viiva on sen väli. Rengas on ryhmän oma "
            "luku."
        ),
        tongue._(
            "Pienen ryhmän luku heilahtelee sattumalta. Siksi lukua on siirretty kohti kaikkien keskitasoa "
            "(katkoviiva) sitä enemmän, mitä epävarmempi se on."
        ),
        tongue._(
            "Samalla sijalla olevien ryhmien järjestys voi olla sattumaa. Eri sijoilla ovat vain ryhmät, joiden ero "
            "tuskin on sattumaa, kun kaikkia verrataan yhtä aikaa."
        ),
    )


def too_few_groups(tongue: Tongue) -> str:
    """Return why there is no order."""
    return tongue._("Järjestykseen tarvitaan vähintään kolme ryhmää, joiden luvun voi näyttää.")


def withheld_groups(names: Sequence[str], tongue: Tongue) -> str:
    """Return which groups are left out, without telling how small they are; nothing where none are."""
    if not names:
        return ""
    return tongue._("Ei näytetä yksityisyyden vuoksi: {names}.").format(names=tongue.listing(list(names)))
