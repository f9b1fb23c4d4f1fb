"""Answers that say nothing, and answers that could not be read to the end: counted, and told in the reconciliation."""

from __future__ import annotations

from dataclasses import replace

from cxlib.terms.feedback import Feedback


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
    left = verbatims[~verbatims["junk"]].drop(columns="junk").reset_index(drop=True)
    return replace(feedback, verbatims=left), tuple(notes)
