"""Every sentence of an alert, in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

from cxlib.terms.alert import Alert, CausesChanged, Step, Track, Unwatched, Watch, Watched
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.month import Month
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter
from cxlib.wording.alerts import (
    alert_evidence,
    alert_sentence,
    blind_sentence,
    budget_sentence,
    causes_sentence,
    path_alt,
    reading_sentences,
    step_words,
    top_watched_sentence,
    track_name,
    track_sentence,
    unwatched_sentences,
    watch_headline,
)
from cxlib.wording.tongue import Tongue

QUEUE = Label(fi="Jonotus", sv="Kö", en="Waiting")
PRICES = Label(fi="Hinnat", sv="Priser", en="Prices")
INDEX = Alert(
    *("index", "cx_index", Label(fi="CX-indeksi", sv="CX-index", en="CX index"), "risen", Month(2026, 8), 62.177, 9),
    *(Estimate(63.6, 61.9, 65.3, 1802, "index", 1802.0, 0.9), 2.4, 2.1, 61.6, 62.8),
)
MANY = (505, "points", 505.0, 0.2)
SHARE = Estimate(0.039, 0.025, 0.06, 505, "share", 505.0, 0.009)
KINDS = get_args(Watched)
STEP = Step(Month(2026, 9), 0.42, 0.4, 0.7, "calm")
RISEN, FALLEN = replace(STEP, deviation=0.9, verdict="risen"), replace(STEP, deviation=-0.9, verdict="fallen")
TRACK = Track("cause", "queue", QUEUE, (STEP,), SHARE)
CALM = Watch(Quarter(2026, 3), (), None, (), 19, 1.0, 57.0, 2.11)


def test_every_branch_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    changed = CausesChanged((QUEUE, PRICES), (PRICES,), (QUEUE,))
    moved = replace(CALM, alerts=(INDEX,), causes=changed)
    stage = replace(INDEX, kind="stage", label=Label(fi="Uusi asiakas", sv="Ny kund", en="New customer"))
    cause = replace(
        INDEX, kind="cause", label=QUEUE, direction="fallen", level=0.055, level_low=0.048, level_high=0.062, now=SHARE
    )
    impact = replace(INDEX, kind="impact", label=QUEUE, level=-0.4, level_low=-0.6, level_high=-0.2)
    impact = replace(impact, now=Estimate(-1.0, -1.4, -0.6, *MANY))
    unsaid = replace(cause, now=Withheld("small_group", "share"))
    few = replace(cause, now=replace(SHARE, n=8, effective=8.0))
    said = {
        "blind": watch_headline(replace(CALM, series=0), spoken),
        "why blind": blind_sentence(spoken),
        "impact": alert_sentence(impact, "CX", spoken),
        "calm": watch_headline(CALM, spoken),
        "no more than chance": watch_headline(replace(moved, causes=None), spoken),
        "no more than chance, two": watch_headline(replace(moved, false_alarms=2.0), spoken),
        "one": watch_headline(replace(moved, causes=None, false_alarms=0.25), spoken),
        "two": watch_headline(moved, spoken),
        "index risen": alert_sentence(INDEX, "CX", spoken),
        "stage fallen": alert_sentence(replace(stage, direction="fallen"), "CX", spoken),
        "cause fallen": alert_sentence(cause, "CX", spoken),
        "cause risen": alert_sentence(replace(cause, direction="risen"), "CX", spoken),
        "cause without a number": alert_sentence(unsaid, "CX", spoken),
        "cause on few answers": alert_sentence(few, "CX", spoken),
        "evidence of the index": alert_evidence(INDEX, spoken),
        "evidence of a cause": alert_evidence(cause, spoken),
        "evidence of an impact": alert_evidence(impact, spoken),
        "evidence without a number": alert_evidence(unsaid, spoken),
        "causes": causes_sentence(changed, spoken),
        "causes fewer": causes_sentence(replace(changed, entered=()), spoken),
        "budget": budget_sentence(CALM, spoken),
        "small budget": budget_sentence(replace(CALM, false_alarms=0.25), spoken),
        **{f"name of {kind}": track_name(replace(TRACK, kind=kind), INDEX.label, spoken) for kind in KINDS},
        **{f"point of {kind}": step_words(replace(TRACK, kind=kind), STEP, spoken) for kind in KINDS},
        **{f"point {step.verdict}": step_words(TRACK, step, spoken) for step in (STEP, RISEN, FALLEN)},
        "track": track_sentence(TRACK, spoken),
        "track of the index": track_sentence(replace(TRACK, kind="index", now=INDEX.now), spoken),
        "track on few answers": track_sentence(replace(TRACK, now=few.now), spoken),
        "track withheld": track_sentence(replace(TRACK, now=unsaid.now), spoken),
        "point of few": step_words(TRACK, replace(STEP, value=None), spoken),
        "picture": path_alt(TRACK, spoken),
        "no picture": path_alt(replace(TRACK, steps=()), spoken),
        "how to read": " | ".join(reading_sentences(spoken)),
        "top not compared": top_watched_sentence(CALM, spoken),
        "top calm": top_watched_sentence(replace(CALM, compares_causes=True), spoken),
        "top changed": top_watched_sentence(replace(CALM, compares_causes=True, causes=changed), spoken),
        "not watched": " | ".join(
            unwatched_sentences(
                (
                    Unwatched("cause", "queue", QUEUE, Unmeasurable("too_few")),
                    Unwatched("cause", "prices", PRICES, Withheld("too_few_mentions", "share")),
                    Unwatched("index", "cx_index", INDEX.label, Unmeasurable("too_few")),
                ),
                spoken,
            )
        ),
    }
    agrees("alerts", said, spoken)
