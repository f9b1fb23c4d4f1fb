"""What customers did after they answered, as a plain record and as lines of text."""

from __future__ import annotations

from cxlib.publish.record import Record, change_record, value_record
from cxlib.terms.outcome import OutcomeLine, OutcomeResult, OutcomeTable
from cxlib.wording.outcomes import (
    import_sentence,
    outcome_row,
    outcome_sentence,
    outcomes_meaning,
    outcomes_sentence,
    period_sentence,
)
from cxlib.wording.tongue import Tongue


def outcomes_record(result: OutcomeResult, tongue: Tongue) -> Record:
    """Return every outcome as JSON-ready values; differences are promoters − detractors, as shares."""
    return {
        "sentence": outcomes_sentence(result, tongue),
        "reason": None if result.refused is None else result.refused.reason,
        "smallest_group": result.smallest_group,
        "outcomes": [_table(table, tongue) for table in result.tables],
    }


def outcomes_text(result: OutcomeResult, tongue: Tongue) -> str:
    """Return a sentence for each outcome, a line for each stage, and what may not be read into them."""
    said = [outcomes_sentence(result, tongue)]
    for table in result.tables:
        said += [outcome_sentence(table, table.lines[0], tongue), f"  {period_sentence(table, tongue)}"]
        said += [f"  {' · '.join(outcome_row(line, tongue))}" for line in table.lines[1:]]
    return "\n".join([*said, outcomes_meaning(tongue) if result.tables else import_sentence(tongue)])


def _table(table: OutcomeTable, tongue: Tongue) -> Record:
    return {
        "outcome": table.outcome,
        "name": table.label.text(tongue.language),
        "first": None if table.first is None else str(table.first),
        "last": None if table.last is None else str(table.last),
        "sentence": outcome_sentence(table, table.lines[0], tongue),
        "groups": [_line(line, tongue) for line in table.lines],
    }


def _line(line: OutcomeLine, tongue: Tongue) -> Record:
    return {
        "stage": line.stage,
        "name": line.label.text(tongue.language),
        **{kind: value_record(share) for kind, share in line.shares.items()},
        "difference": change_record(line.difference),
    }
