"""How open answers were read, as a plain record and as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from cxlib.loading.rereading import Suggestion
from cxlib.publish.record import Record, value_record
from cxlib.terms.reading import Reading
from cxlib.wording.reading import interval_sentence, reading_sentences, theme_sentence, tone_sentences
from cxlib.wording.tongue import Tongue

TONES = {1: "positive", 0: "not_said", -1: "negative"}


def reading_record(reading: Reading, tongue: Tongue) -> Record:
    """Return everything as JSON-ready values; the sources of a theme add up to the share that was given it."""
    reader = reading.reader
    return {
        "texts": reading.texts,
        "uncoded": value_record(reading.uncoded),
        "coded_by_person": value_record(reading.by_person),
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
            "text": one.text,
            "nearest_theme": one.theme or None,
            "chance": one.chance if one.theme else None,
        }
        for one in found
    ]


def suggestions_text(found: Sequence[Suggestion]) -> str:
    """Return a line per answer: its number, the theme in doubt, and the text."""
    return "\n".join(f"{one.answer}\t{one.theme or '-'}\t{' '.join(one.text.split())}" for one in found)
