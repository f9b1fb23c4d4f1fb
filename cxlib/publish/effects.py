"""What the actions did, as plain records and as lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from cxlib.publish.record import Record
from cxlib.terms.action import ActionResult
from cxlib.terms.programme import Programme
from cxlib.wording.actions import (
    action_sentence,
    action_verdict,
    actions_sentence,
    chosen_sentence,
    compared_sentence,
    naive_sentence,
    no_actions_sentence,
    started_words,
    whom_words,
)
from cxlib.wording.tongue import Tongue


def action_record(result: ActionResult, tongue: Tongue) -> Record:
    """Return one action as JSON-ready values; an end of the interval that nothing bounds is null."""
    action = result.action
    return {
        "action": action.id,
        "name": action.label.text(tongue.language),
        "owner": action.owner,
        "segment": {dimension: list(values) for dimension, values in action.segment},
        "units": list(action.units),
        "started": str(action.started),
        "chosen_quarter": None if action.chosen_quarter is None else str(action.chosen_quarter),
        "verdict": result.verdict,
        "reason": result.reason,
        "sentence": action_sentence(result, tongue),
        "effect": result.effect,
        "low": _bounded(result.low),
        "high": _bounded(result.high),
        "p": result.p,
        "unit": "points",
        "naive": result.naive,
        "touched": result.touched,
        "controls": result.controls,
        "left_out": result.left_out,
        "version": result.version,
        "baseline": [str(quarter) for quarter in result.baseline],
        "after": [str(quarter) for quarter in result.after],
        "study": [
            {
                "quarter": str(point.quarter),
                "effect": point.effect,
                "low": point.low,
                "high": point.high,
                "chosen": point.chosen,
            }
            for point in result.study
        ],
    }


def actions_text(results: Sequence[ActionResult], programme: Programme, tongue: Tongue) -> str:
    """Return a paragraph for each action, and how it was judged."""
    if not results:
        return no_actions_sentence(tongue)
    return "\n\n".join([*(_paragraph(result, programme, tongue) for result in results), actions_sentence(tongue)])


def _paragraph(result: ActionResult, programme: Programme, tongue: Tongue) -> str:
    action = result.action
    said = [action_sentence(result, tongue)]
    if result.effect is not None:
        said += [compared_sentence(result, tongue), chosen_sentence(action, tongue), naive_sentence(result, tongue)]
    return "\n".join(
        [
            f"{action.label.text(tongue.language)}: {action_verdict(result, tongue)}",
            f"  {started_words(action, tongue)} · {whom_words(action, programme, tongue)}",
            *(f"  {sentence}" for sentence in said if sentence),
        ]
    )


def _bounded(end: float | None) -> float | None:
    return end if end is not None and isfinite(end) else None
