"""The numbers as they would be if those who answered were like those invited, and what would make a change vanish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cxlib.measures.change import index_change
from cxlib.measures.guard import index_questions
from cxlib.measures.index import cx_index, repeats_within
from cxlib.measures.narrowing import narrowed, pooled
from cxlib.measures.representativeness import Representativeness, tipping_point
from cxlib.measures.score import nps
from cxlib.measures.silence import RakedCells, Values, rake_cells, spread_of, weighted_index
from cxlib.silence.ground import STAGE, Ground, refusal_of
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Component, IndexVersion, Question
from cxlib.terms.silence import Comparison, Margin, TippingPoint, Weighting
from cxlib.terms.tally import MomentTally


def compared(
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
    why = refusal_of(ground, index_questions(version))
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
    if component is None or question is None or refusal_of(ground, (question.id,)):
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


def tipping_of(ground: Ground, rate: Estimate) -> TippingPoint | Withheld | Unmeasurable:
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
