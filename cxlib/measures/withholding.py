"""What may not be shown: groups under the smallest group, and the ones that would give them away by subtraction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import TypeVar

from cxlib.terms.estimate import Refusal, Unit, Withheld

Group = TypeVar("Group", bound=Hashable)
#: Under this effective number of respondents a number tells what one of them said, whatever the smallest group is.
LEAST_EFFECTIVE = 5
#: So many groups of a table are hidden where any is.
FEWEST_HIDDEN = 2


def refusal(respondents: int, unit: Unit, smallest_group: int) -> Withheld | None:
    """Return why a number about this many respondents is withheld, or None where it may be given.

    Examples
    --------
    >>> refusal(0, "share", 5).reason, refusal(4, "share", 5).reason, refusal(5, "share", 5)
    ('no_answers', 'small_group', None)
    """
    if respondents <= 0:
        return Withheld("no_answers", unit, smallest_group)
    if respondents < smallest_group:
        return Withheld("small_group", unit, smallest_group)
    return None


def withhold_small(respondents: Mapping[Group, int], smallest_group: int) -> dict[Group, Refusal]:
    """Return the groups that are themselves too small, each with its reason; empty groups have no answers.

    Examples
    --------
    >>> withhold_small({"new": 3, "established": 40, "ended": 0}, 5)
    {'new': 'small_group', 'ended': 'no_answers'}
    """
    found: dict[Group, Refusal] = {}
    for group, n in respondents.items():
        withheld = refusal(n, "index", smallest_group)
        if withheld is not None:
            found[group] = withheld.reason
    return found


def dominated(effective: float, unit: Unit, smallest_group: int) -> Withheld | None:
    """Return a refusal where weights leave so few effective respondents that the number is one's or two's.

    Notes
    -----
    Kish's n_eff = (Σ w)² / Σ w²: at weights 1 000 000 and twenty times 1 it is 1.00004, and the mean is one person's
    answer. Equal weights of five or more respondents never fall under the limit.

    Examples
    --------
    >>> dominated(1.2, "index", 5).reason, dominated(5.0, "index", 5)
    ('dominated', None)
    """
    too_few = effective < min(LEAST_EFFECTIVE, smallest_group) - 1e-9
    return Withheld("dominated", unit, smallest_group) if too_few else None


def withhold_complement(
    respondents: Mapping[Group, int],
    smallest_group: int,
    *,
    fewest_hidden: int = FEWEST_HIDDEN,
    together: Callable[[Collection[Group]], int] | None = None,
    order: Mapping[Group, int] | None = None,
) -> dict[Group, Refusal]:
    """Return every sibling group to withhold so that the total minus what is shown tells of no small group.

    Parameters
    ----------
    respondents
        Number of respondents of each of the groups that together make the total beside which they are shown.
    smallest_group
        The smallest number of respondents that may be told of.
    fewest_hidden
        How many groups with answers are hidden where any is.
    together
        How many people some groups have together, where one may be in several; None adds them up.
    order
        What the next group to hide is chosen by, the smallest first; None takes the numbers of respondents. The same
        order in tables of overlapping selections makes them hide the same groups.

    Returns
    -------
    dict
        Group → `small_group`, `complement` or `no_answers`. A group not in it may be shown.

    Notes
    -----
    Where any group is hidden, at least `fewest_hidden` with answers are, and together they hold at least
    `smallest_group` respondents: the next smallest group is hidden too until both are true or none is left. An empty
    group hides nothing, since that it is empty is shown. The rule is for one table with one total; it does not know of
    other tables with the same people (see `Guard`).

    References
    ----------
    Hundepool et al. (2012). Statistical Disclosure Control, ch. 4 (secondary cell suppression). Wiley.

    Examples
    --------
    Three small respondents alone could be had by subtraction, so the next smallest group goes with them:

    >>> withhold_complement({"new": 3, "established": 40, "ended": 12}, 5)
    {'new': 'small_group', 'ended': 'complement'}
    >>> withhold_complement({"new": 3, "established": 40, "ended": 4}, 5)
    {'new': 'small_group', 'ended': 'small_group'}
    """
    withheld = withhold_small(respondents, smallest_group)
    hidden = [group for group in respondents if withheld.get(group) == "small_group"]
    by = respondents if order is None else order
    shown = sorted((group for group in respondents if group not in withheld), key=lambda group: by[group])

    def people() -> int:
        return together(hidden) if together else sum(respondents[group] for group in hidden)

    while hidden and shown and (len(hidden) < fewest_hidden or people() < smallest_group):
        group = shown.pop(0)
        withheld[group] = "complement"
        hidden.append(group)
    return withheld


def reveals_small_group(left_over: int, smallest_group: int) -> bool:
    """Tell whether a filtered number next to the unfiltered one gives away a small group by subtraction.

    >>> [reveals_small_group(left_over, 5) for left_over in (0, 2, 5)]
    [False, True, False]
    """
    return 0 < left_over < smallest_group
