"""A store built in a test's own folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.snapshot import open_snapshot
from cxlib.terms.feedback import Feedback
from cxlib.terms.programme import Programme
from tests.store.survey import a_programme, made_up, write


@dataclass(frozen=True)
class Imported:
    """A data folder with an open store."""

    folder: Path
    programme: Programme
    store: FeedbackStore


Import = Callable[..., Imported]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Return a function that imports files and opens the store."""

    def run(*files: Feedback, programme: Programme | None = None) -> Imported:
        write(tmp_path, *files, programme=programme)
        used = programme or a_programme()
        return Imported(tmp_path, used, open_snapshot(tmp_path, used))

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder whose one snapshot holds thirty respondents."""
    write(tmp_path, made_up(1, 30))
    return tmp_path
