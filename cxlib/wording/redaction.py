"""How well personal data is found, as measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxlib.wording.tongue import Tongue


@dataclass(frozen=True)
class Measured:
    """A share (0–1) with its 95 % interval, of so many marked cases."""

    share: float
    low: float
    high: float
    of: int


def redaction_figures(
    names: Measured | None, structured: Measured | None, clean: Measured | None, own_day: date | None, tongue: Tongue
) -> tuple[str, ...]:
    """Return how much of what a person marked was found, and how many clean answers were touched.

    `own_day` is the day on which the organisation measured it on answers of its own; None for the shipped figures.
    """
    _ = tongue._
    said = [
        _said(
            _("Mitattuna tunnuksista, numeroista ja osoitteista löytyi {share} ({interval}, n = {n})."),
            structured,
            tongue,
        ),
        _said(_("Nimistä löytyi {share} ({interval}, n = {n})."), names, tongue),
        _said(_("Puhtaista vastauksista {share} muuttui turhaan ({interval}, n = {n})."), clean, tongue),
    ]
    if own_day is not None:
        said.append(_("Mitattu {day} oman aineiston merkityistä vastauksista.").format(day=tongue.day(own_day)))
    else:
        said += [
            _("Mitattu Kuulon omilla koevastauksilla, joita ei käytetty tunnistuksen säätämiseen."),
            _("Oikeissa vastauksissa nimiä jää peittämättä useammin. Ilmoita puuttuva nimi vastauksen alta."),
        ]
    return tuple(sentence for sentence in said if sentence)


def _said(sentence: str, measured: Measured | None, tongue: Tongue) -> str:
    if measured is None:
        return ""
    return sentence.format(
        share=tongue.percent(measured.share, 1),
        interval=tongue.percent_interval(measured.low, measured.high, 1),
        n=tongue.count(measured.of),
    )
