"""What customers did after they answered, in words that do not say that the score made them do it."""

from __future__ import annotations

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.outcome import CLASSES, OutcomeLine, OutcomeResult, OutcomeTable, ScoreClass
from cxlib.wording.explanation import answers, estimate_interval, estimate_value
from cxlib.wording.refusals import refusal, refusal_words
from cxlib.wording.tongue import Tongue, marked

_CLASSES: dict[ScoreClass, str] = {
    "detractors": marked("Arvostelijat 0–6"),
    "passives": marked("Neutraalit 7–8"),
    "promoters": marked("Suosittelijat 9–10"),
}


def outcomes_sentence(result: OutcomeResult, tongue: Tongue) -> str:
    """Return how many of the outcomes go with the score among all customers, or why nothing is known."""
    if result.refused is not None or not result.tables:
        return tongue._("Asiakkaiden myöhemmistä teoista ei ole vielä tietoja, jotka voisi yhdistää vastauksiin.")
    told = [table.lines[0].difference for table in result.tables]
    apart = sum(isinstance(change, Change) and change.verdict != "no_real_change" for change in told)
    if not apart:
        return tongue._("Eri arvosanan antaneiden myöhemmissä teoissa ei näy eroja, jotka erottuisivat sattumasta.")
    if apart == len(told):
        return tongue._("Hyvän arvosanan antaneet tekivät jatkossa toisin kuin arvostelijat.")
    sentence = tongue._("Hyvän arvosanan antaneet tekivät jatkossa osin toisin kuin arvostelijat: {n}/{of} asiassa.")
    return sentence.format(n=apart, of=len(told))


def outcome_sentence(table: OutcomeTable, line: OutcomeLine, tongue: Tongue) -> str:
    """Return one outcome of one group: both shares, the difference, and whether it is more than chance."""
    return f"{table.label.text(tongue.language)}: {finding_sentence(line, tongue)}"


def finding_sentence(line: OutcomeLine, tongue: Tongue) -> str:
    """Return the same where the outcome's name stands above it."""
    change = line.difference
    if isinstance(change, Withheld):
        return refusal(change, tongue)
    said = tongue._("Suosittelijoista {promoters}, arvostelijoista {detractors}.").format(
        promoters=_share(line, "promoters", tongue),
        detractors=_share(line, "detractors", tongue),
    )
    return f"{said} {difference_sentence(change, tongue)}"


def difference_sentence(change: Change, tongue: Tongue) -> str:
    """Return the difference of the two shares with its interval, or that it may be chance."""
    between = _between(change, tongue)
    if change.verdict == "no_real_change":
        return tongue._("Ero ({between}) ei erotu sattumasta.").format(between=between)
    sentence = tongue._("Ero on {points} (todennäköisesti {between}).")
    return sentence.format(points=tongue.percent_points(change.value), between=between)


def period_sentence(table: OutcomeTable, tongue: Tongue) -> str:
    """Return of which answers the outcome is known."""
    if table.first is None or table.last is None:
        return ""
    sentence = tongue._("Tieto on neljännesten {first}–{last} vastauksista.")
    return sentence.format(first=tongue.quarter(table.first), last=tongue.quarter(table.last))


def outcomes_meaning(tongue: Tongue) -> str:
    """Return how an outcome is joined to an answer, and what the table does not say."""
    return tongue._(
        "Teko yhdistetään asiakkaan viimeiseen vastaukseen ennen sitä. Luvut kertovat, mitä eri arvosanan antaneet "
        "tekivät, eivät sitä, että arvosana olisi teon syy."
    )


def import_sentence(tongue: Tongue) -> str:
    """Return how outcomes are brought in."""
    sentence = tongue._(
        "Kerro tiedoston programme.toml osassa {section}, mitä seurataan, ja tuo teot profiililla; malli on {profile}."
    )
    return sentence.format(section="[[outcomes]]", profile="demo_outcomes")


def outcome_head(tongue: Tongue) -> tuple[str, ...]:
    """Return the names of the columns of `outcome_row`."""
    return tongue._("Vaihe"), *(tongue._(_CLASSES[kind]) for kind in reversed(CLASSES)), tongue._("Ero")


def outcome_row(line: OutcomeLine, tongue: Tongue, between: str = ", ") -> tuple[str, ...]:
    """Return one group as a row: the share of each class with its interval and n, and promoters − detractors.

    `between` parts a number from what it rests on; a page has them on two lines.
    """
    shares = (_cell(line.shares[kind], tongue, between) for kind in reversed(CLASSES))
    return line.label.text(tongue.language), *shares, _difference_cell(line.difference, tongue, between)


def _difference_cell(change: Change | Withheld, tongue: Tongue, between: str) -> str:
    if isinstance(change, Withheld):
        return refusal_words(change, tongue)
    same = change.verdict == "no_real_change"
    said = tongue._("ei erotu sattumasta") if same else tongue.percent_points(change.value)
    return f"{said}{between}{_between(change, tongue)}"


def _between(change: Change, tongue: Tongue) -> str:
    return tongue._("{low}…{high}").format(
        low=tongue.signed(100 * change.low, 0), high=tongue.percent_points(change.high)
    )


def _cell(share: Estimate | Withheld, tongue: Tongue, between: str) -> str:
    if isinstance(share, Withheld):
        return refusal_words(share, tongue)
    return f"{_estimate(share, tongue)}{between}{answers(share.n, tongue)}"


def _share(line: OutcomeLine, kind: ScoreClass, tongue: Tongue) -> str:
    share = line.shares[kind]
    return refusal_words(share, tongue) if isinstance(share, Withheld) else _estimate(share, tongue)


def _estimate(share: Estimate, tongue: Tongue) -> str:
    if share.base == "interval_only":
        return estimate_interval(share, tongue)
    return f"{estimate_value(share, tongue)} ({estimate_interval(share, tongue)})"
