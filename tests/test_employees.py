"""The bank's employees beside its customers: what was planted is found; units too small stay unseen on every outlet."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.breakdown import INDEX, breakdown
from cxlib.demo import truths
from cxlib.employees import employee_experience
from cxlib.publish.drivers import employees_record
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.employee import Beside, EmployeeResult
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.wording.tongue import tongue

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def here(built_demo: Path) -> loading.Organisation:
    return loading.organisation(built_demo)


@pytest.fixture(scope="module")
def store(here: loading.Organisation) -> FeedbackStore:
    return loading.open_store(here)


def index_of(store: FeedbackStore, here: loading.Organisation, quarter: Quarter) -> dict[str, Estimate | Withheld]:
    lines = breakdown(store, here.programme, here.codebook, INDEX, by="channel", quarter=quarter)
    return {line.group: line.value for line in lines if line.group is not None}


def found(
    store: FeedbackStore, here: loading.Organisation, quarter: Quarter, programme: Programme | None = None
) -> EmployeeResult:
    return employee_experience(store, programme or here.programme, quarter, index_of(store, here, quarter))


def test_the_planted_relation_is_found(here: loading.Organisation, store: FeedbackStore) -> None:
    result = found(store, here, truths.LAST_QUARTER)
    assert (result.measured, len(result.told)) == (truths.LAST_QUARTER, len(truths.EMPLOYEES))
    assert isinstance(result.beside, Beside)
    assert result.beside.is_sure
    asked = [quarter for quarter in truths.QUARTERS if quarter.number in truths.EMPLOYEE_QUARTERS]
    every = [found(store, here, quarter).beside for quarter in asked]
    told = [each for each in every if isinstance(each, Beside)]
    assert len(told) == len(asked) == 6
    assert all(each.correlation > 0.6 for each in told)
    # 1 / EMPLOYEE_STEP steps of the 0–10 question go with one of the employees': 1.25 of them, 12 points or so each.
    assert 9 < sum(each.slope for each in told) / len(told) < 21


def test_the_last_measurement_counts_until_it_is_a_year_old(here: loading.Organisation, store: FeedbackStore) -> None:
    between = found(store, here, Quarter(2026, 2))
    assert between.measured == Quarter(2026, 1)
    first = found(store, here, truths.FIRST_QUARTER)
    assert (first.measured, first.units, first.beside) == (None, (), Unmeasurable("too_few"))


def test_small_units_take_no_part_and_show_neither_number(here: loading.Organisation, store: FeedbackStore) -> None:
    measure = here.programme.employees
    assert measure is not None
    strict = replace(here.programme, employees=replace(measure, smallest_group=30))
    result = found(store, here, truths.LAST_QUARTER, strict)
    assert {unit.unit for unit in result.units} == set(truths.EMPLOYEES)
    assert {unit.unit for unit in result.told} == {"web", "phone", "branch"}
    assert result.beside == Unmeasurable("too_few")
    chat = next(unit for unit in employees_record(result, tongue("en"))["units"] if unit["unit"] == "chat")
    assert (chat["employees"], chat["cx_index"], chat["withheld"]) == (None, None, "small_group")
    assert chat["sentence"] == "Chat: not shown (fewer than 30 employees)."
    index = index_of(store, here, truths.LAST_QUARTER) | {"phone": Withheld("small_group")}
    hidden = employee_experience(store, here.programme, truths.LAST_QUARTER, index)
    assert {unit.unit for unit in hidden.units} - {unit.unit for unit in hidden.told} == {"phone"}


def test_without_a_block_there_is_nothing(here: loading.Organisation, store: FeedbackStore) -> None:
    bare = found(store, here, truths.LAST_QUARTER, replace(here.programme, employees=None))
    assert (bare.measured, bare.units) == (None, ())


def test_a_few_employees_are_neither_stored_nor_kept_for_correction(tmp_path: Path) -> None:
    for name in ("programme.toml", "codebook.toml"):
        text = (ROOT / "data" / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("made_up = true\n", ""), "utf-8")
    rows = ["2026Q3;Chat;3,41;0,70;4", "2026Q3;Puhelin;3,96;0,70;40", "2026Q3;Nosuch;3,55;0,70;40"]
    file = tmp_path / "staff.csv"
    header = "Neljännes;Kanava;Työtyytyväisyys 1–5;Hajonta;Vastaajia"
    file.write_text("\n".join([header, *rows]), "utf-8")
    (account,) = loading.import_files(tmp_path, [file], "demo_employees")
    assert (account.read, account.accepted, account.rejected) == (3, 1, 2)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path != file)
    assert b"3,55" in kept
    assert b"3,41" not in kept


def test_command_and_page_say_the_same(demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drivers", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)["employees"]
    assert main(["drivers"]) == 0
    text = capsys.readouterr().out
    at = AppTest.from_file(str(ROOT / "cxlib" / "app" / "router.py"), default_timeout=60).run()
    at.switch_page("../../pages/drivers.py").run()
    assert not at.exception
    page = "\n".join(text.value for text in at.markdown).replace("\\", "")
    assert record["correlation"] > 0.5
    for said in (record["sentence"], *(unit["sentence"] for unit in record["units"])):
        assert said in text
        assert said in page
    assert len(at.get("plotly_chart")) == 2
