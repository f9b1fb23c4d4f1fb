"""Values of dimensions that look like a person rather than a group: not stored, and told of in the quality report."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pandas as pd

from cxlib.terms.feedback import Feedback
from cxlib.terms.programme import Programme
from cxlib.text.placeholders import PLACEHOLDER, Kind
from cxlib.text.redaction import redact

#: What nobody's branch or product is called, and how a report in English calls it.
_TELLING: dict[Kind, str] = {
    "sähköposti": "e-mail address",
    "henkilötunnus": "personal identity code",
    "puhelin": "phone number",
    "tilinumero": "account number",
    "kortti": "card number",
    "henkilö": "person's name",
}


def without_personal_values(
    feedback: Feedback, programme: Programme, allowed: frozenset[str] = frozenset()
) -> tuple[Feedback, tuple[str, ...]]:
    """Return the feedback with such values made unknown, and a note on each dimension that had any.

    Values that the programme lists stay whatever they look like, and so do the words of `allowed`. A place is often
    called after a person, so a name counts only where it is the whole value and has a surname too.
    """
    responses, invitations = feedback.responses, feedback.invitations
    notes = []
    for dimension in programme.filters:
        listed = {value.id for value in dimension.values}
        met: Counter[str] = Counter()
        for frame in (responses, invitations):
            if dimension.id in frame:
                met.update(map(str, frame[dimension.id].dropna()))
        kinds = {value: kind for value in met if value not in listed and (kind := _kind(value, allowed)) is not None}
        if kinds:
            responses, invitations = (
                _without(responses, dimension.id, kinds),
                _without(invitations, dimension.id, kinds),
            )
            notes.append(_note(dimension.id, kinds, sum(met[value] for value in kinds)))
    return replace(feedback, responses=responses, invitations=invitations), tuple(notes)


def _kind(value: str, allowed: frozenset[str]) -> Kind | None:
    found = redact(str(value), allowed=allowed)
    for kind, _ in found.kinds:
        whole = PLACEHOLDER.fullmatch(found.text) and len(str(value).split()) > 1
        if kind in _TELLING and (kind != "henkilö" or whole):
            return kind
    return None


def _without(frame: pd.DataFrame, column: str, values: dict[str, Kind]) -> pd.DataFrame:
    if column not in frame:
        return frame
    return frame.assign(**{column: frame[column].where(~frame[column].isin(list(values)), None)})


def _note(dimension: str, kinds: dict[str, Kind], rows: int) -> str:
    looked = ", ".join(dict.fromkeys(_TELLING[kind] for kind in kinds.values()))
    return (
        f"Dimension {dimension}: {len(kinds)} values that look like personal data ({looked}) on {rows} rows were not "
        "stored: those rows count as not known. Correct the column in the file, list the value in programme.toml, or "
        "put its words into allowed_words.txt."
    )
