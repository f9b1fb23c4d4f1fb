"""From invitations and answers to who did not answer: one frozen Silence that page and command line render."""

from __future__ import annotations

from collections.abc import Sequence

from cxlib.errors import SelectionError
from cxlib.measures.representativeness import Representativeness
from cxlib.measures.response import response_rate
from cxlib.silence.cells import crossed_rates, set_apart
from cxlib.silence.ground import STAGE, Ground, ground_of, refusal_of
from cxlib.silence.margins import margins_of
from cxlib.silence.weighted import compared, tipping_of
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import ResponseRate
from cxlib.terms.estimate import Withheld
from cxlib.terms.programme import Programme
from cxlib.terms.selection import Selection
from cxlib.terms.silence import Margin, Silence
from cxlib.terms.tally import InvitedTally


def silence(
    store: FeedbackStore,
    programme: Programme,
    selection: Selection,
    dimensions: Sequence[str] = (),
    crossed: Sequence[str] = (),
) -> Silence:
    """Return who of those invited in a quarter did not answer, and what that does to its numbers.

    Parameters
    ----------
    store
        An open snapshot.
    programme
        The definitions to read it by.
    selection
        Without a quarter, the latest that has answers.
    dimensions
        By which respondents are compared with the invited; none means all that there are.
    crossed
        The two dimensions whose combinations are told too; none means the lifecycle stage and the most uneven other.

    Raises
    ------
    NoStore
        When the store holds no answers at all.
    SelectionError
        When the quarter lies outside those measured, a dimension or value does not exist, or other than two different
        dimensions are to be crossed.
    """
    if crossed and len(set(crossed)) != 2:
        raise SelectionError(f"{' × '.join(crossed)}: two different dimensions are crossed, such as stage and product.")
    asked = tuple(dict.fromkeys((*dimensions, *crossed))) if dimensions else ()
    ground = ground_of(store, programme, selection, asked, also=crossed)
    whole = sum(ground.invited.values(), InvitedTally())
    rate = response_rate(whole, smallest_group=ground.smallest)
    why = refusal_of(ground, (None,))
    if why is not None:
        rate = Withheld(why, "share", ground.smallest)
        whole = InvitedTally()  # how many answered is what is not told
    response = ResponseRate(whole.invited, whole.delivered, whole.answered, rate)
    if isinstance(rate, Withheld):
        return Silence(ground.quarter, ground.where, response, (), rate, rate, (), rate, ground.smallest)
    margins, found = margins_of(ground, whole)
    weighting, comparisons = compared(ground, margins, found)
    names = _crossed(ground, margins, crossed)
    cells = crossed_rates(ground, names, whole) if names else None
    margins, cells = set_apart(margins, cells, rate)
    return Silence(
        ground.quarter,
        ground.where,
        response,
        margins,
        found.indicator if isinstance(found, Representativeness) else found,
        weighting,
        comparisons,
        tipping_of(ground, rate),
        ground.smallest,
        found.interval if isinstance(found, Representativeness) else None,
        cells,
    )


def _crossed(ground: Ground, margins: Sequence[Margin], asked: Sequence[str]) -> tuple[str, str] | None:
    """Return which two dimensions are crossed: those asked for, or the stage and the most uneven other; or none."""
    if asked:
        one, other = sorted(asked, key=ground.dimensions.index)
        return one, other
    known = [margin for margin in margins if margin.refused is None]
    known.sort(key=lambda margin: (margin.dimension != STAGE, margin.overlapping, -(margin.departure or 0.0)))
    return (known[0].dimension, known[1].dimension) if len(known) > 1 else None
