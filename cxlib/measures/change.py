"""What changed between two quarters, and whether the change is more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import hypot, inf

from cxlib.measures.contrast import NO_REPEATS, Cell, Recipe, Repeats, contrast, recipe_of, respondents_of
from cxlib.measures.index import cells_of, index_refusal
from cxlib.measures.intervals import LEVEL, adjusted_wald, effective_respondents, t_quantile, two_sided_p
from cxlib.measures.score import DETRACTORS, PROMOTERS, effective_of, refused, share_of
from cxlib.measures.withholding import LEAST_EFFECTIVE, dominated
from cxlib.terms.estimate import INTERVAL_ONLY_BELOW, Change, Unit, Verdict, Withheld
from cxlib.terms.programme import Component, IndexVersion
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import MomentTally, RepeatTally, ScoreTally


def index_change(
    before: Mapping[str, MomentTally],
    now: Mapping[str, MomentTally],
    version: IndexVersion | None,
    components: Sequence[Component],
    repeats: Mapping[tuple[tuple[Quarter, str], tuple[Quarter, str]], RepeatTally],
    *,
    quarters: tuple[Quarter, Quarter],
    smallest_group: int,
) -> Change | Withheld:
    """Return the change of the CX index from `before` to `now`, both by the same definition.

    Parameters
    ----------
    before, now
        Stage id → tally, of the two quarters.
    version
        The definition by which both are measured (normally the later quarter's).
    components
        What the tallies' axes stand for.
    repeats
        Pairs of answers by the same customer, by ((quarter, stage), (quarter, stage)); empty takes every answer
        for another customer's.
    quarters
        Which quarters `before` and `now` are, so that they are found among the repeats.
    smallest_group
        Fewer respondents than this are not told of.

    Returns
    -------
    Change or Withheld
        In index points. `cannot_say` where a quarter has fewer than ten effective answers, or a stage that is weighed
        fewer than five. Withheld for the later quarter's reason, as `no_previous` where nobody answered in the earlier,
        or for the earlier quarter's reason.

    Notes
    -----
    Variance of a contrast of all stages of both quarters, products of the same customer's influences included: without
    them the interval is usually too wide, since a customer who answers twice answers alike. t with Satterthwaite's
    degrees of freedom. Within one definition only: across two, the link adds its own error (METHODS 7).

    References
    ----------
    golden/03_survey.json, `change_index_w532` (R survey 4.1-1, fixed weights).
    """
    if version is None:
        return Withheld("no_index", "points", smallest_group)
    earlier = _keyed(cells_of(before, version, -1.0), quarters[0])
    later = _keyed(cells_of(now, version), quarters[1])
    return _contrasted(earlier, later, recipe_of(version, components), repeats, smallest_group)


def stage_change(
    before: MomentTally,
    now: MomentTally,
    version: IndexVersion | None,
    components: Sequence[Component],
    *,
    smallest_group: int,
    repeat: RepeatTally | None = None,
    level: float = LEVEL,
) -> Change | Withheld:
    """Return the change of one stage's index; `repeat` holds customers who answered in both quarters (before, now).

    Stages shown beside each other are judged as one family: `multiplicity.family_level` gives their `level`.
    """
    if version is None:
        return Withheld("no_index", "points", smallest_group)
    earlier, later = (Cell(("before",), -1.0, before),), (Cell(("now",), 1.0, now),)
    repeats: Repeats = NO_REPEATS if repeat is None else {("before", "now"): repeat}
    return _contrasted(earlier, later, recipe_of(version, components), repeats, smallest_group, level=level)


def nps_change(before: ScoreTally, now: ScoreTally, *, smallest_group: int) -> Change | Withheld:
    """Return the change of the NPS in points, by the adjusted Wald interval of a difference.

    Notes
    -----
    `value` is the difference of the plain scores; the test and the interval use the adjusted ones: (c₁ − c₀) ± z √(SE₁²
    + SE₀²) with centre c and SE from `adjusted_wald`. It takes the quarters for independent; where customers repeat it
    is usually too wide.

    References
    ----------
    Rocks, B. (2016). The American Statistician 70(4). Golden: 02_nps_diff.csv.

    Examples
    --------
    >>> def tally(detractors, passives, promoters):
    ...     counts = {3: detractors, 8: passives, 10: promoters}
    ...     return ScoreTally(counts, {k: float(n) for k, n in counts.items()}, float(sum(counts.values())))
    >>> change = nps_change(tally(300, 300, 400), tally(260, 300, 440), smallest_group=5)
    >>> round(change.value, 6), round(change.low, 4), round(change.high, 4), round(change.p, 6), change.verdict
    (8.0, 0.7678, 15.1844, 0.030104, 'real_rise')
    """
    withheld = refused(now, "points", smallest_group) or _earlier(refused(before, "points", smallest_group))
    if withheld is not None:
        return withheld
    (was, was_centre, was_error), (is_, centre, error) = _nps_parts(before), _nps_parts(now)
    change = change_of(100 * (is_ - was), 100 * hypot(error, was_error), centre=100 * (centre - was_centre), span=200.0)
    few = min(effective_of(before), effective_of(now)) < INTERVAL_ONLY_BELOW - 1e-9
    return replace(change, verdict="cannot_say") if few else change


def change_of(
    value: float,
    standard_error: float,
    degrees: float = inf,
    *,
    centre: float | None = None,
    unit: Unit = "points",
    span: float = 100.0,
    level: float = LEVEL,
) -> Change:
    """Return a change with its test, interval and verdict; the interval holds 0 exactly where p ≥ 1 − `level`.

    Parameters
    ----------
    value
        The change that is shown.
    standard_error, degrees
        Of the change; infinitely many degrees of freedom mean the normal distribution.
    centre
        The middle of the interval where it is not `value` (adjusted intervals).
    span
        The largest change that there can be; the interval is cut there.

    Examples
    --------
    >>> change_of(3.0, 1.0).verdict, change_of(1.0, 1.0).verdict
    ('real_rise', 'no_real_change')
    """
    middle = value if centre is None else centre
    half = t_quantile(degrees, level) * standard_error
    low, high = max(-span, min(value, middle - half)), min(span, max(value, middle + half))
    return Change(value, low, high, two_sided_p(middle, standard_error, degrees), unit, verdict_of(low, high))


def verdict_of(low: float, high: float) -> Verdict:
    """Return what an interval of a change lets one say.

    >>> verdict_of(0.2, 4.0), verdict_of(-1.0, 4.0)
    ('real_rise', 'no_real_change')
    """
    if low > 0:
        return "real_rise"
    return "real_fall" if high < 0 else "no_real_change"


def _contrasted(
    earlier: Sequence[Cell],
    later: Sequence[Cell],
    recipe: Recipe,
    repeats: Repeats,
    smallest_group: int,
    *,
    level: float = LEVEL,
) -> Change | Withheld:
    missing = index_refusal(later, recipe, smallest_group) or _earlier(index_refusal(earlier, recipe, smallest_group))
    if missing is not None:
        return Withheld(missing.reason, "points", smallest_group)
    each = [contrast(cells, recipe).effective for cells in (later, earlier)]
    overweight = dominated(min(each), "points", smallest_group)
    if overweight is not None:
        return overweight
    found = contrast([*earlier, *later], recipe, repeats)
    change = change_of(found.value, found.standard_error, found.degrees, level=level)
    # A stage of two answers alike has no spread, and its change would be certain.
    fewest = min(_effective(cell.tally, recipe) for cell in (*earlier, *later))
    is_thin = fewest < LEAST_EFFECTIVE - 1e-9 or min(each) < INTERVAL_ONLY_BELOW - 1e-9
    return replace(change, verdict="cannot_say") if is_thin else change


def _effective(tally: MomentTally, recipe: Recipe) -> float:
    return min(respondents_of(tally, recipe), effective_respondents(tally.weight, tally.weight_squared))


def _earlier(withheld: Withheld | None) -> Withheld | None:
    """Return the earlier quarter's refusal, as `no_previous` where nobody answered then."""
    if withheld is None or withheld.reason != "no_answers":
        return withheld
    return Withheld("no_previous", withheld.unit, withheld.smallest_group)


def _keyed(cells: Sequence[Cell], quarter: Quarter) -> tuple[Cell, ...]:
    return tuple(Cell(tuple((quarter, stage) for stage in cell.keys), cell.factor, cell.tally) for cell in cells)


def _nps_parts(tally: ScoreTally) -> tuple[float, float, float]:
    """Return the score, and the centre and standard error of its adjusted interval, on −1…1."""
    promoters, detractors, effective = share_of(tally, PROMOTERS), share_of(tally, DETRACTORS), effective_of(tally)
    return promoters - detractors, *adjusted_wald(detractors * effective, promoters * effective, effective)
