"""Did those who gave a good score stay more often? Shares by class of score, and their difference, honestly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import erfc, hypot, sqrt

from cxlib.measures.intervals import SIGNIFICANCE, wilson
from cxlib.measures.multiplicity import benjamini_hochberg
from cxlib.measures.withholding import refusal, withhold_complement
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.outcome import CLASSES, OutcomeCount, OutcomeTally, ScoreClass

Shares = dict[ScoreClass, Estimate | Withheld]


def outcome_shares(tally: OutcomeTally, stages: Sequence[str], *, smallest_group: int) -> dict[str | None, Shares]:
    """Return the share for whom an outcome came true, by stage (None: all of them) and class of score.

    Parameters
    ----------
    tally
        Counts by stage and class.
    stages
        The stages to tell of.
    smallest_group
        Fewer customers than this are not told of, nor is the next stage whose number would give them away.

    Returns
    -------
    dict
        Stage → class → share (0–1) with Wilson's interval at as many answers as there are customers: one customer's
        answers are alike, and taking each for another's would make the interval too narrow.

    References
    ----------
    Wilson, E. B. (1927). JASA 22, 209–212.

    Examples
    --------
    >>> one = OutcomeTally({(None, "promoters"): OutcomeCount(answers=20, customers=20, came_true=0)})
    >>> share = outcome_shares(one, (), smallest_group=5)[None]["promoters"]
    >>> share.value, round(share.low, 4), round(share.high, 4), share.n
    (0.0, 0.0, 0.1611, 20)
    """
    found: dict[str | None, Shares] = {None: {kind: _share(tally, None, kind, smallest_group) for kind in CLASSES}}
    for stage in stages:
        found[stage] = {}
    # Those whose stage is not known have no line, and still are what the others leave of all.
    every = tuple(dict.fromkeys([*stages, *(stage for stage, _ in tally.counts if stage is not None)]))
    for kind in CLASSES:
        customers = {stage: tally.counts.get((stage, kind), OutcomeCount()).customers for stage in every}
        hidden = withhold_complement(customers, smallest_group)
        for stage in stages:
            why = hidden.get(stage)
            found[stage][kind] = (
                _share(tally, stage, kind, smallest_group) if why is None else Withheld(why, "share", smallest_group)
            )
    return found


def outcome_differences(
    tables: Mapping[str, Mapping[str | None, Shares]],
) -> dict[tuple[str, str | None], Change | Withheld]:
    """Return promoters − detractors for every outcome and stage, and what may be said of it among so many.

    Notes
    -----
    Interval: Newcombe's hybrid of the two Wilson intervals, d − √((p₁−l₁)² + (u₂−p₂)²) … d + √((u₁−p₁)² + (p₂−l₂)²).
    p by the pooled z test, adjusted by Benjamini–Hochberg over all that are shown; `real_rise` (promoters more often)
    or `real_fall` only where both agree. It says who did what, not that the score made them.

    References
    ----------
    Newcombe, R. G. (1998). Statistics in Medicine 17, 873–890 (method 10).
    """
    raw = {
        (outcome, stage): difference_of(shares["promoters"], shares["detractors"])
        for outcome, lines in tables.items()
        for stage, shares in lines.items()
    }
    tested = [key for key, change in raw.items() if isinstance(change, Change)]
    adjusted = benjamini_hochberg([change.p for change in raw.values() if isinstance(change, Change)])
    for key, p in zip(tested, adjusted, strict=True):
        change = raw[key]
        assert isinstance(change, Change)
        is_real = p < SIGNIFICANCE and change.verdict != "no_real_change"
        raw[key] = replace(change, p=float(p), verdict=change.verdict if is_real else "no_real_change")
    return raw


def difference_of(one: Estimate | Withheld, other: Estimate | Withheld) -> Change | Withheld:
    """Return one share − another of independent groups, with Newcombe's interval and its own p.

    >>> from cxlib.measures.intervals import wilson
    >>> def share(x, n):
    ...     low, high, error = wilson(x / n, n)
    ...     return Estimate(x / n, low, high, n, "share", float(n), error)
    >>> found = difference_of(share(56, 70), share(48, 80))  # Newcombe's first example
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4), found.verdict
    (0.2, 0.0524, 0.3339, 'real_rise')
    """
    for each in (one, other):
        if isinstance(each, Withheld):
            return each
    assert isinstance(one, Estimate)
    assert isinstance(other, Estimate)
    value = one.value - other.value
    low = value - hypot(one.value - one.low, other.high - other.value)
    high = value + hypot(one.high - one.value, other.value - other.low)
    pooled = (one.value * one.effective + other.value * other.effective) / (one.effective + other.effective)
    error = sqrt(pooled * (1 - pooled) * (1 / one.effective + 1 / other.effective))
    p = erfc(abs(value) / error / sqrt(2)) if error > 0 else 1.0
    verdict = "real_rise" if low > 0 else "real_fall" if high < 0 else "no_real_change"
    return Change(value, low, high, p, "share", verdict)  # type: ignore[arg-type]


def _share(tally: OutcomeTally, stage: str | None, kind: ScoreClass, smallest_group: int) -> Estimate | Withheld:
    count = tally.counts.get((stage, kind), OutcomeCount())
    withheld = refusal(count.customers, "share", smallest_group)
    if withheld is not None:
        return withheld
    share = count.came_true / count.answers
    low, high, error = wilson(share, count.customers)
    return Estimate(share, low, high, count.customers, "share", float(count.customers), error)
