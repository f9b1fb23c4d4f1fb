"""Employees beside customers: a picture of units, and what may be said of so many of them."""

from __future__ import annotations

import streamlit as st

from cxlib.app.figures import BASE_FONT
from cxlib.app.safe_text import plain
from cxlib.app.source import Source
from cxlib.app.visit import Visit
from cxlib.breakdown import INDEX, breakdown
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.employee_scatter import ScatterUnit, employee_scatter
from cxlib.charts.palette import palette
from cxlib.employees import employee_experience
from cxlib.terms.employee import Beside, EmployeeResult
from cxlib.terms.estimate import Estimate
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.wording.employees import (
    beside_sentence,
    employees_axis,
    employees_heading,
    employees_import,
    employees_meaning,
    employees_sentence,
    unit_sentence,
    withheld_sentence,
)
from cxlib.wording.tongue import Tongue, tongue

#: Results kept, a kilobyte each, by snapshot and quarter.
MOST_KEPT = 128


def employees_part(here: Visit) -> None:
    """Show units by their employees and customers; nothing where the programme measures no employees or no index."""
    programme, quarter = here.source.programme, here.address.quarter
    if programme.employees is None or not programme.index_versions or not here.source.store.quarters():
        return
    result = _result(here.source.key, str(quarter), here.source, quarter)
    st.subheader(plain(employees_heading(here.tongue)), anchor=False)
    st.markdown(plain(employees_sentence(result, here.tongue)))
    if result.measured is None:
        st.caption(plain(employees_import(here.tongue)))
        return
    left, right = st.columns([6, 5], gap="medium")
    if result.told:
        with left, st.container(border=True, height="stretch"):
            scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
            theme = "dark" if here.dark else "light"
            chart = draw_employees(result, programme, here.tongue.language, theme, scale)
            st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key="employees")
    with right, st.container(border=True, height="stretch"):
        st.markdown("\n\n".join(plain(said) for said in _said(result, here.tongue)))
    st.caption(plain(employees_meaning(result, programme, here.tongue)))


def _said(result: EmployeeResult, tongue: Tongue) -> list[str]:
    said = [beside_sentence(result.beside, tongue)] if isinstance(result.beside, Beside) else []
    said += [unit_sentence(unit, tongue) for unit in result.told]
    return [*said, *(one for one in (withheld_sentence(result, tongue),) if one)]


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _result(key: str, asked: str, _source: Source, _quarter: Quarter | None) -> EmployeeResult:
    quarter = _quarter or _source.store.quarters()[-1]
    measure = _source.programme.employees
    assert measure is not None  # the part asks before
    lines = breakdown(_source.store, _source.programme, _source.codebook, INDEX, by=measure.dimension, quarter=quarter)
    index = {line.group: line.value for line in lines if line.group is not None}
    return employee_experience(_source.store, _source.programme, quarter, index)


def draw_employees(result: EmployeeResult, programme: Programme, language: str, theme: str, scale: float) -> Chart:
    """Return the picture of the units that may be told of, with its words."""
    spoken = tongue(language)
    units = [
        ScatterUnit(unit.label.text(spoken.language), unit.employees, unit.index, unit_sentence(unit, spoken))
        for unit in result.told
        if isinstance(unit.employees, Estimate) and isinstance(unit.index, Estimate)
    ]
    return employee_scatter(
        units,
        across=employees_axis(programme, spoken),
        up=programme.index_label.text(spoken.language),
        alt=employees_sentence(result, spoken),
        tick=spoken.number,
        palette=palette(theme),
        scale=scale,
    )
