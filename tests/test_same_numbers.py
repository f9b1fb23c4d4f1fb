"""The page, the command line and the briefing say the same numbers, because they render the same object."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cxlib.__main__ import main
from cxlib.wording.tongue import tongue

ROUTER = Path(__file__).parents[1] / "cxlib" / "app" / "router.py"


def brief(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["brief", *arguments, "--json"]) == 0
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    return record


def page(**address: str) -> str:
    """Return all that the quarter page says under an address, Markdown's escapes taken out."""
    at = AppTest.from_file(str(ROUTER), default_timeout=120)
    at.context = {"locale": "fi-FI", "theme": "light"}
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    texts = [*at.title, *at.subheader, *at.markdown, *at.caption, *at.text, *at.html]
    metrics = [f"{metric.label} {metric.value} {metric.delta}" for metric in at.metric]
    return "\n".join([*(str(text.value) for text in texts), *metrics]).replace("\\", "")


@pytest.mark.usefixtures("demo_folder")
@pytest.mark.parametrize(
    ("arguments", "address"),
    [
        ((), {}),
        (("--quarter", "2025Q3"), {"quarter": "2025Q3"}),
        (("--where", "channel=phone"), {"channel": "phone"}),
        (("--quarter", "2026Q2", "--where", "stage=ended"), {"quarter": "2026Q2", "stage": "ended"}),
    ],
)
def test_the_page_says_what_the_record_says(
    arguments: tuple[str, ...], address: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    record, said, finnish = brief(capsys, *arguments), page(**address), tongue("fi")
    index = record["cx_index"]
    assert record["headline"] in said
    assert finnish.number(index["estimate"]) in said
    assert finnish.interval(index["low"], index["high"]) in said
    assert finnish.count(index["n"]) in said
    for stage in record["stages"]:
        assert stage["name"] in said
        assert finnish.number(stage["estimate"]) in said
    for theme in record["top_causes"]:
        cause = next(cause for cause in record["causes"] if cause["theme"] == theme)
        assert cause["name"] in said
        assert finnish.percent(cause["share"]) in said
        if cause["high"] < 0:
            assert finnish.number(-cause["impact"]) in said
            assert finnish.interval(-cause["high"], -cause["low"]) in said
        else:
            assert finnish.signed_interval(cause["low"], cause["high"]) in said


@pytest.mark.usefixtures("demo_folder")
def test_the_parts_of_the_index_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    record = brief(capsys)
    impacts = [cause["impact"] for cause in record["causes"] if cause["impact"] is not None]
    assert record["baseline"] + sum(impacts) == pytest.approx(record["cx_index"]["estimate"], abs=1e-9)


@pytest.mark.usefixtures("demo_folder")
def test_a_quarter_is_the_same_as_headline_and_in_the_trend(capsys: pytest.CaptureFixture[str]) -> None:
    later, now = brief(capsys, "--quarter", "2026Q3"), brief(capsys, "--quarter", "2026Q2")
    point = next(point for point in later["trend"] if point["quarter"] == "2026Q2")
    assert (point["estimate"], point["low"], point["high"], point["n"]) == tuple(
        now["cx_index"][name] for name in ("estimate", "low", "high", "n")
    )


@pytest.mark.usefixtures("demo_folder")
def test_a_measure_is_the_same_alone_and_in_the_briefing(capsys: pytest.CaptureFixture[str]) -> None:
    record = brief(capsys, "--quarter", "2026Q3")
    assert main(["measure", "cx_index", "--quarter", "2026Q3", "--json"]) == 0
    alone = json.loads(capsys.readouterr().out)[0]
    assert alone["estimate"] == record["cx_index"]["estimate"]
    assert (alone["low"], alone["high"]) == (record["cx_index"]["low"], record["cx_index"]["high"])
    assert main(["measure", "cx_index", "--quarter", "2026Q3", "--by", "stage", "--json"]) == 0
    stages = {line["group"]: line for line in json.loads(capsys.readouterr().out)}
    for stage in record["stages"]:
        for number in ("estimate", "low", "high", "n"):
            assert stages[stage["stage"]][number] == pytest.approx(stage[number], abs=1e-9)
