"""A definition that is tried out, as a plain record and as lines of text."""

from __future__ import annotations

from cxlib.publish.record import Record, change_record, value_record
from cxlib.terms.programme import IndexVersion, Programme
from cxlib.terms.revision import Grid, Link, RevisedQuarter, Revision
from cxlib.wording.revision import (
    changes_sentence,
    effect_sentence,
    grid_sentence,
    history_sentence,
    immutable_sentence,
    publish_sentence,
    quarter_sentence,
    target_shift_sentence,
    weights_sentence,
)
from cxlib.wording.tongue import Tongue


def revision_record(revision: Revision, programme: Programme, tongue: Tongue) -> Record:
    """Return all of a tried definition as JSON-ready values; numbers are not rounded."""
    return {
        "quarter": str(revision.quarter),
        "current": version_record(revision.current),
        "tried": version_record(revision.tried),
        "effect": _link(revision.now),
        "change": change_record(revision.change),
        "tried_change": change_record(revision.tried_change),
        "overlap": None if revision.overlap is None else str(revision.overlap),
        "quarters": [_quarter(line, tongue) for line in revision.quarters],
        "sensitivity": _grid(revision),
        "sentences": _sentences(revision, programme, tongue),
        "toml": revision.text,
    }


def revision_text(revision: Revision, programme: Programme, tongue: Tongue) -> str:
    """Return the sentences, a line for every quarter, and the block for programme.toml."""
    said = _sentences(revision, programme, tongue)
    quarters = [f"  {quarter_sentence(line, tongue)}" for line in revision.quarters]
    publishing = [publish_sentence(revision, tongue), immutable_sentence(tongue)]
    return "\n".join([*said, *quarters, "", *publishing, "", revision.text])


def version_record(version: IndexVersion) -> Record:
    """Return one definition by the names of programme.toml."""
    return {
        "version": version.version,
        "valid_from": str(version.valid_from),
        "target": version.target,
        "components": {component.key: component.weight for component in version.components},
        "stage_weights": dict(version.stage_weights),
    }


def _sentences(revision: Revision, programme: Programme, tongue: Tongue) -> list[str]:
    said = (
        weights_sentence(revision, programme, tongue),
        effect_sentence(revision, programme, tongue),
        changes_sentence(revision, tongue),
        target_shift_sentence(revision, tongue),
        grid_sentence(revision, tongue),
        history_sentence(revision, tongue),
    )
    return [sentence for sentence in said if sentence]


def _quarter(line: RevisedQuarter, tongue: Tongue) -> Record:
    return {
        "quarter": str(line.quarter),
        "version": line.version,
        "published": value_record(line.published),
        "tried": value_record(line.tried),
        "origin": line.origin,
        "difference": _link(line),
        "sentence": quarter_sentence(line, tongue),
    }


def _link(line: RevisedQuarter) -> Record:
    link = line.difference
    if not isinstance(link, Link):
        return {"estimate": None, "low": None, "high": None, "standard_error": None, "n": None, "reason": link.reason}
    return {
        "estimate": link.value,
        "low": link.low,
        "high": link.high,
        "standard_error": link.standard_error,
        "n": link.n,
        "reason": None,
    }


def _grid(revision: Revision) -> Record:
    grid = revision.grid
    if not isinstance(grid, Grid):
        return {"scenarios": 0, "rising": None, "falling": None, "rows": [], "reason": grid.reason}
    return {
        "scenarios": grid.scenarios,
        "rising": grid.rising,
        "falling": grid.falling,
        "smallest": grid.smallest,
        "largest": grid.largest,
        "rows": [
            {
                "weights": dict(row.weights),
                "scenarios": row.scenarios,
                "rising": row.rising,
                "falling": row.falling,
                "smallest": row.smallest,
                "largest": row.largest,
            }
            for row in grid.rows
        ],
        "reason": None,
    }
