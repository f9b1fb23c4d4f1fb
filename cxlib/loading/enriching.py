"""Answers on their way into the store: redacted first, then read. Raw text goes no further than here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cxlib.loading.definitions import Organisation, allowed_words
from cxlib.loading.progress import Progress
from cxlib.store.warm_words import stored_words
from cxlib.terms.feedback import Feedback, Rejection
from cxlib.terms.programme import Programme
from cxlib.text.enrichment import enrich, vocabulary
from cxlib.text.missed_names import remembered
from cxlib.text.redaction import redact
from cxlib.text.words import lexicon

#: From so many answers on, reading the words that the store knows costs less than taking them apart again.
WORTH_WARMING = 1_000


def enriched(feedback: Feedback, here: Organisation, tell: Progress) -> Feedback:
    """Return the feedback with its answers redacted: raw text goes no further than here."""
    personal = [dimension.id for dimension in here.programme.dimensions if dimension.personal]
    # names of employees serve to find them in the answers and are not kept: linking is for an organisation to turn on
    responses = feedback.responses.drop(columns=personal, errors="ignore")
    if feedback.verbatims.empty:
        return replace(feedback, responses=responses)

    def told(done: int, total: int) -> None:
        tell(done / total if total else 1.0, f"reading answers: {done} of {total}")

    if len(feedback.verbatims) >= WORTH_WARMING:
        lexicon().learn(stored_words(here.folder))
    verbatims = enrich(
        feedback.verbatims,
        here.codebook,
        staff=employees_named(feedback, here.programme),
        allowed=allowed_words(here.folder),
        missed=remembered(here.folder),
        language=here.programme.language,
        progress=told,
    )
    return replace(
        feedback, responses=responses, verbatims=verbatims.drop(columns="staff"), words=vocabulary(verbatims)
    )


def redacted(rejections: Sequence[Rejection]) -> tuple[Rejection, ...]:
    """Return the rejections with their examples redacted: a refused value may be somebody's number gone astray."""
    return tuple(replace(one, example=redact(one.example).text) for one in rejections)


def employees_named(feedback: Feedback, programme: Programme) -> tuple[tuple[str, str], ...]:
    """Return the employees that the file names in its own columns, so that their names are found in the answers too."""
    names: set[str] = set()
    for dimension in programme.dimensions:
        if dimension.personal and dimension.id in feedback.responses:
            names.update(feedback.responses[dimension.id].dropna().unique())
    return tuple((name, name) for name in sorted(names))
