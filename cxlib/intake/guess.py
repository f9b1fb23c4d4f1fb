"""What one column seems to be, by its name and its values; the first rule that fits names the reason."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any, Final

from cxlib.intake.evidence import Evidence, date_formats
from cxlib.intake.profile import Profile
from cxlib.intake.profile_date import swapped
from cxlib.intake.profile_source import folded
from cxlib.intake.proposed_column import Kind, ProposedColumn
from cxlib.intake.scale_words import scale_length, worded_scale
from cxlib.terms.programme import Programme, Question, QuestionKind

_PERSONAL: Final = re.compile(
    r"e-?mail|sähköposti|e-post|\bip\b|ip ?address|phone|puhelin(?:numero)?$|first ?name|last ?name|full ?name"
    r"|\bname$|etunimi|sukunimi|^nimi$|förnamn|efternamn|latitude|longitude|recipient|osoite|adress|hetu"
    r"|respondent name|\bnames? of\b|author|user ?name|^contact",
    re.IGNORECASE,
)
_TECHNICAL: Final = re.compile(
    r"collector|user ?agent|referer|referrer|session|browser|duration|progress|network id|custom data|response ?set"
    r"|external ?(?:data)?reference|^location|(?<![^\W\d_])(?:link|url|hash|token|version)s?(?![^\W\d_])|^tags$",
    re.IGNORECASE,
)
_RESPONSE: Final = re.compile(
    r"^#$|response.?id|respondent.?id|^id$|submission.?id|vastaus.?(?:id|tunnus|nro)|vastaajan?.?(?:id|tunnus|numero)"
    r"|svars?.?id|request_id|^ticket.?id|review.?id|^external_id$|^uuid$|[ _.]id$",
    re.IGNORECASE,
)
_RESPONDENT: Final = re.compile(r"respond[ae]nt|response.?id|vastaaja", re.IGNORECASE)
_CUSTOMER: Final = re.compile(
    r"customer|asiakas(?:numero|tunnus|nro|-?id)|kundnummer|kund.?id|member.?id", re.IGNORECASE
)
_BEST_DATE: Final = re.compile(
    r"submit|complet|end|recorded|timestamp|vastattu|vastausaika|päättynyt|created|date|pvm|aika|time", re.I
)
_WEIGHT: Final = re.compile(r"^(?:weight|wt|paino(?:kerroin)?|vikt)\b", re.IGNORECASE)
_STAGE: Final = re.compile(r"elinkaar|lifecycle|life ?stage|asiakkuuden vaihe|livscykel", re.IGNORECASE)
_RECOMMEND: Final = re.compile(r"recommend|suosittel|rekommend|\bnps\b|netpro", re.IGNORECASE)
_EASE: Final = re.compile(r"\beas[ey]|effort|helppo|vaiva|enkelt|lätt|\bces\b", re.IGNORECASE)
_SATISFIED: Final = re.compile(r"satisf|tyytyv|nöjd|\bcsat\b|arvosana|rating|stars|tähd", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"\bage\b|\bikä\b|year|vuosi|count|number of|määrä|lkm|minutes|min\)|days|pv\)|price|hinta|len\b|_len", re.I
)
#: What is asked for in people's own words; a channel or a kind of feedback is not.
_OWN_WORDS: Final = re.compile(
    r"\b(?:comments?|kommentt?i\w*|kommentit|kommentar\w*|palaute|palautetta|palauttee(?:si|nne)|miksi|varför|why|kerro"
    r"|kertoisitko|text|teksti|fritext|vapaa\w*|open|avoin|verbatim)\b"
    r"(?! ?(?:channel|type|status|kanava|tyyppi|tila)\b)",
    re.IGNORECASE,
)
_TO_TEN: Final = re.compile(r"\b0 ?(?:[-–—]|\.\.+|to) ?10\b", re.IGNORECASE)
_WHOLE: Final = re.compile(r"-?\d{1,9}(?:[.,]0+)?")
#: Of the answers, the share outside 0–10 that may be slips; where the name says that the scale is that, this many more.
_STRAY: Final = 0.05
_MOST_STRAY: Final = 0.2
_MOST_STRAYS: Final = 3
#: A spreadsheet writes a long number so and loses its last digits.
_EXPONENT: Final = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE][+]?\d{1,3}")
#: The same on every row in any survey.
_OF_SURVEY: Final = re.compile(r"survey|collector|form|kysely|campaign|project|account|session|enkät", re.IGNORECASE)
_YES_OR_NO: Final = frozenset({"kyllä", "ei", "yes", "no", "ja", "nej", "true", "false"})
#: Values of this many words, or with spaces and of more letters than this, are sentences and no names of groups.
_SENTENCE_WORDS: Final = 4
_SENTENCE_LENGTH: Final = 25
#: Of the filled cells, the share that have to differ before "nearly all" may be said.
_NEARLY_ALL: Final = 0.95
#: Scales that are asked, the commonest first: a column is put on the first whose ends it reaches.
_SCALES: Final = (
    (1, 5),
    (0, 10),
    (1, 10),
    (1, 7),
    (1, 4),
    (1, 6),
    (1, 3),
    (0, 5),
    (0, 4),
    (0, 6),
    (1, 9),
    (0, 100),
    (1, 100),
)
#: More choices than this would cut the answers into too many groups; a page lets them be taken one by one.
MOST_CHOICES: Final = 8
#: More different values than this are no list of choices.
_MOST_VALUES: Final = 60
#: No id is as long as a sentence.
_LONG_ID: Final = 40
#: The end of a scale is worded in fewer letters than this.
_LONGEST_END: Final = 40
#: How a ticked box is written.
_TICKS: Final = frozenset(
    {"1", "x", "X", "Yes", "yes", "true", "True", "TRUE", "Kyllä", "kyllä", "Ja", "ja", "Selected"}
)
_MOST_OPTIONS: Final = 30


def guess(evidence: Evidence, layout: Profile | None, programme: Programme | None) -> ProposedColumn:
    """Return what a column seems to be."""
    label = evidence.words if evidence.words != evidence.name else evidence.name
    column = ProposedColumn(
        evidence.name,
        "skip",
        "empty",
        label=label,
        examples=evidence.examples,
        filled=evidence.filled,
        distinct=evidence.distinct,
    )
    for rule in (_by_layout, _by_programme, _by_absence, _by_name, _by_values):
        found = rule(column, evidence, layout, programme)
        if found is not None:
            return found
    return replace(column, kind="open", reason="long_texts")


Found = ProposedColumn | None


def _by_layout(column: ProposedColumn, evidence: Evidence, layout: Profile | None, _: Programme | None) -> Found:
    """The columns that the tool fills itself are settled by its layout."""
    if layout is None:
        return None
    name = evidence.name
    if name == layout.date.column:
        formats, is_unsure = date_formats(evidence.answers)
        sure = tuple(pattern for pattern in layout.date.formats if pattern in formats or swapped(pattern) in formats)
        return replace(
            column,
            kind="date",
            reason="layout_date",
            formats=sure if is_unsure and sure else formats or layout.date.formats,
            is_within=layout.date.is_within and not formats,
            likelihood=9,
        )
    if name in layout.response_keys:
        return replace(column, kind="response", reason="layout_id", likelihood=9)
    if name == layout.customer_key:
        return replace(column, kind="customer", reason="layout_id", likelihood=9)
    asked = [source for source in layout.questions if source.column == name]
    if asked or any(source.column == name for source in layout.open_questions):
        return None
    return replace(column, reason="layout_other") if name in {*layout.columns, *layout.file.optional} else None


def _by_programme(column: ProposedColumn, evidence: Evidence, _: Profile | None, programme: Programme | None) -> Found:
    """A column that bears the name of something in the programme is that."""
    if programme is None:
        return None
    names = {folded(evidence.name), folded(evidence.words)}

    def is_named(item: Any) -> bool:
        labels = [label for label in (item.label, getattr(item, "wording", None)) if label is not None]
        texts = [item.id, *(text for label in labels for text in (label.fi, label.sv, label.en) if text)]
        return not names.isdisjoint(map(folded, texts))

    for question in filter(is_named, programme.questions):
        return _known_question(column, evidence, question)
    others: tuple[tuple[tuple[Any, ...], Kind, str], ...] = (
        (programme.dimensions, "dimension", "known_dimension"),
        (programme.open_questions, "open", "known_open"),
        (programme.operations, "operation", "known_operation"),
    )
    for items, kind, reason in others:
        for item in filter(is_named, items):
            return replace(column, kind=kind, reason=reason, id=item.id)
    return None


def _known_question(column: ProposedColumn, evidence: Evidence, question: Question) -> ProposedColumn:
    known = replace(
        column,
        kind="question",
        reason="known_question",
        id=question.id,
        question_kind=question.kind,
        low=question.low,
        high=question.high,
        best=question.best,
        missing=(*evidence.no_answers, *evidence.number_codes),
    )
    words = [value for value in evidence.answers if not re.fullmatch(r"-?\d+([.,]0+)?", value)]
    verbal = {**evidence.led_by_number, **(worded_scale([w for w in words if w not in evidence.led_by_number]) or {})}
    unsettled = tuple(word for word in words if word not in verbal)
    return replace(known, verbal=tuple(verbal.items()), unsettled=unsettled, asks=("words",) if unsettled else ())


def _by_absence(column: ProposedColumn, evidence: Evidence, _: Profile | None, __: Programme | None) -> Found:
    if not evidence.filled:
        return column
    is_ticked = evidence.distinct == 1 and evidence.filled < evidence.rows
    if is_ticked and (evidence.name.endswith(f"| {evidence.values[0]}") or evidence.values[0] in _TICKS):
        return replace(column, kind="choices", reason="one_choice", options=evidence.values)
    if evidence.distinct == 1 and evidence.filled == evidence.rows > 1:
        is_id = _RESPONSE.search(evidence.name) and not _OF_SURVEY.search(evidence.name)
        if is_id and re.search(r"\d", evidence.values[0]):
            return replace(column, reason="damaged_ids", asks=("damaged_ids",))
        return replace(column, reason="constant")
    return None


def _by_name(column: ProposedColumn, evidence: Evidence, _: Profile | None, __: Programme | None) -> Found:
    name = evidence.name
    found = _telling_apart(column, evidence)
    if found is not None:
        return found
    if evidence.is_personal or (_PERSONAL.search(name) and evidence.typical_length < 60 and not evidence.is_numeric):
        return replace(column, reason="personal")
    found = _dated(column, evidence)
    if found is not None:
        return found
    found = _placed(column, evidence)
    if found is not None:
        return found
    if _TECHNICAL.search(_spaced(name)) and len(name) < 30:
        return replace(column, reason="technical")
    return None


def _spaced(name: str) -> str:
    """The words of a name apart: `openComment` and `open_comment` as `open comment`."""
    return re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])|_", " ", name)


def _placed(column: ProposedColumn, evidence: Evidence) -> Found:
    """How much an answer weighs, and in which stage its customer is."""
    if _WEIGHT.search(evidence.name) and evidence.is_numeric:
        return replace(column, kind="weight", reason="weights", likelihood=1)
    if _STAGE.search(evidence.name) and evidence.distinct <= 10:
        return replace(column, kind="stage", reason="few_values", options=evidence.answers, likelihood=1)
    return None


def _telling_apart(column: ProposedColumn, evidence: Evidence) -> Found:
    """Ids of responses, respondents and customers."""
    name = evidence.name
    is_id = any(words.search(name) for words in (_RESPONSE, _RESPONDENT, _CUSTOMER))
    if is_id and evidence.share(_EXPONENT) > _STRAY:
        return replace(column, reason="damaged_ids", asks=("damaged_ids",))
    if _RESPONSE.search(name) and evidence.distinct == evidence.filled:
        likelihood = 2.0 + (evidence.filled == evidence.rows)
        return replace(column, kind="response", reason="unique_ids", likelihood=likelihood)
    if _RESPONDENT.search(name) and evidence.distinct > evidence.filled / 5 and evidence.typical_length < _LONG_ID:
        return replace(column, kind="response", reason="repeated_ids", likelihood=1)
    if _CUSTOMER.search(name) and evidence.distinct > _MOST_VALUES and evidence.typical_length < _LONG_ID:
        return replace(column, kind="customer", reason="customer_ids", likelihood=1)
    return None


def _dated(column: ProposedColumn, evidence: Evidence) -> Found:
    formats, is_unsure = date_formats(evidence.answers) if not _is_short_number(evidence) else ((), False)
    if not formats:
        return None
    likely = 1.0 + bool(_BEST_DATE.search(evidence.name)) + evidence.filled / max(1, evidence.rows)
    asks = ("date",) if is_unsure else ()
    return replace(column, kind="date", reason="dates", formats=formats, asks=asks, likelihood=likely)


def _is_short_number(evidence: Evidence) -> bool:
    return evidence.is_numeric and max(map(len, evidence.answers), default=0) < 6


def _by_values(column: ProposedColumn, evidence: Evidence, _: Profile | None, __: Programme | None) -> Found:
    return (
        _scored(column, evidence)
        or _worded(column, evidence)
        or _counted(column, evidence)
        or _chosen(column, evidence)
    )


def _scored(column: ProposedColumn, evidence: Evidence) -> Found:
    """Whole numbers on a short scale, perhaps with codes beside them or words in place of the ends."""
    words = [value for value in evidence.answers if not re.fullmatch(r"-?\d{1,9}([.,]0+)?", value)]
    led = evidence.led_by_number
    loose = [word for word in words if word not in led]
    wholes = (*evidence.wholes, *led.values())
    if any(len(word) > _LONGEST_END for word in loose):
        return None
    if not wholes or _COUNTED.search(evidence.name) or len(loose) > 2 or len(loose) >= max(2, len(set(wholes))):
        return None
    strays = _strays(evidence)
    wholes = tuple(number for number in wholes if number not in strays)
    low, high = min(wholes), max(wholes)
    fitting = [scale for scale in _SCALES if scale[0] <= low and high <= scale[1]]
    if not fitting or high > 100 or (high > 10 and len(set(wholes)) < 15):
        return None
    reached = [scale for scale in fitting if scale == (low, high)]
    kind = _question_kind(evidence, (reached or fitting)[0], high)
    nearest = sorted(fitting, key=lambda ends: ends[1] - ends[0] if high <= 10 else ends[0])
    scale = (0, 10) if kind == "nps" else (reached or nearest)[0]
    if set(wholes) <= {0, 1}:
        return replace(column, kind="dimension", reason="few_values")
    asks = () if reached or kind == "nps" else ("scale",)
    missing = (*evidence.no_answers, *evidence.number_codes)
    reason = "numbers_and_words" if loose else "led_by_number" if led else "numbers_on_scale"
    reason = "stray_numbers" if strays else "recommending" if kind == "nps" else reason
    return replace(
        column,
        kind="question",
        reason=reason,
        question_kind=kind,
        low=scale[0],
        high=scale[1],
        strays=tuple(map(str, strays)),
        missing=missing,
        verbal=tuple(led.items()),
        unsettled=tuple(loose),
        asks=(*asks, *(("words",) if loose else ()), *(("missing",) if evidence.number_codes else ())),
    )


def _strays(evidence: Evidence) -> tuple[int, ...]:
    """Whole numbers outside 0–10 where nearly all answers lie on it: slips of the finger, and no reason against it."""
    met = {int(float(v.replace(",", "."))): 0 for v in evidence.values if _WHOLE.fullmatch(v)}
    for value, count in zip(evidence.values, evidence.counts, strict=True):
        if _WHOLE.fullmatch(value):
            met[int(float(value.replace(",", ".")))] += count
    met = {number: count for number, count in met.items() if number in evidence.wholes}
    outside = tuple(sorted(number for number in met if not 0 <= number <= 10))
    share = sum(met[number] for number in outside) / max(1, sum(met.values()))
    asked = f"{evidence.name} {evidence.words}"
    is_said = _RECOMMEND.search(asked) or _TO_TEN.search(asked)
    is_slip = share <= _STRAY and (bool(is_said) or len(outside) <= _MOST_STRAYS)
    return outside if is_slip or (is_said and share <= _MOST_STRAY) else ()


def _question_kind(evidence: Evidence, scale: tuple[int, int], highest: int = 0) -> QuestionKind:
    asked = f"{evidence.name} {evidence.words}"
    if _RECOMMEND.search(asked) and highest <= 10 and scale[1] in (5, 7, 10):
        if scale == (0, 10) or min(evidence.wholes, default=1) == 0 or (scale[1] == 10 and 1 not in evidence.wholes):
            return "nps"
        return "rating"
    return "ces" if _EASE.search(asked) else "csat" if _SATISFIED.search(asked) else "rating"


def _worded(column: ProposedColumn, evidence: Evidence) -> Found:
    if evidence.distinct > 12:
        return None
    verbal = worded_scale(evidence.answers)
    if verbal is None:
        return None
    length = scale_length(evidence.answers)
    return replace(
        column,
        kind="question",
        reason="words_on_scale",
        question_kind=_question_kind(evidence, (1, length)),
        low=1,
        high=length,
        verbal=tuple(sorted(verbal.items(), key=lambda pair: pair[1])),
        missing=evidence.no_answers,
    )


def _counted(column: ProposedColumn, evidence: Evidence) -> Found:
    if not evidence.is_numeric:
        return None
    if evidence.distinct == evidence.rows > 20 and all(re.fullmatch(r"\d{6,}", value) for value in evidence.values):
        return replace(column, kind="response", reason="unique_ids", likelihood=1)
    return replace(column, kind="operation", reason="numbers", missing=evidence.number_codes)


def _chosen(column: ProposedColumn, evidence: Evidence) -> Found:
    """Few values on many rows are a dimension; cells that hold several of few values are choices joined together."""
    if _is_asked_for_words(evidence):
        return replace(column, kind="open", reason="long_texts" if _are_all_different(evidence) else "own_words")
    for separator in ("; ", ";", "|", ", "):
        parts = Counter(part for value in evidence.values for part in value.split(separator) if part)
        several = sum(separator in value for value in evidence.values)
        if several > 2 and 2 < len(parts) <= _MOST_OPTIONS and len(parts) < evidence.distinct and _are_short(parts):
            is_few = len(parts) <= MOST_CHOICES
            return replace(
                column,
                kind="choices" if is_few else "skip",
                reason="several_choices" if is_few else "many_choices",
                separator=separator,
                options=tuple(part for part, _ in parts.most_common()),
            )
    if _are_sentences(evidence):
        return replace(column, kind="open", reason="own_words", asks=("own_words",))
    is_repeated = evidence.distinct <= min(_MOST_VALUES, max(2, evidence.filled / 3))
    if is_repeated and evidence.typical_length <= 60:
        return replace(column, kind="dimension", reason="few_values", missing=evidence.no_answers)
    looks_like_id = evidence.distinct == evidence.rows > 5 and all(
        re.fullmatch(r"[\w-]{8,}", value) and re.search(r"\d", value) for value in evidence.values[:50]
    )
    if looks_like_id:
        return replace(column, kind="response", reason="unique_ids", likelihood=1)
    return None


def _is_asked_for_words(evidence: Evidence) -> bool:
    asked = _OWN_WORDS.search(_spaced(evidence.name)) or _OWN_WORDS.search(evidence.words)
    return bool(asked) and not {value.casefold() for value in evidence.answers} <= _YES_OR_NO


def _are_all_different(evidence: Evidence) -> bool:
    """Nearly every filled cell says its own, and at length."""
    return evidence.typical_length > _SENTENCE_LENGTH and evidence.distinct >= _NEARLY_ALL * evidence.filled


def _are_sentences(evidence: Evidence) -> bool:
    """Half of the filled cells or more hold sentences, be they repeated or not."""
    counted = [
        (count, len(value.split()) >= _SENTENCE_WORDS or (" " in value and len(value) > _SENTENCE_LENGTH))
        for value, count in zip(evidence.values, evidence.counts, strict=True)
    ]
    return 2 * sum(count for count, is_long in counted if is_long) >= max(1, sum(evidence.counts))


def _are_short(parts: Counter[str]) -> bool:
    return max(map(len, parts)) <= 80 and sum(map(len, parts)) / len(parts) <= 45
