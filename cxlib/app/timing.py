"""How long a page takes to run again, as a browser sees it: over the web socket, until the server says it is done.

`python -m cxlib.app.timing` starts the dashboard and, beside it, a minimal page with the same two charts, asks both
for one quarter after another, and prints the two times and their ratio as JSON. `--viewers 20` asks as many at once,
`--servers 2` shares them among as many processes, and the memory of one more viewer is told beside.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from cxlib import loading
from cxlib.app.figures import draw_distribution, draw_trend
from cxlib.briefing import make_briefing
from cxlib.charts.drawing import Chart
from cxlib.terms.selection import Selection

ROOT = Path(__file__).parents[2]

#: Seconds until a viewer whom a busy server lets wait at the door gives up.
PATIENCE = 120.0

#: The floor: the same charts, drawn beforehand, and nothing else.
MINIMAL = """
import pickle
import streamlit as st

@st.cache_resource
def charts():
    with open({pickled!r}, "rb") as file:
        return pickle.load(file)

drawn = charts()
asked = st.query_params.get("quarter", "")
st.title(asked)
for place, chart in enumerate(drawn.get(asked, next(iter(drawn.values())))):
    st.plotly_chart(chart.figure, config={{"displayModeBar": False}}, key=str(place))
"""


async def rerun(connection: ClientConnection, query: str) -> float:
    """Ask for the page once more with another address, and return the seconds until the server had said all of it."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.context_info.locale = "fi-FI"
    started = time.perf_counter()
    await connection.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await connection.recv(decode=False))
        if answer.WhichOneof("type") == "script_finished":
            return time.perf_counter() - started


async def viewer(port: int, queries: Sequence[str], pause: float) -> list[float]:
    """Open the page as one viewer does, and return how long each of the queries took after the first."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    protocols = [Subprotocol("streamlit")]
    async with connect(
        address, subprotocols=protocols, max_size=None, compression=None, open_timeout=PATIENCE
    ) as connection:
        await rerun(connection, queries[0])
        taken = []
        for query in queries:
            await asyncio.sleep(pause)
            taken.append(await rerun(connection, query))
        return taken


async def audience(ports: Sequence[int], viewers: int, queries: Sequence[str], pause: float) -> list[float]:
    """Return the times of many viewers, who start a little after one another and share the servers evenly."""

    async def late(place: int) -> list[float]:
        await asyncio.sleep(pause * place / viewers)
        return await viewer(ports[place % len(ports)], queries, pause)

    every = await asyncio.gather(*(late(place) for place in range(viewers)))
    return [seconds for taken in every for seconds in taken]


@contextmanager
def serving(script: Path, folder: Path) -> Iterator[tuple[int, int]]:
    """Run a page on a free port for the body of a `with` statement; yield the port and the process's number."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    environment = {**os.environ, "CX_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_up(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_up(port: int, process: subprocess.Popen[bytes], patience: float = 60.0) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"The page did not come up on port {port} within {patience:.0f} s.")


def measure(folder: Path, *, runs: int, viewers: int, pause: float, servers: int = 1) -> dict[str, float]:
    """Return median and 95th percentile in milliseconds of the quarter page and the minimal page, and their ratios.

    Beside them the megabytes that a viewer adds to a server, on either page.
    """
    drawn = drawn_charts(folder)
    queries = [f"quarter={quarter}" for quarter in list(drawn)[-4:]] * max(1, runs // 4)
    figures: dict[str, float] = {}
    with both_pages(drawn) as pages:
        for name, page in pages.items():
            taken, grown = watched(page, folder, queries, servers=servers, viewers=viewers, pause=pause)
            figures[f"{name}_p50_ms"], figures[f"{name}_p95_ms"] = median(taken), quantiles(taken, n=20)[-1]
            figures[f"{name}_viewer_mb"] = grown
    for p in (50, 95):
        figures[f"ratio_p{p}"] = figures[f"quarter_p{p}_ms"] / figures[f"minimal_p{p}_ms"]
    return {name: round(value, 2) for name, value in figures.items()}


@contextmanager
def both_pages(drawn: dict[str, tuple[Chart, Chart]]) -> Iterator[dict[str, Path]]:
    """Write the minimal page with these charts for the body of a `with` statement; yield it and the dashboard."""
    with TemporaryDirectory() as scratch:
        pickled, script = Path(scratch) / "charts.pickle", Path(scratch) / "minimal.py"
        pickled.write_bytes(pickle.dumps(drawn))
        script.write_text(MINIMAL.format(pickled=str(pickled)), "utf-8")
        yield {"minimal": script, "quarter": ROOT / "dashboard.py"}


def watched(
    page: Path, folder: Path, queries: list[str], *, servers: int, viewers: int, pause: float
) -> tuple[list[float], float]:
    """Return the milliseconds of every rerun, and the megabytes that each further viewer took."""
    with ExitStack() as stack:
        running = [stack.enter_context(serving(page, folder)) for _ in range(servers)]
        for port, _ in running:
            asyncio.run(viewer(port, queries[:4], 0.0))
        before = sum(megabytes(process) for _, process in running)
        taken = asyncio.run(audience([port for port, _ in running], viewers, queries, pause))
        grown = sum(megabytes(process) for _, process in running) - before
    return [seconds * 1000 for seconds in taken], max(0.0, grown) / max(1, viewers - servers)


def megabytes(process: int) -> float:
    """Memory that a process holds, as the system counts it; 0 where it tells nobody."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    held = [line.split()[1] for line in status.read_text("ascii").splitlines() if line.startswith("VmRSS")]
    return int(held[0]) / 1024


def drawn_charts(folder: Path) -> dict[str, tuple[Chart, Chart]]:
    """Draw the two charts of every quarter, as the quarter page does."""
    here = loading.organisation(folder)
    store = loading.open_store(here)
    briefings = [
        make_briefing(store, here.programme, here.codebook, Selection(quarter)) for quarter in store.quarters()
    ]
    store.close()
    looks = ("fi", "light", 1.0)
    return {
        str(briefing.quarter): (draw_trend(briefing, *looks), draw_distribution(briefing, *looks))
        for briefing in briefings
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m cxlib.app.timing", description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=40, help="reruns of each viewer")
    parser.add_argument("--viewers", type=int, default=1)
    parser.add_argument("--servers", type=int, default=1, help="processes that share the viewers")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between one viewer's clicks")
    options = parser.parse_args()
    found = measure(
        loading.data_folder(),
        runs=options.runs,
        viewers=options.viewers,
        pause=options.pause,
        servers=options.servers,
    )
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
