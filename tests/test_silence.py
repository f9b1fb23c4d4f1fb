"""Who did not answer, from store to page: the planted silent group is found, and page and command line agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.demo import truths
from cxlib.errors import SelectionError
from cxlib.silence import silence
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection
from cxlib.terms.silence import TippingPoint, Weighting
from cxlib.wording.silence import comparison_sentence, least_heard, silence_sentence, supposed_sentence
from cxlib.wording.tongue import tongue
from tests import small_bank

ROUTER = Path(__file__).parents[1] / "cxlib" / "app" / "router.py"
PAGE = "../../pages/silence.py"

Opened = tuple[FeedbackStore, Programme]


@pytest.fixture(scope="module")
def demo(built_demo: Path) -> Opened:
    here = loading.organisation(built_demo)
    return loading.open_store(here), here.programme


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_bank.build(tmp_path_factory.mktemp("bank"))


@pytest.mark.parametrize("quarter", [truths.QUARTERS[0], truths.LAST_QUARTER], ids=str)
def test_the_planted_silent_group_is_found(demo: Opened, quarter: Quarter) -> None:
    found = silence(*demo, Selection(quarter))
    least = least_heard(found)
    assert least is not None
    assert least[1].group == truths.SILENT_GROUP
    ages = next(margin for margin in found.margins if margin.dimension == "age_group")
    assert ages.departure == max(margin.departure for margin in found.margins if margin.departure is not None)
    lowest = min(ages.groups, key=lambda group: group.departure or 0.0)
    assert lowest.group == truths.SILENT_GROUP
    assert lowest.share_answered < lowest.share_invited
    assert isinstance(found.indicator, float)
    assert 0.5 < found.indicator < 0.95


def test_weights_lower_the_numbers_since_the_unhappy_kept_silent(demo: Opened) -> None:
    found = silence(*demo, Selection(truths.LAST_QUARTER), ("stage", "age_group"))
    assert isinstance(found.weighting, Weighting)
    assert found.weighting.effective < found.weighting.n
    assert {comparison.measure for comparison in found.comparisons} == {"cx_index", "nps"}
    for comparison in found.comparisons:
        assert comparison.difference < 0
        assert comparison.weighted.low < comparison.weighted.value < comparison.weighted.high
        assert comparison.most_biased is not None
        assert comparison.most_biased > abs(comparison.difference)


def test_groups_make_the_whole(demo: Opened) -> None:
    found = silence(*demo, Selection(truths.LAST_QUARTER))
    for margin in found.margins:
        assert sum(group.share_invited for group in margin.groups) == pytest.approx(1)
        assert sum(group.share_answered for group in margin.groups) == pytest.approx(1)
        if margin.departure is not None:
            squares = sum((group.departure or 0.0) ** 2 for group in margin.groups)
            assert margin.departure == pytest.approx(squares**0.5)


def test_at_the_tipping_point_the_change_is_gone(demo: Opened) -> None:
    tipping = silence(*demo, Selection(truths.LAST_QUARTER), ("age_group",)).tipping
    assert isinstance(tipping, TippingPoint)
    assert tipping.change_if(tipping.difference) == pytest.approx(0, abs=1e-12)
    assert tipping.index_if(0.0) == tipping.index
    assert tipping.index_if(-5.0) < tipping.index < tipping.index_if(5.0)


def test_the_first_quarter_has_nothing_to_tip(demo: Opened) -> None:
    found = silence(*demo, Selection(truths.FIRST_QUARTER), ("age_group",))
    assert isinstance(found.tipping, Withheld)
    assert found.tipping.reason == "no_previous"


def test_a_dimension_of_one_group_is_refused_and_not_weighted_by(demo: Opened) -> None:
    found = silence(*demo, Selection(truths.LAST_QUARTER, (("segment", ("business",)),)))
    refused = {margin.dimension: margin.refused.reason for margin in found.margins if margin.refused}
    assert refused["segment"] == "constant"
    assert refused["age_group"] == "constant"
    assert isinstance(found.weighting, Weighting)


def test_what_others_determine_is_told_and_not_counted_twice(demo: Opened) -> None:
    """Business customers have no age: the age group "not known" is the segment."""
    margins = {margin.dimension: margin for margin in silence(*demo, Selection(truths.LAST_QUARTER)).margins}
    assert margins["segment"].overlapping
    assert not margins["age_group"].overlapping


def test_without_invitations_there_is_a_sentence(bank: Path) -> None:
    here = loading.organisation(bank)
    found = silence(loading.open_store(here), here.programme, Selection())
    assert isinstance(found.response.rate, Withheld)
    assert found.comparisons == ()
    assert silence_sentence(found, tongue("fi")).startswith("Kutsuttujen määrää ei tiedetä")


def test_what_does_not_exist_is_named(bank: Path) -> None:
    here = loading.organisation(bank)
    store = loading.open_store(here)
    with pytest.raises(SelectionError, match="Did you mean 'channel'"):
        silence(store, here.programme, Selection(), ("chanel",))
    with pytest.raises(SelectionError, match="2031Q1"):
        silence(store, here.programme, Selection(Quarter(2031, 1)))


def page(folder: Path, monkeypatch: pytest.MonkeyPatch, **address: str | list[str]) -> AppTest:
    monkeypatch.setenv("CX_DATA", str(folder))
    at = AppTest.from_file(str(ROUTER), default_timeout=60)
    at.context = {"locale": "fi-FI", "theme": "light"}
    at.run()
    at.switch_page(PAGE)
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception[0].stack_trace
    return at


def text_of(at: AppTest) -> str:
    shown = [*at.title, *at.subheader, *at.markdown, *at.caption, *at.html]
    return "\n".join(str(element.value) for element in shown).replace("\\", "")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_says_what_the_command_line_says(
    built_demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    at = page(built_demo, monkeypatch, kenet=["stage", "age_group"], lang=language)
    capsys.readouterr()
    assert main(["silent", "--by", "stage", "--by", "age_group", "--language", language, "--json"]) == 0
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    here = loading.organisation(built_demo)
    found = silence(loading.open_store(here), here.programme, Selection(), ("stage", "age_group"))
    shown, spoken = text_of(at), tongue(language)
    assert record["sentence"] in shown
    for comparison, told in zip(found.comparisons, record["comparisons"], strict=True):
        assert comparison_sentence(comparison, here.programme.index_label, spoken) in shown
        assert told["weighted"]["estimate"] == comparison.weighted.value
        assert told["plain"]["estimate"] == comparison.plain.value
    for margin, told in zip(found.margins, record["margins"], strict=True):
        for group, line in zip(margin.groups, told["groups"], strict=True):
            assert isinstance(group.rate, Estimate)
            assert line["rate"]["estimate"] == group.rate.value
            assert spoken.percent(group.rate.value, 1) in shown


def test_the_slider_says_what_would_be(built_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = page(built_demo, monkeypatch, kenet="age_group")
    assert at.title[0].value == "Keitä emme kuulleet?"
    slider = at.select_slider(key="supposed")
    assert {"−10,0", "0,0", "+2,5"} < set(slider.options), "numbers as Finns write them"
    slider.set_value(-10.0).run()
    here = loading.organisation(built_demo)
    tipping = silence(loading.open_store(here), here.programme, Selection(), ("age_group",)).tipping
    assert isinstance(tipping, TippingPoint)
    assert supposed_sentence(tipping, -10.0, tongue("fi")) in text_of(at)


@pytest.mark.parametrize("address", [{}, {"segment": "business"}, {"kenet": "nonsense"}], ids=str)
def test_refusals_are_sentences(bank: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> None:
    at = page(bank, monkeypatch, **address)
    assert not at.error
    assert not at.metric
    assert "Kutsuttujen määrää ei tiedetä" in text_of(at) or "ei näytetä" in text_of(at)
