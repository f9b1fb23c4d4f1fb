"""Answers that say nothing or could not be read to the end, and how languages were told: counted for the account."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from cxlib.terms.feedback import Feedback
from cxlib.terms.reading import LANGUAGE_SOURCES


def without_junk(feedback: Feedback) -> tuple[Feedback, tuple[str, ...]]:
    """Return the feedback without the open answers that say nothing, and what is to be told of these and of failures.

    Respondents stay with their scores: they are not counted as having written.
    """
    verbatims = feedback.verbatims
    if "junk" not in verbatims:
        return feedback, ()
    junk, failed = int(verbatims["junk"].sum()), int((verbatims["failed"] & ~verbatims["junk"]).sum())
    notes = []
    if junk:
        notes.append(f"Junk answers, which say nothing and are not counted as comments: {junk}.")
    if failed:
        notes.append(f"Answers stored without search words or themes, since they could not be taken apart: {failed}.")
    notes += _languages(verbatims)
    left = verbatims[~verbatims["junk"]].drop(columns="junk").reset_index(drop=True)
    return replace(feedback, verbatims=left), tuple(notes)


def _languages(verbatims: pd.DataFrame) -> list[str]:
    """Where the languages of the answers kept are known from, unless their own words told them all."""
    if "language_source" not in verbatims:
        return []
    counts = verbatims.loc[~verbatims["junk"], "language_source"].value_counts()
    told = {source: int(counts.get(source, 0)) for source in LANGUAGE_SOURCES}
    if not sum(told.values()) - told["detected"]:
        return []
    return [
        f"Languages told by the answers themselves: {told['detected']}; by the survey: {told['survey']}; by the "
        f"programme's default: {told['programme']}; by nothing: {told['unknown']}."
    ]
