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
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from cxlib import loading
from cxlib.app.timing import both_pages, drawn_charts, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

CLICKS = 12
COLD_STARTS = 3
#: A page that has not changed a chart for so long has painted it.
QUIET_MS = 400
PATIENCE_MS = 120_000
#: How often the page is asked whether it has: rarely, as the asking takes from the time that is measured.
POLLING_MS = 100
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
    """Return the median milliseconds from a click to the painted charts and from a cold server to the first chart.

    The pages take turns, so that whatever else the machine does falls on both.
    """
    drawn = drawn_charts(folder)
    quarters = list(drawn)[-4:]
    figures: dict[str, float] = {}
    with both_pages(drawn) as pages:
        first: dict[str, list[float]] = {name: [] for name in pages}
        for name, page in list(pages.items()) * COLD_STARTS:
            first[name].append(first_paint(page, folder))
        for what, found in (("first", first), ("click", clicks(pages, folder, quarters))):
            figures |= {f"{name}_{what}_ms": median(taken) for name, taken in found.items()}
    for what in ("first", "click"):
        figures[f"ratio_{what}"] = figures[f"quarter_{what}_ms"] / figures[f"minimal_{what}_ms"]
    return {name: round(value, 2) for name, value in figures.items()}


def first_paint(page: Path, folder: Path) -> float:
    """Milliseconds from asking a server that nobody has asked before until it shows a chart."""
    with serving(page, folder) as (port, _), tabs(1) as (opened,):
        started = time.perf_counter()
        opened.goto(f"http://127.0.0.1:{port}/")
        opened.wait_for_function(FIRST, polling=20, timeout=PATIENCE_MS)
        return (time.perf_counter() - started) * 1000


def clicks(pages: dict[str, Path], folder: Path, quarters: list[str]) -> dict[str, list[float]]:
    """Milliseconds from each change of the quarter until its charts are painted, after everyone was asked once."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    with ExitStack() as stack:
        ports = [stack.enter_context(serving(page, folder))[0] for page in pages.values()]
        opened = stack.enter_context(tabs(len(pages)))
        for port, tab in zip(ports, opened, strict=True):
            tab.goto(f"http://127.0.0.1:{port}/?quarter={quarters[-1]}")
            tab.wait_for_function(PAINTED, polling=POLLING_MS, timeout=PATIENCE_MS)
        for place in range(CLICKS + len(quarters)):
            for name, tab in zip(pages, opened, strict=True):
                tab.evaluate(GO_TO, quarters[place % len(quarters)])
                tab.wait_for_function(PAINTED, polling=POLLING_MS, timeout=PATIENCE_MS)
                taken[name].append(float(tab.evaluate(TAKEN)))
    return {name: found[len(quarters) :] for name, found in taken.items()}


@contextmanager
def tabs(count: int) -> Iterator[list[Page]]:
    """Open some browsers, each with an empty tab, for the body of a `with` statement."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (see `available`)

    with sync_playwright() as driver:
        path = next(filter(None, map(shutil.which, BROWSERS)), None)
        browsers = [driver.chromium.launch(executable_path=path, args=list(ARGUMENTS)) for _ in range(count)]
        # the dashboard forbids scripts that are put in from outside, as these are
        window: ViewportSize = {"width": 1920, "height": 1080}
        opened = [browser.new_page(viewport=window, locale="fi-FI", bypass_csp=True) for browser in browsers]
        for tab in opened:
            tab.add_init_script(WATCH_CHARTS)
        yield opened
        for browser in browsers:
            browser.close()


def main() -> int:
    found = measure(loading.data_folder()) if available() else {}
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
