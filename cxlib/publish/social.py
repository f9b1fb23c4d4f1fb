"""Posts on social media as a plain record and as lines of text."""

from __future__ import annotations

from cxlib.publish.record import Record, value_record
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.social import Agreement, Social, SocialQuarter
from cxlib.wording.social import (
    SIDE_NAMES,
    agreement_sentence,
    net_sentence,
    posts_sentence,
    quarter_hover,
    side_sentence,
    social_headline,
    social_meaning,
    untold_sentence,
)
from cxlib.wording.tongue import Tongue

_SIDES = {1: "positive", 0: "neutral", -1: "negative"}


def social_record(found: Social, name: Label, tongue: Tongue) -> Record:
    """Return everything as JSON-ready values; `name` is what the survey's number is called."""
    return {
        **_quarter_record(found.now),
        "trend": [_quarter_record(one) for one in found.quarters],
        "survey": [{"quarter": str(quarter), **value_record(value)} for quarter, value in found.survey],
        "agreement": _agreement_record(found.agreement),
        "sentences": social_sentences(found, name, tongue),
    }


def social_sentences(found: Social, name: Label, tongue: Tongue) -> list[str]:
    """Return what the page says, sentence by sentence."""
    said = [
        social_headline(found.now, tongue) + ".",
        posts_sentence(found.now, tongue),
        *(side_sentence(found.now, side, tongue) for side in SIDE_NAMES if found.now.judged),
        net_sentence(found.now, tongue),
        untold_sentence(found.now, tongue),
        agreement_sentence(found, name, tongue),
        social_meaning(tongue),
    ]
    return [sentence for sentence in said if sentence]


def social_text(found: Social, name: Label, tongue: Tongue) -> str:
    """Return the sentences, and a line per quarter."""
    lines = [f"  {quarter_hover(one, tongue)}" for one in found.quarters]
    return "\n".join([*social_sentences(found, name, tongue), *lines])


def _quarter_record(one: SocialQuarter) -> Record:
    return {
        "quarter": str(one.quarter),
        "posts": one.posts,
        "judged": one.judged,
        **{_SIDES[side]: value_record(value) for side, value in one.shares.items()},
        "without_tone": value_record(one.untold),
        "net": value_record(one.net),
        "machine": {_SIDES[side] if side else "not_said": value_record(value) for side, value in one.hinted.items()},
    }


def _agreement_record(told: Agreement | Unmeasurable) -> Record:
    if isinstance(told, Unmeasurable):
        return {"correlation": None, "low": None, "high": None, "changes": None, "refused": told.reason}
    return {
        "correlation": told.correlation,
        "low": told.low,
        "high": told.high,
        "changes": told.changes,
        "refused": None,
    }
