"""Those who said something against those who wrote and did not: shares, index and score, with their intervals."""

from __future__ import annotations

from collections.abc import Mapping

from cxlib.measures.change import change_of, nps_change
from cxlib.measures.contrast import contrast, recipe_of
from cxlib.measures.index import cells_of, cx_index
from cxlib.measures.question import measure_question
from cxlib.measures.score import csat
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.programme import Component, IndexVersion, Question
from cxlib.terms.saying import Beside, SaidPoint, SaidTally
from cxlib.terms.tally import MomentTally, ScoreTally


def said_trend(tally: SaidTally, *, smallest_group: int) -> tuple[SaidPoint, ...]:
    """Return per quarter the share of those who wrote that said it, with Wilson's interval.

    Examples
    --------
    >>> from cxlib.terms.quarter import Quarter
    >>> wrote = ScoreTally({0: 30, 1: 10}, {0: 30.0, 1: 10.0}, 40.0)
    >>> (point,) = said_trend(SaidTally({Quarter(2026, 3): wrote}, ({}, {}), (wrote, wrote)), smallest_group=5)
    >>> point.share.value, round(point.share.low, 3), round(point.share.high, 3)
    (0.25, 0.142, 0.402)
    """
    return tuple(
        SaidPoint(quarter, csat(counted, {1}, smallest_group=smallest_group))
        for quarter, counted in sorted(tally.by_quarter.items())
    )


def index_beside(
    said: Mapping[str, MomentTally],
    others: Mapping[str, MomentTally],
    version: IndexVersion | None,
    components: tuple[Component, ...],
    *,
    smallest_group: int,
) -> Beside:
    """Return the index of those who said it, of the others, and the difference with its interval.

    Notes
    -----
    Two disjoint groups of respondents of one quarter, both at the definition's stage weights, so that a word that new
    customers use does not look like a cause only because they are new. Answers of one customer on both sides are taken
    as unrelated, which makes the interval a little too wide where they agree. It is a difference between people, not
    what the thing said takes from the index: root causes are held against each other for that.
    """
    groups = [cx_index(group, version, components, smallest_group=smallest_group) for group in (said, others)]
    refused = next((group for group in groups if isinstance(group, Withheld)), None)
    if refused is not None or version is None:
        return _hidden(groups, refused or Withheld("no_index", "index", smallest_group))
    cells = (*cells_of(said, version, 1.0), *cells_of(others, version, -1.0))
    found = contrast(cells, recipe_of(version, components))
    return Beside(groups[0], groups[1], change_of(found.value, found.standard_error, found.degrees))


def score_beside(said: ScoreTally, others: ScoreTally, question: Question, *, smallest_group: int) -> Beside:
    """Return the question's usual statistic of both groups, and for a recommendation the difference of their NPS.

    Examples
    --------
    >>> from cxlib.terms.programme import Label
    >>> question = Question("nps", Label(fi="Suosittelu"), "nps", 0, 10)
    >>> low, high = ScoreTally({3: 20}, {3: 20.0}, 20.0), ScoreTally({10: 20}, {10: 20.0}, 20.0)
    >>> score_beside(low, high, question, smallest_group=5).difference.verdict
    'real_fall'
    """
    groups = [measure_question(question, group, smallest_group=smallest_group) for group in (said, others)]
    refused = next((group for group in groups if isinstance(group, Withheld)), None)
    if refused is not None:
        return _hidden(groups, refused)
    if question.kind == "nps" and question.best == "high":
        return Beside(groups[0], groups[1], nps_change(others, said, smallest_group=smallest_group))
    one, other = groups
    assert isinstance(one, Estimate)
    assert isinstance(other, Estimate)
    error = (one.standard_error**2 + other.standard_error**2) ** 0.5
    return Beside(one, other, change_of(one.value - other.value, error, unit=one.unit))


def _hidden(groups: list[Estimate | Withheld], refused: Withheld) -> Beside:
    """Neither group where one may not be shown: all who wrote less the one are the other."""
    hidden = [group if isinstance(group, Withheld) else Withheld("complement", group.unit) for group in groups]
    if refused.reason not in {"small_group", "dominated"}:
        hidden = groups  # type: ignore[assignment]  # nothing is told by subtraction of what nobody was asked
    return Beside(hidden[0], hidden[1], refused)
