"""What moved, as a plain record and as lines of text for a scheduler's mail."""

from __future__ import annotations

from cxlib.publish.record import Record, value_record
from cxlib.terms.alert import Watch
from cxlib.wording.alerts import (
    alert_evidence,
    alert_sentence,
    blind_sentence,
    budget_sentence,
    causes_sentence,
    unwatched_sentences,
    watch_headline,
)
from cxlib.wording.tongue import Tongue


def watch_record(watch: Watch, index_name: str, tongue: Tongue) -> Record:
    """Return everything watched in a quarter as JSON-ready values; numbers are not rounded."""
    language = tongue.language
    return {
        "quarter": str(watch.quarter),
        "status": "cannot_watch" if watch.blind else "calm" if watch.calm else "moved",
        "moved": not watch.calm,
        "reason": blind_sentence(tongue) if watch.blind else None,
        "headline": watch_headline(watch, tongue),
        "alerts": [
            {
                "kind": alert.kind,
                "subject": alert.subject,
                "name": alert.label.text(language),
                "direction": alert.direction,
                "month": str(alert.month),
                "level": alert.level,
                "level_low": alert.level_low,
                "level_high": alert.level_high,
                "level_months": alert.months,
                "now": value_record(alert.now),
                "deviation": alert.deviation,
                "limit": alert.limit,
                "sentence": alert_sentence(alert, index_name, tongue),
                "evidence": alert_evidence(alert, tongue),
            }
            for alert in watch.alerts
        ],
        "causes_changed": None
        if watch.causes is None
        else {
            "now": [label.text(language) for label in watch.causes.now],
            "entered": [label.text(language) for label in watch.causes.entered],
            "left": [label.text(language) for label in watch.causes.left],
            "sentence": causes_sentence(watch.causes, tongue),
        },
        "causes_compared": watch.compares_causes,
        "watched": [
            {
                "kind": track.kind,
                "subject": track.subject,
                "name": track.label.text(language),
                "now": value_record(track.now),
                "deviation": track.steps[-1].deviation if track.steps else None,
                "limit": track.steps[-1].limit if track.steps else None,
            }
            for track in watch.tracks
        ],
        "unwatched": [
            {"kind": one.kind, "subject": one.subject, "name": one.label.text(language), "reason": one.why.reason}
            for one in watch.unwatched
        ],
        "series": watch.series,
        "false_alarms": watch.false_alarms,
        "run_length": watch.run_length,
        "limit": watch.limit,
    }


def watch_text(watch: Watch, index_name: str, tongue: Tongue) -> str:
    """Return a headline, a line for everything that moved, and what the alarms are worth."""
    return "\n".join(
        [
            watch_headline(watch, tongue),
            *(
                f"  {line}"
                for alert in watch.alerts
                for line in (alert_sentence(alert, index_name, tongue), f"  {alert_evidence(alert, tongue)}")
            ),
            *([] if watch.causes is None else [f"  {causes_sentence(watch.causes, tongue)}"]),
            "",
            blind_sentence(tongue) if watch.blind else budget_sentence(watch, tongue),
            *unwatched_sentences(watch.unwatched, tongue),
        ]
    )
