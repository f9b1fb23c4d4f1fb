"""How open answers were read, as a plain record and as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from cxlib.loading.rereading import Enriched
from cxlib.loading.suggesting import Suggestion
from cxlib.publish.record import Record, value_record
from cxlib.terms.reading import Reading, ShareChange
from cxlib.wording.reading import interval_sentence, reading_sentences, theme_sentence, tone_sentences
from cxlib.wording.rereading import changed_sentence, reread_sentences
from cxlib.wording.tongue import Tongue

TONES = {1: "positive", 0: "not_said", -1: "negative"}


def reading_record(reading: Reading, tongue: Tongue) -> Record:
    """Return everything as JSON-ready values; the sources of a theme add up to the share that was given it."""
    reader = reading.reader
    return {
        "texts": reading.texts,
        "uncoded": value_record(reading.uncoded),
        "coded_by_person": value_record(reading.by_person),
        "waiting": reading.unread,
        "themes": [
            {
                "theme": share.theme,
                "name": share.label.text(tongue.language),
                "share": value_record(share.share),
                "estimated": share.estimated,
                "sources": dict(share.sources),
            }
            for share in reading.themes
        ],
        "tone": {TONES[tone]: value_record(value) for tone, value in reading.tones.items()},
        "reader": None
        if reader is None
        else {
            "detectors": reader.detectors,
            "coded": reader.coded,
            "micro_f1": reader.agreement,
            "judged": reader.judged,
            "tone_accuracy": reader.tone_accuracy,
            "tone_abstained": reader.tone_abstained,
        },
        "sentences": [*reading_sentences(reading, tongue), *tone_sentences(reading, tongue)],
    }


def reading_text(reading: Reading, tongue: Tongue) -> str:
    """Return what was read and a line per theme."""
    lines = [*reading_sentences(reading, tongue), *(f"  {theme_sentence(share, tongue)}" for share in reading.themes)]
    if any(share.estimated == "chances" for share in reading.themes):
        lines.append(interval_sentence(tongue))
    return "\n".join([*lines, *tone_sentences(reading, tongue)])


def suggestions_record(found: Sequence[Suggestion]) -> list[Record]:
    return [
        {
            "answer": one.answer,
            "quarter": one.quarter,
            "question": one.question,
            "language": one.language,
            "score": one.score,
            "text": one.text,
            "nearest_theme": one.theme or None,
            "chance": one.chance if one.theme else None,
            "why": one.why,
            "codebook": list(one.found),
            "model": [{"theme": theme, "chance": chance} for theme, chance in one.likely],
        }
        for one in found
    ]


def suggestions_text(found: Sequence[Suggestion]) -> str:
    """Return a line per answer: its number, the theme in doubt, and the text."""
    return "\n".join(f"{one.answer}\t{one.theme or '-'}\t{' '.join(one.text.split())}" for one in found)


def enriched_record(done: Enriched, changes: Sequence[ShareChange], tongue: Tongue) -> Record:
    """Return what reading anew did, and how the themes' shares of all texts moved by it."""
    return {
        "read": done.read.texts,
        "of": done.read.of,
        "snapshot": done.snapshot or None,
        "detectors": done.reader.detectors,
        "learned": list(done.reader.spread),
        "codes_taken": done.taken.codes,
        "codes_gone": done.taken.gone,
        "changes": [
            {
                "theme": one.theme,
                "name": one.label.text(tongue.language),
                "before": value_record(one.before),
                "after": value_record(one.after),
            }
            for one in changes
        ],
        "sentences": enriched_sentences(done, tongue),
    }


def enriched_sentences(done: Enriched, tongue: Tongue) -> list[str]:
    said = reread_sentences(
        codes=done.taken.codes,
        gone=done.taken.gone,
        texts=done.read.texts,
        of=done.read.of,
        reader=done.reader,
        tongue=tongue,
    )
    return [*said, interval_sentence(tongue)] if done.reader.spread else said


def enriched_text(done: Enriched, changes: Sequence[ShareChange], tongue: Tongue) -> str:
    """Return what reading anew did, a line per theme whose share moved."""
    return "\n".join([*enriched_sentences(done, tongue), *(f"  {changed_sentence(one, tongue)}" for one in changes)])
