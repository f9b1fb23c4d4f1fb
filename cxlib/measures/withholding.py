"""What may not be shown: groups under the smallest group, and the ones that would give them away by subtraction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from cxlib.terms.estimate import Refusal, Unit, Withheld

Group = TypeVar("Group")


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


def withhold_complement(respondents: Mapping[Group, int], smallest_group: int) -> dict[Group, Refusal]:
    """Return every sibling group to withhold so that the total minus what is shown tells of no small group.

    Parameters
    ----------
    respondents
        Number of respondents of each of the groups that together make the total beside which they are shown.
    smallest_group
        The smallest number of respondents that may be told of.

    Returns
    -------
    dict
        Group → `small_group`, `complement` or `no_answers`. A group not in it may be shown.

    Notes
    -----
    Where any group is hidden, at least two with answers are, and together they hold at least `smallest_group`
    respondents: the next smallest group is hidden too until both are true or none is left. An empty group hides
    nothing, since that it is empty is shown. The rule is for one table with one total; it does not know of other tables
    with the same people (for a filter against what it was cut from, see `reveals_small_group`).

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
    hidden = [n for group, n in respondents.items() if withheld.get(group) == "small_group"]
    shown = sorted((group for group in respondents if group not in withheld), key=lambda group: respondents[group])
    while hidden and shown and (len(hidden) < 2 or sum(hidden) < smallest_group):
        group = shown.pop(0)
        withheld[group] = "complement"
        hidden.append(respondents[group])
    return withheld


def reveals_small_group(selected: int, parent: int, smallest_group: int) -> bool:
    """Tell whether a filtered number next to the unfiltered one gives away a small group by subtraction.

    Examples
    --------
    A filter that leaves out 2 of 40 respondents tells what those 2 answered:

    >>> reveals_small_group(38, 40, 5), reveals_small_group(40, 40, 5), reveals_small_group(30, 40, 5)
    (True, False, False)
    """
    return 0 < parent - selected < smallest_group
