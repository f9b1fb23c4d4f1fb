"""What goes together with the index, as a plain record and as lines of text."""

from __future__ import annotations

from cxlib.publish.record import Record, value_record
from cxlib.terms.driver import DriverResult
from cxlib.terms.employee import Beside, EmployeeResult
from cxlib.terms.estimate import Withheld
from cxlib.terms.programme import Programme
from cxlib.wording.drivers import driver_sentence, drivers_sentence, pair_lines, pair_sentence, together_sentence
from cxlib.wording.employees import (
    beside_sentence,
    employees_heading,
    employees_meaning,
    employees_sentence,
    unit_sentence,
)
from cxlib.wording.tongue import Tongue


def drivers_record(result: DriverResult, programme: Programme, tongue: Tongue) -> Record:
    """Return all drivers as JSON-ready values; importances sum to `explained`."""
    return {
        "quarter": str(result.quarter),
        "n": result.n,
        "explained": result.explained,
        "explained_low": None if result.explained is None else result.explained_low,
        "explained_high": None if result.explained is None else result.explained_high,
        "reason": None if result.refused is None else result.refused.reason,
        "sentence": drivers_sentence(result, programme, tongue),
        "drivers": [
            {
                "driver": driver.operation,
                "name": driver.label.text(tongue.language),
                "unit": driver.unit,
                "importance": driver.importance,
                "low": driver.low,
                "high": driver.high,
                "points_per_unit": driver.slope,
                "points_low": driver.slope_low,
                "points_high": driver.slope_high,
                "measured": driver.measured,
                "yes_or_no": driver.is_yes_or_no,
                "sentence": driver_sentence(driver, tongue),
            }
            for driver in result.drivers
        ],
        "pairs_tried": result.pairs_tried,
        "pairs": [
            {
                "drivers": list(pair.drivers),
                "names": [label.text(tongue.language) for label in pair.labels],
                "points": pair.points,
                "low": pair.low,
                "high": pair.high,
                "p_adjusted": pair.p,
                "together": pair.together,
                "sentence": pair_sentence(pair, tongue),
            }
            for pair in result.pairs
        ],
    }


def drivers_text(result: DriverResult, programme: Programme, tongue: Tongue) -> str:
    """Return a line for each driver, the most important first, and what may not be read into it."""
    said = [drivers_sentence(result, programme, tongue)]
    if result.drivers:
        said += [*(f"  {driver_sentence(driver, tongue)}" for driver in result.drivers), *pair_lines(result, tongue)]
        said += [together_sentence(tongue)]
    return "\n".join(said)


def employees_record(result: EmployeeResult, tongue: Tongue) -> Record:
    """Return the units' employees beside their customers; of a unit where either is withheld, neither number."""
    beside = result.beside
    return {
        "quarter": str(result.quarter),
        "measured": None if result.measured is None else str(result.measured),
        "sentence": employees_sentence(result, tongue),
        "reason": None if isinstance(beside, Beside) else beside.reason,
        "correlation": None if not isinstance(beside, Beside) else beside.correlation,
        "low": None if not isinstance(beside, Beside) else beside.low,
        "high": None if not isinstance(beside, Beside) else beside.high,
        "points_per_step": None if not isinstance(beside, Beside) else beside.slope,
        "points_low": None if not isinstance(beside, Beside) else beside.slope_low,
        "points_high": None if not isinstance(beside, Beside) else beside.slope_high,
        "units_compared": len(result.told),
        "units": [
            {
                "unit": unit.unit,
                "name": unit.label.text(tongue.language),
                "employees": value_record(unit.employees) if unit.is_told else None,
                "cx_index": value_record(unit.index) if unit.is_told else None,
                "withheld": next(
                    (value.reason for value in (unit.employees, unit.index) if isinstance(value, Withheld)), None
                ),
                "sentence": unit_sentence(unit, tongue),
            }
            for unit in result.units
        ],
    }


def employees_text(result: EmployeeResult, programme: Programme, tongue: Tongue) -> str:
    """Return whether the two go together, each unit, and what may not be read into it."""
    said = ["", employees_heading(tongue), employees_sentence(result, tongue)]
    if isinstance(result.beside, Beside):
        said.append(beside_sentence(result.beside, tongue))
    said += [f"  {unit_sentence(unit, tongue)}" for unit in result.units]
    return "\n".join([*said, *([] if result.measured is None else [employees_meaning(result, programme, tongue)])])
