"""What goes together with the index."""

from __future__ import annotations

import argparse

from cxlib import drivers, loading
from cxlib.breakdown import INDEX, breakdown
from cxlib.commands.line import Commands, add, opened, say, show
from cxlib.employees import employee_experience
from cxlib.publish.drivers import drivers_record, drivers_text, employees_record, employees_text
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.employee import EmployeeResult
from cxlib.terms.quarter import Quarter
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    going = add(commands, "drivers", going_together, "what goes together with the index: waiting, transfers, …")
    going.add_argument("--quarter", type=Quarter.parse, help="such as 2026Q3; the latest when left out")


def going_together(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    store = opened(here)
    found = drivers.index_drivers(store, here.programme, options.quarter)
    beside = _employees(store, here, found.quarter)
    words = tongue(options.language)
    if options.json:
        record = drivers_record(found, here.programme, words)
        return show(record | {"employees": None if beside is None else employees_record(beside, words)})
    said = [drivers_text(found, here.programme, words)]
    return say("\n".join([*said, *([] if beside is None else [employees_text(beside, here.programme, words)])]))


def _employees(store: FeedbackStore, here: loading.Organisation, quarter: Quarter) -> EmployeeResult | None:
    """Employees beside customers, where the programme measures both."""
    measure = here.programme.employees
    if measure is None or not here.programme.index_versions:
        return None
    lines = breakdown(store, here.programme, here.codebook, INDEX, by=measure.dimension, quarter=quarter)
    index = {line.group: line.value for line in lines if line.group is not None}
    return employee_experience(store, here.programme, quarter, index)
