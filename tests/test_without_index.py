"""A programme without an index still has a quarter page: its questions, what is written about, and its groups."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib.__main__ import main

ROUTER = Path(__file__).parents[1] / "cxlib" / "app" / "router.py"

PROGRAMME = """
name = "Asema"
[[questions]]
id = "pleased"
label = "Tyytyväisyys"
kind = "csat"
scale = [1, 5]
[[open_questions]]
id = "why"
label = "Miksi?"
[[dimensions]]
id = "place"
label = "Paikka"
"""

CODEBOOK = """
version = "1"
[[themes]]
id = "queue"
label = "Jonotus"
[[themes.patterns]]
language = "fi"
any = ["jono"]
"""

PROFILE = """
[file]
delimiter = ";"
[keys]
response = ["id"]
[date]
column = "day"
formats = ["%d.%m.%Y"]
[[questions]]
id = "pleased"
column = "pleased"
[[dimensions]]
id = "place"
column = "place"
[[open_questions]]
column = "why"
question = "why"
"""

#: Place, how many answered, how many of them were pleased. The kiosk is too small to be told of, and takes one along.
PLACES = (
    ("asema", 200, 180),
    ("satama", 150, 60),
    ("tori", 12, 11),
    ("laituri", 40, 30),
    ("kioski", 3, 0),
    ("halli", 9, 3),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("station")
    (here / "profiles").mkdir()
    (here / "programme.toml").write_text(PROGRAMME, "utf-8")
    (here / "codebook.toml").write_text(CODEBOOK, "utf-8")
    (here / "profiles" / "own.toml").write_text(PROFILE, "utf-8")
    rows = ["id;day;pleased;place;why"]
    for month in (5, 8):
        for place, n, pleased in PLACES:
            for at in range(n):
                score, why = 5 if at < pleased else 2, "Pitkä jono kassalla" if at % 3 == 0 else ""
                rows.append(f"{len(rows)};15.{month}.2026;{score};{place};{why}")
    (here / "answers.csv").write_text("\n".join(rows), "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CX_DATA", str(here))
        assert main(["import", str(here / "answers.csv"), "--profile", "own"]) == 0
    return here


@pytest.fixture
def served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CX_DATA", str(folder))
    return folder


def opened(page: str = "quarter") -> AppTest:
    at = AppTest.from_file(str(ROUTER), default_timeout=120)
    at.context = {"locale": "fi-FI", "theme": "light"}
    at.run()
    if page != "quarter":
        at.switch_page(f"../../pages/{page}.py").run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    return "\n".join(str(one.value) for one in (*at.title, *at.subheader, *at.markdown, *at.caption)).replace("\\", "")


@pytest.mark.usefixtures("served")
def test_the_quarter_page_leads_with_its_question_and_says_nothing_of_recommendation() -> None:
    at = opened()
    page = said(at)
    assert "Tyytyväisyys: 69" in at.title[0].value.replace("\\", "")
    assert "myönteisiä" in at.title[0].value
    assert [metric.label for metric in at.metric] == ["Tyytyväisyys"]
    assert "Todennäköisesti" in page
    assert "Jonotus" in [link.proto.label for link in at.get("page_link")]
    assert "suosittel" not in page.lower()
    assert "juurisy" not in page.lower()


@pytest.mark.usefixtures("served")
def test_groups_are_ranked_by_what_their_size_bears_and_small_ones_stay_hidden(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["measure", "pleased", "--by", "place", "--quarter", "2026Q3", "--json"]) == 0
    found = {line["group"]: line for line in json.loads(capsys.readouterr().out)}
    hidden = [group for group, line in found.items() if line["withheld"]]
    assert "kioski" in hidden
    assert all(found[group]["shrunk"] is None for group in hidden)
    small, large = found["tori"], found["asema"]
    assert small["shrunk"]["value"] < small["estimate"]
    assert small["shrunk"]["pull"] > large["shrunk"]["pull"]
    assert found["satama"]["shrunk"]["tied"][0] == max(
        line["shrunk"]["tied"][0] for line in found.values() if line["shrunk"]
    )
    assert main(["measure", "pleased", "--json"]) == 0
    assert "shrunk" not in json.loads(capsys.readouterr().out)[0]
    page = opened("groups")
    assert len(page.get("plotly_chart")) == 1
    assert "kioski" in said(page)
    assert "yksityisyyden vuoksi" in said(page)


@pytest.mark.usefixtures("served")
def test_the_alerts_page_says_that_nothing_could_be_watched() -> None:
    at = opened("alerts")
    assert "seuranta ei ole vielä mahdollista" in at.title[0].value
    assert "emme tiedä" in said(at)
