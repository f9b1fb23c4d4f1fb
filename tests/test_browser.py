"""The dashboard in a real browser: what readers do with it, and what hostile answers must not (SAFETY checks 18–37)."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from cxlib.store.folder import current
from tests import small_bank

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

#: A browser that asks nobody anything on its own.
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--no-default-browser-check"),
    "--disable-features=OptimizationHints,Translate",
)

PAGES = {
    "/": None,
    "/miksi": "Miksi muuttui?",
    "/mukana": "Mitkä asiat ovat yhteydessä indeksiin?",
    "/toimet": "Mikä auttoi?",
    "/kuulematta": "Keitä emme kuulleet?",
    "/halytykset": None,
    "/ryhmat": "Ryhmät rinnakkain",
    "/sitten": "Mitä asiakas teki sitten?",
    "/uudistus": "Mittarin uudistus",
    "/aiheet": None,
    "/koodikirja": "Koodikirja: mitä sanat kertovat",
    "/tuonti": "Tuo vastauksia",
    "/vastaukset": "Mitä asiakkaat sanovat?",
    "/mittaus": "Näin mittaamme",
}
#: Pages that a server which nobody has asked yet must open at once; the others are opened from there.
COLD = ("/", "/vastaukset", "/mittaus")
PHONE = {"width": 390, "height": 844}
PATIENCE = 60_000

Visit = Callable[..., Page]

expect.set_options(timeout=30_000)


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """Run the dashboard on a free port as a user does; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port), *options]
    environment = {**os.environ, "CX_DATA": str(folder)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_up(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the dashboard did not start"
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the dashboard did not come up within a minute")


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_bank.build(tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is missing; install it with: sudo apt-get install -y chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def dashboard(bank: Path) -> Iterator[str]:
    with served(bank) as address:
        yield address


@pytest.fixture
def strangers() -> list[str]:
    """Addresses asked for that are not the dashboard's own, and what the browser complained of."""
    return []


@pytest.fixture
def visit(browser: Browser, strangers: list[str]) -> Iterator[Visit]:
    """Open an address in a fresh browser; in the end nothing may have left this machine or met the policy."""
    contexts: list[BrowserContext] = []

    def opened(address: str, **options: object) -> Page:
        known = {"viewport": {"width": 1920, "height": 1080}, "locale": "fi-FI"}
        context = browser.new_context(**{**known, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: watch(request.url, strangers))
        page.on("console", lambda message: complain(message.text, strangers))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strangers == []


def watch(url: str, strangers: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:http://127.0.0.1:", "about:")):
        strangers.append(url)


def complain(text: str, strangers: list[str]) -> None:
    if "Content Security Policy" in text or "Refused to" in text:
        strangers.append(text)


def heading(page: Page) -> str:
    page.wait_for_selector("h1")
    return page.locator("h1").first.inner_text()


@pytest.mark.parametrize("path", COLD)
def test_a_deep_link_to_a_cold_server_opens_its_page(bank: Path, visit: Visit, path: str) -> None:
    with served(bank) as address:
        page = visit(f"{address}{path}?quarter=2026Q2")
        title = heading(page)
        assert title == (PAGES[path] or title)
        expect(page.get_by_role("link", name="Avoimet vastaukset")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_text("Q2/2026").first).to_be_visible()


@pytest.mark.parametrize("path", [path for path in PAGES if path not in COLD])
def test_every_page_opens_by_its_address(dashboard: str, visit: Visit, path: str) -> None:
    page = visit(f"{dashboard}{path}?quarter=2026Q2")
    title = heading(page)
    assert title == (PAGES[path] or title)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_page_file_cannot_be_reached_past_the_router(bank: Path, visit: Visit) -> None:
    with served(bank) as address:
        for stem in ("answers", "quarter", "method", "router"):
            page = visit(f"{address}/{stem}")
            expect(page.get_by_role("link", name="Avoimet vastaukset")).to_be_visible()
            expect(page.get_by_text("Mitä asiakkaat sanovat?")).to_have_count(0)
            expect(page.get_by_role("link", name=stem, exact=True)).to_have_count(0)


def test_the_document_says_its_language_from_the_first_byte(dashboard: str, visit: Visit) -> None:
    with urlopen(f"{dashboard}/?lang=sv") as answer:
        assert b'<html lang="sv">' in answer.read()
    page = visit(dashboard)
    heading(page)
    assert page.evaluate("document.documentElement.lang") == "fi"
    page.get_by_role("radio", name="EN").click()
    page.wait_for_url("**lang=en**")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_charts_are_drawn_under_the_policy(dashboard: str, visit: Visit) -> None:
    page = visit(dashboard)
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.locator(".js-plotly-plot").nth(1).scroll_into_view_if_needed()
    expect(page.locator(".js-plotly-plot")).to_have_count(2)


def test_search_goes_into_the_address_and_comes_back(dashboard: str, visit: Visit) -> None:
    page = visit(f"{dashboard}/vastaukset?quarter=all")
    page.get_by_label("Hae vastauksista", exact=True).press_sequentially("odottaa", delay=40)
    page.wait_for_url("**haku=odottaa**")
    expect(page.locator("mark").first).to_be_visible()
    found = page.locator("article").count()
    page.reload()
    expect(page.locator("mark").first).to_be_visible()
    expect(page.get_by_label("Hae vastauksista", exact=True)).to_have_value("odottaa")
    expect(page.locator("article")).to_have_count(found)


def test_a_cause_leads_to_its_answers(dashboard: str, visit: Visit) -> None:
    page = visit(f"{dashboard}/?quarter=2026Q2")
    page.get_by_role("link", name="Lue vastaukset").first.click()
    page.wait_for_url(re.compile(r"vastaukset\?.*theme=\w+"))
    assert "quarter=2026Q2" in page.url
    expect(page.locator("article").first).to_be_visible()


def test_the_menu_takes_the_choices_along(dashboard: str, visit: Visit) -> None:
    page = visit(f"{dashboard}/?quarter=2026Q1&stage=new")
    heading(page)
    page.get_by_role("link", name="Avoimet vastaukset").click()
    page.wait_for_url(re.compile(r"/vastaukset\?.*quarter=2026Q1.*stage=new"))


@pytest.mark.parametrize("path", [*PAGES, "/vastaukset?mode=read", "/?segment=business"])
def test_a_phone_has_no_sideways_scroll(dashboard: str, visit: Visit, path: str) -> None:
    page = visit(f"{dashboard}{path}", viewport=PHONE)
    page.locator("[data-testid=stMain] p:visible").first.wait_for()
    page.wait_for_timeout(2000)
    wide = page.evaluate(
        """() => { const main = document.querySelector('[data-testid=stMain]');
        return [document.documentElement.scrollWidth, main.scrollWidth - main.clientWidth] }"""
    )
    assert wide[0] <= PHONE["width"]
    assert wide[1] <= 0


def test_the_arrow_keys_turn_the_answers(dashboard: str, visit: Visit) -> None:
    page = visit(f"{dashboard}/vastaukset?quarter=2026Q2&mode=read")
    for key, place in (("", 1), ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("ArrowLeft", 1)):
        if key:
            page.keyboard.press(key)
            page.wait_for_url(f"**i={place}")
        expect(page.get_by_text(re.compile(rf"^{place} / \d+$"))).to_be_visible()
        expect(page.locator("li[aria-current=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "mode=read" not in url)
    assert heading(page) == PAGES["/vastaukset"]


@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without the policy"])
def test_hostile_answers_stay_text_and_ask_nobody(dashboard: str, visit: Visit, bypass: bool) -> None:
    page = visit(f"{dashboard}/vastaukset?score=0-6&quarter=2026Q3", bypass_csp=bypass)
    expect(page.get_by_text("Luulisin <script>document.title='caught'</script>").first).to_be_visible()
    expect(page.get_by_text("=HYPERLINK").first).to_be_visible()
    expect(page.get_by_text("**lihava** $x^2$ :red[punainen]").first).to_be_visible()
    for place in range(1, len(small_bank.HOSTILE) + 1):
        page.goto(f"{dashboard}/vastaukset?score=0-6&quarter=2026Q3&mode=read&i={place}")
        expect(page.locator("[data-testid=stHtml] p").first).to_be_visible()
    page.goto(dashboard)
    heading(page)
    assert page.title() != "caught"


def test_a_new_snapshot_shows_in_an_open_page(tmp_path: Path, visit: Visit) -> None:
    folder = small_bank.build(tmp_path / "bank")
    with served(folder) as address:
        page = visit(f"{address}/mittaus?quarter=2026Q2")
        before = current(folder)
        expect(page.get_by_text(f"versio {before}")).to_be_visible()
        chance = Random(1)
        small_bank.add(folder, [small_bank.row(20_000 + number, chance) for number in range(20)])
        published = time.monotonic()
        page.wait_for_function("name => document.body.innerText.includes(name)", arg=f"versio {current(folder)}")
        assert time.monotonic() - published < 2.5  # a second, and a slow machine's rest
        assert "quarter=2026Q2" in page.url


def test_a_broken_definition_is_told_without_internals(bank: Path, tmp_path: Path, visit: Visit) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(bank, folder)
    programme = folder / "programme.toml"
    programme.write_text(
        programme.read_text("utf-8").replace("smallest_group = 5", 'smallest_group = "hetu 010190-123A"')
    )
    with served(folder) as address:
        page = visit(address)
        expect(page.get_by_role("alert")).to_be_visible()
        told = page.locator("body").inner_text()
    assert "python -m cxlib check" in told
    for inside in ("Traceback", "programme.toml", str(tmp_path), "010190", "DefinitionError", ".py"):
        assert inside not in told


def test_a_foreign_name_and_the_servers_inside_are_refused(dashboard: str) -> None:
    assert asked(dashboard, "/", "evil.example")[0] == 421
    assert asked(dashboard, "/_stcore/metrics")[0] == 404
    assert asked(dashboard, "/_stcore/agent/openapi.json")[0] == 404
    status, headers = asked(dashboard, "/")
    assert status == 200
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert asked(dashboard, "/_stcore/stream", "evil.example", **WEB_SOCKET)[0] == 403
    assert asked(dashboard, "/_stcore/stream", Origin="http://evil.example", **WEB_SOCKET)[0] == 403
    assert asked(dashboard, "/_stcore/stream", **WEB_SOCKET)[0] == 101


WEB_SOCKET = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "a3V1bG8ga3V1bG8ga3V1bA==",
}


def asked(address: str, path: str, host: str = "", **headers: str) -> tuple[int, http.client.HTTPMessage]:
    """Ask for a path under a name, and return the status and the headers."""
    place = address.removeprefix("http://")
    connection = http.client.HTTPConnection(place, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": host or place, **headers})
        answer = connection.getresponse()
        return answer.status, answer.headers
    finally:
        connection.close()


def test_the_dashboard_listens_to_this_machine_alone(bank: Path) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address", "0.0.0.0"]
    environment = {**os.environ, "CX_DATA": str(bank)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "no login" in done.stdout + done.stderr


@pytest.mark.slow
def test_a_first_start_builds_the_demo_for_all_who_wait(tmp_path: Path, visit: Visit) -> None:
    with served(tmp_path / "empty") as address:
        first = visit(address)
        expect(first.get_by_text("Hetki, rakennamme esimerkkiyrityksen")).to_be_visible()
        second = visit(f"{address}/vastaukset?lang=en")
        for page in (first, second):
            page.set_default_timeout(240_000)
            page.wait_for_selector("text=/Keksitty yritys|Made-up company/")
        assert "CX-indeksi" in heading(first)
        assert heading(second) == "What do customers say?"
