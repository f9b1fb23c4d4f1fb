"""From two quarters of tallies to why the index moved: one frozen Movement that page and command line render."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxlib.errors import NoStore, SelectionError, unknown
from cxlib.measures.change import change_of, index_change
from cxlib.measures.decomposition import rounded_parts
from cxlib.measures.guard import Guard, Questions, index_questions
from cxlib.measures.index import cx_index, repeats_within
from cxlib.measures.intervals import LEVEL, two_sided_p
from cxlib.measures.movement import Repeats, Taken, Tallies, Uncertain, take_apart
from cxlib.measures.multiplicity import family_level
from cxlib.measures.narrowing import is_pooled, narrowed, pooled
from cxlib.store.feedback_store import FeedbackStore, QuarterGroup
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.movement import OTHERS, Bridge, MixGroup, Movement, Part, PartKind, Quantity
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import UNKNOWN, Component, IndexVersion, Label, Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection, Where
from cxlib.terms.tally import MomentTally, RepeatTally

STAGE = "stage"
#: As many decimals as an index is shown with; parts are rounded so that they sum at these.
DECIMALS = 1

_MIX = Label(fi="Asiakkaiden jakauma", sv="Kundernas fördelning", en="Mix of customers")
_DEFINITION = Label(fi="Uusi määritelmä", sv="Ny definition", en="New definition")
_OTHERS = Label(fi="Muut", sv="Övriga", en="Others")
_UNKNOWN = Label(fi="Ei tiedossa", sv="Okänt", en="Not known")

StageTallies = Mapping[str, MomentTally]
PairRepeats = Mapping[tuple[tuple[Quarter, str], tuple[Quarter, str]], RepeatTally]


@dataclass(frozen=True, eq=False)
class Ground:
    """Both quarters' tallies by place (0 before, 1 now; stage; group), small groups counted together.

    `version` tells mix and own change apart; `link` is old definition, new one and the quarter they meet in (0 or 1).
    """

    programme: Programme
    quarters: tuple[Quarter, Quarter]
    by: str
    tallies: Tallies
    repeats: Repeats
    version: IndexVersion
    link: tuple[IndexVersion, IndexVersion, int] | None

    @property
    def smallest(self) -> int:
        return self.programme.smallest_group

    def stages(self, at: int) -> dict[str, MomentTally]:
        found: dict[str, MomentTally] = {}
        for (quarter, stage, _), tally in self.tallies.items():
            if quarter == at:
                found[stage] = found[stage] + tally if stage in found else tally
        return found

    def stage_repeats(self) -> PairRepeats:
        found: dict[tuple[tuple[Quarter, str], tuple[Quarter, str]], RepeatTally] = {}
        for (one, other), tally in self.repeats.items():
            key = (self.quarters[one[0]], one[1]), (self.quarters[other[0]], other[1])
            found[key] = found[key] + tally if key in found else tally
        return found


def explain(store: FeedbackStore, programme: Programme, selection: Selection, by: str | None = None) -> Movement:
    """Return why the index of a quarter is not the previous quarter's.

    Parameters
    ----------
    store
        An open snapshot.
    programme
        The definitions to read it by.
    selection
        Without a quarter, the latest that has answers.
    by
        The dimension whose groups' mix is told from their own change; None takes the first that is not the stage.

    Returns
    -------
    Movement
        Its bridge is withheld where either quarter has no index, with that quarter's reason.

    Raises
    ------
    NoStore
        When the store holds no answers at all.
    SelectionError
        When the quarter lies outside those measured, or a dimension or value does not exist.
    """
    known = store.quarters()
    if not known:
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    quarter = selection.quarter or known[-1]
    if not known[0] <= quarter <= known[-1]:
        raise SelectionError(unknown("quarter", str(quarter), [str(each) for each in known]))
    dimensions = tuple((dimension.id, dimension.label) for dimension in programme.filters)
    by = by or next((name for name, _ in dimensions if name != STAGE), STAGE)
    if by != STAGE and by not in dict(dimensions):
        raise SelectionError(unknown("dimension", by, dict(dimensions)))
    ground = _ground(store, programme, quarter, selection.where, by)
    bridge = ground if isinstance(ground, Withheld) else _bridge(ground, "index")
    plain = None if isinstance(ground, Withheld) else _plain(store, ground, selection.where)
    link = None if isinstance(ground, Withheld) else ground.link
    overlap = None if link is None else (quarter.previous, quarter)[link[2]]
    return Movement(
        quarter, quarter.previous, selection.where, by, dimensions, overlap, bridge, plain, programme.smallest_group
    )


def _ground(store: FeedbackStore, programme: Programme, quarter: Quarter, where: Where, by: str) -> Ground | Withheld:
    quarters = quarter.previous, quarter
    now, before = (narrowed(programme.index_version(each), where) for each in (quarter, quarter.previous))
    if now is None:
        return Withheld("no_index", "index", programme.smallest_group)
    asked = tuple(dict.fromkeys((*index_questions(now), *index_questions(before))))
    guards = [Guard.of(store, each, programme.smallest_group) for each in quarters]
    why = next((why for guard in guards if (why := guard.refusal(where, asked)) is not None), None)
    why = why or ("not_comparable" if programme.is_broken(asked, quarter) else None)
    if why is not None:
        return Withheld(why, "index", programme.smallest_group)
    small = _small_groups(guards, where, by, asked)
    tallies, repeats = _read(store, quarters, where, by, small)
    changed = before is not None and (before.components, before.stage_weights) != (now.components, now.stage_weights)
    link = (before, now, 0) if before is not None and changed else None
    ground = Ground(programme, quarters, by, tallies, repeats, now, link)
    refused = _refused(ground, 1, now) or _refused(ground, 0, before or now)
    if refused is not None:
        return refused
    missing = _refused(ground, 0, now)
    if missing is None:
        return ground
    if before is None or missing.reason != "component_missing":
        return missing
    # What is new was not asked before: the definitions meet in this quarter, if the old one can still be measured.
    return _refused(ground, 1, before) or Ground(programme, quarters, by, tallies, repeats, before, (before, now, 1))


def _refused(ground: Ground, at: int, version: IndexVersion) -> Withheld | None:
    level = cx_index(ground.stages(at), version, ground.programme.components, smallest_group=ground.smallest)
    if isinstance(level, Estimate):
        return None
    reason = "no_previous" if at == 0 and level.reason == "no_answers" else level.reason
    return Withheld(reason, level.unit, level.smallest_group)


def _read(
    store: FeedbackStore, quarters: tuple[Quarter, Quarter], where: Where, by: str, small: frozenset[str]
) -> tuple[Tallies, Repeats]:
    """Return both quarters' tallies and repeats by place, with small groups counted together as others."""
    dimensions = (STAGE,) if by == STAGE else (STAGE, by)
    read = [store.moments_by(quarter, where, dimensions) for quarter in quarters]

    def place(group: QuarterGroup) -> tuple[int, str, str]:
        value = group[1][-1]
        return quarters.index(group[0]), group[1][0], OTHERS if value in small else value

    tallies: dict[tuple[int, str, str], MomentTally] = {}
    for quarter, found in zip(quarters, read, strict=True):
        for values, tally in found.items():
            key = place((quarter, values))
            tallies[key] = tallies[key] + tally if key in tallies else tally
    repeats: dict[tuple[tuple[int, str, str], tuple[int, str, str]], RepeatTally] = {}
    for (one, other), pairs in store.repeats_by(quarters[1], where, dimensions).items():
        both = place(one), place(other)
        repeats[both] = repeats[both] + pairs if both in repeats else pairs
    return tallies, repeats


def _small_groups(guards: Sequence[Guard], where: Where, by: str, asked: Questions) -> frozenset[str]:
    """Return the groups that may not be told of in one quarter or the other; one without answers hides nobody."""
    found: set[str] = set()
    for guard in guards:
        found |= {group for group, reason in guard.groups(by, where, asked).items() if reason != "no_answers"}
    return frozenset(found)


def _plain(store: FeedbackStore, ground: Ground, where: Where) -> Bridge | Withheld | None:
    """Return the same for the mean over all answers, by stage; None where that is what the index is."""
    if is_pooled(ground.version) or len(ground.stages(1)) < 2:
        return None
    version = pooled(ground.version)
    guards = [Guard.of(store, each, ground.smallest) for each in ground.quarters]
    if _small_groups(guards, where, STAGE, index_questions(version)):
        return Withheld("small_group", "index", ground.smallest)
    tallies, repeats = _read(store, ground.quarters, where, STAGE, frozenset())
    plain = Ground(ground.programme, ground.quarters, STAGE, tallies, repeats, version, None)
    return _bridge(plain, "plain")


def _bridge(ground: Ground, quantity: Quantity) -> Bridge:
    taken = take_apart(
        ground.tallies, ground.version, ground.programme.components, link=ground.link, repeats=ground.repeats
    )
    old, new = (ground.version, ground.version) if ground.link is None else ground.link[:2]
    start, end = _level(ground, 0, old), _level(ground, 1, new)
    total = _total(ground, taken)
    shown = round(total.value, DECIMALS)
    groups = len(taken.shares)
    fixed = ground.by == STAGE and not is_pooled(ground.version)
    parts = _parts(ground, taken, shown, has_mix=groups > 1 and not fixed)
    return Bridge(
        quantity,
        ground.by,
        _dimension_label(ground.programme, ground.by),
        start,
        end,
        total,
        shown,
        parts,
        _mix_groups(ground, taken, parts) if groups > 1 else (),
        Unmeasurable("too_few", ground.by) if groups < 2 else None,
    )


def _level(ground: Ground, at: int, version: IndexVersion) -> Estimate:
    level = cx_index(
        ground.stages(at),
        version,
        ground.programme.components,
        smallest_group=ground.smallest,
        repeats=repeats_within(ground.stage_repeats(), ground.quarters[at]),
    )
    assert isinstance(level, Estimate)  # `_ground` has refused every other case
    return level


def _total(ground: Ground, taken: Taken) -> Change:
    """Return the change; within one definition the very one that the quarter's page shows."""
    if ground.link is None:
        found = index_change(
            ground.stages(0),
            ground.stages(1),
            ground.version,
            ground.programme.components,
            ground.stage_repeats(),
            quarters=ground.quarters,
            smallest_group=ground.smallest,
        )
        if isinstance(found, Change):
            return found
    return change_of(taken.total.value, taken.total.standard_error, taken.total.degrees)


def _parts(ground: Ground, taken: Taken, shown: float, *, has_mix: bool) -> tuple[Part, ...]:
    """Return the parts in the order in which they are drawn; their intervals are those of one family."""
    named: list[tuple[PartKind, str, Label, Uncertain]] = []
    if ground.link is not None:
        named.append(("definition", "definition", _DEFINITION, taken.definition))
    if has_mix:
        named.append(("mix", "mix", _MIX, taken.mix))
    for key, part in taken.components.items():
        named.append(("component", key, _component_label(ground.programme, key), part))
    level = _family([part for *_, part in named])
    rounded = rounded_parts({key: part.value for _, key, _, part in named}, shown, DECIMALS)
    return tuple(Part(kind, key, label, _changed(part, level), rounded[key]) for kind, key, label, part in named)


def _mix_groups(ground: Ground, taken: Taken, parts: Sequence[Part]) -> tuple[MixGroup, ...]:
    """Return each group's parts, rounded so that they sum to the parts of all; small groups together last."""
    level = _family([*taken.group_mix.values(), *taken.group_within.values()])
    mix = sum(part.shown for part in parts if part.kind == "mix")
    within = sum(part.shown for part in parts if part.kind == "component")
    mixes, withins = (
        rounded_parts({group: part.value for group, part in found.items()}, total, DECIMALS)
        for found, total in ((taken.group_mix, mix), (taken.group_within, within))
    )
    labels = _group_labels(ground)
    return tuple(
        MixGroup(
            group,
            labels[group],
            *taken.shares[group],
            _changed(taken.group_mix[group], level),
            mixes[group],
            _changed(taken.group_within[group], level),
            withins[group],
        )
        for group in labels
    )


def _family(parts: Sequence[Uncertain]) -> float:
    """Return the level of intervals of parts shown together."""
    uncertain = [part for part in parts if part.standard_error > 0]
    found = [two_sided_p(part.value, part.standard_error, part.degrees) for part in uncertain]
    return family_level(found) if found else LEVEL


def _changed(part: Uncertain, level: float) -> Change:
    return change_of(part.value, part.standard_error, part.degrees, level=level)


def _dimension_label(programme: Programme, name: str) -> Label:
    known = programme.dimension(name)
    return known.label if known else Label(fi="Kaikki", sv="Alla", en="All")


def _component_label(programme: Programme, key: str) -> Label:
    component: Component = next(each for each in programme.components if each.key == key)
    question = programme.question(component.question)
    return question.label if question else Label(fi=component.question)


def _group_labels(ground: Ground) -> dict[str, Label]:
    """Return the groups' names: those of the programme in its order, then others met, and small ones together last."""
    known = ground.programme.dimension(ground.by)
    names = {value.id: value.label for value in known.values} if known else {}
    met = {group for _, _, group in ground.tallies}
    rest = sorted(met - names.keys() - {UNKNOWN, OTHERS})
    ordered = {group: label for group, label in names.items() if group in met}
    ordered |= {group: Label(fi=group) for group in rest}
    return ordered | {group: label for group, label in ((UNKNOWN, _UNKNOWN), (OTHERS, _OTHERS)) if group in met}
