"""The first start: one builder however many wait, and a failure that reaches each of them."""

from __future__ import annotations

import threading
from pathlib import Path

from cxlib.app.opening import Progress, construction
from cxlib.errors import StoreBusy


def test_two_visitors_wait_for_the_same_construction(tmp_path: Path) -> None:
    built: list[Path] = []
    go = threading.Event()

    def build(folder: Path, progress: Progress) -> None:
        progress(0.5)
        go.wait(10)
        built.append(folder)

    first, second = construction(tmp_path, build), construction(tmp_path, build)
    assert first is second
    go.set()
    first.worker.join(10)
    assert built == [tmp_path]
    assert first.error is None


def test_progress_never_goes_back(tmp_path: Path) -> None:
    def build(_: Path, progress: Progress) -> None:
        for share in (0.2, 0.6, 0.4, 3.0):
            progress(share)

    made = construction(tmp_path, build)
    made.worker.join(10)
    assert made.share == 1.0


def test_a_failure_is_kept_for_those_who_wait_and_the_next_visit_tries_again(tmp_path: Path) -> None:
    def fail(_: Path, __: Progress) -> None:
        raise StoreBusy("another process is building")

    failed = construction(tmp_path, fail)
    failed.worker.join(10)
    assert isinstance(failed.error, StoreBusy)
    again = construction(tmp_path, lambda folder, progress: None)
    again.worker.join(10)
    assert again is not failed
    assert again.error is None
