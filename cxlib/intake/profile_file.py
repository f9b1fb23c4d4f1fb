"""Reads profiles: finds them by name, checks them key by key, and cuts out the programme that one may carry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, cast, get_args

from cxlib.errors import DefinitionError, unknown
from cxlib.intake import profile_source as source
from cxlib.intake.codebook import codebook_of
from cxlib.intake.key_lines import header_lines
from cxlib.intake.profile import Content, DateSource, Profile
from cxlib.intake.profile_date import date_source
from cxlib.intake.programme import programme_of
from cxlib.intake.section import Section, distinct, open_definition
from cxlib.terms.programme import Label

_SHARED_KEYS: Final = ("label", "content", "file", "marks", "refuse", "keys", "date", "stage", "dimensions", "left_out")
_INVITATION_KEYS: Final = (*_SHARED_KEYS, "invitations")
_OUTCOME_KEYS: Final = ("label", "content", "file", "marks", "keys", "date", "left_out", "outcomes")
_EMPLOYEE_KEYS: Final = ("label", "content", "file", "marks", "date", "dimensions", "left_out", "employees")
_OPERATION_KEYS: Final = ("label", "content", "file", "marks", "keys", "date", "left_out", "operations", "joins")
_ANSWER_KEYS: Final = (*_SHARED_KEYS, "layout", "weight", "questions", "open_questions", "operations", "human")
_CARRIED: Final = ("programme", "codebook")
_ALLOWED: Final[dict[Content, tuple[str, ...]]] = {
    "answers": (*_ANSWER_KEYS, *_CARRIED),
    "invitations": _INVITATION_KEYS,
    "outcomes": _OUTCOME_KEYS,
    "employees": _EMPLOYEE_KEYS,
    "operations": _OPERATION_KEYS,
}


def find_profile(name: str, folders: Iterable[Path]) -> Path:
    """Return the file of a profile by its name: the first of `folders` that has `NAME.toml`.

    Raises
    ------
    DefinitionError
        When none has it; the text lists the profiles that there are and the folders that were looked in.
    """
    looked = list(folders)
    for folder in looked:
        path = folder / f"{name}.toml"
        if re.fullmatch(r"[\w.-]+", name) and path.is_file():
            return path
    known = {path.stem for folder in looked if folder.is_dir() for path in folder.glob("*.toml")}
    raise DefinitionError(f"{unknown('profile', name, known)} Looked in: {', '.join(map(str, looked))}.")


def read_profile(path: Path) -> Profile:
    """Read how one kind of survey file is to be read.

    Raises
    ------
    DefinitionError
        When anything in it cannot be; the text names file, line, key, value and what is allowed.
    """
    section = open_definition(path)
    content = cast(Content, section.choice("content", get_args(Content), "answers"))
    section.only(*_ALLOWED[content])
    _check_carried(section)
    keys = section.section("keys") or _empty(section, "keys")
    keys.only("response", "customer", "identical_rows")
    if content == "outcomes" and not (keys.values.get("customer") and section.values.get("outcomes")):
        section.fail((), "a profile of outcomes needs [keys] with customer, and at least one [[outcomes]].")
    if content == "operations":
        _check_operations(section, keys)
    human = section.section("human") or _empty(section, "human")
    human.only("themes", "codes", "tone", "beside")
    refuse = section.text("refuse", "")
    return Profile(
        name=path.stem,
        path=path,
        text=path.read_bytes().decode("utf-8-sig"),
        lines=section.lines,
        label=section.label("label", Label(fi=path.stem)),
        content=content,
        file=source.file_shape(section.section("file") or _empty(section, "file")),
        date=_date(section, is_needed=not refuse and not section.flag("layout", False)),
        response_keys=tuple(source.tidy(column) for column in keys.texts("response", ())),
        customer_key=source.tidy(keys.text("customer", "")),
        weight=source.weight(section),
        stage=source.stage(section),
        dimensions=tuple(source.dimension(item) for item in _distinct(section, "dimensions")),
        questions=tuple(source.question(item) for item in _distinct(section, "questions")),
        open_questions=tuple(source.open_question(item) for item in section.sections("open_questions")),
        operations=tuple(source.operation(item) for item in _distinct(section, "operations")),
        human_themes=source.human_themes(human),
        human_codes=source.human_codes(human),
        human_tone=source.human_tone(human),
        human_beside=tuple(source.human_beside(item) for item in human.sections("beside")),
        invitations=source.invitations(section) if content == "invitations" else None,
        outcomes=tuple(source.outcome(item) for item in _distinct(section, "outcomes")),
        employees=source.employees(section) if content == "employees" else None,
        left_out=tuple(source.left_out(item) for item in section.sections("left_out")),
        is_layout=section.flag("layout", False),
        refuse=refuse,
        marks=tuple(source.tidy(name) for name in section.texts("marks", ())),
        joins=source.joins(section) if content == "operations" else None,
        keeps_identical=keys.choice("identical_rows", ("count_once", "keep"), "count_once") == "keep",
    )


def _check_operations(section: Section, keys: Section) -> None:
    """Operational data belong to answers by one thing: the customer, or the response id of a profile of answers."""
    by_response = bool(keys.values.get("response"))
    if by_response == bool(keys.values.get("customer")) or not section.values.get("operations"):
        section.fail(
            (), "a profile of operations needs [keys] with customer or response, and at least one [[operations]]."
        )
    if by_response and not source.joins(section).answers:
        section.fail((), 'with response ids, [joins] has to say of which profile they are, as answers = "NAME".')


def programme_text(profile: Profile) -> str | None:
    """Return the programme that a profile brings for folders that have none, as the text of a `programme.toml`."""
    return _carried_text(profile, "programme")


def codebook_text(profile: Profile) -> str | None:
    """Return the codebook that a profile brings for folders that have none, as the text of a `codebook.toml`."""
    return _carried_text(profile, "codebook")


def _check_carried(section: Section) -> None:
    """A programme or codebook inside a profile is checked like one of its own."""
    programme, codebook = section.section("programme"), section.section("codebook")
    if programme is not None:
        programme_of(programme)
    if codebook is not None:
        codebook_of(codebook)


def _carried_text(profile: Profile, name: str) -> str | None:
    """Cut the tables under `[name]` out of the profile's text and take `name.` off their headers."""
    if (name,) not in profile.lines:
        return None
    heads = set(header_lines(profile.text))
    kept: list[str] = []
    inside = False
    for number, line in enumerate(profile.text.split("\n"), start=1):
        if number in heads:
            match = re.match(rf"\s*(\[\[?)\s*{name}\s*(?:\.\s*|(?=\]))", line)
            inside = match is not None
            if match is not None:
                rest = line[match.end() :]
                line = "" if rest.startswith("]") else match[1] + rest  # noqa: PLW2901 - the header is rewritten
        if inside:
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"


def _empty(section: Section, key: str) -> Section:
    return Section({}, (*section.path, key), section.file, section.lines)


def _date(section: Section, *, is_needed: bool) -> DateSource:
    inner = section.section("date")
    if inner is not None:
        return date_source(inner)
    if is_needed:
        section.fail((), "the table [date] is missing.")
    return DateSource()


def _distinct(section: Section, key: str) -> tuple[Section, ...]:
    items = section.sections(key)
    distinct(items, key.removesuffix("s"))
    return items
