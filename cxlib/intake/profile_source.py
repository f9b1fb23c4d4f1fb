"""The parts of a profile, each read from its own table: where the file's columns go and what their values mean."""

from __future__ import annotations

import codecs
from typing import Any, cast, get_args

from cxlib.intake.human_source import HumanBeside, HumanCodes, HumanThemes, HumanTone
from cxlib.intake.profile import (
    EmployeeSource,
    FileKind,
    FileShape,
    InvitationSource,
    Joins,
    LeftOut,
    OpenSource,
    OperationSource,
    OutcomeSource,
    QuestionSource,
    Unmapped,
    ValueSource,
)
from cxlib.intake.section import ID_PATTERN, Section

#: An answer is told of the contact before it for so long, in days, where the profile does not say it.
DAYS_JOINED = 30


def file_shape(section: Section) -> FileShape:
    section.only(
        *("kind", "delimiter", "encoding", "decimal", "sheet", "header_row", "first_data_row", "subheader_row"),
        *("label_row", "find_header", "records", "columns", "optional", "long"),
    )
    long = section.section("long")
    if long is not None:
        long.only("names", "answers", "ignored")
    header_row = section.whole("header_row", 1, least=1)
    last = max(header_row, *(_row(section, key, header_row) for key in ("subheader_row", "label_row")))
    return FileShape(
        kind=cast(FileKind, section.choice("kind", get_args(FileKind), "csv")),
        delimiter=section.choice("delimiter", (",", ";", "\t", "|"), ","),
        encoding=_encoding(section),
        decimal=section.choice("decimal", (".", ","), "."),
        sheet=section.text("sheet", ""),
        header_row=header_row,
        first_data_row=section.whole("first_data_row", last + 1, least=last + 1),
        subheader_row=_row(section, "subheader_row", header_row),
        label_row=_row(section, "label_row", header_row),
        find_header=section.flag("find_header", False),
        records=section.text("records", ""),
        columns=tuple(tidy(name) for name in section.texts("columns", ())),
        optional=_tidied(section.texts("optional", ())),
        names_in=tidy(long.name("names")) if long else "",
        answers_in=tidy(long.name("answers")) if long else "",
        ignored_names=_tidied(long.texts("ignored", ())) if long else frozenset(),
    )


def _row(section: Section, key: str, header_row: int) -> int:
    """A row under the header; 0 where there is none."""
    return section.whole(key, least=header_row + 1) if key in section.values else 0


def _encoding(section: Section) -> str:
    encoding = section.text("encoding", "")
    try:
        return codecs.lookup(encoding).name if encoding else ""
    except LookupError:
        section.wrong("encoding", encoding, "an encoding, as utf-8, cp1252, utf-16 or iso-8859-15")


def weight(section: Section) -> str:
    inner = section.section("weight")
    if inner is None:
        return ""
    inner.only("column")
    return tidy(inner.name("column"))


def stage(section: Section) -> ValueSource | None:
    inner = section.section("stage")
    if inner is None:
        return None
    inner.only("column", "values", "value", "unmapped")
    inner.choice("unmapped", ("reject",), "reject")
    return _value_source(inner, "stage", "reject")


def dimension(section: Section) -> ValueSource:
    section.only("id", "column", "values", "value", "missing", "unmapped", "option", "separator")
    if "separator" in section.values and "option" not in section.values:
        section.fail("separator", "separator goes with option: which of the joined choices is asked about.")
    unmapped = cast(Unmapped, section.choice("unmapped", ("keep", "reject", "blank"), "keep"))
    return _value_source(section, section.id(), unmapped if "unmapped" in section.values else "default")


def _value_source(section: Section, id_: str, unmapped: Unmapped) -> ValueSource:
    if ("column" in section.values) == ("value" in section.values):
        section.fail((), f"'{id_}' needs either column, or value for the whole file.")
    return ValueSource(
        id=id_,
        column=tidy(section.name("column")) if "column" in section.values else "",
        option=tidy(section.text("option", "")),
        separator=section.text("separator", ""),
        constant=section.id("value") if "value" in section.values else "",
        values={tidy(source): meaning for source, meaning in section.mapping("values").items()},
        missing=_tidied(section.texts("missing", ())),
        unmapped=unmapped,
        path=section.path,
    )


def question(section: Section) -> QuestionSource:
    section.only("id", "column", "points", "missing", "verbal", "scale")
    if ("column" in section.values) == ("points" in section.values):
        section.fail((), f"'{section.values.get('id')}' needs either column, or points with a column for each answer.")
    return QuestionSource(
        section.id(),
        tidy(section.name("column")) if "column" in section.values else "",
        _tidied(section.texts("missing", ())),
        {folded(words): number for words, number in _numbers(section, "verbal").items()},
        section.path,
        {tidy(column): number for column, number in _numbers(section, "points").items()},
        _scale(section),
    )


def _scale(section: Section) -> tuple[int, int] | None:
    scale: Any = section.values.get("scale")
    if scale is None:
        return None
    is_pair = isinstance(scale, list) and len(scale) == 2 and all(type(end) is int for end in scale)
    if not is_pair or scale[0] >= scale[1]:
        section.wrong("scale", scale, "the lowest and the highest answer of this file, as [1, 10]")
    return scale[0], scale[1]


def _numbers(section: Section, key: str) -> dict[str, int]:
    """A table from texts to whole numbers."""
    scale: Any = section.values.get(key, {})
    if not isinstance(scale, dict) or not all(type(number) is int for number in scale.values()):
        section.wrong(key, scale, 'a table from words to numbers, as {"Hyvä" = 4}')
    return dict(scale)


def open_question(section: Section) -> OpenSource:
    section.only("column", "question", "prompt_column", "prompts", "junk")
    if ("question" in section.values) == ("prompt_column" in section.values):
        section.fail((), "[[open_questions]] needs either question, or prompt_column with prompts.")
    prompts = {tidy(prompt): question for prompt, question in section.mapping("prompts").items()}
    if "prompt_column" in section.values and not prompts:
        section.fail((), "[[open_questions]] with prompt_column needs prompts: which text asks which open question.")
    return OpenSource(
        column=tidy(section.name("column")),
        question=section.id("question") if "question" in section.values else "",
        prompt_column=tidy(section.text("prompt_column", "")),
        prompts=prompts,
        junk=frozenset(folded(answer) for answer in section.texts("junk", ())),
        path=section.path,
    )


def operation(section: Section) -> OperationSource:
    section.only("id", "column", "missing", "verbal")
    missing = _tidied(section.texts("missing", ()))
    verbal = {folded(words): float(number) for words, number in _numbers(section, "verbal").items()}
    return OperationSource(section.id(), tidy(section.name("column")), missing, section.path, verbal)


def joins(section: Section) -> Joins:
    """`[joins]`: of which profile the response ids are, and how many days after a contact its answer may come."""
    inner = section.section("joins")
    if inner is None:
        return Joins("", DAYS_JOINED)
    inner.only("answers", "days")
    return Joins(inner.text("answers", ""), inner.whole("days", DAYS_JOINED, least=0))


def human_themes(human: Section) -> HumanThemes | None:
    section = human.section("themes")
    if section is None:
        return None
    section.only("columns", "present", "question")
    columns = {tidy(column): theme for column, theme in _meanings(section, "columns").items()}
    return HumanThemes(columns, _tidied(section.texts("present", ("1",))), section.text("question", ""), section.path)


def human_codes(human: Section) -> HumanCodes | None:
    section = human.section("codes")
    if section is None:
        return None
    section.only("columns", "codes", "none", "question", "separator")
    return HumanCodes(
        separator=section.text("separator", ""),
        columns=tuple(tidy(column) for column in section.texts("columns")),
        codes=_meanings(section, "codes"),
        none=_tidied(section.texts("none", ())),
        question=section.id("question"),
        path=section.path,
    )


def human_beside(section: Section) -> HumanBeside:
    section.only("file", "delimiter", "key", "rows_from", "column", "separator", "codes", "question")
    return HumanBeside(
        file=section.name("file"),
        delimiter=section.choice("delimiter", (",", ";", "\t", "|"), ","),
        key=tidy(section.name("key")),
        rows_from=section.whole("rows_from", least=0) if "rows_from" in section.values else None,
        column=tidy(section.name("column")),
        separator=section.text("separator", ""),
        codes=_meanings(section, "codes"),
        question=section.id("question"),
        path=section.path,
    )


def left_out(section: Section) -> LeftOut:
    section.only("column", "values")
    return LeftOut(
        tidy(section.name("column")),
        frozenset(folded(value) for value in section.texts("values")),
    )


def _meanings(section: Section, key: str) -> dict[str, str]:
    """A table from columns or codes to theme ids."""
    meanings = section.mapping(key)
    if not meanings:
        section.fail((), f'{key} is missing or empty; it says which theme each means, as {{"Waiting" = "waiting"}}.')
    for source, theme in meanings.items():
        if not ID_PATTERN.fullmatch(theme):
            section.fail((key, source), f"{key}: '{source}' = '{theme}' should be a theme's id (a–z, 0–9, _).")
    return meanings


def human_tone(human: Section) -> HumanTone | None:
    section = human.section("tone")
    if section is None:
        return None
    section.only("column", "negative", "neutral", "positive")
    tones: dict[str, int] = {}
    for key, tone in (("negative", -1), ("neutral", 0), ("positive", 1)):
        for value in _tidied(section.texts(key, ())):
            if value in tones:
                section.fail(key, f"{key}: '{value}' stands under two tones.")
            tones[value] = tone
    return HumanTone(tidy(section.name("column")), tones)


def outcome(section: Section) -> OutcomeSource:
    section.only("id", "column", "yes", "no")
    yes, no = (frozenset(folded(value) for value in section.texts(key)) for key in ("yes", "no"))
    if not yes or not no or yes & no:
        section.fail("yes", "yes and no each name the values that mean it, and no value stands under both.")
    return OutcomeSource(section.id(), tidy(section.name("column")), yes, no, section.path)


def employees(section: Section) -> EmployeeSource:
    inner = section.section("employees")
    if inner is None or len(section.sections("dimensions")) != 1:
        section.fail((), "a profile of employees needs the table [employees], and one [[dimensions]]: the unit.")
    inner.only("score", "n", "spread")
    spread = tidy(inner.text("spread", ""))
    return EmployeeSource(tidy(inner.name("score")), tidy(inner.name("n")), spread, inner.path)


def invitations(section: Section) -> InvitationSource:
    inner = section.section("invitations")
    if inner is None:
        section.fail((), "the table [invitations] is missing.")
    inner.only("kind", "invited", "delivered", "delivered_values")
    kind = inner.choice("kind", ("groups", "rows"))
    delivered_values = _tidied(inner.texts("delivered_values", ()))
    if kind == "rows" and ("delivered" in inner.values) != bool(delivered_values):
        inner.fail((), "[invitations] with kind = 'rows' takes delivered and delivered_values together, or neither.")
    return InvitationSource(
        kind="rows" if kind == "rows" else "groups",
        invited=tidy(inner.name("invited")) if kind == "groups" else "",
        delivered=tidy(inner.text("delivered", "")),
        delivered_values=delivered_values,
    )


def folded(words: str) -> str:
    """Words without case, outer space and closing punctuation: how short fixed answers are compared.

    >>> folded(" Ei mitään!! ")
    'ei mitään'
    """
    return tidy(words).casefold().rstrip(".!? ")


def tidy(text: str) -> str:
    """Text with outer space gone and inner space single: how columns and fixed values are compared.

    >>> tidy(" PTS\\xa0 - Patient  Transport ")
    'PTS - Patient Transport'
    """
    return " ".join(text.split())


def _tidied(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(tidy(text) for text in texts)
