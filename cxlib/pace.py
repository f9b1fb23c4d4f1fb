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
    with TemporaryDirectory(prefix="kuulo-bench-") as name:
        folder = Path(name)
        loading.build_demo_apart(folder, lambda _share, _what: None)
        one, twenty = timed(folder, viewers=1, runs=40), timed(folder, viewers=20, runs=4, pause=5)
        many = timed(folder, viewers=200, runs=4, pause=15, servers=os.cpu_count() or 1)
        lines = [
            _against("quarter page run again, one viewer, p50", one, "p50_ms", "ms", 1.5),
            _against("  20 viewers who click every 5 s, p95", twenty, "p95_ms", "ms", 1.5),
            Line(
                "  200 viewers, every 15 s, a server a core, p95",
                many["quarter_p95_ms"],
                "ms",
                one["quarter_p95_ms"],
                "one viewer",
                3.0,
            ),
            Line("memory of one more viewer, above a minimal page's", _more_memory(twenty), "MB", target=2.0),
        ]
        return lines + painting(folder)


def painting(folder: Path) -> list[Line]:
    """What a person in front of a browser waits for; no lines on a machine without one."""
    done = _asked("cxlib.app.painting", folder)
    if not done:
        return []
    return [
        _against("quarter page, click to painted charts", done, "click_ms", "ms", 1.3),
        _against("  first chart of a cold server", done, "first_ms", "ms", 1.5),
    ]


def timed(folder: Path, *, viewers: int, runs: int, pause: int = 0, servers: int = 1) -> dict[str, float]:
    """Return what `cxlib.app.timing` finds, in a process of its own."""
    asked = {"--viewers": viewers, "--runs": runs, "--pause": pause, "--servers": servers}
    return _asked("cxlib.app.timing", folder, *(str(part) for pair in asked.items() for part in pair))


def _asked(module: str, folder: Path, *options: str) -> dict[str, float]:
    command = [sys.executable, "-m", module, *options]
    environment = {**os.environ, "CX_DATA": str(folder)}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _against(what: str, found: dict[str, float], figure: str, unit: str, target: float) -> Line:
    return Line(what, found[f"quarter_{figure}"], unit, found[f"minimal_{figure}"], "minimal page", target)


def _more_memory(found: dict[str, float]) -> float:
    return max(0.0, found["quarter_viewer_mb"] - found["minimal_viewer_mb"])


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
