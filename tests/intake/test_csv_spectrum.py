"""The twelve files of csv-spectrum (max-mapper): every cell as the JSON beside it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxlib.intake import propose

CASES = (
    *("comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines"),
    *("newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"),
)


@pytest.mark.parametrize("case", CASES)
def test_spectrum(shared: Path, case: str) -> None:
    folder = shared / "data/formats/csv_spectrum"
    mapping = propose(folder / f"{case}.csv")
    truth = json.loads((folder / f"{case}.json").read_text("utf-8"))
    expected = [truth] if isinstance(truth, dict) else truth
    if case == "location_coordinates":
        expected[0]["Contact Phone Number"] = "2095257564"  # the publisher's JSON has another number than its CSV
    names = [column.name for column in mapping.columns]
    rows = [dict(zip(names, cells, strict=True)) for _, cells in mapping.preview]
    assert [{k: v.replace("\r\n", "\n") for k, v in row.items()} for row in rows] == [
        {k: v.replace("\r\n", "\n") for k, v in row.items()} for row in expected
    ]
