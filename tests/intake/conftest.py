"""A small programme and profile, and a way to read a file written in the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cxlib.intake import Profile, read_file, read_profile, read_programme
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.programme import Programme

PROGRAMME = """
name = "Pankki"
[[questions]]
id = "nps"
label = "Suosittelu"
kind = "nps"
scale = [0, 10]
[[questions]]
id = "csat"
label = "Tyytyväisyys"
kind = "csat"
scale = [1, 5]
[[open_questions]]
id = "why"
label = "Miksi?"
[[stages]]
id = "new"
label = {fi = "Uusi", en = "New"}
[[stages]]
id = "ended"
label = "Päättynyt"
[[dimensions]]
id = "channel"
label = "Kanava"
values = [{id = "phone", label = "Puhelin"}, {id = "chat", label = "Chat"}]
[[dimensions]]
id = "branch"
label = "Konttori"
[[operations]]
id = "wait"
label = "Odotus"
[[index.versions]]
version = 1
valid_from = "2020Q1"
components = [{question = "nps", transform = "nps_category", weight = 1}]
stage_weights = {new = 0.5, ended = 0.5}
"""

PROFILE = """
[keys]
response = ["id"]
customer = "asiakas"
[file]
optional = ["asiakas", "konttori", "odotus", "paino", "tyyt"]
[date]
column = "pvm"
formats = ["%d.%m.%Y"]
[weight]
column = "paino"
[stage]
column = "vaihe"
[[dimensions]]
id = "channel"
column = "kanava"
values = {"Puh." = "phone"}
missing = ["-"]
[[dimensions]]
id = "branch"
column = "konttori"
[[questions]]
id = "nps"
column = "nps"
missing = [99]
[[questions]]
id = "csat"
column = "tyyt"
verbal = {"Erittäin tyytyväinen" = 5, "Tyytymätön" = 2}
[[open_questions]]
column = "miksi"
question = "why"
junk = ["ei mitään"]
[[operations]]
id = "wait"
column = "odotus"
"""

HEADER = "id,pvm,vaihe,kanava,nps,miksi"

Reading = tuple[Feedback, Reconciliation]
Definitions = tuple[Profile, Programme, Path]
ReadText = Callable[..., Reading]


@pytest.fixture(scope="session")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    """Return the small profile and programme, and a folder to write files to."""
    folder = tmp_path_factory.mktemp("definitions")
    (folder / "programme.toml").write_text(PROGRAMME, "utf-8")
    (folder / "kysely.toml").write_text(PROFILE, "utf-8")
    return read_profile(folder / "kysely.toml"), read_programme(folder / "programme.toml"), folder


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[..., Reading]:
    """Return a function that reads bytes as a survey file; `changes` are replaced in the profile's text."""

    def read(data: bytes, *, name: str = "kysely.csv", changes: dict[str, str] | None = None) -> Reading:
        text = PROFILE
        for old, new in (changes or {}).items():
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "programme.toml").write_text(PROGRAMME, "utf-8")
        (tmp_path / "kysely.toml").write_text(text, "utf-8")
        (tmp_path / name).write_bytes(data)
        profile = read_profile(tmp_path / "kysely.toml")
        return read_file(tmp_path / name, profile, read_programme(tmp_path / "programme.toml"))

    return read


@pytest.fixture
def read_rows(read_bytes: Callable[..., Reading]) -> ReadText:
    """Return a function that reads lines under the usual header."""

    def read(*rows: str, header: str = HEADER, **options: object) -> Reading:
        return read_bytes("\n".join([header, *rows, ""]).encode(), **options)

    return read
