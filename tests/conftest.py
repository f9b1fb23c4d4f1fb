"""Fixtures that every test may use: where the real files lie, and the made-up company, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxlib import loading

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real files, or skip: it does not lie on a user's machine."""
    if not SHARED.is_dir():
        pytest.skip("real survey files (../shared) are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the made-up company, which tests read and none may change."""
    folder = tmp_path_factory.mktemp("demo")
    loading.build_demo(folder)
    return folder


@pytest.fixture
def demo_folder(built_demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serve the made-up company for the length of a test."""
    monkeypatch.setenv("CX_DATA", str(built_demo))
    return built_demo
