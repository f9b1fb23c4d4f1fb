"""How well personal data is found, for the page on how it is measured."""

from __future__ import annotations

from datetime import date
from typing import Any

from cxlib.app.source import folder
from cxlib.app.visit import Visit
from cxlib.evaluation.kept import kept
from cxlib.wording.redaction import Measured, redaction_figures

_TARGETS = ("names found", "structured personal data found", "clean answers touched")


def measured_redaction(here: Visit) -> tuple[str, ...]:
    """Return the organisation's own figures where it has measured, those that Kuulo was shipped with otherwise."""
    found = kept(folder(), "redaction")
    if found is None:
        return ()
    result, is_own = found
    names, structured, clean = (_measured(result, name) for name in _TARGETS)
    day = date.fromisoformat(str(result["measured_on"])) if is_own else None
    return redaction_figures(names, structured, clean, day, here.tongue)


def _measured(result: dict[str, Any], name: str) -> Measured | None:
    found = next((target["measured"] for target in result["targets"] if target["name"] == name), None)
    return None if found is None else Measured(found["value"], found["low"], found["high"], found["of"])
