"""How often something is said, and how those who say it answer otherwise: sentences that do not claim a cause."""

from __future__ import annotations

from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.programme import Programme, Question
from cxlib.terms.saying import Beside, SaidPoint, Saying
from cxlib.wording.explanation import answers, estimate_value, estimate_words
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue

#: Under this a share is told with a decimal.
SMALL = 0.1


def share_sentence(saying: Saying, tongue: Tongue) -> str:
    """Return the share in the quarter looked at."""
    point = next((point for point in saying.trend if point.quarter == saying.quarter), None)
    if point is None or isinstance(point.share, Withheld):
        return refusal(Withheld("no_answers", "share") if point is None else point.share, tongue)  # type: ignore[arg-type]
    sentence = tongue._("{quarter}: avoimeen kysymykseen vastanneista näin sanoo {share}.")
    return sentence.format(quarter=tongue.quarter(point.quarter), share=share_words(point.share, tongue))


def share_words(share: Estimate, tongue: Tongue) -> str:
    """Return a share with its interval; a small one with a decimal, since much is said by few.

    >>> from cxlib.wording.tongue import tongue
    >>> share_words(Estimate(0.034, 0.021, 0.053, 534, "share", 534.0, 0.008), tongue("fi"))
    '3,4\\xa0% (todennäköisesti 2,1–5,3\\xa0%)'
    """
    if share.value >= SMALL:
        return estimate_words(share, tongue)
    interval = tongue.percent_interval(share.low, share.high, 1)
    between = tongue._("todennäköisesti {interval}").format(interval=interval)
    return between if share.base == "interval_only" else f"{tongue.percent(share.value, 1)} ({between})"


def said_hover(point: SaidPoint, tongue: Tongue) -> str:
    """Return one quarter's share with its interval and how many wrote."""
    quarter = tongue.quarter(point.quarter)
    if isinstance(point.share, Withheld):
        return f"{quarter}: {refusal(point.share, tongue)}"
    return f"{quarter}: {share_words(point.share, tongue)}, {answers(point.share.n, tongue)}"


def saying_alt(saying: Saying, tongue: Tongue) -> str:
    """Return what the small chart shows, for those who do not see it."""
    known = [point for point in saying.trend if not isinstance(point.share, Withheld)]
    if not known:
        return tongue._("Kehitystä ei voi näyttää.")
    ends = known if len(known) == 1 else [known[0], known[-1]]
    told = [f"{said_hover(point, tongue)}." for point in ends]
    return " ".join([tongue._("Näin sanovien osuus."), *told])


def beside_sentence(name: str, beside: Beside, tongue: Tongue) -> str:
    """Return a number of those who say it beside the others', and whether the difference is more than chance.

    >>> from cxlib.terms.estimate import Change, Estimate
    >>> from cxlib.wording.tongue import tongue
    >>> low, high = (Estimate(v, v - 4, v + 4, 90, "index", 90.0, 2.0) for v in (40.0, 60.0))
    >>> beside_sentence("CX-indeksi", Beside(low, high, Change(-20, -26, -14, 0, "points", "real_fall")), tongue("fi"))
    'CX-indeksi: näin sanovilla 40,0, muilla 60,0. Ero −20,0 (todennäköisesti −26,0…−14,0) on todellinen.'
    """
    difference = beside.difference
    if isinstance(difference, Withheld):
        return f"{name}: {_lowered(refusal(difference, tongue))}"
    told = tongue._("{name}: näin sanovilla {said}, muilla {others}.").format(
        name=name, said=estimate_value(beside.said, tongue), others=estimate_value(beside.others, tongue)
    )
    between = tongue.signed_interval(difference.low, difference.high)
    verdict = (
        tongue._("Ero {size} (todennäköisesti {between}) on todellinen.")
        if difference.verdict in ("real_rise", "real_fall")
        else tongue._("Ero {size} (todennäköisesti {between}) ei erotu sattumasta.")
    )
    return f"{told} {verdict.format(size=tongue.signed(difference.value), between=between)}"


def no_cause_sentence(tongue: Tongue) -> str:
    """Return what the comparison does not tell."""
    return tongue._("Vertailu kertoo, ketkä sanovat näin, ei sitä, mistä luku johtuu.")


def saying_lines(saying: Saying, programme: Programme, question: Question | None, tongue: Tongue) -> list[str]:
    """Return the sentences that stand beside the answers of a search."""
    lines = [share_sentence(saying, tongue)]
    if saying.index is not None and programme.index_versions:
        lines.append(beside_sentence(programme.index_label.text(tongue.language), saying.index, tongue))
    if saying.score is not None and question is not None:
        name = "NPS" if question.kind == "nps" else question.label.text(tongue.language)
        lines.append(beside_sentence(name, saying.score, tongue))
    compared = [one for one in (saying.index, saying.score) if one is not None]
    told = any(not isinstance(one.difference, Withheld) for one in compared)
    return [*lines, no_cause_sentence(tongue)] if told else lines


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
