"""Fixtures that every test may use: where the real files lie, and where Chromium is."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real files, or skip: it does not lie on a user's machine."""
    if not SHARED.is_dir():
        pytest.skip("real survey files (../shared) are not on this machine")
    return SHARED
