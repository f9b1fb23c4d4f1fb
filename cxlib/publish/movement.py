"""Why the index moved, as a plain record for `--json` and as lines for a terminal."""

from __future__ import annotations

from cxlib.publish.record import Record, change_record, value_record
from cxlib.terms.estimate import Withheld
from cxlib.terms.movement import Bridge, MixGroup, Movement, Part
from cxlib.wording.movement import (
    bridge_alt,
    definition_sentence,
    meanings,
    mix_sentence,
    movement_method,
    movement_sentence,
    part_words,
    plain_sentence,
    within_sentence,
)
from cxlib.wording.tongue import Tongue


def movement_record(movement: Movement, tongue: Tongue) -> Record:
    """Return the movement as JSON-ready values; `value` is not rounded, `shown` is as the page shows it."""
    return {
        "quarter": str(movement.quarter),
        "previous": str(movement.previous),
        "where": {dimension: list(values) for dimension, values in movement.where},
        "by": movement.by,
        "dimensions": [name for name, _ in movement.dimensions],
        "overlap": None if movement.overlap is None else str(movement.overlap),
        "sentence": movement_sentence(movement, tongue),
        "bridge": bridge_record(movement.bridge, tongue),
        "plain": None if movement.plain is None else bridge_record(movement.plain, tongue),
        "smallest_group": movement.smallest_group,
    }


def bridge_record(bridge: Bridge | Withheld, tongue: Tongue) -> Record:
    if isinstance(bridge, Withheld):
        return {"withheld": bridge.reason, "total": None, "parts": [], "groups": []}
    return {
        "withheld": None,
        "quantity": bridge.quantity,
        "by": bridge.by,
        "start": value_record(bridge.start),
        "end": value_record(bridge.end),
        "total": {**change_record(bridge.total), "shown": bridge.total_shown},
        "parts": [_part(part, tongue.language) for part in bridge.parts],
        "groups": [_group(group, tongue.language) for group in bridge.groups],
        "mix_refused": None if bridge.mix_refused is None else bridge.mix_refused.reason,
    }


def _part(part: Part, language: str) -> Record:
    named = {"kind": part.kind, "key": part.key, "name": part.label.text(language), "shown": part.shown}
    return {**named, **change_record(part.change)}


def _group(group: MixGroup, language: str) -> Record:
    return {
        "group": group.group,
        "name": group.label.text(language),
        "share_before": group.share_before,
        "share_now": group.share_now,
        "mix": {**change_record(group.mix), "shown": group.mix_shown},
        "within": {**change_record(group.within), "shown": group.within_shown},
    }


def movement_text(movement: Movement, tongue: Tongue) -> str:
    """Return the movement in some ten lines."""
    lines = [movement_sentence(movement, tongue)]
    if isinstance(movement.bridge, Bridge):
        lines += [bridge_alt(movement, movement.bridge, tongue), "", definition_sentence(movement, tongue)]
        lines += [f"  {part_words(part, tongue)}" for part in movement.bridge.parts]
        lines += meanings(movement.bridge, tongue)
        lines += [within_sentence(movement.bridge, tongue), mix_sentence(movement.bridge, tongue)]
        lines += [plain_sentence(movement, tongue), "", *movement_method(tongue)]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))
