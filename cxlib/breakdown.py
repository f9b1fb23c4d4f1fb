"""Any measure of any question, whole or by the values of a dimension: one line per group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cxlib.errors import SelectionError, unknown
from cxlib.measures.guard import ANY, Guard, Questions, index_questions
from cxlib.measures.index import cx_index, repeats_within, stage_index
from cxlib.measures.narrowing import narrowed
from cxlib.measures.question import STATISTICS, measure_question
from cxlib.measures.response import response_rate
from cxlib.measures.score import share, unweighted
from cxlib.measures.shrinkage import Order, placed, shrink_estimates
from cxlib.store.feedback_store import FeedbackStore, Tone
from cxlib.terms.codebook import Codebook
from cxlib.terms.estimate import Estimate, Refusal, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import UNKNOWN, Label, Programme, Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where
from cxlib.terms.tally import InvitedTally, MomentTally, ScoreTally

INDEX = "cx_index"
RESPONSE_RATE = "response_rate"
#: What a group is called of whom the files did not say which they belong to.
NOT_KNOWN = Label(fi="Ei tiedossa", sv="Inte känt", en="Not known")
THEMES = "themes"
#: Answers whose tone a person judged: `themes.negative` counts the themes in those alone.
TONES: dict[str, Tone] = {"negative": -1, "neutral": 0, "positive": 1}


@dataclass(frozen=True)
class Line:
    """One group's number; `group` is None for the whole. `quarter` is None where all quarters are counted together."""

    group: str | None
    label: Label
    value: Estimate | Withheld
    quarter: Quarter | None


Refusals = dict[str | None, Refusal]


@dataclass(frozen=True, eq=False)
class Asked:
    """Whom and how a measure is asked of; `by` None asks of all together."""

    store: FeedbackStore
    programme: Programme
    codebook: Codebook
    by: str | None
    quarter: Quarter | None
    where: Where
    weighted: bool

    @property
    def smallest(self) -> int:
        return self.programme.smallest_group

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return (self.quarter,) if self.quarter else self.store.quarters()

    def refusals(self, quarter: Quarter, groups: Iterable[str | None], questions: Questions) -> Refusals:
        """Return the groups (None: all together) of which nothing may be told in a quarter, each with the reason."""
        if quarter not in self.store.quarters():
            return {}
        guard = Guard.of(self.store, quarter, self.smallest)
        why = guard.refusal(self.where, questions)
        if why is not None:
            return dict.fromkeys(groups, why)
        if self.by is None:
            return {}
        return dict(guard.groups(self.by, self.where, questions).items())


@dataclass(frozen=True)
class Mentions:
    """How many wrote, and how many of them mention each theme."""

    wrote: int = 0
    themes: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Mentions) -> Mentions:
        return Mentions(self.wrote + other.wrote, self.themes + other.themes)


Tally = TypeVar("Tally", ScoreTally, InvitedTally, Mentions)
#: Each group's number; None is all together.
Parts = dict[str | None, Estimate | Withheld]


def measure_names(programme: Programme) -> tuple[str, ...]:
    """Return every name `breakdown` knows: the index, the response rate, themes, each question and its statistics."""
    questions = [
        name
        for question in programme.questions
        for name in (question.id, *(f"{question.id}.{statistic}" for statistic in STATISTICS[question.kind]))
    ]
    index = [INDEX] if programme.index_versions else []
    return (*index, RESPONSE_RATE, THEMES, *(f"{THEMES}.{tone}" for tone in TONES), *questions)


def breakdown(
    store: FeedbackStore,
    programme: Programme,
    codebook: Codebook,
    name: str,
    *,
    by: str | None = None,
    quarter: Quarter | None = None,
    where: Where = (),
    weighted: bool = False,
) -> tuple[Line, ...]:
    """Return a measure for all respondents together, or for each value of a dimension.

    Parameters
    ----------
    name
        One of `measure_names(programme)`.
    by
        A dimension (`stage`, `channel` …), or `quarter`. A dimension that names people is none.
    quarter
        Without one, all quarters are counted together; the index, whose definition changes, takes the latest.
    where
        Filters.
    weighted
        Whether the weights that came with the answers count; the index always counts them.

    Returns
    -------
    tuple of Line
        Groups without answers are left out; those too small are withheld, and so is a group that would give one away.
        Of several quarters together, those count in which the group may be told of.

    Raises
    ------
    SelectionError
        When the measure, the dimension, a filter or a quarter does not exist.
    """
    if name not in measure_names(programme):
        raise SelectionError(unknown("measure", name, measure_names(programme)))
    known = {dimension.id: dimension for dimension in programme.filters}
    if by is not None and by != "quarter" and by not in known:
        raise SelectionError(unknown("dimension", by, [*known, "quarter"]))
    if quarter is None and name == INDEX and by != "quarter":
        quarter = store.quarters()[-1] if store.quarters() else None
    asked = Asked(store, programme, codebook, by, quarter, where, weighted)
    if name.partition(".")[0] == THEMES:
        tone = TONES.get(name.partition(".")[2])
        return _themes_by_quarter(asked, tone) if by == "quarter" else _themes(asked, tone)
    if by == "quarter":
        return _by_quarter(asked, name)
    parts = _parts(asked, name)
    if by is None:
        return (Line(None, Label(), parts[None], quarter),)
    names = _group_names(asked)
    return tuple(Line(group, names(group), value, quarter) for group, value in parts.items() if group is not None)


def ranked(lines: Sequence[Line], *, best_first: bool = True) -> Order:
    """Return the groups of a breakdown ranked by their values drawn towards the middle; none where there are too few.

    Withheld groups take no part, and neither does what is not told of a group.
    """
    values = {line.group: line.value for line in lines if line.group is not None and isinstance(line.value, Estimate)}
    found = shrink_estimates(values)
    if isinstance(found, Unmeasurable):
        return Order({})
    return Order(placed(found, best_first=best_first), found.middle)


def _by_quarter(asked: Asked, name: str) -> tuple[Line, ...]:
    return tuple(
        Line(str(one), _quarter_label(asked, one, name), _parts(replace(asked, by=None, quarter=one), name)[None], one)
        for one in asked.quarters
    )


def _quarter_label(asked: Asked, quarter: Quarter, name: str) -> Label:
    """A quarter, and where a question became another in it, that it is not comparable with those before."""
    questions = index_questions(asked.programme.index_version(quarter)) if name == INDEX else (name.partition(".")[0],)
    if not asked.programme.is_broken(questions, quarter):
        return Label(fi=str(quarter))
    return Label(
        fi=f"{quarter} (ei verrattavissa aiempaan)",
        sv=f"{quarter} (inte jämförbart med tidigare)",
        en=f"{quarter} (not comparable with earlier)",
    )


def _parts(asked: Asked, name: str) -> Parts:
    """Return each group's number, those withheld that are small or would give a small one away."""
    if name == INDEX:
        return _index(asked)
    if name == RESPONSE_RATE:
        return _response_rates(asked)
    question_id, _, statistic = name.partition(".")
    question = asked.programme.question(question_id)
    if question is None:
        raise SelectionError(unknown("question", question_id, [known.id for known in asked.programme.questions]))
    return _scores(asked, question, statistic or None)


def _added_up(
    asked: Asked,
    quarters: Iterable[Quarter],
    tallies: Callable[[Quarter], Mapping[str | None, Tally]],
    questions: Questions = ANY,
) -> tuple[dict[str | None, Tally], Refusals]:
    """Return each group's tally of the quarters in which it may be told of, and why not where there is none.

    What several quarters tell together is then nothing that they do not tell one by one.
    """
    told: dict[str | None, Tally] = {}
    refused: Refusals = {}
    for quarter in quarters:
        found = tallies(quarter)
        whys = asked.refusals(quarter, found, questions)
        for group, tally in found.items():
            if group in whys:
                refused.setdefault(group, whys[group])
            else:
                told[group] = told[group] + tally if group in told else tally
    return told, {group: why for group, why in refused.items() if group not in told}


def _scores(asked: Asked, question: Question, statistic: str | None) -> Parts:
    def tallies(quarter: Quarter) -> Mapping[str | None, ScoreTally]:
        found = asked.store.score_tally(question.id, asked.where, quarter=quarter, by=asked.by)
        return {group: tally for group, tally in found.items() if tally.respondents}

    def measured(tally: ScoreTally) -> Estimate | Withheld:
        used = tally if asked.weighted else unweighted(tally)
        return measure_question(question, used, statistic, smallest_group=asked.smallest)

    told, refused = _added_up(asked, _comparable(asked, question), tallies, (None, question.id))
    nothing = measured(ScoreTally())
    parts: Parts = {group: measured(tally) for group, tally in told.items()}
    parts |= {group: Withheld(why, nothing.unit, asked.smallest) for group, why in refused.items()}
    return _in_order(asked, parts) if asked.by else {None: parts.get(None, nothing)}


def _comparable(asked: Asked, question: Question) -> tuple[Quarter, ...]:
    """The quarters that may be counted together: those since the question became what it is now."""
    quarters = asked.quarters
    since = question.since(quarters[-1]) if quarters else None
    return tuple(quarter for quarter in quarters if since is None or quarter >= since)


def _in_order(asked: Asked, parts: Parts) -> Parts:
    return {value: parts[value] for value in asked.store.values(str(asked.by)) if value in parts}


def _index(asked: Asked) -> Parts:
    """Return the index of each group; a stage by itself is measured without the others' weights."""
    if asked.quarter is None:
        return {None: Withheld("no_answers", "index", asked.smallest)}
    groups: list[str | None] = [None] if asked.by is None else list(asked.store.values(asked.by))
    whys = asked.refusals(asked.quarter, groups, index_questions(asked.programme.index_version(asked.quarter)))
    return {
        group: Withheld(whys[group], "index", asked.smallest) if group in whys else _one_index(asked, group)
        for group in groups
        if group is None or whys.get(group) != "no_answers"
    }


def _one_index(asked: Asked, group: str | None) -> Estimate | Withheld:
    assert asked.quarter is not None  # `_index` has answered without one
    where = asked.where if group is None or asked.by is None else (*asked.where, (asked.by, (group,)))
    tallies = {
        stage: tally for (quarter, stage), tally in asked.store.index_tally(where).items() if quarter == asked.quarter
    }
    version = narrowed(asked.programme.index_version(asked.quarter), where)
    components = asked.programme.components
    repeats = repeats_within(asked.store.repeat_tally(asked.quarter, where, since=asked.quarter), asked.quarter)
    if asked.by == "stage" and group is not None:
        whole, repeat = tallies.get(group, MomentTally.empty(len(components))), repeats.get((group, group))
        return stage_index(whole, version, components, smallest_group=asked.smallest, repeat=repeat)
    return cx_index(tallies, version, components, smallest_group=asked.smallest, repeats=repeats)


def _response_rates(asked: Asked) -> Parts:
    groups: list[str | None] = [None] if asked.by is None else list(asked.store.values(asked.by))
    every: dict[str | None, Mapping[tuple[Quarter, str], InvitedTally]] = {}
    for group in groups:
        where = asked.where if group is None or asked.by is None else (*asked.where, (asked.by, (group,)))
        every[group] = asked.store.invited_tally(where)

    def tallies(quarter: Quarter) -> Mapping[str | None, InvitedTally]:
        found = {
            group: sum((one for (when, _), one in each.items() if when == quarter), InvitedTally())
            for group, each in every.items()
        }
        return {group: tally for group, tally in found.items() if group is None or tally.invited}

    def measured(tally: InvitedTally) -> Estimate | Withheld:
        if 0 < tally.answered < asked.smallest:
            return Withheld("small_group", "share", asked.smallest)
        return response_rate(tally, smallest_group=asked.smallest)

    invited = {quarter for each in every.values() for quarter, _ in each}
    quarters = asked.quarters if asked.quarter else sorted(invited | set(asked.quarters))
    told, refused = _added_up(asked, quarters, tallies)
    parts: Parts = {group: measured(tally) for group, tally in told.items()}
    parts |= {group: Withheld(why, "share", asked.smallest) for group, why in refused.items()}
    return _in_order(asked, parts) if asked.by else {None: parts.get(None, measured(InvitedTally()))}


def _themes_by_quarter(asked: Asked, tone: Tone | None) -> tuple[Line, ...]:
    """The same of every quarter by itself."""
    lines: list[Line] = []
    for one in asked.quarters:
        name = _quarter_label(asked, one, THEMES)
        for line in _themes(replace(asked, by=None, quarter=one), tone):
            group = str(one) if line.group is None else f"{one}/{line.group}"
            lines.append(Line(group, name if line.group is None else _beside(name, line.label), line.value, one))
    return tuple(lines)


def _themes(asked: Asked, tone: Tone | None) -> tuple[Line, ...]:
    """Return the share of open answers that mention each theme, most mentioned first; by a dimension, per value.

    Whether a group may be told of is the guard's to say: what it lets through can be read answer by answer in a search,
    so a theme that few of its customers mention is no further secret.
    """

    def tallies(quarter: Quarter) -> Mapping[str | None, Mentions]:
        found = asked.store.theme_counts(asked.where, quarter=quarter, tone=tone, by=asked.by)
        return {group: Mentions(wrote, Counter(themes)) for group, (wrote, themes) in found.items()}

    told, refused = _added_up(asked, asked.quarters, tallies)
    names = _group_names(asked)
    lines: list[Line] = []
    for group in dict.fromkeys((*told, *refused)):
        if group in refused:
            why = Withheld(refused[group], "share", asked.smallest)
            lines.append(Line(group, names(group), why, asked.quarter))
        else:
            lines += _theme_lines(asked, group, names(group), told[group])
    return tuple(lines)


def _group_names(asked: Asked) -> Callable[[str | None], Label]:
    """Return what each value of the dimension is called; nothing for the whole."""
    known = asked.programme.dimension(asked.by or "")
    labels = {UNKNOWN: NOT_KNOWN, **({value.id: value.label for value in known.values} if known else {})}
    return lambda group: labels.get(group or "", Label(fi=group or ""))


def _theme_lines(asked: Asked, group: str | None, name: Label, mentions: Mentions) -> list[Line]:
    lines = []
    for theme_id, count in sorted(mentions.themes.items(), key=lambda pair: (-pair[1], pair[0])):
        theme = asked.codebook.theme(theme_id)
        value = share(count, mentions.wrote, smallest_group=asked.smallest)
        label = theme.label if theme else Label(fi=theme_id)
        whole = theme_id if group is None else f"{group}/{theme_id}"
        lines.append(Line(whole, label if group is None else _beside(name, label), value, asked.quarter))
    return lines


def _beside(name: Label, label: Label) -> Label:
    """A group's name and a theme's in every language."""
    return Label(*(f"{name.text(one)}: {label.text(one)}" for one in ("fi", "sv", "en")))
