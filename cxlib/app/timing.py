"""How long a page takes to run again, as a browser sees it: over the web socket, until the server says it is done.

`python -m cxlib.app.timing` starts the dashboard and, beside it, a minimal page with the same two charts, asks both
for one quarter after another, and prints the two times and their ratio as JSON. `--viewers 20` asks as many at once.
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
from contextlib import contextmanager
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
    async with connect(address, subprotocols=protocols, max_size=None, compression=None) as connection:
        await rerun(connection, queries[0])
        taken = []
        for query in queries:
            await asyncio.sleep(pause)
            taken.append(await rerun(connection, query))
        return taken


async def audience(port: int, viewers: int, queries: Sequence[str], pause: float) -> list[float]:
    """Return the times of many viewers, who start a little after one another."""

    async def late(place: int) -> list[float]:
        await asyncio.sleep(pause * place / viewers)
        return await viewer(port, queries, pause)

    every = await asyncio.gather(*(late(place) for place in range(viewers)))
    return [seconds for taken in every for seconds in taken]


@contextmanager
def serving(script: Path, folder: Path) -> Iterator[int]:
    """Run a page on a free port for the body of a `with` statement."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    environment = {**os.environ, "CX_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_up(port, process)
        yield port
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


def measure(folder: Path, *, runs: int, viewers: int, pause: float) -> dict[str, float]:
    """Return median and 95th percentile in milliseconds of the quarter page and the minimal page, and their ratios."""
    drawn = drawn_charts(folder)
    queries = [f"quarter={quarter}" for quarter in list(drawn)[-4:]] * max(1, runs // 4)
    with TemporaryDirectory() as scratch:
        pickled, script = Path(scratch) / "charts.pickle", Path(scratch) / "minimal.py"
        pickled.write_bytes(pickle.dumps(drawn))
        script.write_text(MINIMAL.format(pickled=str(pickled)), "utf-8")
        taken = {}
        for name, page in (("minimal", script), ("quarter", ROOT / "dashboard.py")):
            with serving(page, folder) as port:
                asyncio.run(viewer(port, queries[:4], 0.0))
                taken[name] = asyncio.run(audience(port, viewers, queries, pause))
    figures = {f"{name}_p50_ms": median(times) * 1000 for name, times in taken.items()}
    figures |= {f"{name}_p95_ms": quantiles(times, n=20)[-1] * 1000 for name, times in taken.items()}
    ratios = {f"ratio_p{p}": figures[f"quarter_p{p}_ms"] / figures[f"minimal_p{p}_ms"] for p in (50, 95)}
    return {name: round(value, 2) for name, value in (figures | ratios).items()}


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
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between one viewer's clicks")
    options = parser.parse_args()
    found = measure(loading.data_folder(), runs=options.runs, viewers=options.viewers, pause=options.pause)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
