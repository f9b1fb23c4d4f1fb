"""The bench measures what it says: on a small store here, and its promises are kept for large ones only."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cxlib import bench
from cxlib.bench import Line


@pytest.fixture(scope="module")
def report() -> bench.BenchReport:
    return bench.run(3_000)


def test_every_promise_about_the_store_has_its_line(report: bench.BenchReport) -> None:
    names = " | ".join(line.what for line in report.lines)
    for part in ("trend", "root causes of a quarter", "under three filters", "grown from", "search of 3,000", "adding"):
        assert part in names
    assert "memory of a server" in names


def test_every_figure_was_measured(report: bench.BenchReport) -> None:
    assert all(line.figure > 0 for line in report.lines)
    assert all(line.floor is None or line.floor > 0 for line in report.lines)


def test_views_are_promised_of_ten_million_answers(report: bench.BenchReport) -> None:
    assert {line.passed for line in report.lines if line.floor_name == "bare scan"} == {None}


def test_adding_a_thousand_answers_is_quick_even_here(report: bench.BenchReport) -> None:
    (adding,) = [line for line in report.lines if line.what.startswith("adding")]
    assert adding.passed


def test_the_report_can_be_read_by_a_person_and_by_a_program(report: bench.BenchReport) -> None:
    record = json.loads(json.dumps(report.record()))
    assert record["rows"] == 3_000
    assert len(record["lines"]) == len(report.lines) == len(report.text().splitlines()) - 2


def test_a_ratio_is_held_against_the_target() -> None:
    line = Line("view", 30.0, "ms", floor=100.0, floor_name="bare scan", target=0.25)
    assert (line.ratio, line.passed) == (0.3, False)
    assert replace(line, figure=20.0).passed
    assert "FAILED" in bench.BenchReport(1, (line,)).text()
    assert replace(line, floor=None, target=40.0).passed
