"""Whether a root cause takes more or less from the index than in the quarter before."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from cxlib.measures.change import change_of
from cxlib.measures.intervals import two_sided_p, wilson
from cxlib.measures.multiplicity import benjamini_hochberg, family_level
from cxlib.measures.root_causes import CauseImpact, RootCauses
from cxlib.terms.briefing import Direction
from cxlib.terms.estimate import Change, Estimate, Withheld


@dataclass(frozen=True)
class CauseChange:
    """How a theme's impact moved; `direction` says the same in words, `better` where the index gains by it."""

    theme: str
    change: Change | Withheld
    direction: Direction


def cause_changes(
    before: RootCauses | Withheld, now: RootCauses | Withheld, *, smallest_group: int
) -> tuple[CauseChange, ...]:
    """Return for each theme of `now`, in its order, whether its impact has changed.

    Parameters
    ----------
    before, now
        The root causes of the two quarters, by the same definition of the index.
    smallest_group
        Told along with what is withheld.

    Notes
    -----
    d = impact now − impact before, SE = √(SE₁² + SE₀²), t with Satterthwaite's degrees of freedom. The family is every
    theme estimated in both quarters: `change.p` is adjusted by Benjamini–Hochberg, and the intervals are of the level
    that agrees with it (`family_level`), so that exactly those leave 0 out whose change is called real. The quarters
    are taken for independent; customers who answer in both make the intervals a little too wide.

    A theme that had too few mentions before is `new` where its share of those who wrote is now above what the earlier
    quarter's interval allows; `cannot_say` otherwise. With no change of cause at all, the three worst causes of two
    quarters differ in 70 % of cases at 200 answers a quarter (METHODS 6): a change of order is not a change.

    References
    ----------
    Benjamini & Hochberg (1995); Benjamini & Yekutieli (2005), see `multiplicity`.
    """
    if isinstance(now, Withheld):
        return ()
    earlier = {} if isinstance(before, Withheld) else {cause.theme: cause for cause in before.causes}
    differences = {} if isinstance(before, Withheld) else _differences(before, now)
    raw = [two_sided_p(*difference) for difference in differences.values()]
    level, adjusted = family_level(raw), dict(zip(differences, benjamini_hochberg(raw), strict=True))
    wrote = 0 if isinstance(before, Withheld) else before.wrote
    changes = []
    for cause in now.causes:
        if cause.theme in differences:
            plain = change_of(*differences[cause.theme], level=level)
            change = Change(plain.value, plain.low, plain.high, float(adjusted[cause.theme]), "points", plain.verdict)
            changes.append(CauseChange(cause.theme, change, DIRECTIONS[change.verdict]))
        else:
            changes.append(_not_compared(cause, earlier.get(cause.theme), wrote, smallest_group))
    return tuple(changes)


#: What a verdict on an impact means for the customer: more index points are better.
DIRECTIONS: dict[str, Direction] = {
    "real_rise": "better",
    "real_fall": "worse",
    "no_real_change": "no_real_change",
    "cannot_say": "cannot_say",
}


def _differences(before: RootCauses, now: RootCauses) -> dict[str, tuple[float, float, float]]:
    """Return theme → difference of its impacts, standard error and degrees of freedom, where both are estimated."""
    earlier = {cause.theme: cause.impact for cause in before.estimated}
    found = {}
    for cause in now.estimated:
        was, impact = earlier.get(cause.theme), cause.impact
        if isinstance(was, Estimate) and isinstance(impact, Estimate):
            first, second = was.standard_error**2, impact.standard_error**2
            spread = first**2 / before.degrees + second**2 / now.degrees
            degrees = (first + second) ** 2 / spread if spread > 0 else now.degrees
            found[cause.theme] = impact.value - was.value, sqrt(first + second), degrees
    return found


def _not_compared(now: CauseImpact, before: CauseImpact | None, wrote: int, smallest_group: int) -> CauseChange:
    """Return `new` for a theme that hardly anybody mentioned before and clearly more do now, else `cannot_say`."""
    if before is None or wrote == 0:
        return CauseChange(now.theme, Withheld("no_previous", "points", smallest_group), "cannot_say")
    rare = now.left_out is None and before.left_out == "too_few_mentions"
    usual = wilson(min(1.0, before.mentions / wrote), wrote)[1]
    risen = rare and isinstance(now.share, Estimate) and now.share.low > usual
    withheld = Withheld("too_few_mentions", "points", smallest_group)
    return CauseChange(now.theme, withheld, "new" if risen else "cannot_say")
