"""Topics that came up and searches that are followed, as JSON and as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from cxlib.publish.record import Record, change_record, value_record
from cxlib.terms.topic import Emerging, Topic, Tracked
from cxlib.wording.tongue import Tongue
from cxlib.wording.topics import (
    burst_sentence,
    emerging_sentence,
    no_searches_sentence,
    read_sentence,
    topic_name,
    topic_sentence,
    tracked_sentence,
)


def topics_record(found: Emerging, tracked: Sequence[Tracked], tongue: Tongue) -> Record:
    """Return everything the page on topics says."""
    return {
        "quarter": str(found.quarter),
        "sentence": emerging_sentence(found, tongue),
        "emerging": [_topic_record(topic) for topic in found.topics],
        "answers_read": {"now": found.read, "before": found.read_before},
        "answers": {"now": found.wrote, "before": found.wrote_before},
        "words_tested": found.tested,
        "tracked": [_tracked_record(each, tongue) for each in tracked],
    }


def _topic_record(topic: Topic) -> Record:
    return {
        "topic": topic_name(topic),
        "kind": topic.kind,
        "answers": topic.now,
        "answers_before": topic.before,
        "share": topic.share,
        "share_before": topic.share_before,
        "log_odds_z": topic.odds,
        "q": topic.q,
        "burst": None
        if topic.burst is None
        else {
            "first": topic.burst.first.isoformat(),
            "last": topic.burst.last.isoformat(),
            "answers": topic.burst.answers,
        },
    }


def _tracked_record(tracked: Tracked, tongue: Tongue) -> Record:
    return {
        "id": tracked.topic.id,
        "name": tracked.topic.label.text(tongue.language),
        "search": tracked.topic.search,
        **value_record(tracked.now),
        "change": change_record(tracked.change),
        "alert": tracked.alert,
        "trend": [{"quarter": str(point.quarter), **value_record(point.share)} for point in tracked.trend],
    }


def topics_text(found: Emerging, tracked: Sequence[Tracked], tongue: Tongue) -> str:
    """Return the same as lines of text."""
    lines = [emerging_sentence(found, tongue), read_sentence(found, tongue)]
    for topic in found.topics:
        said = (f"  {topic_name(topic)}: {topic_sentence(topic, tongue)}", burst_sentence(topic.burst, tongue))
        lines.append(" ".join(filter(None, said)))
    lines.append("")
    if not tracked:
        lines.append(no_searches_sentence(tongue))
    lines += [f"{each.topic.label.text(tongue.language)}: {tracked_sentence(each, tongue)}" for each in tracked]
    return "\n".join(lines)
