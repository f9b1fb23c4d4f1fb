"""A programme is read whole, and every mistake in it is named with key, value, what is allowed, and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxlib.errors import DefinitionError
from cxlib.intake import read_programme
from cxlib.terms.programme import Component, Label
from cxlib.terms.quarter import Quarter

TEXT = """name = "Pankki"
smallest_group = 5

[[questions]]
id = "nps"
label = {fi = "Suosittelu", en = "Recommend"}
kind = "nps"
scale = [0, 10]

[[questions]]
id = "fft"
label = "Kokemus"
kind = "csat"
scale = [1, 5]
best = "low"

[[stages]]
id = "new"
label = "Uusi"

[[stages]]
id = "ended"
label = "Päättynyt"

[[dimensions]]
id = "channel"
label = "Kanava"
values = [
  {id = "phone", label = "Puhelin"},
  {id = "chat", label = "Chat"},
]

[[operations]]
id = "wait"
label = "Odotus"
unit = "min"

[index]

[[index.versions]]
version = 1
valid_from = "2025Q1"
target = 60
components = [
  {question = "nps", transform = "nps_category", weight = 0.7},
  {question = "fft", transform = "top_box", weight = 0.3},
]
stage_weights = {new = 0.25, ended = 0.75}

[[index.versions]]
version = 2
valid_from = "2026Q1"
components = [{question = "fft", transform = "minmax", weight = 1}]
stage_weights = {new = 0.5, ended = 0.5}

[[events]]
quarter = "2025Q2"
label = "Takaisinsoitto alkoi"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "programme.toml"
    path.write_text(text, "utf-8")
    return path


def test_everything_arrives(tmp_path: Path) -> None:
    programme = read_programme(write(tmp_path, TEXT))
    assert programme.name == "Pankki"
    assert programme.language == "fi"
    assert [question.positive for question in programme.questions] == [{9, 10}, {1, 2}]
    assert programme.questions[0].label == Label(fi="Suosittelu", en="Recommend")
    assert programme.stage_ids == ("new", "ended")
    assert [value.id for value in programme.dimensions[0].values] == ["phone", "chat"]
    assert programme.index_versions[0].stage_weights == (("new", 0.25), ("ended", 0.75))
    assert programme.components[0] == Component("nps", "nps_category", 0.7)
    assert programme.index_versions[1].valid_from == Quarter(2026, 1)
    assert programme.index_versions[1].target is None
    assert programme.events[0].label.text("en") == "Takaisinsoitto alkoi"
    assert programme.index_label.text("en") == "CX index"


def test_a_programme_without_index_or_stages_is_fine(tmp_path: Path) -> None:
    programme = read_programme(write(tmp_path, 'name = "x"\n'))
    assert (programme.index_versions, programme.stage_ids, programme.smallest_group) == ((), ("all",), 5)


def test_without_stages_the_weights_may_be_left_out(tmp_path: Path) -> None:
    text = TEXT.replace("stage_weights = {new = 0.25, ended = 0.75}\n", "")
    text = text.replace("stage_weights = {new = 0.5, ended = 0.5}\n", "stage_weights = {all = 1.0}\n")
    start, end = text.index("[[stages]]"), text.index("[[dimensions]]")
    programme = read_programme(write(tmp_path, text[:start] + text[end:]))
    assert [version.stage_weights for version in programme.index_versions] == [(("all", 1.0),), (("all", 1.0),)]


MISTAKES = {
    "unknown key": (
        "smallest_group = 5",
        "smalest_group = 5",
        2,
        "no key 'smalest_group' at the top of the file. Did you mean 'smallest_group'?",
    ),
    "group too small": (
        "smallest_group = 5",
        "smallest_group = 3",
        2,
        "smallest_group = 3 at the top of the file should be 5 or more: in a smaller group one person",
    ),
    "no name": ('name = "Pankki"', "", None, "the key 'name' is missing at the top of the file"),
    "empty name": ('name = "Pankki"', 'name = " "', 1, "should be a text that is not empty"),
    "language": (
        'name = "Pankki"',
        'name = "x"\nlanguage = "suomi"',
        2,
        "language = 'suomi' at the top of the file should be one of fi, sv, en",
    ),
    "id": ('id = "nps"', 'id = "NPS-1"', 5, "id = 'NPS-1' in [questions] 'NPS-1' should be small letters"),
    "label": (
        '{fi = "Suosittelu", en = "Recommend"}',
        '{fi = "Suosittelu", de = "x"}',
        6,
        "no key 'de' in [questions.label]",
    ),
    "kind": (
        'kind = "nps"',
        'kind = "npss"',
        7,
        "kind = 'npss' in [questions] 'nps' should be one of nps, csat, ces, rating; did you mean 'nps'?",
    ),
    "kind type": ('kind = "nps"', "kind = 1", 7, "kind = 1 in [questions] 'nps' should be a text in quotes"),
    "nps scale": ("scale = [0, 10]", "scale = [1, 10]", 7, "kind = 'nps' needs scale = [0, 10]"),
    "scale": (
        "scale = [1, 5]",
        "scale = [5, 1]",
        14,
        "scale = [5, 1] in [questions] 'fft' should be [lowest, highest]",
    ),
    "scale length": ("scale = [1, 5]", "scale = [1, 2, 3]", 14, "two whole numbers, as [0, 10]"),
    "scale missing": ("scale = [1, 5]", "", 10, "the key 'scale' is missing in the question 'fft'"),
    "positive": ('best = "low"', "positive = [4, 6]", 15, "answers on the scale 1–5; 6 is not on it"),
    "duplicate question": (
        'id = "fft"',
        'id = "nps"',
        11,
        "the question, dimension or operation 'nps' is defined twice (first on line 5)",
    ),
    "shared id": (
        'id = "wait"',
        'id = "channel"',
        34,
        "the question, dimension or operation 'channel' is defined twice",
    ),
    "taken id": ('id = "wait"', 'id = "weight"', 34, "the id 'weight' is taken by the dashboard itself"),
    "duplicate stage": ('id = "ended"', 'id = "new"', 22, "the stage 'new' is defined twice (first on line 18)"),
    "duplicate value": ('{id = "chat"', '{id = "phone"', 30, "the value of 'channel' 'phone' is defined twice"),
    "unknown question": (
        '{question = "fft", transform = "top_box"',
        '{question = "ftf", transform = "top_box"',
        46,
        "question = 'ftf' in [index.versions.components] should be one of nps, fft; did you mean 'fft'?",
    ),
    "transform": ("top_box", "topbox", 46, "transform = 'topbox'"),
    "nps category of csat": (
        '"fft", transform = "top_box"',
        '"fft", transform = "nps_category"',
        46,
        "'nps_category' is for questions of kind 'nps', and 'fft' is 'csat'",
    ),
    "component weights": (
        "weight = 0.3",
        "weight = 0.2",
        44,
        "the component weights must sum to 1, and 0.7 + 0.2 = 0.9",
    ),
    "weight zero": ("weight = 0.3", "weight = 0", 46, "more than 0: leave the component out"),
    "weight type": (
        "weight = 0.3",
        "weight = true",
        46,
        "weight = true in [index.versions.components] should be a number from 0 to 1",
    ),
    "stage weights": ("new = 0.25", "new = 0.2", 48, "the stage weights must sum to 1, and 0.2 + 0.75 = 0.95"),
    "unknown stage": (
        "{new = 0.25, ended",
        "{nev = 0.25, ended",
        48,
        "no key 'nev' in [index.versions.stage_weights]. Did you mean 'new'?",
    ),
    "stage left out": ("{new = 0.25, ended = 0.75}", "{ended = 1.0}", 48, "stage_weights leaves out 'new'"),
    "no stage weights": (
        "stage_weights = {new = 0.25, ended = 0.75}\n",
        "",
        40,
        "it weighs exactly the stages new, ended",
    ),
    "target": ("target = 60", "target = 160", 43, "target = 160 in [index.versions] should be a number from 0 to 100"),
    "version twice": ("version = 2", "version = 1", 51, "the index version '1' is defined twice"),
    "valid_from falls": (
        'valid_from = "2026Q1"',
        'valid_from = "2024Q1"',
        52,
        "version 2 (from 2024Q1) follows version 1 (from 2025Q1)",
    ),
    "quarter": (
        'quarter = "2025Q2"',
        'quarter = "2025-05"',
        57,
        "quarter = '2025-05' in [events] should be a quarter, as 2026Q3",
    ),
    "not a list": ("[[events]]", "[events]", 56, "should be a list of tables, as [[events]]"),
    "not TOML": ('unit = "min"', 'unit = "min', 36, "this is not valid TOML"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake(tmp_path: Path, mistake: str) -> None:
    old, new, line, said = MISTAKES[mistake]
    assert TEXT.count(old) >= 1
    with pytest.raises(DefinitionError) as refused:
        read_programme(write(tmp_path, TEXT.replace(old, new, 1)))
    assert said in str(refused.value)
    assert refused.value.line == line
    assert str(refused.value).startswith("programme.toml" + (f", line {line}: " if line else ": "))


def test_component_twice(tmp_path: Path) -> None:
    twice = '{question = "nps", transform = "nps_category", weight = 0.3}'
    text = TEXT.replace('{question = "fft", transform = "top_box", weight = 0.3}', twice)
    with pytest.raises(DefinitionError, match="'nps/nps_category' stands there 2 times"):
        read_programme(write(tmp_path, text))


def test_weights_that_sum_to_one_only_in_decimals(tmp_path: Path) -> None:
    text = TEXT.replace("weight = 0.7", "weight = 0.9").replace("weight = 0.3", "weight = 0.1")
    assert sum(part.weight for part in read_programme(write(tmp_path, text)).index_versions[0].components) == 1


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"^programme\.toml: there is no such file in "):
        read_programme(tmp_path / "programme.toml")
    (tmp_path / "programme.toml").write_bytes(b'name = "a"\n# \xe4\n')
    with pytest.raises(DefinitionError, match=r"^programme\.toml, line 2: not UTF-8 here"):
        read_programme(tmp_path / "programme.toml")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_bytes(b'\xef\xbb\xbfname = "a"\n')
    assert read_programme(tmp_path / "programme.toml").name == "a"
