"""The briefing, a breakdown and a search as plain records: what `--json` prints."""

from __future__ import annotations

from typing import Any

from cxlib.measures.shrinkage import Placed
from cxlib.terms.briefing import Briefing, Causes, Rank, RootCause, StageLine, TrendPoint, Verbatim, VerbatimPage
from cxlib.terms.estimate import Change, Distribution, Estimate, Withheld
from cxlib.terms.feedback import Reconciliation
from cxlib.wording.targets import target_sentence
from cxlib.wording.tongue import tongue

Record = dict[str, Any]


def value_record(value: Estimate | Withheld) -> Record:
    """Return `estimate`, `low`, `high`, `n`, `unit`, `base`, `withheld`: the number, or null with the reason.

    >>> value_record(Withheld("small_group"))["withheld"]
    'small_group'
    """
    if isinstance(value, Withheld):
        return {
            "estimate": None,
            "low": None,
            "high": None,
            "n": 0 if value.reason == "no_answers" else None,
            "unit": value.unit,
            "base": None,
            "withheld": value.reason,
        }
    return {
        "estimate": value.value,
        "low": value.low,
        "high": value.high,
        "n": value.n,
        "unit": value.unit,
        "base": value.base,
        "withheld": None,
    }


def change_record(change: Change | Withheld) -> Record:
    if isinstance(change, Withheld):
        return {"change": None, "low": None, "high": None, "p": None, "verdict": "cannot_say", "reason": change.reason}
    return {
        "change": change.value,
        "low": change.low,
        "high": change.high,
        "p": change.p,
        "verdict": change.verdict,
        "reason": None,
    }


def distribution_record(distribution: Distribution | Withheld) -> Record | None:
    if isinstance(distribution, Withheld):
        return None
    return {
        "detractors": distribution.detractors,
        "passives": distribution.passives,
        "promoters": distribution.promoters,
        "n": distribution.n,
    }


def briefing_record(briefing: Briefing, *, language: str, headline: str) -> Record:
    """Return the whole briefing as JSON-ready values; numbers are not rounded."""
    change = change_record(briefing.change)
    return {
        "programme": briefing.programme,
        "made_up": briefing.made_up,
        "snapshot": briefing.snapshot,
        "published_at": briefing.published_at.isoformat(),
        "quarter": str(briefing.quarter),
        "where": {dimension: list(values) for dimension, values in briefing.selection.where},
        "headline": headline,
        "cx_index": {
            **value_record(briefing.cx_index),
            "verdict": change["verdict"],
            "change": change,
            "target": None if briefing.definition is None else briefing.definition.target,
            "target_status": briefing.target,
            "target_probability": briefing.target_probability,
            "target_sentence": target_sentence(briefing, tongue(language)),
            "version": None if briefing.definition is None else briefing.definition.version,
        },
        "stages": [stage_record(line, language) for line in briefing.stages],
        "causes": [cause_record(cause, language) for cause in briefing.causes.all],
        "top_causes": [cause.theme for cause in briefing.causes.top],
        "top_causes_shift": shift_record(briefing.causes, language),
        "praise": [cause.theme for cause in briefing.causes.praise],
        "theme_detector": list(briefing.causes.detectors),
        "baseline": briefing.causes.baseline,
        "uncoded_share": value_record(briefing.causes.uncoded),
        "wrote": briefing.causes.wrote,
        "distribution": distribution_record(briefing.distribution),
        "trend": [trend_record(point) for point in briefing.trend],
        "events": [{"quarter": str(event.quarter), "name": event.label.text(language)} for event in briefing.events],
        "response_rate": {
            **value_record(briefing.response.rate),
            "invited": briefing.response.invited,
            "delivered": briefing.response.delivered,
            "answered": briefing.response.answered,
        },
        "verbatims": [verbatim_record(verbatim) for verbatim in briefing.verbatims],
        "smallest_group": briefing.smallest_group,
    }


def stage_record(line: StageLine, language: str) -> Record:
    change = change_record(line.change)
    return {
        "stage": line.stage,
        "name": line.label.text(language),
        **value_record(line.value),
        "verdict": change["verdict"],
        "change": change,
        "distribution": distribution_record(line.distribution),
    }


def shift_record(causes: Causes, language: str) -> Record | None:
    """Return what came among the top causes and what left; null where there is no quarter to compare with."""
    if causes.shift is None:
        return None
    return {
        "entered": [label.text(language) for label in causes.shift.entered],
        "left": [label.text(language) for label in causes.shift.left],
        "sure": causes.shift.sure,
    }


def rank_record(rank: Rank | None) -> Record | None:
    """Return the place with its ties, its joint 95 % range, and the chances of the first three and of the first."""
    if rank is None:
        return None
    return {
        "place": rank.place,
        "tied": [rank.tied_from, rank.tied_to],
        "joint_range": [rank.best, rank.worst],
        "p_top3": rank.top,
        "p_first": rank.first,
        "of": rank.of,
    }


def cause_record(cause: RootCause, language: str) -> Record:
    impact = value_record(cause.impact)
    share = value_record(cause.share)
    return {
        "theme": cause.theme,
        "name": cause.label.text(language),
        "share": share["estimate"],
        "share_low": share["low"],
        "share_high": share["high"],
        "impact": impact["estimate"],
        "low": impact["low"],
        "high": impact["high"],
        "n": share["n"],
        "mentions": cause.mentions,
        "withheld": impact["withheld"] or share["withheld"],
        "polarity": cause.polarity,
        "rank": rank_record(cause.rank),
        "direction": cause.direction,
        "change": change_record(cause.change),
        "owner": cause.owner.text(language),
        "controllability": cause.controllability,
        "action": cause.action.text(language),
    }


def trend_record(point: TrendPoint) -> Record:
    return {"quarter": str(point.quarter), "version": point.version, **value_record(point.value)}


def verbatim_record(verbatim: Verbatim) -> Record:
    return {
        "id": verbatim.id,
        "text": verbatim.text,
        "question": verbatim.question,
        "quarter": str(verbatim.quarter),
        "day": verbatim.day.isoformat(),
        "language": verbatim.language,
        "language_source": verbatim.language_source,
        "score": verbatim.score,
        "stage": verbatim.stage,
        "values": dict(verbatim.values),
        "themes": list(verbatim.themes),
    }


def page_record(page: VerbatimPage) -> Record:
    return {
        "found": page.found,
        "of": page.of,
        "withheld": None if page.withheld is None else page.withheld.reason,
        "answers": [verbatim_record(verbatim) for verbatim in page.answers],
    }


def line_record(group: str | None, label: str, value: Estimate | Withheld, quarter: str | None) -> Record:
    """Return one group of a breakdown; `quarter` is null where all quarters are counted together."""
    return {"group": group, "label": label, "quarter": quarter, **value_record(value)}


def placed_record(drawn: Placed | None) -> Record | None:
    """Return the value that a group is ranked by, drawn towards the middle of all, with the places that it shares."""
    if drawn is None:
        return None
    return {
        "value": drawn.shrunken.value,
        "low": drawn.shrunken.low,
        "high": drawn.shrunken.high,
        "pull": drawn.shrunken.pull,
        "place_by_value": drawn.place,
        "tied": [drawn.tied_from, drawn.tied_to],
    }


def reconciliation_record(reconciliation: Reconciliation) -> Record:
    """Return where every row of a file went: `read` = `accepted` + `rejected` + `duplicates`."""
    return {
        "file": reconciliation.file,
        "profile": reconciliation.profile,
        "read": reconciliation.read,
        "accepted": reconciliation.accepted,
        "rejected": reconciliation.rejected,
        "duplicates": reconciliation.duplicates,
        "responses": reconciliation.responses,
        "duplicate_rows": list(reconciliation.duplicate_rows),
        "rejections": [
            {"reason": one.reason, "column": one.column, "example": one.example, "rows": list(one.rows)}
            for one in reconciliation.rejections
        ],
        "notes": list(reconciliation.notes),
        "content": reconciliation.content,
    }
