"""How fast it is, against what the machine itself needs: floors are taken in the same run, targets are ratios to them.

Times move with the machine and with what else it does; a ratio to a floor timed beside it moves much less.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from cxlib.store import synthetic, yardstick
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.snapshot import open_snapshot
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Search, Where

#: A view that does not grow is compared with itself over this many answers.
SMALL_ROWS = 100_000
#: Search is promised for a million open answers; fewer respondents all write, more write in proportion.
OPEN_ANSWERS = 1_000_000
QUARTER = Quarter(2024, 2)
THREE_FILTERS: tuple[Where, ...] = (
    (("product", ("card", "loan")), ("channel", ("web", "phone")), ("customer_type", ("consumer",))),
    (("stage", ("new", "ended")), ("channel", ("web", "phone")), ("touchpoint", ("touchpoint 1", "touchpoint 2"))),
    (("stage", ("new",)), ("product", ("fund",)), ("customer_type", ("business",))),
)
ROOT = Path(__file__).parents[1]
MORE_ANSWERS = 1_000
#: The promises about views are made for this many answers: over few, a scan costs less than asking for one.
PROMISED_ROWS = 10_000_000
ROUNDS = 9

Ask = Callable[[FeedbackStore], object]


@dataclass(frozen=True)
class Line:
    """One thing measured: its figure, the floor beside it, and what was promised.

    `figure` and `floor` are in `unit`; `target` is the highest ratio to the floor allowed, without a floor the highest
    figure, and None where nothing was promised of so many answers.
    """

    what: str
    figure: float
    unit: str
    floor: float | None = None
    floor_name: str = ""
    target: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.floor is None else self.figure / self.floor

    @property
    def passed(self) -> bool | None:
        """Whether what was promised is kept; None where nothing was."""
        measured = self.figure if self.ratio is None else self.ratio
        return None if self.target is None else measured <= self.target


@dataclass(frozen=True)
class BenchReport:
    """What one run measured, for a person and as JSON."""

    rows: int
    lines: tuple[Line, ...]

    def record(self) -> dict[str, object]:
        lines = [asdict(line) | {"ratio": line.ratio, "passed": line.passed} for line in self.lines]
        return {"rows": self.rows, "lines": lines}

    def text(self) -> str:
        head = f"{self.rows:,} answers\n{'':44}{'measured':>12}{'floor':>12}{'ratio':>8}{'target':>8}"
        return "\n".join([head, *map(_row, self.lines)])


@dataclass(frozen=True)
class Ground:
    """What a section measures on: a filled data folder, a small one, and the floor of a bare scan (milliseconds)."""

    rows: int
    folder: Path
    small: Path
    open_share_percent: int
    stored_rows_per_second: float
    scan: float

    def promised(self, target: float) -> float | None:
        """Return a target that is promised of many answers, None where there are fewer."""
        return target if self.rows >= PROMISED_ROWS else None


Section = Callable[[Ground], Sequence[Line]]


def run(
    rows: int, *, sections: Sequence[Section] | None = None, tell: Callable[[str], None] | None = None
) -> BenchReport:
    """Measure every section of `SECTIONS` on made-up feedback in a folder of its own.

    Parameters
    ----------
    rows
        Respondents to make up.
    sections
        What to measure; `SECTIONS` where it is None.
    tell
        Told what is being done.
    """
    tell = tell or _silent
    lines: list[Line] = []
    with _ground(rows, tell) as ground:
        for section in SECTIONS if sections is None else sections:
            tell(f"measuring {section.__name__.replace('_', ' ')}")
            lines.extend(section(ground))
    return BenchReport(rows, tuple(lines))


def standard_views(ground: Ground) -> list[Line]:
    """The views that every visitor opens, as the first one after an import pays for them."""
    views: dict[str, Ask] = {
        "trend, by quarter and stage": lambda store: store.index_tally(),
        "answers to a question, by stage": lambda store: store.score_tally("recommend", quarter=QUARTER, by="stage"),
        "root causes of a quarter": lambda store: store.cause_tally(QUARTER),
        "repeated answers of two quarters": lambda store: store.repeat_tally(QUARTER),
    }
    with _opened(ground.folder) as store, _opened(ground.small) as small:
        lines = []
        for name, ask in views.items():
            taken = _first(store, ask)
            lines.append(Line(name, taken, "ms", ground.scan, "bare scan", ground.promised(0.25)))
            lines.append(
                Line(
                    f"  grown from {SMALL_ROWS:,}", taken, "ms", _first(small, ask), "itself then", ground.promised(2.0)
                )
            )
        return lines


def filtered_views(ground: Ground) -> list[Line]:
    """Any three filters: the slowest of several choices, asked first and asked again."""
    views: dict[str, Callable[[FeedbackStore, Where], object]] = {
        "trend under three filters": lambda store, where: store.index_tally(where),
        "answers under three filters": lambda store, where: store.score_tally("recommend", where, by="channel"),
        "root causes under three filters": lambda store, where: store.cause_tally(QUARTER, where),
        "repeats under three filters": lambda store, where: store.repeat_tally(QUARTER, where),
    }
    with _opened(ground.folder) as store:
        lines = []
        for name, ask in views.items():
            asks = [partial(_filtered, ask, where) for where in THREE_FILTERS]
            first, again = max(_first(store, one) for one in asks), max(_again(store, one) for one in asks)
            lines.append(Line(name, first, "ms", ground.scan, "bare scan", ground.promised(1.0)))
            lines.append(Line("  asked again", again, "ms", ground.scan, "bare scan", ground.promised(1.0)))
        return lines


def search(ground: Ground) -> list[Line]:
    """Searching open answers: how many have the words, and the newest fifty, with and without filters."""
    words = [("w20",), ("w21", "w22"), ("w40",), ("w300",), ("w5000", "w5001")]
    plain = [Search(words=(word,)) for word in words] + [Search(words=(words[0], words[1])), Search()]
    narrowed = [replace(one, where=THREE_FILTERS[0], scores=tuple(range(7)), themes=("theme1",)) for one in plain]
    with _opened(ground.folder) as store:
        open_answers = store.verbatims(Search())[1]
        each = [[_milliseconds(partial(store.verbatims, one)) for _ in range(ROUNDS)] for one in plain + narrowed]
        every = [taken for rounds in each for taken in rounds]
        middle, slow = median(every), quantiles(every, n=20)[-1]
    name = f"search of {open_answers:,} open answers"
    return [Line(f"{name}, p50", middle, "ms", target=30.0), Line("  p95", slow, "ms", middle, "its p50", 2.0)]


def growing(ground: Ground) -> list[Line]:
    """Storing answers, and adding a few to many."""
    name = f"adding {MORE_ANSWERS:,} answers, published"
    return [
        Line("storing, share of answers that write", ground.open_share_percent, "%"),
        Line("storing, answers a second", ground.stored_rows_per_second, "rows/s"),
        Line(name, yardstick.add(ground.folder, ground.rows, MORE_ANSWERS), "s", target=5.0),
    ]


def memory(ground: Ground) -> list[Line]:
    """A server that has answered every kind of question once."""
    # a process of its own, not one of multiprocessing: that would first run again whatever page this process has open
    asked = [sys.executable, "-m", "cxlib.bench", str(ground.folder)]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return [Line("memory of a server", float(done.stdout), "MB", target=1536.0)]


#: What `run` measures, in order. A section takes the `Ground` and returns lines; loading and pages bring their own.
SECTIONS: list[Section] = [standard_views, filtered_views, search, memory, growing]


@contextmanager
def _ground(rows: int, tell: Callable[[str], None]) -> Iterator[Ground]:
    share = max(10, min(100, 100 * OPEN_ANSWERS // rows))
    with TemporaryDirectory(prefix="kuulo-bench-") as name:
        folder, small = Path(name) / "large", Path(name) / "small"
        seconds = yardstick.build(folder, rows, share, lambda done: tell(f"making up {rows:,} answers: {done:.0%}"))
        yardstick.build(small, min(rows, SMALL_ROWS), share)
        scan = yardstick.BareScan(Path(name) / "plain.duckdb", rows)
        taken = median(_milliseconds(scan) for _ in range(ROUNDS))
        scan.close()
        yield Ground(rows, folder, small, share, rows / seconds, taken)


def _silent(what: str) -> None:
    """Tell nobody."""


@contextmanager
def _opened(folder: Path) -> Iterator[FeedbackStore]:
    store = open_snapshot(folder, synthetic.programme())
    try:
        yield store
    finally:
        store.close()


def _filtered(ask: Callable[[FeedbackStore, Where], object], where: Where, store: FeedbackStore) -> object:
    return ask(store, where)


def _first(store: FeedbackStore, ask: Ask) -> float:
    """Milliseconds for the first who asks after an import."""
    return median(_milliseconds(partial(ask, yardstick.without_memory(store))) for _ in range(ROUNDS))


def _again(store: FeedbackStore, ask: Ask) -> float:
    """Milliseconds for those who ask after somebody did."""
    ask(store)
    return median(_milliseconds(partial(ask, store)) for _ in range(ROUNDS))


def _milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


def _peak_megabytes(folder: Path) -> float:
    with _opened(folder) as store:
        for where in ((), *THREE_FILTERS):
            store.index_tally(where)
            store.score_tally("recommend", where, by="channel")
            store.cause_tally(QUARTER, where)
            store.repeat_tally(QUARTER, where)
            store.verbatims(Search(words=(("w20",),), where=where))
            store.quotes(QUARTER, where)
            store.theme_counts(where, QUARTER)
    return _own_peak_megabytes()


def _own_peak_megabytes() -> float:
    """This process's peak; what the system accounts to a process includes its parent's where that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        peaks = [line.split()[1] for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM")]
        return int(peaks[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(line: Line) -> str:
    measured = f"{line.figure:,.0f} {line.unit}" if line.figure >= 100 else f"{line.figure:.1f} {line.unit}"
    floor = "" if line.floor is None else f"{line.floor:.1f} {line.unit}"
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    target = "" if line.target is None else f"{line.target:g}"
    verdict = {True: "  ok", False: "  FAILED", None: ""}[line.passed]
    return f"{line.what:44}{measured:>12}{floor:>12}{ratio:>8}{target:>8}{verdict}"


if __name__ == "__main__":
    sys.stdout.write(str(_peak_megabytes(Path(sys.argv[1]))))
