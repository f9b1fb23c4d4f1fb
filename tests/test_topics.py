"""A topic planted in a bank's answers is found, told with its dates, and kept apart from what few or one wrote."""

from __future__ import annotations

import json
import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.answers import find_answers
from cxlib.errors import SelectionError
from cxlib.likeness import similar_answers, typical_answers
from cxlib.saying import look_closer
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.topics import emerging, saved_searches, tracked
from tests import small_bank

ROOT = Path(__file__).parents[1]
ROUTER = ROOT / "cxlib" / "app" / "router.py"
PLANTED = "Tekstiviestihuijaus pelotti, kukaan ei neuvonut."


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_bank.build(tmp_path_factory.mktemp("bank"))
    chance = random.Random(5)
    start = small_bank.LATEST.first_day + timedelta(days=30)
    days = [start + timedelta(days=n) for n in range(12)]
    rows = [small_bank.row(20_000 + n, chance, text=PLANTED, score=n % 5, day=day) for n, day in enumerate(days)]
    rows += [small_bank.row(30_000 + n, chance, text="Zorblaksi hävisi.", score=2, day=start) for n in range(9)]
    for each in rows[12:]:
        each[1] = "A777"  # one customer, many times
    rows += [small_bank.row(40_000 + n, chance, text="Kiitos Matti!", score=9, day=start) for n in range(9)]
    small_bank.add(folder, rows)
    shutil.copyfile(ROOT / "data" / "topics.toml", folder / "topics.toml")
    return folder


@pytest.fixture(autouse=True)
def served(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_DATA", str(bank))


@pytest.fixture(scope="module")
def here(bank: Path) -> loading.Organisation:
    return loading.organisation(bank)


def test_the_planted_topic_comes_first_and_what_one_customer_wrote_does_not(here: loading.Organisation) -> None:
    store = loading.open_store(here)
    found = emerging(store, here.programme)
    words = {word for topic in found.topics for word in topic.words}
    assert any("huijaus" in word for word in words)
    first = next(topic for topic in found.topics if any("huijaus" in word for word in topic.words))
    assert (first.kind, first.now, first.before) == ("new", 12, 0)
    assert first.burst is not None
    planted = small_bank.LATEST.first_day + timedelta(days=30)
    assert planted <= first.burst.first <= first.burst.last <= planted + timedelta(days=11)
    assert first.burst.answers >= 10
    assert not any("zorbla" in word or word == "matti" for word in words)
    with pytest.raises(SelectionError, match="first quarter"):
        emerging(store, here.programme, store.quarters()[0])


def test_followed_searches_have_a_trend_and_a_verdict(here: loading.Organisation) -> None:
    store = loading.open_store(here)
    searches = saved_searches(here.folder)
    found = tracked(store, here.programme, searches)
    assert [each.topic.id for each in found] == ["waiting", "chat", "interest"]
    assert all(len(each.trend) == len(store.quarters()) for each in found)
    assert isinstance(found[0].now, Estimate)
    assert {each.alert for each in found} <= {"risen", "fallen", "calm"}


def test_answers_alike_and_typical(here: loading.Organisation) -> None:
    store = loading.open_store(here)
    asked = find_answers(store, here.programme, here.codebook, "jono TAI odottaa", limit=1).page.answers[0]
    wanted, found = similar_answers(store, here.programme, asked.id)
    assert wanted.text == asked.text
    assert asked.text not in {answer.text for answer in found}
    assert similar_answers(store, here.programme, asked.id) == (wanted, found)
    with pytest.raises(SelectionError, match="no answer 999999"):
        similar_answers(store, here.programme, 999_999)
    theme = next(theme.id for theme in here.codebook.themes if typical_answers(store, here.programme, theme.id))
    typical = typical_answers(store, here.programme, theme)
    assert all(theme in answer.themes for answer in typical)
    assert typical == typical_answers(store, here.programme, theme)


def test_those_who_say_it_beside_the_others(here: loading.Organisation) -> None:
    store = loading.open_store(here)
    said = look_closer(store, here.programme, "huijaus*", quarters=(small_bank.LATEST,))
    assert look_closer(store, here.programme, "") is None
    assert look_closer(store, here.programme, "%") is None
    closer = look_closer(store, here.programme, "tekstiviestihuijaus", quarters=(small_bank.LATEST,))
    assert said is not None
    assert closer is not None
    assert closer.score is not None
    assert isinstance(closer.score.difference, (Withheld,)) or closer.score.difference.verdict == "real_fall"
    one = look_closer(store, here.programme, "zorblaksi", quarters=(small_bank.LATEST,))
    assert one is not None
    assert one.score is not None
    assert isinstance(one.score.said, Withheld)
    chosen = look_closer(store, here.programme, "tekstiviestihuijaus", scores=(0, 1, 2))
    assert chosen is not None
    assert chosen.index is None


def test_the_command_line_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert any("huijaus" in topic["topic"] for topic in record["emerging"])
    assert [each["id"] for each in record["tracked"]] == ["waiting", "chat", "interest"]
    assert main(["search", "odotttaa", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["found"] == 0
    assert "odottaa" in record["did_you_mean"]
    assert main(["search", "odottaa -jono", "--json", "--limit", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["query"]["read_as"].endswith("Jätettiin pois: jono kaikissa muodoissa.")


def opened(page: str, **address: str) -> AppTest:
    at = AppTest.from_file(str(ROUTER), default_timeout=120)
    at.run()
    at.switch_page(f"../../pages/{page}.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception[0].stack_trace
    return at


def shown(at: AppTest) -> str:
    return "\n".join(str(each.value) for each in [*at.title, *at.subheader, *at.markdown, *at.html])


def test_the_pages(here: loading.Organisation) -> None:
    topics = shown(opened("topics"))
    assert "huijaus" in topics
    assert "Odottaminen" in topics
    found = shown(opened("answers", haku='"kukaan ei neuvonut"'))
    assert "täsmälleen" in found
    assert "näin sanoo" in found
    assert "Haussa ei ole yhtään sanaa" in shown(opened("answers", haku="%"))
    misspelt = opened("answers", haku="odotttaa ", quarter="all")
    suggestion = next(button for button in misspelt.button if "Tarkoititko" in button.label)
    suggestion.click().run()
    assert not misspelt.exception
    assert "odotti" in shown(misspelt).lower() or "odotin" in shown(misspelt).lower()
    answer = find_answers(loading.open_store(here), here.programme, here.codebook, "odottaa", limit=1).page.answers[0]
    assert "Samanlaisia kuin" in shown(opened("answers", kuin=str(answer.id)))
