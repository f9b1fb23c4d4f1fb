"""Why the index moved, from the store to the page: what was planted is found, and page and command line agree."""

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
from cxlib.measures.revision import link_versions
from cxlib.movement import explain
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Withheld
from cxlib.terms.movement import OTHERS, Bridge, Movement
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection
from cxlib.wording.movement import movement_sentence, part_value, plain_sentence
from cxlib.wording.tongue import tongue
from tests import small_bank

ROUTER = Path(__file__).parents[1] / "cxlib" / "app" / "router.py"
PAGE = "../../pages/movement.py"


def opened(folder: Path) -> tuple[FeedbackStore, Programme]:
    here = loading.organisation(folder)
    return loading.open_store(here), here.programme


def bridged(found: Movement) -> Bridge:
    assert isinstance(found.bridge, Bridge)
    return found.bridge


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_bank.build(tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="module")
def demo(built_demo: Path) -> tuple[FeedbackStore, Programme]:
    return opened(built_demo)


def test_every_quarter_adds_up_to_what_is_shown(demo: tuple[FeedbackStore, Programme]) -> None:
    for quarter in truths.QUARTERS[1:]:
        for by in ("stage", "channel", "age_group"):
            bridge = bridged(explain(*demo, Selection(quarter), by))
            parts = [part.change.value for part in bridge.parts]
            assert sum(parts) == pytest.approx(bridge.end.value - bridge.start.value, abs=1e-10)
            assert bridge.total.value == pytest.approx(sum(parts), abs=1e-10)
            assert sum(part.shown for part in bridge.parts) == pytest.approx(round(bridge.total.value, 1), abs=1e-9)
            within = sum(part.shown for part in bridge.parts if part.kind == "component")
            assert sum(group.within_shown for group in bridge.groups) == pytest.approx(within, abs=1e-9)
            assert all(part.change.low <= part.change.value <= part.change.high for part in bridge.parts)
            mix = sum(part.shown for part in bridge.parts if part.kind == "mix")
            assert sum(group.mix_shown for group in bridge.groups) == pytest.approx(mix, abs=1e-9)


def test_the_planted_mix_shift_is_told_from_the_answers(demo: tuple[FeedbackStore, Programme]) -> None:
    """Every stage became happier, and still the plain mean of all answers fell: for once many had left."""
    found = explain(*demo, Selection(truths.MIX_QUARTER), "stage")
    index, plain = bridged(found), found.plain
    assert index.total.verdict == "real_rise"
    assert index.part("mix") is None
    assert all(group.within.value > 0 for group in index.groups)
    assert isinstance(plain, Bridge)
    mix = plain.part("mix")
    assert plain.total.verdict == "real_fall"
    assert mix is not None
    assert mix.change.verdict == "real_fall"
    assert sum(part.change.value for part in plain.parts if part.kind == "component") > 0
    assert min(plain.groups, key=lambda group: group.mix.value).group == "ended"


def test_the_planted_action_shows_in_the_channel_it_touched(demo: tuple[FeedbackStore, Programme]) -> None:
    bridge = bridged(explain(*demo, Selection(truths.ACTION_QUARTER), "channel"))
    most = max(bridge.groups, key=lambda group: group.within.value)
    assert most.group == truths.ACTION_CHANNEL
    assert most.within.verdict == "real_rise"


def test_a_new_definition_is_a_part_of_its_own(demo: tuple[FeedbackStore, Programme]) -> None:
    store, programme = demo
    found = explain(store, programme, Selection(truths.REVISION_QUARTER), "channel")
    assert found.overlap == truths.OVERLAP_QUARTER
    before = {stage: tally for (quarter, stage), tally in store.index_tally().items() if quarter == found.overlap}
    old, new = (programme.index_version(quarter) for quarter in (found.previous, found.quarter))
    assert old is not None
    assert new is not None
    link = link_versions(before, old, new, programme.components, smallest_group=5)
    definition = bridged(found).part("definition")
    assert definition is not None
    assert definition.change.value == pytest.approx(link.value, abs=1e-10)  # type: ignore[union-attr]
    assert bridged(explain(store, programme, Selection(found.quarter.next), "channel")).part("definition") is None


def test_what_was_not_asked_before_is_linked_in_the_new_quarter(tmp_path: Path) -> None:
    folder = small_bank.build(tmp_path / "late")
    text = (folder / "programme.toml").read_text("utf-8")
    (folder / "programme.toml").write_text(text.replace('valid_from = "2026Q1"', 'valid_from = "2025Q4"'), "utf-8")
    (folder / "store" / "versions.json").unlink()  # as if nothing had been published with it yet
    store, programme = opened(folder)
    found = explain(store, programme, Selection(Quarter(2025, 4)))
    assert isinstance(found.bridge, Bridge)
    assert found.overlap in (found.previous, found.quarter)


def test_the_first_quarter_is_refused_with_its_reason(demo: tuple[FeedbackStore, Programme]) -> None:
    found = explain(*demo, Selection(truths.FIRST_QUARTER))
    assert found.bridge == Withheld("no_previous", "index", 5)
    assert movement_sentence(found, tongue("fi")) == "Edelliseltä neljännekseltä ei ole vertailulukua."


def test_small_groups_are_told_of_together(bank: Path) -> None:
    bridge = bridged(explain(*opened(bank), Selection(small_bank.LATEST), "segment"))
    assert {group.group for group in bridge.groups} <= {"consumer", OTHERS}
    assert bridge.part("mix") is None or OTHERS in {group.group for group in bridge.groups}


def test_what_does_not_exist_is_named(bank: Path) -> None:
    with pytest.raises(SelectionError, match="Did you mean 'channel'"):
        explain(*opened(bank), Selection(), "chanel")
    with pytest.raises(SelectionError, match="2031Q1"):
        explain(*opened(bank), Selection(Quarter(2031, 1)))


def page(folder: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
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
    bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    at = page(bank, monkeypatch, quarter="2026Q2", jako="channel", lang=language)
    asked = ["explain", "--quarter", "2026Q2", "--by", "channel", "--language", language, "--json"]
    capsys.readouterr()
    assert main(asked) == 0
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    found = explain(*opened(bank), Selection(Quarter(2026, 2)), "channel")
    shown, spoken = text_of(at), tongue(language)
    assert record["sentence"] in shown
    assert plain_sentence(found, spoken) in shown
    figure = str(at.get("plotly_chart")[0].proto.spec)
    drawn = json.loads(figure)
    texts = " ".join(each["text"] for each in drawn["layout"]["annotations"])
    for part, told in zip(bridged(found).parts, record["bridge"]["parts"], strict=True):
        assert told["shown"] == part.shown
        assert told["change"] == part.change.value
        assert part_value(part, spoken) in texts


def test_the_page_has_its_title_and_its_dimensions(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = page(bank, monkeypatch)
    assert at.title[0].value == "Miksi muuttui?"
    at.segmented_control(key="jako").set_value("stage").run()
    assert "stage" in at.query_params["jako"]
    assert "painot ovat kiinteät" in text_of(at)


@pytest.mark.parametrize("address", [{"quarter": "2025Q2"}, {"segment": "business"}, {"jako": "nonsense"}], ids=str)
def test_refusals_are_sentences(bank: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> None:
    at = page(bank, monkeypatch, **address)
    assert not at.error
    assert len(at.title) == 1
