"""The headline: one sentence that agrees with the index's interval, its change and its target at once."""

from __future__ import annotations

from typing import Literal

from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue, marked

Movement = Literal[
    "rise", "slight_rise", "fall", "slight_fall", "same", "unsure", "first", "new_definition", "no_comparison"
]
Level = Literal["above", "at", "near", "below", "none"]

#: A wide interval is no nearness: below the target by more than this is not "lähellä".
NEAR_POINTS = 3.0
#: Fewer index points than this are "hieman" even when real: EPSI takes two for the least difference that matters.
CLEAR_POINTS = 2.0

_LEVELS: dict[Level, str] = {
    "above": marked("{index} ylittää tavoitteen"),
    "at": marked("{index} on tavoitteen tasolla"),
    "near": marked("{index} on lähellä tavoitetta"),
    "below": marked("{index} jää alle tavoitteen"),
    "none": marked("{index} on {value}"),
}

_OPENINGS: dict[Movement, str] = {
    "same": marked("Muutos ei erotu sattumasta: {sentence}"),
    "unsure": marked("Muutosta ei voi vielä arvioida: {sentence}"),
    "first": marked("Ensimmäinen mittaus: {sentence}"),
    "new_definition": marked("Uusi määritelmä: {sentence}"),
    "no_comparison": marked("Ei vertailulukua: {sentence}"),
}

_MOVES: dict[tuple[Movement, Level], str] = {
    ("rise", "above"): marked("{index} nousi selvästi ja ylittää nyt tavoitteen"),
    ("rise", "at"): marked("{index} nousi selvästi ja on nyt tavoitteen tasolla"),
    ("rise", "near"): marked("{index} nousi selvästi ja on nyt lähellä tavoitetta"),
    ("rise", "below"): marked("{index} nousi selvästi, mutta tavoitteeseen on vielä matkaa"),
    ("rise", "none"): marked("{index} nousi selvästi"),
    ("slight_rise", "above"): marked("{index} nousi hieman ja ylittää tavoitteen"),
    ("slight_rise", "at"): marked("{index} nousi hieman ja on tavoitteen tasolla"),
    ("slight_rise", "near"): marked("{index} nousi hieman ja on lähellä tavoitetta"),
    ("slight_rise", "below"): marked("{index} nousi hieman, mutta tavoitteeseen on vielä matkaa"),
    ("slight_rise", "none"): marked("{index} nousi hieman"),
    ("fall", "above"): marked("{index} laski selvästi, mutta ylittää yhä tavoitteen"),
    ("fall", "at"): marked("{index} laski selvästi, mutta on yhä tavoitteen tasolla"),
    ("fall", "near"): marked("{index} laski selvästi, mutta on yhä lähellä tavoitetta"),
    ("fall", "below"): marked("{index} laski selvästi ja jää alle tavoitteen"),
    ("fall", "none"): marked("{index} laski selvästi"),
    ("slight_fall", "above"): marked("{index} laski hieman, mutta ylittää yhä tavoitteen"),
    ("slight_fall", "at"): marked("{index} laski hieman, mutta on yhä tavoitteen tasolla"),
    ("slight_fall", "near"): marked("{index} laski hieman, mutta on yhä lähellä tavoitetta"),
    ("slight_fall", "below"): marked("{index} laski hieman ja jää alle tavoitteen"),
    ("slight_fall", "none"): marked("{index} laski hieman"),
}


def headline(briefing: Briefing, tongue: Tongue) -> str:
    """Return the sentence that stands on top of the quarter.

    Parameters
    ----------
    briefing : Briefing
        The quarter.
    tongue : Tongue
        The language.

    Returns
    -------
    str
        At most some ten words of plain text, without a full stop.

    Notes
    -----
    A point above the target whose interval reaches below it is "at" the target; a point below whose interval
    reaches above it is "near", if by few points. A real change of less than `CLEAR_POINTS` is "hieman".
    """
    sentence = _whole(briefing, tongue)
    return tongue._("Rajattu joukko: {sentence}").format(sentence=sentence) if briefing.selection.where else sentence


def _whole(briefing: Briefing, tongue: Tongue) -> str:
    value, index = briefing.cx_index, briefing.index_label.text(tongue.language)
    if isinstance(value, Withheld) and value.reason == "no_answers":
        return tongue._("Neljännekseltä {quarter} ei ole vastauksia").format(quarter=tongue.quarter(briefing.quarter))
    if isinstance(value, Withheld):
        return refusal(value, tongue).rstrip(".")
    if value.base == "interval_only":
        between = tongue.interval(value.low, value.high, 0)
        return tongue._("Vastauksia on vähän: {index} on todennäköisesti {interval}").format(
            index=index, interval=between
        )
    said = {"index": index, "value": tongue.number(value.value)}
    step, stand = movement(briefing), level(briefing)
    if (step, stand) in _MOVES:
        return tongue._(_MOVES[step, stand]).format(**said)
    return tongue._(_OPENINGS[step]).format(sentence=tongue._(_LEVELS[stand]).format(**said))


def movement(briefing: Briefing) -> Movement:
    """Say what happened to the index since the previous quarter."""
    change = briefing.change
    if _is_redefined(briefing):
        return "new_definition"
    if isinstance(change, Change):
        if change.verdict == "no_real_change":
            return "same"
        if change.verdict == "cannot_say":
            return "unsure"
        slight = abs(change.value) < CLEAR_POINTS
        if change.verdict == "real_rise":
            return "slight_rise" if slight else "rise"
        return "slight_fall" if slight else "fall"
    return _why_no_comparison(briefing)


def _why_no_comparison(briefing: Briefing) -> Movement:
    if briefing.quarter <= min(briefing.quarters, default=briefing.quarter):
        return "first"
    return "no_comparison"


def _is_redefined(briefing: Briefing) -> bool:
    """Say whether the number before was of another definition, so that the two on the trend are not to be compared."""
    versions = {point.quarter: point.version for point in briefing.trend}
    before, now = versions.get(briefing.quarter.previous), versions.get(briefing.quarter)
    return before is not None and before != now


def level(briefing: Briefing) -> Level:
    """Say where the index and its interval stand beside the target."""
    value, definition = briefing.cx_index, briefing.definition
    if not isinstance(value, Estimate) or definition is None or definition.target is None or briefing.target == "none":
        return "none"
    if briefing.target == "reached":
        return "above"
    if briefing.target == "reached_not_certain":
        return "at"
    within = value.high >= definition.target and definition.target - value.value <= NEAR_POINTS
    return "near" if within else "below"
