"""Makes the README's pictures anew: `python -m tests.make_pictures` serves the made-up company and looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from cxlib import loading

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "data" / "pictures"
PAGES = {"quarter": "/", "answers": "/vastaukset?haku=odot"}
SIZE = {"width": 1920, "height": 1080}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="kuulo-pictures-") as scratch:
        loading.build_demo(Path(scratch))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{probe.getsockname()[1]}"
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", address.split(":")[1]]
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "CX_DATA": scratch}) as server:
            try:
                wait_for(f"http://{address}/_stcore/health")
                photograph(f"http://{address}")
            finally:
                server.terminate()


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer within a minute.")


def photograph(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for look in ("light", "dark"):
            context = browser.new_context(viewport=SIZE, color_scheme=look, locale="fi-FI")
            for name, path in PAGES.items():
                page = context.new_page()
                page.goto(address + path)
                awaited = ".js-plotly-plot .main-svg" if name == "quarter" else "article mark"
                page.wait_for_selector(awaited, timeout=120_000)
                page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
                page.wait_for_timeout(2500)
                page.screenshot(path=PICTURES / f"{name}_{look}.png")
                page.close()
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
