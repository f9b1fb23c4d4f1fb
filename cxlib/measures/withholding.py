"""What may not be shown: groups under the smallest group, and the ones that would give them away by subtraction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from cxlib.terms.estimate import Refusal, Unit, Withheld
from cxlib.terms.selection import Where

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


def selection_refusal(
    count: Callable[[Where], int], values: Callable[[str], Sequence[str]], where: Where, smallest_group: int
) -> Refusal | None:
    """Return why nothing may be told of a selection, or None where it may.

    Parameters
    ----------
    count
        Number of respondents under filters.
    values
        The values of a dimension.
    where
        The selection.
    smallest_group
        The smallest number of respondents that may be told of.

    Returns
    -------
    str or None
        `small_group` where the selection itself is one; `complement` where, taken from the same with any of its filters
        less, it leaves one over, or where it cuts apart the groups that a table of one of its dimensions hides.

    Notes
    -----
    A table by a dimension hides its small groups together with the next smallest one. A selection that holds some of
    the hidden and not all would undo that by subtraction from the total and the groups shown. The rule knows one
    snapshot: what two snapshots tell together it does not see.

    Examples
    --------
    >>> people = {"chat": 3, "phone": 12, "branch": 30}
    >>> def count(where):
    ...     chosen = dict(where).get("channel", tuple(people))
    ...     return sum(people[channel] for channel in chosen)
    >>> def refused(*channels):
    ...     return selection_refusal(count, lambda dimension: tuple(people), (("channel", channels),), 5)
    >>> refused("chat"), refused("phone"), refused("phone", "branch"), refused("branch")
    ('small_group', 'complement', 'complement', None)
    """
    if not where or not (selected := count(where)):
        return None
    if selected < smallest_group:
        return "small_group"
    fewer = (kept for size in range(len(where)) for kept in combinations(where, size))
    if any(reveals_small_group(selected, count(parent), smallest_group) for parent in fewer):
        return "complement"
    return "complement" if any(_cuts_apart(count, values, where, each, smallest_group) for each in where) else None


def _cuts_apart(
    count: Callable[[Where], int],
    values: Callable[[str], Sequence[str]],
    where: Where,
    filtered: tuple[str, tuple[str, ...]],
    smallest_group: int,
) -> bool:
    dimension, chosen = filtered
    rest = tuple(pair for pair in where if pair != filtered)
    siblings = {value: count((*rest, (dimension, (value,)))) for value in values(dimension)}
    withheld = withhold_complement(siblings, smallest_group)
    hidden = {value for value, reason in withheld.items() if reason != "no_answers"}
    return bool(hidden & set(chosen)) and not hidden <= set(chosen)
