"""actions.toml as people write it: read whole, or refused with line, value and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxlib.errors import DefinitionError
from cxlib.intake import read_programme
from cxlib.intake.actions import read_actions
from cxlib.terms.action import Action
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter

DATA = Path(__file__).parents[2] / "data"
GOOD = """
[[actions]]
id = "callback"
label = "Takaisinsoitto"
segment = {channel = "phone"}
started = "2026Q1"
chosen_quarter = "2025Q4"
units = ["channel", "product"]
owner = "Asiakaspalvelu"
"""


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read_programme(DATA / "programme.toml")


def read(text: str, programme: Programme, tmp_path: Path) -> tuple[Action, ...]:
    path = tmp_path / "actions.toml"
    path.write_text(text, "utf-8")
    return read_actions(path, programme)


def test_an_action_is_read_whole(programme: Programme, tmp_path: Path) -> None:
    (action,) = read(GOOD, programme, tmp_path)
    assert (action.id, action.label.fi, action.owner) == ("callback", "Takaisinsoitto", "Asiakaspalvelu")
    assert action.segment == (("channel", ("phone",)),)
    assert action.units == ("channel", "product")
    assert (action.started, action.chosen_quarter) == (Quarter(2026, 1), Quarter(2025, 4))


def test_what_may_be_left_out(programme: Programme, tmp_path: Path) -> None:
    short = 'id = "a"\nlabel = "A"\nsegment = {stage = ["new", "ended"]}\nstarted = "2026Q1"'
    (action,) = read("[[actions]]\n" + short, programme, tmp_path)
    assert action.units == ("stage",)
    assert action.segment == (("stage", ("new", "ended")),)
    assert action.chosen_quarter is None
    assert read("", programme, tmp_path) == ()


def test_the_shipped_file_is_in_order(programme: Programme) -> None:
    assert [action.id for action in read_actions(DATA / "actions.toml", programme)] == ["letters", "callback"]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('"phone"', '"phon"', 5, "'phon'"),
        ('"phone"', "[]", 5, "at least one value"),
        ("channel = ", "chanel = ", 5, "Did you mean 'channel'"),
        ('{channel = "phone"}', "{}", 5, "segment is missing"),
        ('segment = {channel = "phone"}', "", 2, "segment is missing"),
        ('"2026Q1"', '"spring"', 6, "a quarter, as 2026Q1"),
        ('"2025Q4"', '"2026Q1"', 7, "before the start"),
        ('["channel", "product"]', '["product"]', 8, "'channel' in it"),
        ('["channel", "product"]', '["channel", "prodct"]', 8, "prodct"),
        ('["channel", "product"]', '["channel", "channel"]', 8, "each named once"),
        ('["channel", "product"]', '["channel", "employee"]', 8, "employee"),
        ("owner", "ownr", 9, "Did you mean 'owner'"),
        ('id = "callback"', 'id = "Call back"', 3, "small letters"),
        ("[[actions]]", "[[action]]", 2, "Did you mean 'actions'"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    programme: Programme, tmp_path: Path, *, old: str, new: str, line: int, told: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(GOOD.replace(old, new, 1), programme, tmp_path)
    assert str(caught.value).startswith(f"actions.toml, line {line}: "), caught.value
    assert told in str(caught.value)


def test_two_actions_of_one_name_are_refused(programme: Programme, tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="defined twice"):
        read(GOOD + GOOD, programme, tmp_path)
