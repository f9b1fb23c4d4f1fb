"""From invitations and answers to who did not answer: one frozen Silence that page and command line render."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.change import index_change
from cxlib.measures.guard import Guard, Questions, index_questions
from cxlib.measures.index import cx_index, repeats_within
from cxlib.measures.narrowing import narrowed, pooled
from cxlib.measures.representativeness import InvitedCell, Representativeness, representativeness, tipping_point
from cxlib.measures.response import response_rate
from cxlib.measures.score import nps
from cxlib.measures.silence import RakedCells, Values, rake_cells, spread_of, weighted_index
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import ResponseRate
from cxlib.terms.estimate import Change, Estimate, Refusal, Withheld
from cxlib.terms.movement import OTHERS
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import UNKNOWN, Component, IndexVersion, Label, Programme, Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection, Where
from cxlib.terms.silence import Comparison, Margin, RateGroup, Silence, TippingPoint, Weighting
from cxlib.terms.tally import InvitedTally, MomentTally

STAGE = "stage"
Tally = TypeVar("Tally", InvitedTally, MomentTally)
_OTHERS = Label(fi="Muut", sv="Övriga", en="Others")
_UNKNOWN = Label(fi="Ei tiedossa", sv="Okänt", en="Not known")


@dataclass(frozen=True, eq=False)
class Ground:
    """One quarter's invitations and answers by all the dimensions looked at, small groups counted together."""

    store: FeedbackStore
    programme: Programme
    quarter: Quarter
    where: Where
    dimensions: tuple[str, ...]
    invited: Mapping[Values, InvitedTally]
    moments: Mapping[Values, MomentTally]

    @property
    def smallest(self) -> int:
        return self.programme.smallest_group

    def groups(self, at: int) -> dict[str, InvitedTally]:
        """Return the invited and answered of each value of a dimension."""
        found: dict[str, InvitedTally] = {}
        for values, tally in self.invited.items():
            found[values[at]] = found.get(values[at], InvitedTally()) + tally
        return found


def silence(
    store: FeedbackStore, programme: Programme, selection: Selection, dimensions: Sequence[str] = ()
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

    Raises
    ------
    NoStore
        When the store holds no answers at all.
    SelectionError
        When the quarter lies outside those measured, or a dimension or value does not exist.
    """
    ground = _ground(store, programme, selection, tuple(dimensions))
    whole = sum(ground.invited.values(), InvitedTally())
    rate = response_rate(whole, smallest_group=ground.smallest)
    why = _refusal(ground, (None,))
    if why is not None:
        rate = Withheld(why, "share", ground.smallest)
        whole = InvitedTally()  # how many answered is what is not told
    response = ResponseRate(whole.invited, whole.delivered, whole.answered, rate)
    if isinstance(rate, Withheld):
        return Silence(ground.quarter, ground.where, response, (), rate, rate, (), rate, ground.smallest)
    margins, found = _margins(ground, whole)
    weighting, comparisons = _compared(ground, margins, found)
    return Silence(
        ground.quarter,
        ground.where,
        response,
        margins,
        found.indicator if isinstance(found, Representativeness) else found,
        weighting,
        comparisons,
        _tipping(ground, rate),
        ground.smallest,
    )


def _ground(store: FeedbackStore, programme: Programme, selection: Selection, dimensions: tuple[str, ...]) -> Ground:
    known = store.quarters()
    if not known:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    quarter = selection.quarter or known[-1]
    if not known[0] <= quarter <= known[-1]:
        raise SelectionError(unknown("quarter", str(quarter), [str(each) for each in known]))
    offered = [dimension.id for dimension in programme.filters]
    for name in dimensions:
        if name not in offered:
            raise SelectionError(unknown("dimension", name, offered))
    chosen = tuple(name for name in offered if name in (dimensions or offered))
    # The stage is always read, since the index weighs it, but compared only where it was asked for.
    by = chosen if STAGE in chosen else (*chosen, STAGE)
    invited = store.invited_by(quarter, selection.where, by)
    moments = store.moments_by(quarter, selection.where, by)
    guard = Guard.of(store, quarter, programme.smallest_group)
    # Values with too few answers to be told of are counted together as others.
    renamed = [frozenset(guard.groups(name, selection.where)) for name in chosen]
    return Ground(
        store,
        programme,
        quarter,
        selection.where,
        chosen,
        _merged(invited, renamed, InvitedTally()),
        _merged(moments, renamed, MomentTally.empty(len(programme.components))),
    )


def _merged(tallies: Mapping[Values, Tally], renamed: Sequence[frozenset[str]], empty: Tally) -> dict[Values, Tally]:
    found: dict[Values, Tally] = {}
    for values, tally in tallies.items():
        key = _under_others(values, renamed)
        found[key] = found.get(key, empty) + tally
    return found


def _under_others(values: Values, renamed: Sequence[frozenset[str]]) -> Values:
    kept = [OTHERS if value in small else value for value, small in zip(values, renamed, strict=False)]
    return (*kept, *values[len(renamed) :])


def _refusal(ground: Ground, questions: Questions) -> Refusal | None:
    """Return why this selection may not be told of, or would give away a small group beside others."""
    return Guard.of(ground.store, ground.quarter, ground.smallest).refusal(ground.where, questions)


def _asked(tally: InvitedTally) -> int:
    """Return how many the invitation reached; where that is not known, how many were invited."""
    return tally.delivered or tally.invited


def _margins(ground: Ground, whole: InvitedTally) -> tuple[tuple[Margin, ...], Representativeness | Unmeasurable]:
    """Return every dimension with its groups, and how unevenly they answer by those that tell of it together.

    Dimensions are taken in from the most uneven on; one that the earlier ones already determine adds nothing.
    """
    refused = {name: _refused(ground.groups(at)) for at, name in enumerate(ground.dimensions)}
    usable = [at for at, name in enumerate(ground.dimensions) if refused[name] is None]
    usable.sort(key=lambda at: -_unevenness(ground.groups(at)))
    taken: list[int] = []
    found: Representativeness | Unmeasurable = Unmeasurable("too_few")
    for at in usable:
        tried = _representativeness(ground, sorted([*taken, at]))
        if isinstance(tried, Representativeness):
            taken, found = sorted([*taken, at]), tried
        elif not taken:
            found = tried
    overlapping = {ground.dimensions[at] for at in usable if at not in taken}
    margins = tuple(
        _margin(ground, at, whole, refused[name], found, overlapping=name in overlapping)
        for at, name in enumerate(ground.dimensions)
    )
    return margins, found


def _refused(groups: Mapping[str, InvitedTally]) -> Unmeasurable | None:
    """Return why respondents cannot be compared with the invited by a dimension, or None."""
    asked = {value: tally for value, tally in groups.items() if tally.invited or tally.answered}
    if len(asked) < 2:
        return Unmeasurable("constant")
    for value, tally in asked.items():
        if not tally.answered or tally.answered > _asked(tally):
            return Unmeasurable("empty_margin", value)
    return None


def _unevenness(groups: Mapping[str, InvitedTally]) -> float:
    total = sum(map(_asked, groups.values()))
    overall = sum(tally.answered for tally in groups.values()) / total
    return sum(_asked(one) * (one.answered / _asked(one) - overall) ** 2 for one in groups.values() if _asked(one))


def _representativeness(ground: Ground, places: Sequence[int]) -> Representativeness | Unmeasurable:
    cells: dict[Values, InvitedTally] = {}
    for values, tally in ground.invited.items():
        key = tuple(values[at] for at in places)
        cells[key] = cells.get(key, InvitedTally()) + tally
    names = [ground.dimensions[at] for at in places]
    return representativeness(names, [InvitedCell(key, _asked(one), one.answered) for key, one in cells.items()])


def _margin(
    ground: Ground,
    at: int,
    whole: InvitedTally,
    refused: Unmeasurable | None,
    found: Representativeness | Unmeasurable,
    *,
    overlapping: bool,
) -> Margin:
    name = ground.dimensions[at]
    known = ground.programme.dimension(name)
    labels = {value.id: value.label for value in known.values} if known else {}
    labels |= {UNKNOWN: _UNKNOWN, OTHERS: _OTHERS}
    uneven = found if isinstance(found, Representativeness) else None
    groups = ground.groups(at)
    order = [*(value for value in labels if value in groups), *sorted(groups.keys() - labels.keys())]
    return Margin(
        name,
        known.label if known else Label(fi=name),
        tuple(
            RateGroup(
                value,
                labels.get(value, Label(fi=value)),
                response_rate(groups[value], smallest_group=ground.smallest),
                _asked(groups[value]) / max(_asked(whole), 1),
                groups[value].answered / max(whole.answered, 1),
                None if uneven is None else uneven.values.get((name, value)),
            )
            for value in order
            if _asked(groups[value])
        ),
        None if uneven is None else uneven.margins.get(name),
        refused,
        overlapping,
    )


def _compared(
    ground: Ground, margins: Sequence[Margin], found: Representativeness | Unmeasurable
) -> tuple[Weighting | Withheld | Unmeasurable, tuple[Comparison, ...]]:
    """Return the weighting by every dimension that can be weighted by, and the numbers with and without it."""
    version = narrowed(ground.programme.index_version(ground.quarter), ground.where)
    if version is None:
        return Withheld("no_index", "index", ground.smallest), ()
    used = [at for at, margin in enumerate(margins) if margin.refused is None]
    if not used:
        return next((margin.refused for margin in margins if margin.refused), Unmeasurable("too_few")), ()
    stage_at = len(used) if STAGE not in [ground.dimensions[at] for at in used] else None
    cells, frame = (
        _cells(ground, used),
        [{value: float(tally.invited or tally.delivered) for value, tally in ground.groups(at).items()} for at in used],
    )
    raked = rake_cells(cells, [{value: n for value, n in shares.items() if n} for shares in frame])
    if isinstance(raked, Unmeasurable):
        return raked, ()
    if stage_at is None:
        stage_at = [ground.dimensions[at] for at in used].index(STAGE)
    weighting = Weighting(
        raked.n,
        raked.effective,
        raked.design_effect,
        float(raked.factors.min()),
        float(raked.factors.max()),
        raked.capped,
    )
    variation = found.variation if isinstance(found, Representativeness) else None
    both = (
        _index(ground, version, cells, raked, stage_at=stage_at, variation=variation),
        _nps(ground, cells, raked, variation),
    )
    return weighting, tuple(each for each in both if each is not None)


def _cells(ground: Ground, used: Sequence[int]) -> dict[Values, MomentTally]:
    """Return the answers by the dimensions weighted by; the stage stands last where it is none of them."""
    names = [ground.dimensions[at] for at in used]
    stage = ground.dimensions.index(STAGE) if STAGE in ground.dimensions else len(ground.dimensions)
    places = list(used) if STAGE in names else [*used, stage]
    found: dict[Values, MomentTally] = {}
    for values, tally in ground.moments.items():
        key = tuple(values[at] for at in places)
        found[key] = found[key] + tally if key in found else tally
    return found


def _index(
    ground: Ground,
    version: IndexVersion,
    cells: Mapping[Values, MomentTally],
    raked: RakedCells,
    *,
    stage_at: int,
    variation: float | None,
) -> Comparison | None:
    plain = _plain_index(ground, version)
    if isinstance(plain, Withheld):
        return None
    weighted = weighted_index(cells, raked, version, ground.programme.components, stage_at=stage_at)
    if isinstance(weighted, Unmeasurable):
        return None
    spread = spread_of(_sum(cells), version, ground.programme.components)
    return Comparison("cx_index", plain, weighted, None if variation is None else variation * spread)


def _plain_index(ground: Ground, version: IndexVersion) -> Estimate | Withheld:
    """Return the index as every page shows it."""
    why = _refusal(ground, index_questions(version))
    if why is not None:
        return Withheld(why, "index", ground.smallest)
    tallies = ground.store.index_tally(ground.where)
    return cx_index(
        {stage: tally for (quarter, stage), tally in tallies.items() if quarter == ground.quarter},
        version,
        ground.programme.components,
        smallest_group=ground.smallest,
        repeats=repeats_within(ground.store.repeat_tally(ground.quarter, ground.where), ground.quarter),
    )


def _nps(
    ground: Ground, cells: Mapping[Values, MomentTally], raked: RakedCells, variation: float | None
) -> Comparison | None:
    """Return the NPS, which is twice the mean of its component 0–50–100 less 100; None where the index has none."""
    components = ground.programme.components
    component = next((each for each in components if each.transform == "nps_category"), None)
    question: Question | None = None if component is None else ground.programme.question(component.question)
    if component is None or question is None or _refusal(ground, (question.id,)):
        return None
    plain = nps(
        ground.store.score_tally(question.id, ground.where, ground.quarter)[None], smallest_group=ground.smallest
    )
    single = pooled(IndexVersion(0, ground.quarter, (Component(component.question, component.transform, 1.0),), ()))
    found = weighted_index(cells, raked, single, components, stage_at=None)
    if isinstance(plain, Withheld) or isinstance(found, Unmeasurable):
        return None
    weighted = replace(
        found,
        value=2 * found.value - 100,
        low=2 * found.low - 100,
        high=2 * found.high - 100,
        standard_error=2 * found.standard_error,
        unit="points",
    )
    spread = 2 * spread_of(_sum(cells), single, components)
    return Comparison("nps", plain, weighted, None if variation is None else variation * spread)


def _sum(cells: Mapping[Values, MomentTally]) -> MomentTally:
    tallies = list(cells.values())
    return sum(tallies[1:], tallies[0])


def _tipping(ground: Ground, rate: Estimate) -> TippingPoint | Withheld | Unmeasurable:
    """Return how far from respondents the silent would have to be for the index's change to vanish."""
    version = narrowed(ground.programme.index_version(ground.quarter), ground.where)
    if version is None:
        return Withheld("no_index", "index", ground.smallest)
    plain = _plain_index(ground, version)
    if isinstance(plain, Withheld):
        return plain
    quarters = ground.quarter.previous, ground.quarter
    tallies = ground.store.index_tally(ground.where)
    before, now = ({stage: one for (quarter, stage), one in tallies.items() if quarter == each} for each in quarters)
    change = index_change(
        before,
        now,
        version,
        ground.programme.components,
        ground.store.repeat_tally(ground.quarter, ground.where),
        quarters=quarters,
        smallest_group=ground.smallest,
    )
    if not isinstance(change, Change):
        return change
    difference = tipping_point(change.value, rate.value)
    if isinstance(difference, Unmeasurable):
        return difference
    return TippingPoint(plain.value, change, rate.value, difference)
