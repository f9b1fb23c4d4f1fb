"""Posts on social media stand beside the survey: told with intervals, read by a filter, never among its answers."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.demo.posts import write_posts
from cxlib.store.folder import current
from tests import small_bank

ROUTER = Path(__file__).parents[1] / "cxlib" / "app" / "router.py"
SAID = {"negative": "Jonotin chatissa ikuisuuden", "neutral": "Konttori muutti", "positive": "Kiitos nopeasta avusta"}
LATEST = {"negative": 30, "neutral": 12, "positive": 18, "ei koodattu": 15}


def posted(folder: Path) -> Path:
    """Write posts of the bank's six quarters; those of the latest by `LATEST`, one of them hostile."""
    chance, path, number = random.Random(4), folder / "posts.csv", 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["post_id", "created_at", "platform", "text", "sentiment"])
        for quarter in small_bank.QUARTERS:
            for tone, count in LATEST.items() if quarter == small_bank.LATEST else (("positive", 9), ("negative", 11)):
                for _ in range(count):
                    number += 1
                    day = quarter.first_day + timedelta(days=chance.randrange(80))
                    text = f"{SAID.get(tone, 'Ajatuksia pankista')} {number}"
                    writer.writerow([f"P{number}", day.isoformat(), chance.choice(("X", "Facebook")), text, tone])
        writer.writerow(["P0", "2026-09-30", "X", small_bank.HOSTILE[0], "negative"])
    return path


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = small_bank.build(tmp_path_factory.mktemp("social"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CX_DATA", str(folder))
        yield folder


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> object:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_posts_are_told_beside_the_survey_and_change_none_of_it(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["social"]) == 1
    assert "no posts yet" in capsys.readouterr().err
    before = (current(bank), answered(capsys, "brief"), answered(capsys, "measure", "themes"))
    (read,) = loading.import_files(bank, [posted(tmp_path)], "social_posts")
    assert read.responses == read.accepted == 176
    assert (current(bank), answered(capsys, "brief"), answered(capsys, "measure", "themes")) == before
    assert current(bank / "social") is not None
    (again,) = loading.import_files(bank, [posted(tmp_path)], "social_posts")
    assert again.duplicates == 176

    found = answered(capsys, "social")
    assert (found["quarter"], found["posts"], found["judged"]) == ("2026Q3", 76, 61)
    assert found["negative"]["estimate"] == pytest.approx(31 / 61)
    assert found["positive"]["low"] < 18 / 61 < found["positive"]["high"]
    assert found["without_tone"]["estimate"] == pytest.approx(15 / 76)
    assert found["net"]["estimate"] == pytest.approx(-13 / 61)
    assert [one["quarter"] for one in found["trend"]] == [str(quarter) for quarter in small_bank.QUARTERS]
    assert {one["quarter"] for one in found["survey"]} == {str(quarter) for quarter in small_bank.QUARTERS}
    assert found["agreement"]["refused"] == "too_few"
    assert answered(capsys, "social", "--where", "platform=X")["posts"] < 76
    assert main(["social", "--quarter", "2031Q1"]) == 1
    capsys.readouterr()
    for language, sentence in (
        ("fi", "Somessa on enemmän moitteita kuin kiitosta"),
        ("sv", "I sociala medier finns mer kritik än beröm"),
        ("en", "On social media there is more criticism than praise"),
    ):
        assert main(["social", "--language", language]) == 0
        assert sentence in capsys.readouterr().out


def opened(page: str, **address: str) -> AppTest:
    at = AppTest.from_file(str(ROUTER), default_timeout=120)
    at.context = {"locale": "fi-FI", "theme": "light"}
    at.run()
    at.switch_page(f"../../pages/{page}.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception[0].stack_trace
    return at


def said(at: AppTest) -> str:
    texts = [*at.title, *at.markdown, *at.html, *at.caption]
    return "\n".join(str(text.value) for text in texts).replace("\\", "")


def test_the_page_says_what_the_command_says_and_leads_to_the_posts(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answered(capsys, "social")
    at = opened("social")
    page = said(at)
    assert at.title[0].value == found["sentences"][0].rstrip(".")
    assert all(sentence in page for sentence in (found["sentences"][1], *found["sentences"][5:]))
    assert [metric.value for metric in at.metric] == ["30\u00a0%", "20\u00a0%", "51\u00a0%"]
    assert len(at.get("plotly_chart")) == 3
    (link,) = [link.proto.query_string for link in at.get("page_link")]
    assert link == "lahde=some"
    assert "Some-julkaisut" not in said(opened("social", lang="en"))


def test_posts_are_read_by_a_filter_and_never_among_the_answers(bank: Path) -> None:
    posts = opened("answers", lahde="some", haku="jonottaa", quarter="all")
    page = said(posts)
    assert ">Jonotin</mark>" in page
    assert "kielteinen</span>" in page
    assert "<script>document.title" not in page
    assert posts.segmented_control(key="source").value == "some"
    assert "chatissa ikuisuuden" not in said(opened("answers", haku="ikuisuus", quarter="all"))
    posts.segmented_control(key="source").set_value("").run()
    assert "lahde" not in posts.query_params


def test_posts_by_themselves_are_no_survey_to_compare_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CX_DATA", str(tmp_path / "some"))
    loading.import_files(tmp_path / "some", [posted(tmp_path)], "social_posts")
    found = answered(capsys, "social")
    assert (found["posts"], found["survey"]) == (76, [])
    assert any("vain julkaisuja" in sentence for sentence in found["sentences"])
    (line,) = answered(capsys, "measure", "tone", "--quarter", "2026Q3")
    assert line["n"] == 61


def test_the_demo_posts_are_the_same_bytes_and_its_own_people(tmp_path: Path) -> None:
    first = write_posts(tmp_path / "one").read_bytes()
    assert first == write_posts(tmp_path / "two").read_bytes()
    rows = list(csv.DictReader(first.decode("utf-8").splitlines()))
    assert len(rows) > 500
    assert len({row["text"] for row in rows}) > 0.97 * len(rows)
    openings = [" ".join(row["text"].casefold().split()[:6]) for row in rows if len(row["text"].split()) > 8]
    assert max(openings.count(opening) for opening in openings) <= 3
