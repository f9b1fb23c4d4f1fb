"""What the bench measures beyond the store: reading files, and the quarter page as its viewers have it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from cxlib import loading
from cxlib.bench import Ground, Line
from cxlib.intake import read_file, read_profile
from cxlib.store import synthetic, yardstick

ROOT = Path(__file__).parents[1]

#: A longer file tells nothing more about rows per second.
LONGEST_FILE = 1_000_000
ROUNDS = 3

COLUMNS = {
    "dimensions": ("product", "channel", "touchpoint", "customer_type"),
    "questions": ("recommend", "satisfaction", "effort"),
}
PROFILE = """
[file]
delimiter = ";"
[keys]
response = ["response_key"]
customer = "customer_key"
[date]
column = "day"
formats = ["%d.%m.%Y"]
[stage]
column = "stage"
"""


def reading(ground: Ground) -> list[Line]:
    """Reading a file and checking every row, beside DuckDB's own reader: seconds, so that less is better."""
    ours, floor = rows_per_second(ground.rows)
    rows = min(ground.rows, LONGEST_FILE)
    return [Line(f"reading and checking {rows:,} rows", rows / ours, "s", rows / floor, "read_csv", 2.0)]


def serving(_ground: Ground) -> list[Line]:
    """The quarter page on the made-up company, beside a minimal page with the same charts."""
    return [
        Line(f"quarter page run again, {name}", ours, "ms", floor, "minimal page", 1.5)
        for name, ours, floor in page_milliseconds()
    ]


def rows_per_second(rows: int) -> tuple[float, float]:
    """Return the rows a second that an import reads and checks, and that DuckDB reads into a table; texts left out."""
    rows = min(rows, LONGEST_FILE)
    with TemporaryDirectory(prefix="kuulo-bench-") as name:
        path, profile = Path(name) / "answers.csv", Path(name) / "bench.toml"
        made = synthetic.feedback(0, rows, rows).responses.drop(columns=["row", "weight"])
        made.to_csv(path, index=False, sep=";", date_format="%d.%m.%Y", quoting=csv.QUOTE_MINIMAL)
        profile.write_text(PROFILE + "".join(_columns()), "utf-8")
        how, programme = read_profile(profile), synthetic.programme()
        ours, floor = [], []
        for _ in range(ROUNDS):
            floor.append(yardstick.read_csv(path))
            started = perf_counter()
            read_file(path, how, programme)
            ours.append(perf_counter() - started)
        return rows / median(ours), rows / median(floor)


def _columns() -> Iterator[str]:
    for kind, names in COLUMNS.items():
        for name in names:
            yield f'[[{kind}]]\nid = "{name}"\ncolumn = "{name}"\n'


def page_milliseconds() -> Iterator[tuple[str, float, float]]:
    """Yield, for one viewer and for twenty, a rerun of the quarter page and of a minimal page with the same charts.

    The median for one, the 95th percentile for twenty who click every five seconds; on the made-up company.
    """
    with TemporaryDirectory(prefix="kuulo-bench-") as name:
        loading.build_demo_apart(Path(name), lambda _share, _what: None)
        for viewers, runs, pause, part in ((1, 40, 0, "p50"), (20, 4, 5, "p95")):
            asked = ["--runs", str(runs), "--viewers", str(viewers), "--pause", str(pause)]
            done = subprocess.run(
                [sys.executable, "-m", "cxlib.app.timing", *asked],
                cwd=ROOT,
                env={**os.environ, "CX_DATA": name},
                capture_output=True,
                text=True,
                check=True,
            )
            found = json.loads(done.stdout)
            yield f"viewers: {viewers}, {part}", found[f"quarter_{part}_ms"], found[f"minimal_{part}_ms"]
