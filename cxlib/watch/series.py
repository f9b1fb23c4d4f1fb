"""The series that are watched: the index, its stages, what customers mention, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from cxlib.measures.crossed import withhold_crossed
from cxlib.measures.guard import Guard, index_questions
from cxlib.measures.index import cx_index, stage_index
from cxlib.measures.intervals import effective_respondents
from cxlib.measures.root_causes import RootCauses
from cxlib.measures.score import csat, effective_of
from cxlib.measures.self_starting import FEWEST_BEFORE, stabilised
from cxlib.measures.withholding import withhold_complement
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.alert import Unwatched, Watched
from cxlib.terms.codebook import Codebook
from cxlib.terms.estimate import INTERVAL_ONLY_BELOW, LOW_BASE_BELOW, Estimate, Withheld
from cxlib.terms.month import Month
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import IndexVersion, Label, Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.tally import MomentTally, ScoreTally

MONTHS_IN_QUARTER = 3
#: A month with fewer writers than `LOW_BASE_BELOW` is passed over; a theme that fewer customers name a month is not
#: watched.
FEWEST_MENTIONS = 5
STAGE = "stage"
#: How many customers stand behind a month's answers, by stage; None: by all of them.
People = Mapping[tuple[Month, str | None], int]


@dataclass(frozen=True, eq=False)
class Series:
    """One watched series, `points_in_quarter` a quarter; `now` is its value in the quarter that is watched.

    `untold` are the months that are compared, but whose own value would tell of a few customers.
    """

    kind: Watched
    subject: str
    label: Label
    points: tuple[tuple[Month, float, float], ...]
    now: Estimate | Withheld
    points_in_quarter: int = MONTHS_IN_QUARTER
    untold: frozenset[Month] = frozenset()


def _watchable(series: Series, quarter: Quarter) -> Series | Unwatched:
    """Return the series where the quarter can be compared with enough points before it, else why not."""
    here = [place for place, (month, _, _) in enumerate(series.points) if month.quarter == quarter]
    if here and here[-1] >= FEWEST_BEFORE:
        return series
    why = series.now if isinstance(series.now, Withheld) else Unmeasurable("too_few")
    return Unwatched(series.kind, series.subject, series.label, why)


def index_series(store: FeedbackStore, programme: Programme, quarter: Quarter) -> Iterator[Series | Unwatched]:
    """Yield the index and, where there are several, each of its stages."""
    version = programme.index_version(quarter)
    if version is None:
        return
    people = store.month_customers()
    by_month: dict[Month, dict[str, MomentTally]] = {}
    for (month, stage), tally in store.month_tally().items():
        if month.quarter <= quarter:
            by_month.setdefault(month, {})[stage] = tally
    smallest, components = programme.smallest_group, programme.components
    guard, questions = Guard.of(store, quarter, smallest), index_questions(version)
    now = _added_up(tally for month, tally in by_month.items() if month.quarter == quarter)
    enough = {month: tallies for month, tallies in by_month.items() if _every_stage(month, tallies, version, people)}
    points = [
        (month, cx_index(tallies, version, components, smallest_group=smallest)) for month, tallies in enough.items()
    ]
    why = guard.refusal((), questions)
    whole = Withheld(why, "index", smallest) if why else cx_index(now, version, components, smallest_group=smallest)
    every = _measured(
        points, {month: _clumped(tallies.values(), people[month, None]) for month, tallies in enough.items()}
    )
    yield _watchable(
        Series("index", "cx_index", programme.index_label, every, whole, untold=_few_in_all(people, smallest)), quarter
    )
    hidden, secret = _few_by_stage(people, smallest), guard.groups(STAGE, (), questions)
    empty = MomentTally.empty(len(components))
    for each in programme.stages:
        here = {
            month: tallies[each.id]
            for month, tallies in by_month.items()
            if people.get((month, each.id), 0) >= LOW_BASE_BELOW
        }
        alone = [
            (month, stage_index(tally, version, components, smallest_group=smallest)) for month, tally in here.items()
        ]
        whole = stage_index(now.get(each.id, empty), version, components, smallest_group=smallest)
        told = Withheld(secret[each.id], "index", smallest) if each.id in secret else whole
        every = _measured(alone, {month: _clumped([tally], people[month, each.id]) for month, tally in here.items()})
        untold = frozenset(month for month, stage in hidden if stage == each.id)
        yield _watchable(Series("stage", each.id, each.label, every, told, untold=untold), quarter)


def _every_stage(month: Month, tallies: Mapping[str, MomentTally], version: IndexVersion, people: People) -> bool:
    """Tell whether there are customers enough, in all and in every stage that the definition weighs."""
    weighed = [stage for stage, weight in version.stage_weights if weight and stage in tallies]
    fewest = min((people[month, stage] for stage in weighed), default=INTERVAL_ONLY_BELOW)
    return people[month, None] >= LOW_BASE_BELOW and fewest >= INTERVAL_ONLY_BELOW


def _clumped(tallies: Iterable[MomentTally], people: int) -> float:
    """Return how many answers there are for each customer, by which a variance that takes them apart is too small."""
    sums = list(tallies)
    weight, squared = sum(one.weight for one in sums), sum(one.weight_squared for one in sums)
    return max(1.0, effective_respondents(weight, squared) / people)


def _few_in_all(people: People, smallest: int) -> frozenset[Month]:
    """Return the months whose own value would, beside their quarter's, tell of a few customers."""
    return frozenset(_few_months({month: n for (month, stage), n in people.items() if stage is None}, smallest))


def _few_months(people: Mapping[Month, int], smallest: int) -> Iterator[Month]:
    for quarter in dict.fromkeys(month.quarter for month in people):
        found = withhold_complement({month: n for month, n in people.items() if month.quarter == quarter}, smallest)
        yield from (month for month, why in found.items() if why != "no_answers")


def _few_by_stage(people: People, smallest: int) -> set[tuple[Month, str]]:
    """Return the months and stages that would tell of a few customers, beside a stage's quarter and a month's whole."""
    found: set[tuple[Month, str]] = set()
    for quarter in dict.fromkeys(month.quarter for month, _ in people):
        cells = {(month, stage): n for (month, stage), n in people.items() if stage and month.quarter == quarter}
        found |= withhold_crossed(cells, smallest).keys()
    return found


def _added_up(parts: Iterator[Mapping[str, MomentTally]]) -> dict[str, MomentTally]:
    total: dict[str, MomentTally] = {}
    for part in parts:
        for stage, tally in part.items():
            total[stage] = total[stage] + tally if stage in total else tally
    return total


def _measured(
    values: Sequence[tuple[Month, Estimate | Withheld]], clumped: Mapping[Month, float]
) -> tuple[tuple[Month, float, float], ...]:
    """Return the months that rest on enough answers and vary at all, in order, with an error by customers."""
    return tuple(
        (month, value.value, value.standard_error * sqrt(clumped[month]))
        for month, value in sorted(values, key=lambda pair: pair[0])
        if isinstance(value, Estimate) and value.base == "normal" and value.standard_error > 0
    )


def theme_series(
    store: FeedbackStore, programme: Programme, codebook: Codebook, quarter: Quarter
) -> Iterator[Series | Unwatched]:
    """Yield the share of those who wrote that mentions each theme."""
    counted, people, smallest = store.mention_tally(), store.mention_customers(), programme.smallest_group
    wrote = people[None]
    for theme in codebook.themes:
        tallies = {
            month: tally
            for month, tally in sorted(counted.get(theme.id, {}).items())
            if month.quarter <= quarter and wrote[month] >= LOW_BASE_BELOW and tally.weights_squared > 0
        }
        now = sum((tally for month, tally in tallies.items() if month.quarter == quarter), ScoreTally())
        named = people.get(theme.id, {})
        value = _share(now, named.get(quarter, 0), smallest)
        if not tallies or sum(named[month] for month in tallies) < FEWEST_MENTIONS * len(tallies):
            yield Unwatched("cause", theme.id, theme.label, Withheld("too_few_mentions", "share"))
            continue
        points = tuple((month, *_stable(tally, wrote[month])) for month, tally in tallies.items())
        untold = frozenset(_few_months({month: named[month] for month in tallies}, smallest))
        yield _watchable(Series("cause", theme.id, theme.label, points, value, untold=untold), quarter)


def _stable(tally: ScoreTally, people: int) -> tuple[float, float]:
    value, error = stabilised(tally)
    return value, error * sqrt(max(1.0, effective_of(tally) / people))


def _share(tally: ScoreTally, people: int, smallest: int) -> Estimate | Withheld:
    if 0 < people < smallest:
        return Withheld("small_group", "share", smallest)
    return csat(tally, {1}, smallest_group=smallest)


def impact_series(
    history: Mapping[Quarter, RootCauses], codebook: Codebook, quarter: Quarter
) -> Iterator[Series | Unwatched]:
    """Yield by how many points the index differs with each theme that has an impact in the quarter."""
    if quarter not in history:
        return
    for now in history[quarter].estimated:
        found = {
            each: cause.impact
            for each, causes in history.items()
            for cause in causes.estimated
            if cause.theme == now.theme and isinstance(cause.impact, Estimate) and cause.impact.standard_error > 0
        }
        points = tuple(
            (Month(each.year, each.number * MONTHS_IN_QUARTER), impact.value, impact.standard_error)
            for each, impact in found.items()
        )
        label = name_of(codebook, now.theme)
        yield _watchable(Series("impact", now.theme, label, points, now.impact, points_in_quarter=1), quarter)


def name_of(codebook: Codebook, theme: str) -> Label:
    known = codebook.theme(theme)
    return known.label if known else Label(fi=theme)
