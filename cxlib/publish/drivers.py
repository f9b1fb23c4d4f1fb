"""What goes together with the index, as a plain record and as lines of text."""

from __future__ import annotations

from cxlib.publish.record import Record
from cxlib.terms.driver import DriverResult
from cxlib.terms.programme import Programme
from cxlib.wording.drivers import driver_sentence, drivers_sentence, together_sentence
from cxlib.wording.tongue import Tongue


def drivers_record(result: DriverResult, programme: Programme, tongue: Tongue) -> Record:
    """Return all drivers as JSON-ready values; importances sum to `explained`."""
    return {
        "quarter": str(result.quarter),
        "n": result.n,
        "explained": result.explained,
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
    }


def drivers_text(result: DriverResult, programme: Programme, tongue: Tongue) -> str:
    """Return a line for each driver, the most important first, and what may not be read into it."""
    said = [drivers_sentence(result, programme, tongue)]
    if result.drivers:
        said += [*(f"  {driver_sentence(driver, tongue)}" for driver in result.drivers), together_sentence(tongue)]
    return "\n".join(said)
