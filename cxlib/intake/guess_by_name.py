"""What a column seems to be by its name, where the name alone tells enough."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from cxlib.intake.evidence import Evidence, date_formats
from cxlib.intake.profile_date import EXCEL_SERIAL
from cxlib.intake.proposed_column import ProposedColumn

_PERSONAL: Final = re.compile(
    r"e-?mail|sähköposti|e-post|\bip\b|ip ?address|phone|puhelin(?:numero)?$|first ?name|last ?name|full ?name"
    r"|\bname$|etunimi|sukunimi|^nimi$|förnamn|efternamn|latitude|longitude|recipient|osoite|adress|hetu"
    r"|respondent name|\bnames? of\b|author|user ?name|^contact|nick ?name"
    r"|^(?:vastuuhenkilö|käsittelijä|asiakaspalvelija|myyjä|työntekijä|handläggare|säljare|agent|assignee|owner"
    r"|employee)(?:n? ?(?:name|nimi|namn))?$",
    re.IGNORECASE,
)
_TECHNICAL: Final = re.compile(
    r"collector|user ?agent|referer|referrer|session|browser|duration|progress|network id|custom data|response ?set"
    r"|external ?(?:data)?reference|^location|(?<![^\W\d_])(?:link|url|hash|token|version)s?(?![^\W\d_])|^tags$",
    re.IGNORECASE,
)
RESPONSE: Final = re.compile(
    r"^#$|response.?id|respondent.?id|^id$|submission.?id|vastaus.?(?:id|tunnus|nro)|vastaajan?.?(?:id|tunnus|numero)"
    r"|svars?.?id|request_id|^ticket.?id|review.?id|^external_id$|^uuid$|[ _.]id$|^(?:nro|nr|no|n:o|rivi|row)\.?$"
    r"|^(?:rivi|järjestys)(?:nro|numero)$|^row ?(?:number|no)\.?$",
    re.IGNORECASE,
)
_RESPONDENT: Final = re.compile(r"respond[ae]nt|response.?id|vastaaja", re.IGNORECASE)
_CUSTOMER: Final = re.compile(
    r"customer|asiakas(?:numero|tunnus|nro|-?id)|kund(?:nummer|nr)|kund.?id|(?:member|requester|consumer|user|client)"
    r"(?:[ _.-]?user)?[ _.-]?(?:id|number|no)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\b(?:id|nro|nr|no|number|tunnus)\b|(?:numero|nummer|nro|nr|tunnus)$", re.IGNORECASE)
_BEST_DATE: Final = re.compile(
    r"submit|complet|end|recorded|timestamp|vastattu|vastausaika|päättynyt|created|date|päivä|pvm|aika|time|datum|tid"
    r"|\bdag\b",
    re.I,
)
_WEIGHT: Final = re.compile(r"^(?:weight|wt|paino(?:kerroin)?|vikt)\b", re.IGNORECASE)
_STAGE: Final = re.compile(r"elinkaar|lifecycle|life ?stage|asiakkuuden vaihe|livscykel", re.IGNORECASE)
#: Promoter, passive or detractor, worked out by the tool from the score that stands in a column of its own.
_NPS_GROUP: Final = re.compile(r"_NPS_GROUP$|\bNPS (?:group|category|type|ryhmä)$", re.IGNORECASE)
#: A spreadsheet writes a long number so and loses its last digits.
_EXPONENT: Final = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE][+]?\d{1,3}")
#: A larger share of ids written so, and the column tells no rows apart.
_MOST_SPOILT: Final = 0.05
#: The same on every row in any survey.
OF_SURVEY: Final = re.compile(r"survey|collector|form|kysely|campaign|project|account|session|enkät", re.IGNORECASE)
#: More different values than this are no list of choices.
MOST_VALUES: Final = 60
#: No id is as long as a sentence.
_LONG_ID: Final = 40


def by_name(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    name = evidence.name
    if _NPS_GROUP.search(name):
        return replace(column, reason="nps_group")
    found = _telling_apart(column, evidence)
    if found is not None:
        return found
    if evidence.is_personal or (_PERSONAL.search(name) and evidence.typical_length < 60 and not evidence.is_numeric):
        return replace(column, reason="personal")
    found = _dated(column, evidence) or _placed(column, evidence)
    if found is not None:
        return found
    if _TECHNICAL.search(spaced(name)) and len(name) < 30:
        return replace(column, reason="technical")
    return None


def _telling_apart(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    """Ids of responses, respondents and customers."""
    name = evidence.name
    is_id = any(words.search(name) for words in (RESPONSE, _RESPONDENT, _CUSTOMER))
    if is_id and evidence.share(_EXPONENT) > _MOST_SPOILT:
        return replace(column, reason="damaged_ids", asks=("damaged_ids",))
    if RESPONSE.search(name) and evidence.distinct == evidence.filled:
        likelihood = 2.0 + (evidence.filled == evidence.rows)
        return replace(column, kind="response", reason="unique_ids", likelihood=likelihood)
    if _RESPONDENT.search(name) and evidence.distinct > evidence.filled / 5 and evidence.typical_length < _LONG_ID:
        return replace(column, kind="response", reason="repeated_ids", likelihood=1)
    many = 1 if _NUMBER.search(spaced(name)) else min(MOST_VALUES, evidence.filled / 2)
    if _CUSTOMER.search(name) and evidence.distinct > many and evidence.is_coded and evidence.typical_length < _LONG_ID:
        return replace(column, kind="customer", reason="customer_ids", likelihood=1)
    return None


def _dated(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    formats, is_unsure = date_formats(evidence.answers) if not _is_short_number(evidence) else ((), False)
    if not formats and _BEST_DATE.search(evidence.name) and evidence.are_serials:
        formats = (EXCEL_SERIAL,)
    if not formats:
        return None
    likely = 1.0 + bool(_BEST_DATE.search(evidence.name)) + evidence.filled / max(1, evidence.rows)
    asks = ("date",) if is_unsure else ()
    return replace(column, kind="date", reason="dates", formats=formats, asks=asks, likelihood=likely)


def _placed(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    """How much an answer weighs, and in which stage its customer is."""
    if _WEIGHT.search(evidence.name) and evidence.is_numeric:
        return replace(column, kind="weight", reason="weights", likelihood=1)
    if _STAGE.search(evidence.name) and evidence.distinct <= 10:
        return replace(column, kind="stage", reason="few_values", options=evidence.answers, likelihood=1)
    return None


def _is_short_number(evidence: Evidence) -> bool:
    return evidence.is_numeric and max(map(len, evidence.answers), default=0) < 6


def spaced(name: str) -> str:
    """The words of a name apart: `openComment` and `open_comment` as `open comment`."""
    return re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])|_", " ", name)
