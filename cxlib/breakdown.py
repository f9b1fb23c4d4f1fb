"""Any measure of any question, whole or by the values of a dimension: one line per group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from cxlib.errors import SelectionError, unknown
from cxlib.measures.index import cx_index, repeats_within, stage_index
from cxlib.measures.narrowing import narrowed
from cxlib.measures.question import STATISTICS, measure_question
from cxlib.measures.response import response_rate
from cxlib.measures.score import share, unweighted
from cxlib.measures.withholding import selection_refusal, withhold_complement
from cxlib.store.feedback_store import FeedbackStore, Tone
from cxlib.terms.codebook import Codebook
from cxlib.terms.estimate import Estimate, Refusal, Unit, Withheld
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

    def refusal(self) -> Refusal | None:
        """Return why nothing may be told of this selection."""
        quarters = (self.quarter,) if self.quarter else self.store.quarters()
        whys = (
            selection_refusal(partial(self.store.respondents, one), self.store.values, self.where, self.smallest)
            for one in quarters
        )
        return next((why for why in whys if why is not None), None)


#: One group's raw material: how many respondents stand behind it, and its number.
Part = tuple[int, Estimate | Withheld]


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
        return _themes(asked, TONES.get(name.partition(".")[2]))
    if by == "quarter":
        return _by_quarter(asked, name)
    parts = _guarded(asked, name)
    if by is None:
        return (Line(None, Label(), parts[None][1], quarter),)
    labels = {UNKNOWN: NOT_KNOWN, **{value.id: value.label for value in known[by].values}}
    return tuple(
        Line(group, labels.get(group, Label(fi=group)), value, quarter)
        for group, (_, value) in parts.items()
        if group is not None
    )


def _by_quarter(asked: Asked, name: str) -> tuple[Line, ...]:
    """Return a line per quarter; quarters are siblings of the time they make up, and hide each other as groups do."""
    quarters = (asked.quarter,) if asked.quarter else asked.store.quarters()
    parts = {one: _guarded(replace(asked, by=None, quarter=one), name)[None] for one in quarters}
    withheld = withhold_complement({one: n for one, (n, _) in parts.items()}, asked.smallest)
    return tuple(
        Line(
            str(one),
            Label(fi=str(one)),
            Withheld(withheld[one], value.unit, asked.smallest) if one in withheld else value,
            one,
        )
        for one, (_, value) in parts.items()
    )


def _guarded(asked: Asked, name: str) -> dict[str | None, Part]:
    """Return each group's number, those withheld that are small or would give a small one away."""
    parts = _parts(asked, name)
    why = asked.refusal()
    if why is not None:
        return {group: (n, Withheld(why, value.unit, asked.smallest)) for group, (n, value) in parts.items()}
    if asked.by is None:
        return parts
    withheld = withhold_complement({group: n for group, (n, _) in parts.items()}, asked.smallest)
    return {
        group: (n, Withheld(withheld[group], value.unit, asked.smallest) if group in withheld else value)
        for group, (n, value) in parts.items()
    }


def _parts(asked: Asked, name: str) -> dict[str | None, Part]:
    if name == INDEX:
        return _index(asked)
    if name == RESPONSE_RATE:
        return _response_rates(asked)
    question_id, _, statistic = name.partition(".")
    question = asked.programme.question(question_id)
    if question is None:
        raise SelectionError(unknown("question", question_id, [known.id for known in asked.programme.questions]))
    return _scores(asked, question, statistic or None)


def _scores(asked: Asked, question: Question, statistic: str | None) -> dict[str | None, Part]:
    tallies: Mapping[str | None, ScoreTally] = asked.store.score_tally(
        question.id, asked.where, quarter=asked.quarter, by=asked.by
    )
    if asked.by is None and not tallies:
        tallies = {None: ScoreTally()}
    return {
        group: (
            tally.respondents,
            measure_question(
                question, tally if asked.weighted else unweighted(tally), statistic, smallest_group=asked.smallest
            ),
        )
        for group, tally in tallies.items()
    }


def _index(asked: Asked) -> dict[str | None, Part]:
    """Return the index of each group; a stage by itself is measured without the others' weights."""
    if asked.by is None:
        return {None: _one_index(asked, None)}
    return {
        value: part
        for value in asked.store.values(asked.by)
        if (part := _one_index(replace(asked, where=(*asked.where, (asked.by, (value,)))), value))[0]
    }


def _one_index(asked: Asked, group: str | None) -> Part:
    tallies = {
        stage: tally
        for (quarter, stage), tally in asked.store.index_tally(asked.where).items()
        if quarter == asked.quarter
    }
    version = narrowed(asked.programme.index_version(asked.quarter) if asked.quarter else None, asked.where)
    components = asked.programme.components
    respondents = sum(tally.respondents for tally in tallies.values())
    if asked.quarter is None:
        return 0, Withheld("no_answers", "index", asked.smallest)
    repeats = repeats_within(asked.store.repeat_tally(asked.quarter, asked.where, since=asked.quarter), asked.quarter)
    if asked.by == "stage" and group is not None:
        whole, repeat = tallies.get(group, MomentTally.empty(len(components))), repeats.get((group, group))
        return respondents, stage_index(whole, version, components, smallest_group=asked.smallest, repeat=repeat)
    return respondents, cx_index(tallies, version, components, smallest_group=asked.smallest, repeats=repeats)


def _response_rates(asked: Asked) -> dict[str | None, Part]:
    groups: list[str | None] = [None] if asked.by is None else list(asked.store.values(asked.by))
    found: dict[str | None, Part] = {}
    for group in groups:
        where = asked.where if group is None or asked.by is None else (*asked.where, (asked.by, (group,)))
        tallies = asked.store.invited_tally(where)
        tally = sum((one for (quarter, _), one in tallies.items() if asked.quarter in (None, quarter)), InvitedTally())
        if group is None or tally.invited:
            small = 0 < tally.answered < asked.smallest
            rate = response_rate(tally, smallest_group=asked.smallest)
            found[group] = tally.answered, Withheld("small_group", "share", asked.smallest) if small else rate
    return found


def _themes(asked: Asked, tone: Tone | None) -> tuple[Line, ...]:
    """Return the share of open answers that mention each theme, most mentioned first; by a dimension, per value."""
    unit: Unit = "share"
    lines: list[Line] = []
    why = asked.refusal()
    if why is not None:
        return (Line(None, Label(), Withheld(why, unit, asked.smallest), asked.quarter),)
    counted = asked.store.theme_counts(asked.where, quarter=asked.quarter, tone=tone, by=asked.by)
    hidden = withhold_complement({group: answers for group, (answers, _) in counted.items()}, asked.smallest)
    for group, (answers, mentions) in counted.items():
        if group in hidden:
            value: Estimate | Withheld = Withheld(hidden[group], unit, asked.smallest)
            lines.append(Line(group, Label(fi=group or ""), value, asked.quarter))
            continue
        for theme_id, count in sorted(mentions.items(), key=lambda pair: (-pair[1], pair[0])):
            theme = asked.codebook.theme(theme_id)
            small = 0 < count < asked.smallest
            value = (
                Withheld("small_group", unit, asked.smallest)
                if small
                else share(count, answers, smallest_group=asked.smallest)
            )
            lines.append(
                Line(
                    theme_id if group is None else f"{group}/{theme_id}",
                    theme.label if theme else Label(fi=theme_id),
                    value,
                    asked.quarter,
                )
            )
    return tuple(lines)
