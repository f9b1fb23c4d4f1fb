"""Groups side by side: any measure by any dimension, ranked by the value that a group's size bears."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from cxlib.app.controls import choose, show_chosen
from cxlib.app.figures import BASE_FONT
from cxlib.app.safe_text import plain
from cxlib.app.source import Source
from cxlib.app.visit import Visit
from cxlib.breakdown import INDEX, Line, breakdown, ranked
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.group_bars import GroupRow, group_bars
from cxlib.charts.palette import palette
from cxlib.measures.shrinkage import Order, Placed
from cxlib.terms.estimate import Estimate, Unit, Withheld
from cxlib.terms.programme import Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where
from cxlib.wording.explanation import answers, estimate_interval, estimate_value, estimate_words
from cxlib.wording.groups import groups_title, place_words, shrinkage_sentences, too_few_groups, withheld_groups
from cxlib.wording.tongue import Tongue

#: Breakdowns kept, some kilobytes each; rows on one picture.
MOST_KEPT, MOST_ROWS = 256, 20

#: The names of the choices in the address.
BY, MEASURE = "ryhmittely", "mittari"

Choice = tuple[str, str]


def choice(here: Visit) -> Choice | None:
    """Offer a measure and a dimension, and return what the address says; nothing where there is none to compare by."""
    programme, language = here.source.programme, here.tongue.language
    dimensions = {one.id: one.label.text(language) for one in programme.filters if here.source.offer.values.get(one.id)}
    measures = {INDEX: programme.index_label.text(language)} if programme.index_versions else {}
    measures |= {question.id: question.label.text(language) for question in programme.questions}
    if not dimensions or not measures:
        return None
    sizes = {one: len(here.source.offer.values[one]) for one in dimensions}
    telling = max(sizes, key=lambda one: (sizes[one] <= MOST_ROWS) * sizes[one])
    left, right = st.columns(2, gap="medium")
    with left:
        by = _chosen(here.tongue._("Ryhmittely"), BY, dimensions, telling)
    with right:
        name = _chosen(here.tongue._("Mittari"), MEASURE, measures, next(iter(measures)))
    return name, by


def _chosen(label: str, name: str, offered: Mapping[str, str], usual: str) -> str:
    """Offer what may stand in the address under a name, and return what does; the usual one where that is unknown."""
    asked = st.query_params.get(name, usual)
    chosen = asked if asked in offered else usual
    show_chosen(name, chosen)
    st.selectbox(
        label, list(offered), format_func=offered.__getitem__, key=name, on_change=choose, args=(name, name, usual)
    )
    return chosen


def show_groups(here: Visit, chosen: Choice | None) -> None:
    """Show the groups in their order with the raw value beside, and which may not be told of."""
    if chosen is None:
        st.markdown(plain(too_few_groups(here.tongue)))
        return
    name, by = chosen
    quarter = here.address.quarter or here.source.offer.quarters[-1]
    lines = _lines(
        here.source.key,
        repr((name, by, quarter, here.address.where)),
        here.source,
        (name, by),
        quarter,
        here.address.where,
    )
    question = here.source.programme.question(name)
    order = ranked(lines, best_first=not _smaller_is_better(question))
    places = order.groups
    names = {line.group or "": line.label.text(here.tongue.language) for line in lines}
    first = min((one.tied_to for one in places.values()), default=0)
    best = [names[group] for group, one in places.items() if one.tied_to == first]
    st.subheader(
        plain(groups_title(best, [group for group in places if names[group] not in best], here.tongue)), anchor=False
    )
    left, right = st.columns([7, 3], gap="medium")
    with left, st.container(border=True, height="stretch"):
        if places:
            _picture(here, lines, order)
        else:
            st.markdown(plain(too_few_groups(here.tongue)))
    with right, st.container(border=True, height="stretch"):
        st.markdown("\n\n".join(plain(sentence) for sentence in shrinkage_sentences(here.tongue)))
    hidden = [
        names[line.group or ""]
        for line in lines
        if isinstance(line.value, Withheld) and line.value.reason != "no_answers"
    ]
    if hidden:
        st.caption(plain(withheld_groups(hidden, here.tongue)))


def _smaller_is_better(question: Question | None) -> bool:
    """A mean is told on the scale as it was asked; shares and NPS are turned already."""
    return question is not None and question.best == "low" and question.kind in ("ces", "rating")


def _picture(here: Visit, lines: Sequence[Line], order: Order) -> None:
    scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
    chart = draw_groups(lines, order, here.tongue, "dark" if here.dark else "light", scale)
    st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key="groups")


def draw_groups(lines: Sequence[Line], order: Order, tongue: Tongue, theme: str, scale: float) -> Chart:
    """Return the picture of the groups with its words."""
    known = {line.group or "": line for line in lines}
    rows = [_row(known[group], one, tongue) for group, one in list(order.groups.items())[:MOST_ROWS]]
    unit = next(line.value.unit for line in lines if isinstance(line.value, Estimate))
    write = _written(unit, tongue)
    alt = " ".join(f"{row.hover}." for row in rows)
    return group_bars(rows, middle=order.middle, alt=alt, tick=write, palette=palette(theme), scale=scale)


def _written(unit: Unit, tongue: Tongue) -> Callable[[float], str]:
    if unit == "share":
        return tongue.percent
    if unit == "points":
        return partial(tongue.signed, decimals=0)
    return lambda value: tongue.number(value, 0 if float(value).is_integer() else 1)


def _row(line: Line, one: Placed, tongue: Tongue) -> GroupRow:
    value, drawn = line.value, one.shrunken
    assert isinstance(value, Estimate)  # what is withheld is not ranked
    name = line.label.text(tongue.language)
    place = place_words(one.tied_from, one.tied_to, tongue)
    hover = f"{place} {name}: {estimate_words(value, tongue)}, {answers(value.n, tongue)}"
    raw = None if value.base == "interval_only" else drawn.raw
    note = f"{shown_value(value, tongue)} · {answers(value.n, tongue)}"
    return GroupRow(f"{place} {name}", note, drawn.value, drawn.low, drawn.high, raw, hover)


def shown_value(value: Estimate, tongue: Tongue) -> str:
    """Return the group's own number with its interval; the interval alone on few answers."""
    said = estimate_value(value, tongue)
    return said if value.base == "interval_only" else f"{said} ({estimate_interval(value, tongue)})"


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _lines(
    key: str, asked: str, _source: Source, _choice: Choice, _quarter: Quarter, _where: Where
) -> tuple[Line, ...]:
    name, by = _choice
    return breakdown(_source.store, _source.programme, _source.codebook, name, by=by, quarter=_quarter, where=_where)
