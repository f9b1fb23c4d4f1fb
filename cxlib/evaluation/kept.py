"""The latest figures of each kind, kept in the data folder, and those that Kuulo was shipped with."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cxlib.evaluation.report import Evaluation

FILE = "evaluations.json"
_SHIPPED = Path(__file__).parent / "shipped.json"


def keep(folder: Path, result: Evaluation) -> None:
    """Write a result over the last one of its kind; without its examples, which may be somebody's words."""
    known = _read(folder / FILE)
    known[result.kind] = {**result.record(), "measured_on": datetime.now(UTC).date().isoformat()}
    beside = folder / f"{FILE}.new"
    beside.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")
    beside.replace(folder / FILE)


def kept(folder: Path, kind: str) -> tuple[dict[str, Any], bool] | None:
    """Return the folder's own result of a kind, or the shipped one, and whether it is the folder's own."""
    own = _read(folder / FILE).get(kind)
    if own is not None:
        return own, True
    shipped = shipped_results().get(kind)
    return None if shipped is None else (shipped, False)


def shipped_results() -> dict[str, Any]:
    """Return what Kuulo's own labelled sets gave: a test measures them again."""
    return _read(_SHIPPED)


def _read(file: Path) -> dict[str, Any]:
    """A file that is missing or damaged holds nothing: it can be measured again."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
