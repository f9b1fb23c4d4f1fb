"""How long until a chart is painted, as a person in front of a browser sees it: after a click, and on a cold server.

`python -m cxlib.app.painting` opens the quarter page and the minimal page with the same two charts in a headless
Chromium, and prints both times as JSON: nothing where the packages of the tests or Chromium are missing.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from cxlib import loading
from cxlib.app.timing import both_pages, drawn_charts, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

CLICKS = 12
COLD_STARTS = 3
#: A page that has not changed a chart for so long has painted it.
QUIET_MS = 400
PATIENCE_MS = 120_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")

#: Notes when a chart was last painted: whatever changes inside one counts.
WATCH_CHARTS = """
window.lastPaint = 0;
const inChart = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".js-plotly-plot");
new MutationObserver((changes) => {
  if (changes.some((change) => inChart(change.target))) {
    requestAnimationFrame(() => { window.lastPaint = performance.now(); });
  }
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""

#: Writes another quarter into the address, as the page's own switch does, and tells Streamlit of it.
GO_TO = """(quarter) => {
  window.clicked = performance.now();
  window.lastPaint = 0;
  history.pushState({}, "", "?quarter=" + quarter);
  window.dispatchEvent(new PopStateEvent("popstate"));
}"""

PAINTED = f"() => window.lastPaint > 0 && performance.now() - window.lastPaint > {QUIET_MS}"
TAKEN = "() => window.lastPaint - window.clicked"
FIRST = "() => document.querySelectorAll('.js-plotly-plot .main-svg').length > 0 && window.lastPaint > 0"


def available() -> bool:
    """Whether this machine has the browser, and the package that drives it."""
    try:
        import playwright  # noqa: F401, PLC0415 (a package of the tests; the bench leaves these lines out without it)
    except ImportError:
        return False
    return any(map(shutil.which, BROWSERS))


def measure(folder: Path) -> dict[str, float]:
    """Return the median milliseconds from a click to the painted charts and from a cold server to the first chart."""
    drawn = drawn_charts(folder)
    quarters = list(drawn)[-4:]
    figures: dict[str, float] = {}
    with both_pages(drawn) as pages:
        for name, page in pages.items():
            figures[f"{name}_first_ms"] = median(first_paint(page, folder) for _ in range(COLD_STARTS))
            figures[f"{name}_click_ms"] = median(clicks(page, folder, quarters))
    for what in ("first", "click"):
        figures[f"ratio_{what}"] = figures[f"quarter_{what}_ms"] / figures[f"minimal_{what}_ms"]
    return {name: round(value, 2) for name, value in figures.items()}


def first_paint(page: Path, folder: Path) -> float:
    """Milliseconds from asking a server that nobody has asked before until it shows a chart."""
    with serving(page, folder) as (port, _), tab() as opened:
        started = time.perf_counter()
        opened.goto(f"http://127.0.0.1:{port}/")
        opened.wait_for_function(FIRST, polling=20, timeout=PATIENCE_MS)
        return (time.perf_counter() - started) * 1000


def clicks(page: Path, folder: Path, quarters: list[str]) -> list[float]:
    """Milliseconds from each change of the quarter until its charts are painted, after everyone was asked once."""
    taken = []
    with serving(page, folder) as (port, _), tab() as opened:
        opened.goto(f"http://127.0.0.1:{port}/?quarter={quarters[-1]}")
        opened.wait_for_function(PAINTED, polling=20, timeout=PATIENCE_MS)
        for place in range(CLICKS + len(quarters)):
            opened.evaluate(GO_TO, quarters[place % len(quarters)])
            opened.wait_for_function(PAINTED, polling=20, timeout=PATIENCE_MS)
            taken.append(float(opened.evaluate(TAKEN)))
    return taken[len(quarters) :]


@contextmanager
def tab() -> Iterator[Page]:
    """Open a browser with an empty tab for the body of a `with` statement."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (see `available`)

    with sync_playwright() as driver:
        path = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = driver.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        # the dashboard forbids scripts that are put in from outside, as these are
        opened = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="fi-FI", bypass_csp=True)
        opened.add_init_script(WATCH_CHARTS)
        yield opened
        browser.close()


def main() -> int:
    found = measure(loading.data_folder()) if available() else {}
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
