"""Long work in a process of its own, so that the one that serves pages stays free, small and alive."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cxlib.demo.templates import SHIPPED
from cxlib.errors import StoreError

_LOG = logging.getLogger(__name__)
_PROGRESS = re.compile(r"([01]\.\d{3}) (.*)")


def run_apart(folder: Path, arguments: Sequence[str], progress: Callable[[float, str], None]) -> Any:
    """Run a command of this product on a folder, and return what it says as JSON.

    Raises
    ------
    StoreError
        When it ends without having done it; the text is what it said of it.
    """
    command = [sys.executable, "-m", "cxlib", *arguments, "--json", "--progress"]
    environment = {**os.environ, "CX_DATA": str(folder)}
    printed: list[str] = []
    said: list[str] = []
    with subprocess.Popen(
        command,
        cwd=SHIPPED.parent,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        reader = threading.Thread(target=lambda out: printed.append(out.read()), args=(process.stdout,), daemon=True)
        reader.start()
        for line in process.stderr:
            match = _PROGRESS.fullmatch(line.strip())
            if match is None:
                said.append(line.strip())
            else:
                progress(float(match[1]), match[2])
        reader.join()
    if process.returncode:
        raise StoreError(_why(said, process.returncode))
    return json.loads("".join(printed))


def _why(said: Sequence[str], code: int) -> str:
    """Return the sentence that a refused command ended with; a fault of ours goes to the log, with its places."""
    if not said or any(line.startswith("Traceback") for line in said):
        _LOG.error("The work in a process of its own ended with code %s: %s", code, "\n".join(said))
        return "The work broke off; the server's log says why."
    return " ".join(said[-8:]).strip()
