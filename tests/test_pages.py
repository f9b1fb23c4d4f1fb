"""Every page as its reader meets it, without a browser: what it says, in which language, and what it never shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.briefing import make_briefing
from cxlib.terms.estimate import Change, Estimate
from cxlib.terms.selection import Selection
from cxlib.wording.causes import place_words
from cxlib.wording.headline import headline
from cxlib.wording.stages import stage_basis, stage_change_interval
from cxlib.wording.tongue import tongue
from tests import small_bank

ROOT = Path(__file__).parents[1]
ROUTER = ROOT / "cxlib" / "app" / "router.py"
NAMES = ("quarter", "answers", "method", "movement", "silence", "actions", "drivers", "alerts", "groups")
PAGES = {name: ROOT / "pages" / f"{name}.py" for name in NAMES}

#: What each page is called in each language.
TITLES = {
    ("answers", "fi"): "Mitä asiakkaat sanovat?",
    ("answers", "sv"): "Vad säger kunderna?",
    ("answers", "en"): "What do customers say?",
    ("method", "fi"): "Näin mittaamme",
    ("method", "sv"): "Så mäter vi",
    ("method", "en"): "How we measure",
}


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_bank.build(tmp_path_factory.mktemp("bank"))


@pytest.fixture(autouse=True)
def served(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_DATA", str(bank))


def opened(page: str = "quarter", look: str = "light", /, **address: str | list[str]) -> AppTest:
    """Open a page under an address and return it."""
    at = AppTest.from_file(str(ROUTER), default_timeout=60)
    at.context = {"locale": "fi-FI", "theme": look}
    if page != "quarter":
        at.run()
        at.switch_page(f"../../pages/{page}.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception[0].stack_trace
    return at


def chosen(at: AppTest, name: str) -> list[str]:
    """Return what the address says under a name."""
    values = at.query_params.get(name, [])
    return [values] if isinstance(values, str) else list(values)


def shown(at: AppTest) -> str:
    """Return all that a page says, as it is sent."""
    texts = [*at.title, *at.subheader, *at.markdown, *at.caption, *at.text, *at.html, *at.code]
    figures = [f"{metric.label} {metric.value} {metric.delta}" for metric in at.metric]
    return "\n".join([*(str(text.value) for text in texts), *figures])


def unescaped(text: str) -> str:
    return text.replace("\\", "")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_every_language_and_theme(name: str, language: str, theme: str) -> None:
    at = opened(name, theme, lang=language)
    assert len(at.title) == 1
    assert at.title[0].value == TITLES.get((name, language), at.title[0].value)
    assert not at.error


def test_the_quarter_page_says_what_the_briefing_says(bank: Path) -> None:
    here = loading.organisation(bank)
    briefing = make_briefing(loading.open_store(here), here.programme, here.codebook, Selection())
    at = opened()
    finnish = tongue("fi")
    assert unescaped(at.title[0].value) == headline(briefing, finnish)
    assert isinstance(briefing.cx_index, Estimate)
    assert at.metric[0].value == finnish.number(briefing.cx_index.value)
    page = unescaped(shown(at))
    assert finnish.interval(briefing.cx_index.low, briefing.cx_index.high) in page
    for place, cause in enumerate(briefing.causes.top, start=1):
        assert f"{place_words(cause, place, finnish)} {cause.label.fi}" in page
        assert cause.owner.fi in page
    assert len(at.get("page_link")) == len(briefing.causes.top) + len(briefing.causes.praise)
    assert len(at.get("plotly_chart")) == 2
    assert briefing.snapshot in page


def test_a_cause_leads_to_the_answers_behind_it() -> None:
    at = opened(quarter="2026Q2", channel=["phone", "web", "chat", "branch"])
    links = [link.proto.query_string for link in at.get("page_link")]
    assert links
    assert all("quarter=2026Q2" in link and "channel=phone" in link and "theme=" in link for link in links)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "address",
    [
        {"quarter": "2099Q9"},
        {"quarter": "nonsense"},
        {"quarter": "1999Q1"},
        {"stage": "nobody"},
        {"stage": ["new", "nobody"]},
        {"theme": "no_such_theme", "score": "99", "kieli": "tlh"},
        {"lang": "xx"},
        {"mode": "read", "i": "999999"},
        {"mode": "read", "i": "-4"},
        {"haku": "' or 1=1; drop table verbatim --"},
        {"haku": "x" * 5000},
    ],
    ids=lambda address: str(address)[:40],
)
def test_a_wrong_address_gets_a_page_all_the_same(name: str, address: dict[str, str | list[str]]) -> None:
    at = opened(name, **address)
    assert not at.error


def test_a_wrong_address_is_told() -> None:
    at = opened(quarter="2099Q9", stage="nobody")
    told = [text.value for text in at.text]
    assert any("2099Q9" in text and "nobody" in text for text in told)


def test_a_group_that_is_too_small_shows_no_number_anywhere() -> None:
    at = opened(segment="business")
    page = unescaped(shown(at))
    assert "Alle 5 vastaajaa" in page
    assert not at.metric
    assert [button.label for button in at.button] == ["Näytä kaikki asiakkaat"]
    at.button[0].click().run()
    assert at.metric
    assert "segment" not in at.query_params


def test_a_group_that_is_too_small_shows_no_answers() -> None:
    at = opened("answers", segment="business")
    assert "Alle 5" in unescaped(shown(at))
    assert "”" not in shown(at)


def test_search_finds_inflected_forms_and_marks_them() -> None:
    at = opened("answers", haku="odottaa", quarter="all")
    page = shown(at)
    assert ">Odotin</mark>" in page
    assert ">odottamaan</mark>" in page
    assert "sen jälkeen" not in page


def test_search_is_written_into_the_address() -> None:
    at = opened("answers")
    at.text_input(key="search").set_value("jono").run()
    assert chosen(at, "haku") == ["jono"]
    at.multiselect(key="themes").select("phone_queue").run()
    assert chosen(at, "theme") == ["phone_queue"]
    at.text_input(key="search").set_value("").run()
    assert "haku" not in at.query_params


def test_an_empty_search_offers_a_way_on() -> None:
    at = opened("answers", haku="qwertyxyz")
    labels = [button.label for button in at.button]
    assert "Hae kaikista neljänneksistä" in labels
    assert "Tyhjennä haku" in labels
    next(button for button in at.button if button.label == "Tyhjennä haku").click().run()
    assert "haku" not in at.query_params
    assert "”" in shown(at)


def test_more_answers_are_shown_on_request() -> None:
    at = opened("answers", quarter="all")
    before = shown(at).count("<article")
    next(button for button in at.button if button.label.startswith("Näytä lisää")).click().run()
    assert shown(at).count("<article") > before


def test_reading_aloud_turns_from_answer_to_answer() -> None:
    at = opened("answers", mode="read", quarter="all")
    first = at.html[-2].value
    next(button for button in at.button if button.label == "Seuraava").click().run()
    assert chosen(at, "i") == ["2"]
    assert at.html[-2].value != first
    next(button for button in at.button if button.label == "Takaisin").click().run()
    assert "mode" not in at.query_params


def test_choices_go_along_to_the_next_page() -> None:
    at = opened(quarter="2026Q1", stage="new", lang="en")
    at.switch_page("../../pages/answers.py")
    for name in list(at.query_params):
        del at.query_params[name]
    at.run()
    assert chosen(at, "quarter") == ["2026Q1"]
    assert chosen(at, "stage") == ["new"]
    assert at.title[0].value == TITLES["answers", "en"]


def test_what_groups_are_compared_by_stands_in_the_address() -> None:
    at = opened("groups", ryhmittely="product", mittari="nps")
    assert at.selectbox(key="ryhmittely").value == "product"
    assert at.selectbox(key="mittari").value == "nps"
    at.selectbox(key="ryhmittely").set_value("stage").run()
    at.selectbox(key="mittari").set_value("cx_index").run()
    assert chosen(at, "ryhmittely") == ["stage"]
    assert "mittari" not in at.query_params, "what is usual is left out"
    unknown = opened("groups", ryhmittely="<script>", mittari="0")
    assert unknown.selectbox(key="mittari").value == "cx_index"
    assert unknown.selectbox(key="ryhmittely").value == opened("groups").selectbox(key="ryhmittely").value


def test_every_change_on_the_quarter_page_has_its_interval_and_n(bank: Path) -> None:
    here = loading.organisation(bank)
    briefing = make_briefing(loading.open_store(here), here.programme, here.codebook, Selection())
    at, finnish = opened(), tongue("fi")
    said = unescaped(shown(at))
    assert isinstance(briefing.change, Change)
    described = at.metric[0].proto.delta_description
    assert finnish.signed_interval(briefing.change.low, briefing.change.high) in described
    told = [line for line in briefing.stages if isinstance(line.value, Estimate)]
    assert told
    for line in told:
        assert isinstance(line.value, Estimate)
        assert stage_basis(line, finnish) in said
        assert stage_change_interval(line, finnish) in said
        assert finnish.count(line.value.n) in stage_basis(line, finnish)


def test_the_quarter_is_chosen_and_written_into_the_address() -> None:
    at = opened()
    at.segmented_control(key="quarter").set_value("2026Q1").run()
    assert chosen(at, "quarter") == ["2026Q1"]
    assert "Q1/2026" in at.metric[0].label
    at.segmented_control(key="quarter").set_value("2026Q3").run()
    assert "quarter" not in at.query_params


def test_the_language_is_chosen_and_written_into_the_address() -> None:
    at = opened()
    finnish = at.title[0].value
    at.segmented_control(key="language").set_value("en").run()
    assert chosen(at, "lang") == ["en"]
    assert at.title[0].value != finnish


def test_an_older_quarter_is_offered_when_it_is_the_one_shown() -> None:
    at = opened(quarter="2025Q2")
    assert at.segmented_control(key="quarter").value == "2025Q2"


def test_customers_words_never_go_through_markdown() -> None:
    for page, address in (("quarter", {}), ("answers", {}), ("answers", {"mode": "read"}), ("method", {})):
        at = opened(page, **address)
        rendered = [*at.title, *at.subheader, *at.markdown, *at.caption, *at.button, *at.error, *at.warning, *at.info]
        labels = [str(element.value) + str(getattr(element, "label", "")) for element in rendered]
        assert not any(small_bank.CANARY in label or "lainapäätöstä" in label for label in labels)


def test_hostile_answers_stay_text() -> None:
    at = opened("answers", score="0-6")
    page = "\n".join(element.value for element in at.html)
    assert "&lt;script&gt;document.title=" in page
    assert "&lt;img src=" in page
    assert "<img" not in page
    assert "<iframe" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_run_past_the_router_shows_nothing(name: str) -> None:
    at = AppTest.from_file(str(PAGES[name]), default_timeout=60).run()
    assert len(at.error) == 1
    assert not at.title
    assert not at.html
    assert not at.metric


def test_the_method_page_gives_definition_and_formula() -> None:
    page = unescaped(shown(opened("method")))
    assert "CX-indeksi" in page
    assert "0,25 × " in page
    assert "Suositteluhalukkuus" in page
    assert "Alle 5 vastaajan" in page


def test_a_bank_of_ones_own_is_not_called_made_up() -> None:
    assert "Keksitty yritys" not in shown(opened())
